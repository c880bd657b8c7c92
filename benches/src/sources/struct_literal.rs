//! Literals of the structs that `customer_event!` builds, written without the macro.

use super::event::{Component, Event, has_captures};
use super::{CodeStyle, plain_runtime};

pub(super) const STYLE: CodeStyle = CodeStyle {
    name: "struct literals",
    package: "struct-literal",
    dependencies: plain_runtime,
    head: HEAD,
    event,
};

pub(super) const HEAD: &str = "#![allow(unused_imports)]
use plain_runtime::component::{Badge, CopyButton, Divider, LinkButton, Row, Spacer, Text};
use plain_runtime::{
    BadgeColor, CreateCustomerEventInput, CustomerEvent, CustomerIdentifier, EventComponent, RowContent,
    SpacingSize, TextColor,
};
";

fn event(event: &Event) -> String {
    format!(
        "pub fn event_{}(email: &str, account: &str, amount: f64, roles: usize) -> CreateCustomerEventInput {{
    {}
}}",
        event.number,
        value(event),
    )
}

pub(super) fn value(event: &Event) -> String {
    format!(
        "CreateCustomerEventInput {{
        title: {},
        customer_identifier: CustomerIdentifier::EmailAddress(email.to_owned().into()),
        components: vec![
{}        ]
        .into(),
        external_id: Some({}),
        timestamp: None,
        is_collapsed: None,
    }}",
        text(&event.title),
        components("EventComponent", &event.components, 3),
        text(&event.external_id),
    )
}

pub(super) fn text(template: &str) -> String {
    if has_captures(template) {
        format!("format!({template:?}).into()")
    } else {
        format!("{template:?}.into()")
    }
}

pub(super) fn components(context: &str, components: &[Component], depth: usize) -> String {
    let indent = "    ".repeat(depth);
    components
        .iter()
        .map(|component| format!("{indent}{context}::{},\n", one(component, depth)))
        .collect()
}

fn one(component: &Component, depth: usize) -> String {
    let field = "    ".repeat(depth + 1);
    let end = "    ".repeat(depth);
    let optional = |kind: &str, value: Option<&str>| {
        value.map_or("None".to_owned(), |value| format!("Some({kind}::{value})"))
    };
    match component {
        Component::Text { text: own, color } => format!(
            "Text(Text {{\n{field}text: {},\n{field}size: None,\n{field}color: {},\n{end}}})",
            text(own),
            optional("TextColor", *color),
        ),
        Component::Spacer { size } => {
            format!("Spacer(Spacer {{\n{field}size: SpacingSize::{size},\n{end}}})")
        }
        Component::Divider => {
            format!("Divider(Divider {{\n{field}spacing_size: None,\n{end}}})")
        }
        Component::Badge { label, color } => format!(
            "Badge(Badge {{\n{field}label: {},\n{field}color: {},\n{end}}})",
            text(label),
            optional("BadgeColor", *color),
        ),
        Component::LinkButton { label, url } => format!(
            "LinkButton(LinkButton {{\n{field}label: {},\n{field}url: {},\n{end}}})",
            text(label),
            text(url),
        ),
        Component::CopyButton {
            value,
            tooltip_label,
        } => format!(
            "CopyButton(CopyButton {{\n{field}value: {},\n{field}tooltip_label: Some({}),\n{end}}})",
            text(value),
            text(tooltip_label),
        ),
        Component::Row {
            main_content,
            aside_content,
        } => format!(
            "Row(Row {{\n{field}main_content: vec![\n{}{field}]\n{field}.into(),\n{field}aside_content: vec![\n{}{field}]\n{field}.into(),\n{end}}})",
            components("RowContent", main_content, depth + 2),
            components("RowContent", aside_content, depth + 2),
        ),
    }
}
