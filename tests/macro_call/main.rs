//! Macro calls that the sandbox generates compile and create the same events, threads and cards.
//!
//! `generated.rs` is a snapshot of the calls; `INSTA_UPDATE=always cargo test --test macro_call` updates
//! it. It is a Rust file, so that it is compiled, and rustfmt checks its formatting. `tests/corpus` has
//! the calls of real layouts.

#![expect(clippy::unwrap_used, reason = "a missing event fails the test")]

mod generated;

use std::fmt::Write as _;

use plain_sandbox::{EntityKind, macro_call};
use serde_json::{Value, json};

const EVERY_COMPONENT: &str = include_str!("../fixtures/every_component.json");

fn text(text: &str) -> Value {
    json!({ "componentText": { "text": text } })
}

fn escaped_characters() -> Value {
    json!([
        text("{braces} {{twice}} \"quotes\" \\backslash\\ 'apostrophe'"),
        text("lines\nand\r\ntabs\t\u{7f}\u{202e} 日本語 🦀 e\u{301}"),
        text("{{componentUser:userIdentifier.userId=\"u_1\"}}"),
        { "componentCopyButton": { "copyButtonValue": "r#\"raw\"# */ // {" } },
        { "componentLinkButton": { "linkButtonLabel": "{}", "linkButtonUrl": "https://a.com/{id}?a={b}" } },
    ])
}

fn long_lines() -> Value {
    json!([
        text(&"long ".repeat(30)),
        { "componentUser": { "userIdentifier": { "emailAddress": format!("{}@acme.com", "a".repeat(60)) } } },
        { "componentContainer": { "containerContent": [
            { "componentText": { "text": "word ".repeat(12), "textSize": "S", "textColor": "MUTED" } },
        ] } },
    ])
}

/// Events, threads and cards that are difficult to format, with the names of their tests.
fn inputs() -> Vec<(&'static str, EntityKind, Value)> {
    [events(), threads(), rejected_threads(), cards()].concat()
}

/// A thread field of a type, with its value.
fn field(key: &str, kind: &str, name: &str, value: Value) -> Value {
    let mut field = json!({ "key": key, "type": kind });
    field[name] = value;
    field
}

fn threads() -> Vec<(&'static str, EntityKind, Value)> {
    vec![
        (
            "a_thread_with_every_field",
            EntityKind::Thread,
            json!({
                "customerIdentifier": { "customerId": "c_1" },
                "title": "It's {broken}",
                "description": "\"quoted\"\nand {{braced}}",
                "components": serde_json::from_str::<Value>(EVERY_COMPONENT).unwrap(),
                "priority": 3,
                "labelTypeIds": ["lt_1", "lt_2"],
                "threadFields": [
                    field("text", "STRING", "stringValue", json!("{} \\")),
                    field("none", "STRING", "stringValue", json!("")),
                    field("plan", "ENUM", "stringValue", json!("team")),
                    field("paying", "BOOL", "booleanValue", json!(false)),
                    field("debt", "NUMBER", "numberValue", json!(-2.5)),
                    field("tiny", "NUMBER", "numberValue", json!(1e-9)),
                    field("huge", "CURRENCY", "numberValue", json!(1e300)),
                    field("renewal", "DATE", "dateValue", json!("2026-05-11T12:00:00Z")),
                ],
                "tenantIdentifier": { "externalId": "acme" },
                "assignedTo": { "machineUserId": "mu_1" },
                "externalId": "contact-1",
                "attachmentIds": ["att_1"],
            }),
        ),
        (
            "a_thread_with_the_customer_alone",
            EntityKind::Thread,
            json!({ "customerIdentifier": { "emailAddress": "jane@acme.com" } }),
        ),
        (
            "a_thread_with_empty_lists",
            EntityKind::Thread,
            json!({
                "customerIdentifier": { "customerId": "c_1" }, "components": [],
                "labelTypeIds": [], "threadFields": [], "attachmentIds": [],
            }),
        ),
    ]
}

