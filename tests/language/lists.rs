//! Lists with control flow, blocks and splices.

use plain_runtime::component::{Badge, Divider};
use plain_runtime::{ContainerContent, EventComponent, RowContent, components};

use crate::json;

/// List as JSON, with short names of the components.
fn short(list: &[EventComponent]) -> String {
    json(list).to_string().replace("component", "")
}

fn badge() -> Badge {
    Badge {
        label: "b".into(),
        color: None,
    }
}

#[test]
fn only_the_chosen_branch_adds_components() {
    for (number, expected) in [
        (1, r#"[{"Text":{"text":"one"}}]"#),
        (2, r#"[{"Divider":{}},{"Divider":{}}]"#),
        (3, "[]"),
        (9, r#"[{"Text":{"text":"9"}}]"#),
    ] {
        let by_if = components![if number == 1 {
            text("one")
        } else if number == 2 {
            divider();
            divider()
        } else if number > 3 {
            text("{number}")
        },];
        let by_match = components![match number {
            1 => text("one"),
            2 => {
                divider();
                divider()
            }
            other if other > 3 => text("{other}"),
            _ => {}
        }];
        assert_eq!(short(&by_if), expected);
        assert_eq!(by_if, by_match);
    }
}

#[test]
fn variables_of_patterns_can_be_captured() {
    let pair: Option<(u8, Result<&str, ()>)> = Some((1, Ok("a")));
    let list = components![
        if let Some((number, Ok(name))) = pair
            && number > 0
        {
            text("{number} {name}")
        },
        for (index, name) in ["x", "y"].into_iter().enumerate() {
            if index > 0 {
                divider()
            }
            let name = name.to_uppercase();
            text("{name}");
        },
    ];
    assert_eq!(
        short(&list),
        r#"[{"Text":{"text":"1 a"}},{"Text":{"text":"X"}},{"Divider":{}},{"Text":{"text":"Y"}}]"#,
    );
}

#[test]
fn a_splice_accepts_any_iterator_of_components() {
    let of_events: Vec<EventComponent> = vec![badge().into()];
    let of_containers = Some(ContainerContent::from(Divider { spacing_size: None }));
    let of_rows = [RowContent::from(badge())];
    let list = components![
        ..&of_events,
        ..of_events,
        ..of_containers.clone(),
        ..of_rows.clone(),
        ..[badge(), badge()],
        ..std::iter::repeat_n(badge(), 2),
        ..None::<EventComponent>,
        container(content = [..of_containers, ..of_rows.clone()]),
        row(
            main_content = [..of_rows.clone()],
            aside_content = [..of_rows]
        ),
    ];
    assert_eq!(list.len(), 10);
}

#[test]
fn a_block_is_equivalent_to_its_items() {
    let in_a_block = components![{
        text("a");
        text("b")
    }];
    assert_eq!(in_a_block, components![text("a"), text("b")]);
}

#[test]
fn question_marks_work_in_lists() {
    fn list(numbers: &[&str]) -> Result<Vec<EventComponent>, std::num::ParseIntError> {
        Ok(components![for number in numbers {
            let number: u8 = number.parse()?;
            text("{number}")
        }])
    }
    assert_eq!(list(&["1", "2"]).unwrap().len(), 2);
    assert!(list(&["1", "x"]).is_err());
}
