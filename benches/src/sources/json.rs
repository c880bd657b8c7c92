//! Events with `serde_json::json!`.

use super::CodeStyle;
use super::event::{Component, Event, has_captures};

pub(super) const STYLE: CodeStyle = CodeStyle {
    name: "`serde_json::json!`",
    package: "json",
    dependencies: || "serde_json = \"1\"\n".to_owned(),
    head: "use serde_json::{Value, json};\n",
    event,
};

fn event(event: &Event) -> String {
    format!(
        "pub fn event_{}(email: &str, account: &str, amount: f64, roles: usize) -> Value {{
    json!({{
        \"title\": {},
        \"customerIdentifier\": {{ \"emailAddress\": email }},
        \"components\": [
{}        ],
        \"externalId\": {},
    }})
}}",
        event.number,
        text(&event.title),
        components(&event.components, 3),
        text(&event.external_id),
    )
}

fn text(template: &str) -> String {
    if has_captures(template) {
        format!("format!({template:?})")
    } else {
        format!("{template:?}")
    }
}

fn components(components: &[Component], depth: usize) -> String {
    let indent = "    ".repeat(depth);
    components
        .iter()
        .map(|component| format!("{indent}{},\n", one(component, depth)))
        .collect()
}

fn one(component: &Component, depth: usize) -> String {
    let constant = |name: &str, value: Option<&str>| {
        value.map_or(String::new(), |value| {
            format!(", {name:?}: {:?}", value.to_uppercase())
        })
    };
    match component {
        Component::Text { text: own, color } => format!(
            "{{ \"componentText\": {{ \"text\": {}{} }} }}",
            text(own),
            constant("textColor", *color),
        ),
        Component::Spacer { size } => {
            format!("{{ \"componentSpacer\": {{ \"spacerSize\": {size:?} }} }}")
        }
        Component::Divider => "{ \"componentDivider\": {} }".to_owned(),
        Component::Badge { label, color } => format!(
            "{{ \"componentBadge\": {{ \"badgeLabel\": {}{} }} }}",
            text(label),
            constant("badgeColor", *color),
        ),
        Component::LinkButton { label, url } => format!(
            "{{ \"componentLinkButton\": {{ \"linkButtonLabel\": {}, \"linkButtonUrl\": {} }} }}",
            text(label),
            text(url),
        ),
        Component::CopyButton {
            value,
            tooltip_label,
        } => format!(
            "{{ \"componentCopyButton\": {{ \"copyButtonValue\": {}, \"copyButtonTooltipLabel\": {} }} }}",
            text(value),
            text(tooltip_label),
        ),
        Component::Row {
            main_content,
            aside_content,
        } => {
            let indent = "    ".repeat(depth + 1);
            format!(
                "{{ \"componentRow\": {{\n{indent}\"rowMainContent\": [\n{}{indent}],\n{indent}\"rowAsideContent\": [\n{}{indent}]\n{}}} }}",
                components(main_content, depth + 2),
                components(aside_content, depth + 2),
                "    ".repeat(depth),
            )
        }
    }
}
