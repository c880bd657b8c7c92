//! Completion of properties and of values with a name.

use super::completes;
use crate::probe::{Probe, with_components, within_function};

const TEXT_COLORS: [&str; 5] = ["Error", "Muted", "Normal", "Success", "Warning"];
const SPACINGS: [&str; 5] = ["L", "M", "S", "XL", "XS"];
const CUSTOMERS: [&str; 3] = ["customer_id", "email_address", "external_id"];

pub(super) fn properties() -> Vec<Probe> {
    let probes = [
        ("after the text", r#"text("a", $0)"#, &["color", "size"][..]),
        ("incomplete", r#"text("a", co$0)"#, &["color", "size"]),
        (
            "after another property",
            r#"text("a", size = L, $0)"#,
            &["color"],
        ),
        (
            "above another property, without a comma",
            "text(\"a\",\n co$0\n size = L)",
            &["color"],
        ),
        (
            "over an existing name",
            r#"text("a", co$0 = Muted)"#,
            &["color", "size"],
        ),
        ("plain_text", r#"plain_text("a", $0)"#, &["color", "size"]),
        ("divider", "divider($0)", &["spacing_size"]),
        ("badge", r#"badge("a", $0)"#, &["color"]),
        (
            "copy_button",
            r#"copy_button("a", to$0)"#,
            &["tooltip_label"],
        ),
        ("row", "row($0)", &["aside_content", "main_content"]),
        (
            "row with a property",
            r#"row(main_content = [text("a")], $0)"#,
            &["aside_content"],
        ),
        ("container", "container(con$0)", &["content"]),
        ("with all properties", "spacer(M, $0)", &[]),
    ];
    probes
        .into_iter()
        .map(|(name, component, properties)| {
            let text = with_components(&format!("[{component}]"));
            completes(&format!("properties/{name}"), &text, properties)
        })
        .collect()
}

/// Components, and the values that are completed in them.
const VALUE_CASES: [(&str, &str, &[&str]); 23] = [
    ("color", r#"text("a", color = $0)"#, &TEXT_COLORS),
    (
        "color, incomplete",
        r#"text("a", color = Mu$0)"#,
        &TEXT_COLORS,
    ),
    (
        "color, before a property",
        r#"text("a", color = $0, size = L)"#,
        &TEXT_COLORS,
    ),
    (
        "color, without a comma",
        r#"text("a", color = $0 size = L)"#,
        &TEXT_COLORS,
    ),
    (
        "color, over an existing value",
        r#"text("a", color = Mut$0ed)"#,
        &TEXT_COLORS,
    ),
    (
        "color, in `Some`",
        r#"text("a", color = Some(Mu$0))"#,
        &TEXT_COLORS,
    ),
    (
        "color, in a branch",
        r#"text("a", color = if user.is_admin { Mu$0 } else { Error })"#,
        &TEXT_COLORS,
    ),
    (
        "color, in an empty branch",
        r#"text("a", color = if user.is_admin { Muted } else { $0 })"#,
        &TEXT_COLORS,
    ),
    (
        "color, in an arm",
        r#"text("a", color = match user.id { 1 => Muted, _ => Err$0 })"#,
        &TEXT_COLORS,
    ),
    (
        "color, in a block after a statement",
        r#"text("a", color = { let a = 1; Mu$0 })"#,
        &TEXT_COLORS,
    ),
    (
        "color of a badge",
        r#"badge("a", color = $0)"#,
        &["Blue", "Green", "Grey", "Red", "Yellow"],
    ),
    ("size", r#"text("a", size = $0)"#, &["L", "M", "S"]),
    ("spacer", "spacer($0)", &SPACINGS),
    ("spacer, incomplete", "spacer(X$0)", &SPACINGS),
    ("spacer, by name", "spacer(size = $0)", &SPACINGS),
    ("divider", "divider(spacing_size = $0)", &SPACINGS),
    ("user", "user($0)", &USERS),
    ("user, incomplete", "user(ma$0)", &USERS),
    (
        "user, in a branch",
        r#"user(if user.is_admin { ma$0 } else { email_address("a") })"#,
        &USERS,
    ),
    (
        "user, in a nested branch",
        r#"user(match user.id { 1 => user_id("u_1"), _ => if user.is_admin { em$0("a") } else { user_id("u_2") } })"#,
        &USERS,
    ),
    ("user, with its argument", r#"user(em$0("a"))"#, &USERS),
    ("workflow_button", r#"workflow_button("a", $0)"#, &WORKFLOWS),
    (
        "workflow_button, by name",
        r#"workflow_button("a", workflow_identifier = wo$0)"#,
        &WORKFLOWS,
    ),
];

const USERS: [&str; 3] = ["email_address", "machine_user_id", "user_id"];
const WORKFLOWS: [&str; 2] = ["workflow_id", "workflow_key"];

pub(super) fn values() -> Vec<Probe> {
    let mut probes: Vec<Probe> = VALUE_CASES
        .iter()
        .map(|(name, component, values)| {
            let text = with_components(&format!("[{component}]"));
            completes(&format!("values/{name}"), &text, values)
        })
        .collect();
    for (name, value) in [
        ("customer_identifier", "$0"),
        ("customer_identifier, incomplete", "em$0"),
        ("customer_identifier, with its argument", r#"em$0("a")"#),
    ] {
        let text = within_function(&format!(
            r#"let event = customer_event!(title = "a", customer_identifier = {value}, components = [text("b")]);"#
        ));
        probes.push(completes(&format!("values/{name}"), &text, &CUSTOMERS));
    }
    probes
}
