//! Completion of the fields of a call.

use super::completes;
use crate::probe::{Probe, within_function};

const FIELDS: [&str; 6] = [
    "components",
    "customer_identifier",
    "external_id",
    "is_collapsed",
    "timestamp",
    "title",
];

/// Calls, and the fields that are completed in them. `REST` is [`REST`].
const FIELD_CASES: [(&str, &str, &[&str]); 18] = [
    ("in an empty call", "customer_event!($0)", &FIELDS),
    (
        "in an empty call in braces",
        "customer_event! { $0 }",
        &FIELDS,
    ),
    ("incomplete, alone", "customer_event!(ti$0)", &FIELDS),
    (
        "after a comma",
        r#"customer_event!(title = "a", $0)"#,
        &WITHOUT_TITLE,
    ),
    ("after a client", "customer_event!(client, $0)", &FIELDS),
    (
        "incomplete, after a client",
        "customer_event!(client, cu$0)",
        &FIELDS,
    ),
    (
        "incomplete",
        r#"customer_event!(title = "a", cu$0)"#,
        &WITHOUT_TITLE,
    ),
    (
        "incomplete, at the end",
        "customer_event!(title = \"a\", REST, ti$0)",
        &OPTIONAL,
    ),
    (
        "at the end of a complete call",
        "customer_event!(title = \"a\", REST, $0)",
        &OPTIONAL,
    ),
    (
        "incomplete, between two",
        "customer_event!(title = \"a\", ex$0, REST)",
        &OPTIONAL,
    ),
    (
        "between two lines, without a comma",
        "customer_event!(\n title = \"a\",\n $0\n REST,\n)",
        &OPTIONAL,
    ),
    (
        "incomplete, between two lines, without a comma",
        "customer_event!(\n title = \"a\",\n ti$0\n REST,\n)",
        &OPTIONAL,
    ),
    (
        "above all lines, without a comma",
        "customer_event!(\n $0\n REST,\n)",
        &WITHOUT_REST,
    ),
    (
        "incomplete, above all lines, without a comma",
        "customer_event!(\n ti$0\n REST,\n)",
        &WITHOUT_REST,
    ),
    (
        "over an existing name",
        "customer_event!(ti$0 = \"a\", REST)",
        &WITHOUT_REST,
    ),
    (
        "below a line without a comma",
        "customer_event!(\n title = \"a\"\n $0\n REST,\n)",
        &OPTIONAL,
    ),
    (
        "in a thread event",
        "thread_event!($0)",
        &[
            "components",
            "external_id",
            "is_collapsed",
            "thread_id",
            "timestamp",
            "title",
        ],
    ),
    (
        "incomplete, in a thread event",
        r#"thread_event!(title = "a", th$0)"#,
        &[
            "components",
            "external_id",
            "is_collapsed",
            "thread_id",
            "timestamp",
        ],
    ),
];

/// The required fields except the title.
const REST: &str = r#"customer_identifier = external_id("b"), components = [text("c")]"#;
const WITHOUT_TITLE: [&str; 5] = [
    "components",
    "customer_identifier",
    "external_id",
    "is_collapsed",
    "timestamp",
];
const WITHOUT_REST: [&str; 4] = ["external_id", "is_collapsed", "timestamp", "title"];
const OPTIONAL: [&str; 3] = ["external_id", "is_collapsed", "timestamp"];

pub(super) fn fields() -> Vec<Probe> {
    FIELD_CASES
        .iter()
        .map(|(name, call, fields)| {
            let call = call.replace("REST", REST);
            let text = within_function(&format!("let event = {call};"));
            completes(&format!("fields/{name}"), &text, fields)
        })
        .collect()
}
