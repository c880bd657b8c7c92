//! Macro calls that the sandbox generates compile and create the same events.
//!
//! `generated.rs` is a snapshot of the calls; `INSTA_UPDATE=always cargo test --test macro_call` updates
//! it. It is a Rust file, so that it is compiled, and rustfmt checks its formatting. `tests/corpus` has
//! the calls of real layouts.

#![expect(clippy::unwrap_used, reason = "a missing event fails the test")]

mod generated;

use std::fmt::Write as _;

use plain_sandbox::{EventKind, macro_call};
use serde_json::{Value, json};

/// Events that are difficult to format, with the names of their tests.
fn inputs() -> Vec<(&'static str, EventKind, Value)> {
    let customer_event = |components: Value| {
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
            "characters_that_a_literal_escapes",
            EventKind::CustomerEvent,
            customer_event(json!([
                text("{braces} {{twice}} \"quotes\" \\backslash\\ 'apostrophe'"),
                text("lines\nand\r\ntabs\t\u{7f}\u{202e} 日本語 🦀 e\u{301}"),
                text("{{componentUser:userIdentifier.userId=\"u_1\"}}"),
                { "componentCopyButton": { "copyButtonValue": "r#\"raw\"# */ // {" } },
                { "componentLinkButton": { "linkButtonLabel": "{}", "linkButtonUrl": "https://a.com/{id}?a={b}" } },
            ])),
        ),
        (
            "ids_without_a_prefix",
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
            "an_empty_list",
            EventKind::CustomerEvent,
            customer_event(json!([])),
        ),
        (
            "an_empty_aside",
            EventKind::CustomerEvent,
            customer_event(
                json!([{ "componentRow": { "rowMainContent": [text("a")], "rowAsideContent": [] } }]),
            ),
        ),
        (
            "lines_that_are_too_long",
            EventKind::CustomerEvent,
            customer_event(json!([
                text(&"long ".repeat(30)),
                { "componentUser": { "userIdentifier": { "emailAddress": format!("{}@acme.com", "a".repeat(60)) } } },
                { "componentContainer": { "containerContent": [
                    { "componentText": { "text": "word ".repeat(12), "textSize": "S", "textColor": "MUTED" } },
                ] } },
            ])),
        ),
    ]
}

/// Asserts that an event equals the input that its macro call was generated from.
fn assert_equals_input(name: &str, event: &impl serde::Serialize) {
    let inputs = inputs();
    let (_, _, input) = inputs.iter().find(|(it, ..)| *it == name).unwrap();
    assert_eq!(&serde_json::to_value(event).unwrap(), input, "{name}");
}

#[test]
fn the_generated_file_is_up_to_date() {
    let mut generated = String::from(
        "//! Generated by the sandbox; see `main.rs`.\n\nuse super::assert_equals_input;\nuse plain_runtime::{customer_event, thread_event};\n",
    );
    for (name, kind, input) in inputs() {
        // A literal contains no line breaks, only `\n` escapes.
        let call = macro_call(kind, &input).replace('\n', "\n    ");
        write!(
            generated,
            "\n#[test]\nfn {name}() {{\n    let event = {call};\n    assert_equals_input({name:?}, &event);\n}}\n"
        )
        .unwrap();
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/macro_call/generated.rs");
    if std::env::var("INSTA_UPDATE").is_ok_and(|it| it == "always") {
        std::fs::write(path, &generated).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap(),
        generated,
        "run `INSTA_UPDATE=always cargo test --test macro_call`"
    );
}

#[test]
fn deprecated_names_become_current_ones() {
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
