//! `graphql_client`: a derive generates the structs of the input from the schema, shared by all events.

use super::CodeStyle;
use super::event::{Component, Event, string};

pub(super) const STYLE: CodeStyle = CodeStyle {
    name: "graphql_client 0.16",
    package: "with-graphql-client",
    dependencies: || {
        "graphql_client = \"=0.16.0\"\nserde = { version = \"1\", features = [\"derive\"] }\n"
            .to_owned()
    },
    head: "#![allow(unused_imports)]
use graphql_client::GraphQLQuery;

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = \"schema.graphql\",
    query_path = \"create_customer_event.graphql\",
    variables_derives = \"Debug, Clone, Default\",
    response_derives = \"Debug\",
    skip_serializing_none
)]
pub struct CreateCustomerEvent;

use create_customer_event::*;
",
    event,
};

/// The mutation, with the fields that `plain_runtime` requests.
pub(super) const QUERY: &str = "mutation CreateCustomerEvent($input: CreateCustomerEventInput!) {
  createCustomerEvent(input: $input) {
    customerEvent {
      id
      customerId
      title
      createdAt { iso8601 unixTimestamp }
      updatedAt { iso8601 unixTimestamp }
    }
    error { message type code fields { field message type } }
  }
}
";

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
        external_id: Some({}),
        timestamp: None,
        is_collapsed: None,
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
        value.map_or("None".to_owned(), |value| {
            format!("Some({kind}::{})", value.to_uppercase())
        })
    };
    match component {
        Component::Text { text, color } => format!(
            "component_text: Some(ComponentTextInput {{\n{field}text: {},\n{field}text_color: {},\n{field}..Default::default()\n{end}}})",
            string(text),
            optional("ComponentTextColor", *color),
        ),
        Component::Spacer { size } => format!(
            "component_spacer: Some(ComponentSpacerInput {{\n{field}spacer_size: Some(ComponentSpacerSize::{size}),\n{field}..Default::default()\n{end}}})"
        ),
        Component::Divider => {
            "component_divider: Some(ComponentDividerInput::default())".to_owned()
        }
        Component::Badge { label, color } => format!(
            "component_badge: Some(ComponentBadgeInput {{\n{field}badge_label: {},\n{field}badge_color: {},\n{end}}})",
            string(label),
            optional("ComponentBadgeColor", *color),
        ),
        Component::LinkButton { label, url } => format!(
            "component_link_button: Some(ComponentLinkButtonInput {{\n{field}link_button_label: Some({}),\n{field}link_button_url: Some({}),\n{field}..Default::default()\n{end}}})",
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
