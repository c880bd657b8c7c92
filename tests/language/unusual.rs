//! Unusual but reasonable events and lists.
#![expect(
    clippy::bool_comparison,
    clippy::ignored_unit_patterns,
    clippy::let_and_return,
    clippy::manual_contains,
    clippy::redundant_closure_call,
    clippy::ref_binding_to_reference,
    clippy::useless_vec,
    reason = "unusual code is the subject"
)]

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;
use std::rc::Rc;
use std::sync::Arc;

use plain_runtime::{
    BadgeColor, CreateCustomerEventInput, CustomerEvent, EventComponent, TextColor, TextSize,
    components, container_content, customer_event, row_content,
};

use crate::{json, one};

/// Texts of a list, and labels of its badges, also of those in rows and containers.
fn texts(list: &[EventComponent]) -> String {
    fn collect(value: &serde_json::Value, texts: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(fields) => {
                for (name, value) in fields {
                    match (name.as_str(), value.as_str()) {
                        ("text" | "badgeLabel" | "plainText", Some(text)) => {
                            texts.push(text.to_owned());
                        }
                        _ => collect(value, texts),
                    }
                }
            }
            serde_json::Value::Array(items) => items.iter().for_each(|it| collect(it, texts)),
            _ => {}
        }
    }
    let mut texts = Vec::new();
    collect(&json(list), &mut texts);
    texts.join(" ")
}

struct Seat<'a> {
    name: &'a str,
    role: Option<&'a str>,
    r#type: u8,
}

enum Plan {
    Free,
    Pro { seats: usize },
    Custom(String, Option<u8>),
}

const SEATS: [Seat<'_>; 2] = [
    Seat {
        name: "jane",
        role: Some("admin"),
        r#type: 1,
    },
    Seat {
        name: "kim",
        role: None,
        r#type: 2,
    },
];

#[test]
fn patterns_of_loops_have_braces_and_brackets() {
    let list = components![
        for Seat { name, .. } in &SEATS {
            badge("{name}")
        },
        for Seat {
            role: Some(role),
            r#type,
            ..
        }
        | Seat {
            name: role, r#type, ..
        } in &SEATS
        {
            badge("{role}{type}")
        },
        for [first, .., last] in [[1, 2, 3], [4, 5, 6]] {
            badge("{first}-{last}")
        },
        for (index, &(ref key, value)) in [("a", 1), ("b", 2)].iter().enumerate() {
            badge("{index}{key}{value}")
        },
    ];
    assert_eq!(texts(&list), "jane kim admin1 kim2 1-3 4-6 0a1 1b2");
}

#[test]
fn conditions_have_chains_blocks_and_closures() {
    let (value, names) = (Some(3), ["a", "b"]);
    let list = components![
        if let Some(number @ 1..=5) = value
            && names.iter().any(|name| *name == "b")
        {
            badge("{number}")
        },
        if {
            let limit = 2;
            value.is_some_and(|number| number > limit)
        } {
            badge("above")
        },
        if matches!(value, Some(3 | 4)) == true && !(names.is_empty() || value.is_none()) {
            badge("three")
        } else {
            badge("other")
        },
        if (|number: u8| number > 1)(2) {
            badge("called")
        },
        if let [first, rest @ ..] = names.as_slice() {
            badge("{first}");
            for name in rest {
                badge("{name}")
            }
        },
    ];
    assert_eq!(texts(&list), "3 above three called a b");
}

#[test]
fn arms_have_guards_bindings_and_nested_matches() {
    let label = |plan: &Plan| {
        texts(&components![
            match plan {
                Plan::Free => {}
                Plan::Pro { seats: 0 } => badge("no seats"),
                Plan::Pro { seats } if *seats > 10 => {
                    badge("many");
                    badge("{seats}");
                }
                Plan::Pro {
                    seats: count @ (1 | 2),
                } => badge("few {count}"),
                Plan::Pro { .. } => badge("some"),
                Plan::Custom(name, Some(years)) => match years {
                    1 => badge("{name} for a year"),
                    years => badge("{name} for {years}"),
                },
                Plan::Custom(name, None) =>
                    if name.is_empty() {
                        badge("custom")
                    } else {
                        badge("{name}")
                    },
            },
            divider(),
        ])
    };
    let plans = [
        Plan::Free,
        Plan::Pro { seats: 0 },
        Plan::Pro { seats: 12 },
        Plan::Pro { seats: 2 },
        Plan::Pro { seats: 7 },
        Plan::Custom("a".to_owned(), Some(1)),
        Plan::Custom("b".to_owned(), Some(3)),
        Plan::Custom(String::new(), None),
        Plan::Custom("c".to_owned(), None),
    ];
    let labels: Vec<String> = plans.iter().map(label).collect();
    assert_eq!(
        labels.join("|"),
        "|no seats|many 12|few 2|some|a for a year|b for 3|custom|c"
    );
}

