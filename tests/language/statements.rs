//! Statements in the blocks and arms of lists.

use plain_runtime::{EventComponent, components};

use crate::json;

/// Labels of the badges of a list.
fn labels(list: &[EventComponent]) -> String {
    let json = json(list);
    let labels = json.as_array().into_iter().flatten();
    let labels: Vec<&str> = labels
        .filter_map(|item| item["componentBadge"]["badgeLabel"].as_str())
        .collect();
    labels.join(" ")
}

#[test]
fn loops_are_continued_and_left() {
    let list = components![
        for name in ["", "a", "b", "stop", "c"] {
            if name.is_empty() {
                continue;
            }
            if name == "stop" {
                break;
            }
            badge("{name}")
        },
        'rows: for row in [[1, 2], [3, 4]] {
            for cell in row {
                match cell {
                    2 => continue 'rows,
                    4 => break 'rows,
                    _ => badge("{cell}"),
                }
            }
        },
    ];
    assert_eq!(labels(&list), "a b 1 3");
}

#[test]
fn variables_are_assigned() {
    let (mut total, mut previous, mut pair, mut counts) = (0, "", (1, 2), [0; 3]);
    let list = components![
        for name in ["a", "b"] {
            total += 1;
            previous = name;
            counts[total - 1] <<= 1;
            (pair.0, pair.1) = (pair.1, pair.0);
            if total > 1 {
                badge("{total}")
            }
            let double = &mut total;
            *double *= 2;
            _ = name.len();
        },
        match total {
            6 => total = 7,
            _ => {}
        },
    ];
    assert_eq!(labels(&list), "3");
    assert_eq!((total, previous, pair, counts), (7, "b", (1, 2), [0, 0, 0]));
}

#[test]
fn let_else_leaves_the_block() {
    let list = components![for text in ["1", "x", "3"] {
        let Ok(number) = text.parse::<u8>() else {
            continue;
        };
        let (next, _) = number.overflowing_add(1);
        badge("{next}");
    }];
    assert_eq!(labels(&list), "2 4");
}

fn first_word(text: Option<&str>) -> Result<Vec<EventComponent>, String> {
    Ok(components![
        match text {
            None => return Err("no text".to_owned()),
            Some("") => return Ok(components![]),
            Some("never") => unreachable!("{text:?}"),
            Some("todo") => std::todo!(),
            Some(text) => {
                let Some(word) = text.split(' ').next() else {
                    panic!("no word")
                };
                badge("{word}");
            }
        },
        if text == Some("a b c") {
            return Err("too long".to_owned());
        },
    ])
}

#[test]
fn functions_are_left() {
    assert_eq!(first_word(None), Err("no text".to_owned()));
    assert_eq!(first_word(Some("")), Ok(Vec::new()));
    assert_eq!(first_word(Some("a b c")), Err("too long".to_owned()));
    assert_eq!(labels(&first_word(Some("a b")).unwrap()), "a");
}

#[test]
fn macros_without_a_value_and_ignored_calls_run() {
    let mut calls = 0;
    let mut call = || {
        calls += 1;
        calls
    };
    let list = components![for name in ["a", "b"] {
        assert!(!name.is_empty(), "blank");
        debug_assert_ne!(name, "c");
        let _ = call();
        badge("{name}")
    }];
    assert_eq!(labels(&list), "a b");
    assert_eq!(calls, 2);
}
