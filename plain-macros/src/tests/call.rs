//! Errors of fields and of whole calls.

use plain_schema::EntityKind;

use super::{component_errors, errors, errors_of};

/// Fields of a call, each with the error.
const INVALID_FIELDS: [(&str, &str); 20] = [
    (
        r#"title = "", customer_identifier = customer_id("c_1")"#,
        "`title` is blank",
    ),
    (
        r#"title = "a""#,
        "missing field `customer_identifier` of `customer_event`",
    ),
    (
        r#"titel = "a", customer_identifier = customer_id("c_1")"#,
        "`customer_event` has no field `titel`",
    ),
    (
        r#"title = "a", customer_identifier = customer_id("x_1")"#,
        "`customer_id` is not a valid ID: expected `c_…`",
    ),
    (
        r#"title = "a", customer_identifier = email_address("jane")"#,
        "`email_address` is not an e-mail address: it has no `@`",
    ),
    (
        r#"title = "a", customer_identifier = email("a@b.c")"#,
        "`email` is not a kind of `customer_identifier`",
    ),
    (
        r#"title = "a", email_address = "jane@acme.com""#,
        "`customer_event` has no field `email_address`",
    ),
    (
        r#"title = "a", customer_identifier = user_id("u_1")"#,
        "`user_id` is not a kind of `customer_identifier`",
    ),
    (
        r#"title = "a", customer_identifier = (customer_id("c_1"), external_id("b"))"#,
        "`customer_identifier` takes exactly one of `email_address`, `external_id` or `customer_id`",
    ),
    (
        r#"title = "a", customerIdentifier = email_address("a@b.c")"#,
        "`customer_event` has no field `customerIdentifier`",
    ),
    (
        r#"title = "a", customer_identifier = "a@b.c""#,
        "expected `email_address`, `external_id` or `customer_id` for `customer_identifier`, found a string",
    ),
    (
        r#"title = "a", thread_id = "th_1""#,
        "`customer_event` has no field `thread_id`",
    ),
    (
        r#"title = "a", title = "b", customer_identifier = customer_id("c_1")"#,
        "`title` is given twice",
    ),
    (
        r#"title = "a", customer_identifier = customer_id("c_1"), external_id = """#,
        "`external_id` is blank",
    ),
    (
        r#"title = "a", customer_identifier = customer_id("c_1"), timestamp = "now""#,
        "`timestamp` is not an ISO 8601 date: expected a four-digit year",
    ),
    (
        r#"title = "a", customer_identifier = customer_id("c_1"), timestamp = 17"#,
        "expected a date for `timestamp`, found a number",
    ),
    (
        r#"title = "a", customer_identifier = customer_id("c_1"), is_collapsed = 1"#,
        "expected `true` or `false` for `is_collapsed`, found a number",
    ),
    (
        r#"title: "a", customer_identifier = customer_id("c_1")"#,
        "expected `=` after `title`",
    ),
    (
        r#"title = "a" customer_identifier = customer_id("c_1")"#,
        "expected `,`",
    ),
    (
        r#"title = , customer_identifier = customer_id("c_1")"#,
        "expected a value after `=`",
    ),
];

#[test]
fn an_invalid_field_is_one_error() {
    let rest = r#"components = [text("a")]"#;
    for (fields, error) in INVALID_FIELDS {
        assert_eq!(errors(&format!("{fields}, {rest}")), [error], "{fields}");
    }
}

#[test]
fn an_invalid_call_is_one_error() {
    for source in [
        r#""a", title = "a", customer_identifier = customer_id("c_1"), components = [text("b")]"#,
        r#"[text("b")], title = "a", customer_identifier = customer_id("c_1"), components = [text("b")]"#,
    ] {
        assert_eq!(
            errors(source),
            ["expected a client or a named field"],
            "{source}"
        );
    }
    assert_eq!(
        errors(r#"title = "a", customer_identifier = customer_id("c_1"), components = []"#),
        ["`components` has no components"],
    );
    assert_eq!(
        errors_of(
            EntityKind::ThreadEvent,
            r#"title = "a", customer_identifier = customer_id("c_1"), components = [text("a")]"#
        ),
        ["`thread_event` has no field `customer_identifier`"],
    );
}

#[test]
fn every_mistake_of_a_call_is_reported() {
    assert_eq!(
        errors(
            r#"title = " ", customer_identifier = email("a"), components = [buton(), spacer(), text("a", color = Gren)]"#
        ),
        [
            "`title` is blank",
            "`email` is not a kind of `customer_identifier`",
            "`email_address` is not an e-mail address: it has no `@`",
            "unknown component `buton`",
            "missing property `size` of `spacer`",
            "`Gren` is not a value of `color`",
        ],
    );
    assert_eq!(errors("").len(), 3);
    assert_eq!(
        component_errors(r#"row([text("a")], [text("b")])"#),
        ["unexpected values without names in `row`"],
    );
}