#[test]
fn blocks_have_declarations_with_else_and_shadowing() {
    let list = components![
        for seat in &SEATS {
            let Some(role) = seat.role else {
                continue;
            };
            let role = role.to_uppercase();
            let (length, _) = (role.len(), ());
            badge("{role} {length}");
        },
        {
            let title = "a";
            let mut label = String::new();
            label += title;
            let _ = label.pop();
            label = format!("{label}b");
            badge("{title}{label}")
        },
    ];
    assert_eq!(texts(&list), "ADMIN 5 ab");
}

#[test]
fn variables_have_names_of_the_language() {
    let (text, badge, size, color, label) = ("a", "b", TextSize::L, TextColor::Muted, "c");
    let (title, components, is, or, not, then, each) = ("d", 1, 2, 3, 4, 5, 6);
    let r#match = "e";
    let list = components![
        text(text, size = size, color = color),
        badge(badge),
        badge("{label}{title}{components}{is}{or}{not}{then}{each}{match}"),
        if is == 2 && or != not {
            badge(label)
        },
    ];
    assert_eq!(texts(&list), "a b cd123456e c");
}

#[test]
fn values_are_macros_closures_and_blocks() {
    let names = vec!["a", "b"];
    let join = |separator: &str| names.join(separator);
    let list = components![
        text(format!("{} of {}", 1, names.len())),
        text(concat!("a", 1, true)),
        text(join(" and ")),
        text({
            let last = names.len() - 1;
            names[last]
        }),
        text(
            names
                .iter()
                .map(|name| name.to_uppercase())
                .collect::<Vec<_>>()
                .join("+")
        ),
        text(stringify!(verbatim)),
        text(match names.len() {
            0 => "none",
            1 => "one",
            _ => "two",
        }),
        text(if names.is_empty() {
            "none".to_owned()
        } else {
            names.concat()
        }),
        text(<str as ToOwned>::to_owned("owned")),
        text(Cow::Borrowed(names[0])),
        text(&*Rc::<str>::from(names[1])),
        text(Arc::new("arc".to_owned()).as_str()),
    ];
    assert_eq!(
        texts(&list),
        "1 of 2 a1true a and b b A+B verbatim two ab owned a b arc"
    );
}

#[test]
fn enum_values_are_expressions_and_conversions() {
    let colors = HashMap::from([("failed", BadgeColor::Red)]);
    let color = |state: &str| colors.get(state).copied().unwrap_or(BadgeColor::Grey);
    let list = components![
        badge("a", color = color("failed")),
        badge("b", color = colors.get("done").copied()),
        badge("c", color = if SEATS.len() > 1 { Green } else { Red }),
        badge(
            "d",
            color = match SEATS[0].r#type {
                1 => Some(Yellow),
                _ => None,
            }
        ),
        badge(
            "e",
            color = {
                let known = color("x");
                known
            }
        ),
        spacer(if SEATS.is_empty() { XS } else { XL }),
    ];
    let json = json(&list);
    let colors: Vec<&str> = (0..5)
        .map(|index| {
            json[index]["componentBadge"]["badgeColor"]
                .as_str()
                .unwrap_or("-")
        })
        .collect();
    assert_eq!(colors, ["RED", "-", "GREEN", "YELLOW", "GREY"]);
}

#[test]
fn splices_are_iterators_options_and_fragments() {
    fn header(name: &str) -> Vec<EventComponent> {
        components![text("# {name}"), divider()]
    }
    let more = Some(components![badge("more")]);
    let list = components![
        ..header("a"),
        ..more.into_iter().flatten(),
        ..(0..2).flat_map(|index| components![badge("{index}")]),
        ..if SEATS.is_empty() {
            components![]
        } else {
            components![badge("seats")]
        },
        ..match SEATS.len() {
            2 => header("two"),
            _ => Vec::new(),
        },
        ..{
            let mut reversed = components![badge("x"), badge("y")];
            reversed.reverse();
            reversed
        },
        ..components![],
        container(
            content = [
                ..container_content![badge("in a container")],
                row(
                    main_content = [..row_content![badge("in a row")]],
                    aside_content = [divider()]
                ),
            ]
        ),
    ];
    assert_eq!(
        texts(&list),
        "# a more 0 1 seats # two y x in a container in a row"
    );
}

