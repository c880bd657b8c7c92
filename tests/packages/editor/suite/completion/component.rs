//! Completion of components, and their snippets.

use super::completes;
use crate::probe::{Probe, expect, with_components, within_function};

pub(crate) const IN_ROW: [&str; 10] = [
    "badge",
    "copy_button",
    "date_time",
    "divider",
    "link_button",
    "plain_text",
    "spacer",
    "text",
    "user",
    "workflow_button",
];
const IN_CONTAINER: [&str; 11] = [
    "badge",
    "copy_button",
    "date_time",
    "divider",
    "link_button",
    "plain_text",
    "row",
    "spacer",
    "text",
    "user",
    "workflow_button",
];
const COMPONENTS: [&str; 12] = [
    "badge",
    "container",
    "copy_button",
    "date_time",
    "divider",
    "link_button",
    "plain_text",
    "row",
    "spacer",
    "text",
    "user",
    "workflow_button",
];

/// Component lists, and the components that are completed in them.
const COMPONENT_CASES: [(&str, &str, &[&str]); 19] = [
    ("in an empty list", "[$0]", &COMPONENTS),
    ("incomplete", "[te$0]", &COMPONENTS),
    ("incomplete, with arguments", r#"[te$0("a")]"#, &COMPONENTS),
    ("between two", r#"[text("a"), $0, badge("b")]"#, &COMPONENTS),
    (
        "incomplete, between two",
        r#"[text("a"), li$0, badge("b")]"#,
        &COMPONENTS,
    ),
    (
        "between two lines, without a comma",
        "[\n text(\"a\"),\n $0\n badge(\"b\"),\n]",
        &COMPONENTS,
    ),
    (
        "incomplete, between two lines, without a comma",
        "[\n text(\"a\"),\n li$0\n badge(\"b\"),\n]",
        &COMPONENTS,
    ),
    (
        "above all, without a comma",
        "[\n di$0\n badge(\"b\"),\n]",
        &COMPONENTS,
    ),
    (
        "above control flow, without a comma",
        "[\n di$0\n if user.is_admin { badge(\"b\") },\n]",
        &COMPONENTS,
    ),
    ("at the end", r#"[text("a"), $0]"#, &COMPONENTS),
    ("over an existing name", r#"[tex$0t("a")]"#, &COMPONENTS),
    ("in a block", "[if user.is_admin { $0 }]", &COMPONENTS),
    (
        "incomplete, in a block",
        r#"[if user.is_admin { text("a"); ba$0 }]"#,
        &COMPONENTS,
    ),
    ("in a loop", "[for role in [1, 2] { $0 }]", &COMPONENTS),
    (
        "in an arm",
        "[match user.id { 1 => { $0 } _ => {} }]",
        &COMPONENTS,
    ),
    (
        "in a row",
        r#"[row(main_content = [$0], aside_content = [text("a")])]"#,
        &IN_ROW,
    ),
    (
        "incomplete, in a row",
        r#"[row(main_content = [text("a")], aside_content = [ba$0])]"#,
        &IN_ROW,
    ),
    (
        "in a container",
        "[container(content = [$0])]",
        &IN_CONTAINER,
    ),
    (
        "in a row in a container",
        "[container(content = [row(main_content = [te$0])])]",
        &IN_ROW,
    ),
];

pub(super) fn components() -> Vec<Probe> {
    let mut probes: Vec<Probe> = COMPONENT_CASES
        .iter()
        .map(|(name, list, components)| {
            let name = format!("components/{name}");
            completes(&name, &with_components(list), components)
        })
        .collect();
    for (name, list, expected) in [
        ("a bracket", "[text(\"a\"), te$0", &COMPONENTS[..]),
        ("parentheses", "[text(\"a\", co$0", &["color", "size"]),
    ] {
        let call = format!("let event = customer_event! {{ title = name, components = {list} }};");
        let name = format!("components/in {name} without an end, in braces");
        probes.push(completes(&name, &within_function(&call), expected));
    }
    for (name, call, expected) in [
        ("components!", "components![$0]", &COMPONENTS[..]),
        (
            "container_content!",
            "container_content![$0]",
            &IN_CONTAINER,
        ),
        ("row_content!", "row_content![$0]", &IN_ROW),
        (
            "row_content!, incomplete",
            r#"row_content![text("a"), ba$0]"#,
            &IN_ROW,
        ),
        (
            "row_content!, in a block",
            r"row_content![if user.is_admin { te$0 }]",
            &IN_ROW,
        ),
        (
            "a row in container_content!",
            r#"container_content![row(main_content = [$0], aside_content = [text("a")])]"#,
            &IN_ROW,
        ),
        (
            "row_content! without an end, in braces",
            r#"row_content! { text("a"), te$0"#,
            &IN_ROW,
        ),
        (
            "row_content!, a property",
            r#"row_content![text("a", co$0)]"#,
            &["color", "size"],
        ),
    ] {
        let text = within_function(&format!("let list = {call};"));
        probes.push(completes(&format!("components/in {name}"), &text, expected));
    }
    probes
}

/// Snippets that accepting a component inserts.
pub(super) fn snippets() -> Vec<Probe> {
    let mut probes = Vec::new();
    for (name, inserted) in [
        ("text", "text(${1:text})$0"),
        ("link_button", "link_button(${1:label}, ${2:url})$0"),
        ("spacer", "spacer(${1:size})$0"),
        ("row", "row()$0"),
    ] {
        probes.push(Probe::new(
            format!("completion/accepting {name}"),
            move |editor| {
                let list = editor.completions(&with_components("[$0]"));
                let entry = list.into_iter().find(|entry| entry.name == name);
                let is_it = entry.as_ref().is_some_and(|entry| {
                    entry.inserted == inserted
                        && entry.documentation.contains("See <https://www.plain.com/")
                });
                expect(is_it, inserted, &entry)
            },
        ));
    }
    probes
}
