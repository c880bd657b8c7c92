//! Literals in conversions and branches, which are values as the bare literal is.

use plain_runtime::{
    BadgeColor, CreateCustomerEventInput, CustomerIdentifier, Iso8601, Markdown, components,
    customer_event, thread_event,
};

#[test]
fn conversion_of_a_literal_is_the_literal() {
    let name = "*Eve*";
    let expected = components![text("**Hi** {name}"), badge("{{{name}}}")];
    assert_eq!(
        expected,
        components![text(("**Hi** {name}")), badge("{{{name}}}".to_string()),]
    );
    assert_eq!(
        expected,
        components![
            text(String::from("**Hi** {name}")),
            badge(&"{{{name}}}".to_owned()),
        ]
    );
    assert_eq!(
        expected,
        components![
            text({ "**Hi** {name}" }),
            badge(std::borrow::Cow::Borrowed(
                ("{{{name}}}".to_string().as_str())
            )),
        ]
    );
    assert_eq!(
        expected,
        components![
            text("**Hi** {name}".into()),
            badge(const { "{{{name}}}" }.to_string().into()),
        ]
    );
    assert_eq!(
        expected,
        components![
            text(<String>::from("**Hi** {name}")),
            badge(<str>::to_owned("{{{name}}}")),
        ]
    );
    assert_eq!(
        expected,
        components![text({ ("**Hi** {name}") }), badge(&*"{{{name}}}")]
    );
}

#[test]
fn literals_in_branches_are_expanded_and_escaped() {
    let list = |name: &str, paid: bool| {
        components![
            text(if paid {
                "**Paid** by {name}"
            } else {
                "Due: {{}}"
            }),
            badge(match (paid, name) {
                (true, _) => "{name}".to_string(),
                (false, "") => String::new() + "none",
                (false, other) => {
                    let length = other.len();
                    "{length}".into()
                }
            }),
            link_button(
                "Open",
                if paid {
                    "https://x.example/{name}"
                } else if name.is_empty() {
                    "https://x.example/a?{name}=1"
                } else {
                    unreachable!("no link")
                }
            ),
        ]
    };
    let name = "*a*/b";
    assert_eq!(
        list(name, true),
        components![
            text("**Paid** by {name}"),
            badge("*a*/b"),
            link_button("Open", "https://x.example/%2Aa%2A%2Fb"),
        ]
    );
    assert_eq!(
        list("", false),
        components![
            text("Due: {{}}"),
            badge("none"),
            link_button("Open", "https://x.example/a?=1"),
        ]
    );
}

#[test]
fn plain_values_beside_literals_are_converted_alone() {
    const LABEL: &str = "Constant";
    let values = |index: u32, name: String| {
        components![badge(match index {
            0 => "{name}!",
            1 => name,
            2 => index,
            3 => LABEL,
            _ => 'c',
        })]
    };
    for (index, label) in [(0, "Kim!"), (1, "Kim"), (2, "2"), (3, "Constant"), (4, "c")] {
        assert_eq!(values(index, "Kim".to_owned()), components![badge(label)]);
    }
    let note = |markdown: bool| {
        components![text(if markdown {
            Markdown("**a**")
        } else {
            "{markdown}"
        })]
    };
    assert_eq!(note(true), components![text("**a**")]);
    assert_eq!(note(false), components![text("false")]);
}

/// Event with branches in every kind of value.
fn branching_event(
    mail: Option<&str>,
    failed: bool,
    own: Option<BadgeColor>,
) -> CreateCustomerEventInput {
    customer_event!(
        title = if failed { "Failed" } else { "Done" },
        customer_identifier = if let Some(mail) = mail {
            email_address(mail)
        } else {
            external_id("user-{failed}")
        },
        components = [
            badge("a", color = if failed { Red } else { Green }),
            badge(
                "b",
                color = match own {
                    Some(BadgeColor::Blue) => None,
                    Some(own) => Some(own),
                    None if failed => Some(Yellow),
                    None => own,
                }
            ),
            spacer(match mail {
                Some(_) => (S),
                None => {
                    let large = plain_runtime::SpacingSize::XL;
                    large
                }
            }),
        ],
        external_id = if failed {
            Some("failed-{failed}")
        } else {
            None
        },
        timestamp = if failed {
            "2024-10-28"
        } else {
            Iso8601::parse("2024-10-29").unwrap()
        },
        is_collapsed = if failed { true } else { mail.is_some() },
    )
}

#[test]
fn names_of_the_language_are_known_in_branches() {
    assert_eq!(
        branching_event(Some("kim@x.example"), true, None),
        customer_event!(
            title = "Failed",
            customer_identifier = email_address("kim@x.example"),
            components = [
                badge("a", color = Red),
                badge("b", color = Yellow),
                spacer(S),
            ],
            external_id = "failed-true",
            timestamp = "2024-10-28",
            is_collapsed = true,
        )
    );
    assert_eq!(
        branching_event(None, false, Some(BadgeColor::Blue)),
        customer_event!(
            title = "Done",
            customer_identifier = external_id("user-false"),
            components = [badge("a", color = Green), badge("b"), spacer(XL)],
            timestamp = "2024-10-29",
            is_collapsed = false,
        )
    );
}

#[test]
fn branches_may_leave_the_function() {
    fn event(thread: Option<u32>, own: Result<u32, ()>) -> Result<Option<String>, ()> {
        let event = thread_event!(
            title = "A",
            thread_id = match thread {
                Some(thread) => "th_{thread}",
                None => return Ok(None),
            },
            components = [badge(if let Ok(own) = own {
                "{own}"
            } else {
                own?.to_string()
            })],
        );
        Ok(Some(event.thread_id.into_owned()))
    }
    assert_eq!(event(Some(1), Ok(2)), Ok(Some("th_1".to_owned())));
    assert_eq!(event(None, Ok(2)), Ok(None));
    assert_eq!(event(Some(1), Err(())), Err(()));
}

#[test]
fn branches_nest() {
    let identifier = |level: u32, id: u32| {
        let event = customer_event!(
            title = "A",
            customer_identifier = match level {
                0 => customer_id(if id > 1 { "c_{id}" } else { "c_1" }),
                1 => {
                    if id > 1 {
                        external_id({ "x-{id}" })
                    } else {
                        CustomerIdentifier::ExternalId("own".into())
                    }
                }
                _ => external_id(id),
            },
            components = [divider()],
        );
        event.customer_identifier
    };
    for (level, id, expected) in [
        (0, 7, CustomerIdentifier::CustomerId("c_7".into())),
        (0, 1, CustomerIdentifier::CustomerId("c_1".into())),
        (1, 7, CustomerIdentifier::ExternalId("x-7".into())),
        (1, 1, CustomerIdentifier::ExternalId("own".into())),
        (2, 7, CustomerIdentifier::ExternalId("7".into())),
    ] {
        assert_eq!(identifier(level, id), expected);
    }
}

#[test]
fn keyword_is_captured_as_in_format() {
    struct Entry {
        r#type: &'static str,
        r#match: (u8, u8),
    }
    let (r#type, r#gen) = ("*refund*", 3);
    let entry = Entry {
        r#type: "a",
        r#match: (1, 2),
    };
    assert_eq!(
        components![
            text("A {type} was made"),
            badge("{type:>9} {r#type}"),
            badge("{entry.type} {entry.match.1}"),
            badge("{gen} {gen:>2}"),
        ],
        components![
            text("A \\*refund\\* was made"),
            badge(" *refund* *refund*"),
            badge("a 2"),
            badge("3  3"),
        ]
    );
}