#[test]
fn lists_are_nested_to_the_allowed_depth() {
    let groups = BTreeMap::from([("a", vec![1, 2]), ("b", vec![])]);
    let list = components![for (group, values) in &groups {
        container(
            content = [
                text("{group}"),
                if values.is_empty() {
                    text("empty")
                } else {
                    for (index, value) in values.iter().enumerate() {
                        if index > 0 {
                            divider()
                        }
                        row(
                            main_content = [match value {
                                1 => badge("one"),
                                other => badge("{other}"),
                            }],
                            aside_content = [{
                                let double = value * 2;
                                badge("{double}")
                            }],
                        )
                    }
                },
            ],
        )
    },];
    assert_eq!(texts(&list), "a 2 one 4 2 b empty");
}

#[test]
fn conditions_of_compilation_are_on_items_and_arms() {
    let list = components![
        #[cfg(all())]
        badge("a"),
        #[cfg(any())]
        badge("b"),
        match 1 {
            #[cfg(any())]
            1 => badge("c"),
            _ => badge("d"),
        },
        if true {
            #[cfg(not(any()))]
            badge("e");
            #[cfg(any())]
            for name in missing {
                badge("{name}")
            }
        },
        #[cfg(all())]
        for number in 0..2 {
            badge("{number}")
        },
    ];
    assert_eq!(texts(&list), "a d e 0 1");
}

#[test]
fn generic_functions_and_methods_build_events() {
    struct Account<Id> {
        id: Id,
        name: String,
    }
    impl<Id: Display + Copy> Account<Id> {
        const KIND: &'static str = "Account";

        fn event<const N: usize>(&self, tags: [&str; N]) -> CreateCustomerEventInput {
            customer_event!(
                title = "{self.name} has {N} tags",
                customer_identifier = external_id("account-{self.id}"),
                external_id = "tags-{self.id}",
                components = [
                    text(Self::KIND),
                    for tag in tags {
                        badge("{tag:>3}")
                    },
                    if N == 0 {
                        text("none")
                    },
                ],
            )
        }
    }
    let account = Account {
        id: 7,
        name: "Acme".to_owned(),
    };
    let event = json(account.event(["a", "b"]));
    assert_eq!(event["title"], "Acme has 2 tags");
    assert_eq!(event["externalId"], "tags-7");
    assert_eq!(event["customerIdentifier"]["externalId"], "account-7");
    let events: Vec<Box<dyn CustomerEvent>> = vec![Box::new(account.event([]))];
    assert_eq!(events.len(), 1);
}

#[test]
fn user_macros_are_values_and_statements() {
    macro_rules! price {
        ($amount:expr) => {
            format!("{}.00", $amount)
        };
    }
    macro_rules! labelled {
        ($($label:literal => $value:expr),+ $(,)?) => {
            components![$(row(
                main_content = [text($label)],
                aside_content = [text($value)],
            )),+]
        };
    }
    let list = components![
        text(price!(3 + 4)),
        ..labelled! { "Seats" => 3, "Plan" => "pro" },
        if true {
            debug_assert!(SEATS.len() > 1, "there are seats");
            text("checked")
        },
    ];
    assert_eq!(texts(&list), "7.00 3 Seats pro Plan checked");
}

#[test]
fn numbers_and_characters_are_texts() {
    assert_eq!(
        one(components![text(1_000)])["componentText"]["text"],
        "1000"
    );
    assert_eq!(one(components![text('c')])["componentText"]["text"], "c");
    assert_eq!(
        one(components![text(r#"a "b""#)])["componentText"]["text"],
        r#"a "b""#
    );
    let (rate, width) = (0.256, 6);
    let text = one(components![text("a{rate:>width$.1}|{rate:e}")]);
    assert_eq!(text["componentText"]["text"], "a   0.3|2.56e-1");
}

#[test]
fn errors_and_early_exits_leave_the_function() {
    fn event(input: &str) -> Result<Vec<EventComponent>, std::num::ParseIntError> {
        Ok(components![
            text(input.parse::<u8>()?),
            for part in input.split('1') {
                let number: u8 = if part.is_empty() {
                    continue;
                } else {
                    part.parse()?
                };
                badge("{number}")
            },
            match input.len() {
                1 => return Ok(components![text("short")]),
                _ => divider(),
            },
        ])
    }
    assert_eq!(
        event("212").map(|list| texts(&list)),
        Ok("212 2 2".to_owned())
    );
    assert_eq!(event("2").map(|list| texts(&list)), Ok("short".to_owned()));
    assert!(event("x").is_err());
}
