//! Mistakes in customer cards: one error each, with the code to write.

use plain_schema::EntityKind;

use super::messages_of;
use super::mistakes::derive_messages_of;
use super::thread::{ends_with_help, is_one_error};

/// Wrong cards, and the help of their only error.
const CARDS: [(&str, &str); 12] = [
    ("[text(\"a\")]", "write `components = [..]`"),
    ("text(\"a\")", "write `components = [text(\"a\")]`"),
    (
        "components = [], client = a",
        "remove it: Plain requests a card from an endpoint of yours",
    ),
    (
        "a, components = []",
        "remove it: Plain requests a card from an endpoint of yours",
    ),
    ("components = None", "write `components = [..]`"),
    (
        "components = [], timeToLiveSeconds = 5",
        "did you mean `time_to_live_seconds`?",
    ),
    (
        "components = [], time_to_live_seconds = \"5\"",
        "write `time_to_live_seconds = 5`",
    ),
    (
        "components = [], time_to_live_seconds = 1.5",
        "write `time_to_live_seconds = 60`",
    ),
    (
        "components = [], time_to_live_seconds = -1",
        "write a number in this range",
    ),
    (
        "components = [], time_to_live_seconds = 99999999999999999999",
        "write a number in this range",
    ),
    (
        "components = [], time_to_live_seconds = -9999999999999999999999999999999999999999",
        "write a number in this range",
    ),
    (
        "components = [], title = \"a\"",
        "a card has no title: write it as a component, `text(\"..\")`",
    ),
];

#[test]
fn every_mistake_in_a_card_is_one_error_with_its_fix() {
    for (source, help) in CARDS {
        is_one_error(EntityKind::CustomerCard, source, help);
    }
}

/// Derives of a card, and the help of their only error.
const DERIVED_CARDS: [(&str, &str); 12] = [
    (
        "struct A { b: u8 }",
        "add `#[customer_card(key = \"plan-details\", components = [text(\"..\")])]`; if its field is a card, write `#[customer_card(transparent)]`",
    ),
    (
        "#[customer_card(key = \"a\")] struct A;",
        "add `components = [..]`",
    ),
    (
        "#[customer_card(components = [])] struct A;",
        "add `#[customer_card(key = \"plan-details\")]`, with the key that is configured in Plain",
    ),
    (
        "#[customer_card(key = \"a\", key = \"b\", components = [])] struct A;",
        "remove one of them",
    ),
    (
        "#[customer_card(key = \"{b}\", components = [])] struct A { b: u8 }",
        "write ASCII letters, digits, hyphens and underscores, such as `plan-details`",
    ),
    (
        "#[customer_card(key = key(), components = [])] struct A;",
        "write the key that is configured in Plain, such as `key = \"plan-details\"`",
    ),
    (
        "#[customer_card(key, components = [])] struct A;",
        "write `key = \"plan-details\"`",
    ),
    (
        "#[customer_card(\"a\", components = [])] struct A;",
        "write `key = \"a\"`",
    ),
    (
        "#[customer_card(cardKey = \"a\", components = [])] struct A;",
        "did you mean `key`?",
    ),
    (
        "#[customer_card(key = \"a\", components = [])] struct A { #[customer_card(key)] b: u8 }",
        "write it in the attribute of the type: `key = \"plan-details\"`",
    ),
    (
        "#[customer_card(components = [])] enum A { #[customer_card(key = \"a\")] B, C }",
        "move it to the attribute of the enum",
    ),
    (
        "#[customer_card(key = \"a\", external_id = \"x\", components = [])] struct A;",
        "expected `components` or `time_to_live_seconds`",
    ),
];

#[test]
fn every_mistake_in_a_derived_card_is_one_error_with_its_fix() {
    for (source, help) in DERIVED_CARDS {
        let messages = derive_messages_of(EntityKind::CustomerCard, source);
        ends_with_help(source, &messages, help);
    }
}

#[test]
fn texts_of_threads_and_cards_have_5000_characters() {
    let text = "x".repeat(5_001);
    let short = "x".repeat(5_000);
    for component in ["text", "plain_text"] {
        for list in [
            format!("{component}(\"TEXT\")"),
            format!("container(content = [{component}(\"TEXT\")])"),
            format!("if a {{ {component}(\"TEXT\") }}"),
            format!("row(main_content = [{component}(\"TEXT\")], aside_content = [divider()])"),
        ] {
            let list = |text: &str| format!("components = [{}]", list.replace("TEXT", text));
            let messages = messages_of(EntityKind::CustomerCard, &list(&text));
            let expected = format!("`{component}` of a card is longer than 5000 characters");
            assert_eq!(messages.len(), 1, "{messages:?}");
            assert!(messages[0].starts_with(&expected), "{}", messages[0]);
            assert_eq!(
                messages_of(EntityKind::CustomerCard, &list(&short)),
                [""; 0]
            );
            let list = list(&text);
            let source =
                format!("title = \"a\", customer_identifier = customer_id(\"c_1\"), {list}");
            assert_eq!(messages_of(EntityKind::CustomerEvent, &source), [""; 0]);
        }
    }
}
