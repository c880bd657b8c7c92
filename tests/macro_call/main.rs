//! What the sandbox prints of an event compiles, and makes that event.
//!
//! `printed.rs` is what it prints, made by `INSTA_UPDATE=always cargo test --test macro_call`. The
//! `format` step of the checks holds it to rustfmt. Real layouts are printed in `tests/corpus`.

#![expect(
    clippy::unwrap_used,
    reason = "an event that is not there fails the test"
)]

mod printed;

use std::fmt::Write as _;

use plain_sandbox::{EventKind, macro_call};
use serde_json::{Value, json};

/// Events that are hard to print, under the names of their tests.
fn inputs() -> Vec<(&'static str, EventKind, Value)> {
    let of_jane = |components: Value| {
        json!({
            "title": "A",
            "customerIdentifier": { "emailAddress": "jane@acme.com" },
            "components": components,
        })
    };
    let text = |text: &str| json!({ "componentText": { "text": text } });
    let row = json!({ "componentRow": {
        "rowMainContent": [{ "componentPlainText": { "plainText": "Plan", "plainTextColor": "MUTED" } }],
        "rowAsideContent": [{ "componentBadge": { "badgeLabel": "Pro", "badgeColor": "GREEN" } }],
    } });
    vec![
        (
            "all_twelve_kinds",
            EventKind::ThreadEvent,
            json!({
                "title": "Everything",
                "threadId": "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
                "components": [
                    { "componentText": { "text": "**bold**", "textSize": "L", "textColor": "SUCCESS" } },
                    { "componentPlainText": { "plainText": "plain", "plainTextSize": "S" } },
                    { "componentSpacer": { "spacerSize": "XL" } },
                    { "componentDivider": {} },
                    { "componentDivider": { "dividerSpacingSize": "XS" } },
                    { "componentBadge": { "badgeLabel": "New" } },
                    { "componentLinkButton": { "linkButtonLabel": "Open", "linkButtonUrl": "https://a.com/?q=1" } },
                    { "componentCopyButton": { "copyButtonValue": "key_1", "copyButtonTooltipLabel": "Copy the key" } },
                    { "componentWorkflowButton": {
                        "workflowButtonLabel": "Refund",
                        "workflowButtonWorkflowIdentifier": { "workflowKey": "refund" },
                    } },
                    { "componentDateTime": { "dateTimeIso8601": "2026-05-11T12:00:00Z" } },
                    { "componentUser": { "userIdentifier": { "emailAddress": "david@acme.com" } } },
                    row,
                    { "componentContainer": { "containerContent": [text("inside"), row] } },
                ],
                "externalId": "everything",
                "timestamp": "2026-05-11",
                "isCollapsed": true,
            }),
        ),
        (
            "what_a_literal_escapes",
            EventKind::CustomerEvent,
            of_jane(json!([
                text("{braces} {{twice}} \"quotes\" \\backslash\\ 'apostrophe'"),
                text("lines\nand\r\ntabs\t\u{7f}\u{202e} 日本語 🦀 e\u{301}"),
                text("{{componentUser:userIdentifier.userId=\"u_1\"}}"),
                { "componentCopyButton": { "copyButtonValue": "r#\"raw\"# */ // {" } },
                { "componentLinkButton": { "linkButtonLabel": "{}", "linkButtonUrl": "https://a.com/{id}?a={b}" } },
            ])),
        ),
        (
            "ids_of_another_form",
            EventKind::CustomerEvent,
            json!({
                "title": "A",
                "customerIdentifier": { "customerId": "123" },
                "components": [
                    { "componentUser": { "userIdentifier": { "userId": "{david}" } } },
                    { "componentUser": { "userIdentifier": { "machineUserId": "mu_1" } } },
                ],
            }),
        ),
        (
            "lists_without_anything",
            EventKind::CustomerEvent,
            of_jane(json!([])),
        ),
        (
            "an_aside_without_anything",
            EventKind::CustomerEvent,
            of_jane(
                json!([{ "componentRow": { "rowMainContent": [text("a")], "rowAsideContent": [] } }]),
            ),
        ),
        (
            "what_does_not_fit_in_a_line",
            EventKind::CustomerEvent,
            of_jane(json!([
                text(&"long ".repeat(30)),
                { "componentUser": { "userIdentifier": { "emailAddress": format!("{}@acme.com", "a".repeat(60)) } } },
                { "componentContainer": { "containerContent": [
                    { "componentText": { "text": "word ".repeat(12), "textSize": "S", "textColor": "MUTED" } },
                ] } },
            ])),
        ),
    ]
}

/// Holds what a macro made against the input that its call was printed from.
fn assert_is(name: &str, event: &impl serde::Serialize) {
    let inputs = inputs();
    let (_, _, input) = inputs.iter().find(|(it, ..)| *it == name).unwrap();
    assert_eq!(&serde_json::to_value(event).unwrap(), input, "{name}");
}

#[test]
fn what_is_printed_is_what_is_compiled() {
    let mut printed = String::from(
        "//! Made by the sandbox; see `main.rs`.\n\nuse super::assert_is;\nuse plain_runtime::{customer_event, thread_event};\n",
    );
    for (name, kind, input) in inputs() {
        // Where a line ends is not in a literal: there it is `\n`.
        let call = macro_call(kind, &input).replace('\n', "\n    ");
        write!(
            printed,
            "\n#[test]\nfn {name}() {{\n    let event = {call};\n    assert_is({name:?}, &event);\n}}\n"
        )
        .unwrap();
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/macro_call/printed.rs");
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        std::fs::write(path, &printed).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap(),
        printed,
        "run `INSTA_UPDATE=always cargo test --test macro_call`"
    );
}

#[test]
fn older_names_are_printed_as_the_present_ones() {
    let input = json!({
        "title": "A",
        "threadId": "th_1",
        "components": [
            { "componentText": { "text": "a", "size": "S", "color": "MUTED" } },
            { "componentSpacer": { "size": "M" } },
            { "componentDivider": { "spacingSize": "S" } },
            { "componentLinkButton": { "label": "a", "url": "https://a.com" } },
        ],
    });
    let call = macro_call(EventKind::ThreadEvent, &input);
    for expected in [
        "text(\"a\", size = S, color = Muted)",
        "spacer(M)",
        "divider(spacing_size = S)",
        "link_button(\"a\", \"https://a.com\")",
    ] {
        assert!(call.contains(expected), "{call}");
    }
}
