//! Fragments: lists for events, containers and rows, which functions return and `..` inserts.

use std::borrow::Cow;

use plain_runtime::component::{Container, Row};
use plain_runtime::{
    ContainerContent, EventComponent, FieldViolation, RowContent, components, container_content,
    customer_event, row_content,
};

use crate::{json, one};

fn cells(name: &str, is_paid: bool) -> Vec<RowContent> {
    row_content![
        text("For **{name}**", color = Muted),
        if is_paid {
            badge("Paid", color = Green)
        },
    ]
}

fn frame(names: &[&str]) -> Vec<ContainerContent> {
    container_content![
        for (index, name) in names.iter().enumerate() {
            if index > 0 {
                divider()
            }
            let aside = row_content![badge("{index}")];
            row(
                main_content = [..cells(name, index == 0)],
                aside_content = [..aside],
            )
        },
        #[cfg(any())]
        text("cut"),
    ]
}

#[test]
fn values_in_fragments_are_escaped() {
    assert_eq!(
        json(cells("*Eve* https://a.example", true)),
        serde_json::json!([
            { "componentText": {
                "text": r"For **\*Eve\* https\://a.example**",
                "textColor": "MUTED",
            } },
            { "componentBadge": { "badgeLabel": "Paid", "badgeColor": "GREEN" } },
        ]),
    );
    let id = "a/b";
    let list = container_content![link_button("{id}", "https://a.example/{id}?{id}")];
    assert_eq!(
        json(list)[0]["componentLinkButton"]["linkButtonUrl"],
        "https://a.example/a%2Fb?a%2Fb",
    );
}

#[test]
fn fragments_equal_their_items_in_place() {
    let spliced = components![container(content = [..frame(&["a", "b"])])];
    let written = components![container(
        content = [
            row(
                main_content = [
                    text("For **a**", color = Muted),
                    badge("Paid", color = Green)
                ],
                aside_content = [badge("0")],
            ),
            divider(),
            row(
                main_content = [text("For **b**", color = Muted)],
                aside_content = [badge("1")],
            ),
        ]
    )];
    assert_eq!(spliced, written);
}

#[test]
fn fragments_are_inserted_into_wider_lists() {
    let row = row_content![badge("a"), spacer(S)];
    let container = container_content![
        ..&row,
        row(main_content = [..&row], aside_content = [..&row])
    ];
    let event = components![
        ..&row,
        ..&container,
        container(content = [..row.clone(), ..&container]),
        row(
            main_content = [..row.iter().take(1)],
            aside_content = [..row]
        ),
        ..container,
    ];
    assert_eq!(event.len(), 10);
}

#[test]
fn types_of_fragments_are_inferred() {
    struct Card {
        content: Vec<ContainerContent>,
        aside: Cow<'static, [RowContent]>,
    }
    fn closure<T>(list: impl FnOnce() -> T) -> T {
        list()
    }
    let empty = row_content![];
    let card = Card {
        content: container_content![..empty],
        aside: row_content![divider()].into(),
    };
    let mut collected = closure(|| row_content![text("a")]);
    collected.extend(row_content![badge("b")]);
    collected.append(&mut row_content![]);
    collected.push(plain_runtime::component::Divider { spacing_size: None }.into());
    let chosen = match collected.len() {
        0 => row_content![],
        3 => row_content![..&collected, spacer(XL)],
        _ => Vec::new(),
    };
    let slice: &[RowContent] = &row_content![text("a")];
    let boxed: Box<[ContainerContent]> = container_content![divider(), divider()].into();
    let nested: Vec<RowContent> = (0..3)
        .flat_map(|number| row_content![badge("{number}")])
        .collect();
    let lengths = [
        card.content.len(),
        card.aside.len(),
        chosen.len(),
        slice.len(),
        boxed.len(),
        nested.len(),
        Some(row_content![divider()]).map_or(0, |list| list.len()),
        row_content![text("a"), text("b")].len(),
    ];
    assert_eq!(lengths, [0, 1, 4, 1, 2, 3, 1, 2]);
}

#[test]
fn fragments_are_chosen_within_a_splice() {
    for (is_paid, expected) in [(true, 1), (false, 2)] {
        let list = components![row(
            main_content = [text("Invoice")],
            aside_content = [..if is_paid {
                row_content![badge("Paid")]
            } else {
                row_content![badge("Due"), divider()]
            }],
        )];
        let aside = one(list)["componentRow"]["rowAsideContent"].clone();
        assert_eq!(aside.as_array().map(Vec::len), Some(expected));
    }
}

fn parsed(numbers: &[&str]) -> Result<Vec<RowContent>, std::num::ParseIntError> {
    Ok(row_content![for number in numbers {
        let number: u8 = number.parse()?;
        text("{number}")
    }])
}

async fn loaded(name: &str) -> Vec<ContainerContent> {
    container_content![
        ..std::future::ready(cells(name, true)).await,
        text(std::future::ready("b").await)
    ]
}

#[test]
fn fragments_return_errors() {
    assert_eq!(parsed(&["1", "2"]).unwrap().len(), 2);
    assert!(parsed(&["x"]).is_err());
}

#[test]
fn future_of_a_fragment_is_send() {
    fn is_send(_: &impl Send) -> bool {
        true
    }
    assert!(is_send(&loaded("a")));
}

#[test]
fn constants_in_fragments_are_checked() {
    const LABEL: &str = "Pro";
    const LINK: &str = "https://a.example/keys";
    let list = row_content![badge(LABEL), link_button("{LABEL}", LINK)];
    assert_eq!(json(list)[1]["componentLinkButton"]["linkButtonUrl"], LINK);
}

#[test]
fn limits_hold_in_inserted_fragments() {
    let long = "a".repeat(10_001);
    let row = row_content![text("{long}"), badge(long.get(..501).unwrap_or_default())];
    let blank = String::from(" ");
    let content = container_content![
        row(main_content = [..&row], aside_content = [text(&blank)]),
        copy_button(&long),
    ];
    let event = customer_event!(
        title = "Nested",
        customer_identifier = external_id("a"),
        components = [container(content = [..content]), ..row],
    );
    let error = event.validate().unwrap_err();
    let paths: Vec<&str> = error
        .violations()
        .iter()
        .map(FieldViolation::path)
        .collect();
    assert_eq!(
        paths,
        [
            "components[0].container.content[0].row.main_content[0].text",
            "components[0].container.content[0].row.main_content[1].badge.label",
            "components[0].container.content[0].row.aside_content[0].text",
            "components[0].container.content[1].copy_button.value",
            "components[1].text",
            "components[2].badge.label",
        ],
    );
}

#[test]
fn empty_fragment_leaves_its_parent_empty() {
    let none = row_content![];
    let content: Vec<ContainerContent> = container_content![];
    let list = [
        EventComponent::from(Row {
            main_content: row_content![text("a")].into(),
            aside_content: none.clone().into(),
        }),
        EventComponent::from(Container {
            content: content.clone().into(),
        }),
    ];
    assert_eq!(
        components![
            row(main_content = [text("a")], aside_content = [..none]),
            container(content = [..content])
        ],
        list,
    );
}
