//! cynic: hand-written structs with the used fields, shared by all events.

use super::CodeStyle;
use super::event::{Component, Event, string};

pub(super) const STYLE: CodeStyle = CodeStyle {
    name: "cynic 3",
    package: "with-cynic",
    dependencies: || "cynic = \"=3.14.0\"\n".to_owned(),
    head: include_str!("cynic_head.rs.txt"),
    event,
};

fn event(event: &Event) -> String {
    format!(
        "pub fn event_{}(email: &str, account: &str, amount: f64, roles: usize) -> CreateCustomerEventInput {{
    CreateCustomerEventInput {{
        title: {},
        customer_identifier: CustomerIdentifierInput {{
            email_address: Some(email.to_owned()),
            ..Default::default()
        }},
        components: vec![
{}        ],
        external_id: Some({}.into()),
    }}
}}",
        event.number,
        string(&event.title),
        components("EventComponentInput", &event.components, 3),
        string(&event.external_id),
    )
}

fn components(context: &str, components: &[Component], depth: usize) -> String {
    let indent = "    ".repeat(depth);
    components
        .iter()
        .map(|component| {
            format!(
                "{indent}{context} {{\n{indent}    {},\n{indent}    ..Default::default()\n{indent}}},\n",
                one(component, depth + 1)
            )
        })
        .collect()
}

fn one(component: &Component, depth: usize) -> String {
    let field = "    ".repeat(depth + 1);
    let end = "    ".repeat(depth);
    let optional = |kind: &str, value: Option<&str>| {
        value.map_or("None".to_owned(), |value| format!("Some({kind}::{value})"))
    };
    match component {
        Component::Text { text, color } => format!(
            "component_text: Some(ComponentTextInput {{\n{field}text: {},\n{field}text_color: {},\n{end}}})",
            string(text),
            optional("ComponentTextColor", *color),
        ),
        Component::Spacer { size } => {
            let size = if size.len() == 1 {
                (*size).to_owned()
            } else {
                "Xs".to_owned()
            };
            format!(
                "component_spacer: Some(ComponentSpacerInput {{\n{field}spacer_size: Some(ComponentSpacerSize::{size}),\n{end}}})"
            )
        }
        Component::Divider => format!(
            "component_divider: Some(ComponentDividerInput {{\n{field}divider_spacing_size: None,\n{end}}})"
        ),
        Component::Badge { label, color } => format!(
            "component_badge: Some(ComponentBadgeInput {{\n{field}badge_label: {},\n{field}badge_color: {},\n{end}}})",
            string(label),
            optional("ComponentBadgeColor", *color),
        ),
        Component::LinkButton { label, url } => format!(
            "component_link_button: Some(ComponentLinkButtonInput {{\n{field}link_button_label: Some({}),\n{field}link_button_url: Some({}),\n{end}}})",
            string(label),
            string(url),
        ),
        Component::CopyButton {
            value,
            tooltip_label,
        } => format!(
            "component_copy_button: Some(ComponentCopyButtonInput {{\n{field}copy_button_value: {},\n{field}copy_button_tooltip_label: Some({}),\n{end}}})",
            string(value),
            string(tooltip_label),
        ),
        Component::Row {
            main_content,
            aside_content,
        } => format!(
            "component_row: Some(ComponentRowInput {{\n{field}row_main_content: vec![\n{}{field}],\n{field}row_aside_content: vec![\n{}{field}],\n{end}}})",
            components("ComponentRowContentInput", main_content, depth + 2),
            components("ComponentRowContentInput", aside_content, depth + 2),
        ),
    }
}
