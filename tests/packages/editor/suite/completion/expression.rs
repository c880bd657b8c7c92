//! Completion in expressions and captures.

use super::{completes, offers};
use crate::probe::{Probe, with_components, within_function};

/// Fields of `user`.
const USER_FIELDS: [&str; 4] = ["id", "name", "email", "is_admin"];
/// Variables in scope.
const VARIABLES: [&str; 4] = ["client", "colour", "name", "user"];

/// Completion of Rust expressions as values of fields.
pub(super) fn expressions() -> Vec<Probe> {
    let event = |title: &str| {
        within_function(&format!(
            r#"let event = customer_event!(title = {title}, customer_identifier = external_id("b"), components = [text("c")]);"#
        ))
    };
    vec![
        offers("fields of a value", &event("user.$0"), &USER_FIELDS),
        offers(
            "fields of a value, incomplete",
            &event("user.na$0"),
            &USER_FIELDS,
        ),
        offers(
            "methods of a value",
            &event("name.$0"),
            &["len", "to_uppercase", "is_empty"],
        ),
        offers(
            "a timestamp",
            &event("name").replace("customer_identifier", "timestamp = $0, customer_identifier"),
            &VARIABLES,
        ),
        offers(
            "a bool",
            &event("name").replace(
                "customer_identifier",
                "is_collapsed = us$0, customer_identifier",
            ),
            &VARIABLES,
        ),
        offers(
            "fields of a value, without a comma",
            &within_function(
                "let event = customer_event!(\n title = user.$0\n components = [text(\"c\")],\n);",
            ),
            &USER_FIELDS,
        ),
        offers(
            "fields in an unfinished call",
            &within_function("let event = customer_event!(title = user.$0);"),
            &USER_FIELDS,
        ),
        offers("variables", &event("$0"), &VARIABLES),
        offers("variables, incomplete", &event("us$0"), &VARIABLES),
        offers(
            "a client",
            &within_function(r#"let sent = customer_event!(cl$0, title = "a");"#),
            &["client"],
        ),
    ]
}

/// Completion of Rust expressions in components.
pub(super) fn expressions_in_components() -> Vec<Probe> {
    vec![
        offers(
            "variables in a component",
            &with_components("[text($0)]"),
            &VARIABLES,
        ),
        offers(
            "variables after another argument",
            &with_components(r#"[link_button("a", $0)]"#),
            &VARIABLES,
        ),
        offers(
            "fields in a component",
            &with_components("[text(user.$0)]"),
            &USER_FIELDS,
        ),
        offers(
            "fields in an identifier",
            &with_components("[user(user_id(user.$0))]"),
            &USER_FIELDS,
        ),
        offers(
            "fields in a condition",
            &with_components("[if user.$0 { text(\"a\") }]"),
            &USER_FIELDS,
        ),
        offers(
            "fields in a splice",
            &with_components("[..user.$0]"),
            &USER_FIELDS,
        ),
        offers(
            "variables in a splice",
            &with_components("[..$0]"),
            &VARIABLES,
        ),
        offers(
            "a loop variable",
            &with_components("[for role in [1, 2] { text(ro$0) }]"),
            &["role"],
        ),
    ]
}

/// Completion of captures in literals.
pub(super) fn captures() -> Vec<Probe> {
    let mut probes = Vec::new();
    for (name, component) in [
        ("in a text", r#"text("Hello {na$0}")"#),
        ("in a text, before a letter", r#"text("Hello {$0}")"#),
        ("in a label", r#"badge("{us$0}")"#),
        (
            "in a branch",
            r#"badge(if user.is_admin { "{na$0}" } else { "a" })"#,
        ),
        ("in a conversion", r#"badge("{na$0}".to_string())"#),
        (
            "in a URL",
            r#"link_button("a", "https://a.example/{na$0}")"#,
        ),
    ] {
        let text = with_components(&format!("[{component}]"));
        probes.push(completes(&format!("captures/{name}"), &text, &VARIABLES));
    }
    probes
}