/// Threads that break a rule of the macros.
fn rejected_threads() -> Vec<(&'static str, EntityKind, Value)> {
    let thread = |name: &str, value: Value| {
        let mut input = json!({ "customerIdentifier": { "externalId": "jane {1}" } });
        input[name] = value;
        input
    };
    vec![
        (
            "ids_and_keys_that_the_macros_reject",
            EntityKind::Thread,
            json!({
                "customerIdentifier": { "customerId": "1" },
                "title": "t".repeat(501),
                "labelTypeIds": ["{bug}"],
                "threadFields": [field("camelCase", "BOOL", "booleanValue", json!(true))],
                "tenantIdentifier": { "tenantId": "{acme}" },
                "assignedTo": { "userId": "david" },
                "externalId": "e".repeat(501),
                "attachmentIds": ["file"],
            }),
        ),
        (
            "two_thread_fields_with_one_key",
            EntityKind::Thread,
            thread(
                "threadFields",
                json!([
                    field("plan", "STRING", "stringValue", json!("free")),
                    field("plan", "STRING", "stringValue", json!("team")),
                ]),
            ),
        ),
        (
            "text_longer_than_a_thread_documents",
            EntityKind::Thread,
            thread(
                "components",
                json!([
                    text(&format!("**{}**", "x".repeat(5000))),
                    { "componentPlainText": { "plainText": "y".repeat(5001) } },
                    // Markdown that shows nothing.
                    text("[](https://a.com)"),
                ]),
            ),
        ),
    ]
}

fn cards() -> Vec<(&'static str, EntityKind, Value)> {
    let mut components: Vec<Value> = serde_json::from_str(EVERY_COMPONENT).unwrap();
    components.push(text("{braces}"));
    vec![
        (
            "a_card_with_every_component",
            EntityKind::CustomerCard,
            json!({ "components": components, "timeToLiveSeconds": 60 }),
        ),
        (
            "an_empty_card",
            EntityKind::CustomerCard,
            json!({ "components": null }),
        ),
    ]
}

fn events() -> Vec<(&'static str, EntityKind, Value)> {
    let customer_event = |components: Value| {
        json!({
            "title": "A",
            "customerIdentifier": { "emailAddress": "jane@acme.com" },
            "components": components,
        })
    };
    let mut components: Vec<Value> = serde_json::from_str(EVERY_COMPONENT).unwrap();
    components.push(json!({ "componentDivider": {} }));
    vec![
        (
            "all_twelve_kinds",
            EntityKind::ThreadEvent,
            json!({
                "title": "Everything",
                "threadId": "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
                "components": components,
                "externalId": "everything",
                "timestamp": "2026-05-11",
                "isCollapsed": true,
            }),
        ),
        (
            "characters_that_a_literal_escapes",
            EntityKind::CustomerEvent,
            customer_event(escaped_characters()),
        ),
        (
            "ids_without_a_prefix",
            EntityKind::CustomerEvent,
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
            EntityKind::CustomerEvent,
            customer_event(json!([])),
        ),
        (
            "an_empty_aside",
            EntityKind::CustomerEvent,
            customer_event(
                json!([{ "componentRow": { "rowMainContent": [text("a")], "rowAsideContent": [] } }]),
            ),
        ),
        (
            "lines_that_are_too_long",
            EntityKind::CustomerEvent,
            customer_event(long_lines()),
        ),
    ]
}

/// Asserts that a value equals the input that its macro call was generated from.
fn assert_equals_input(name: &str, value: &impl serde::Serialize) {
    let inputs = inputs();
    let (_, _, input) = inputs.iter().find(|(it, ..)| *it == name).unwrap();
    assert_eq!(&serde_json::to_value(value).unwrap(), input, "{name}");
}

#[test]
fn the_generated_file_is_up_to_date() {
    let mut generated = String::from(
        "//! Generated by the sandbox; see `main.rs`.\n\nuse plain_runtime::{customer_card, customer_event, thread, thread_event};\n\nuse super::assert_equals_input;\n",
    );
    for (name, kind, input) in inputs() {
        // A literal contains no line breaks, only `\n` escapes.
        let call = macro_call(kind, &input).replace('\n', "\n    ");
        write!(
            generated,
            "\n#[test]\nfn {name}() {{\n    let value = {call};\n    assert_equals_input({name:?}, &value);\n}}\n"
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
    let call = macro_call(EntityKind::ThreadEvent, &input);
    for expected in [
        "text(\"a\", size = S, color = Muted)",
        "spacer(M)",
        "divider(spacing_size = S)",
        "link_button(\"a\", \"https://a.com\")",
    ] {
        assert!(call.contains(expected), "{call}");
    }
}
