//! Components with positional and with named properties, as JSON.

use plain_runtime::components;
use plain_schema::{COMPONENTS, ValueType};
use serde_json::json;

use crate::{json, one};

#[test]
fn positional_and_named_properties_are_equivalent() {
    for (positional, named, expected) in [
        (
            components![text("Plan", size = L, color = Muted)],
            components![text(text = "Plan", size = L, color = Muted)],
            json!({ "componentText": { "text": "Plan", "textSize": "L", "textColor": "MUTED" } }),
        ),
        (
            components![plain_text("Plan", size = S, color = Error)],
            components![plain_text(plain_text = "Plan", size = S, color = Error)],
            json!({ "componentPlainText": {
                "plainText": "Plan", "plainTextSize": "S", "plainTextColor": "ERROR",
            } }),
        ),
        (
            components![spacer(XS)],
            components![spacer(size = XS)],
            json!({ "componentSpacer": { "spacerSize": "XS" } }),
        ),
        (
            components![divider(spacing_size = XL)],
            components![divider(spacing_size = XL)],
            json!({ "componentDivider": { "dividerSpacingSize": "XL" } }),
        ),
        (
            components![badge("Pro", color = Green)],
            components![badge(label = "Pro", color = Green)],
            json!({ "componentBadge": { "badgeLabel": "Pro", "badgeColor": "GREEN" } }),
        ),
        (
            components![date_time("2024-10-28")],
            components![date_time(iso8601 = "2024-10-28")],
            json!({ "componentDateTime": { "dateTimeIso8601": "2024-10-28" } }),
        ),
        (
            components![user(machine_user_id("mu_1"))],
            components![user(user_identifier = machine_user_id("mu_1"))],
            json!({ "componentUser": { "userIdentifier": { "machineUserId": "mu_1" } } }),
        ),
    ] {
        assert_eq!(positional, named);
        assert_eq!(one(positional), expected);
    }
}

#[test]
fn positional_and_named_properties_of_buttons_are_equivalent() {
    for (positional, named, expected) in [
        (
            components![link_button("View", "https://a.example")],
            components![link_button(label = "View", url = "https://a.example")],
            json!({ "componentLinkButton": {
                "linkButtonLabel": "View", "linkButtonUrl": "https://a.example",
            } }),
        ),
        (
            components![copy_button("c_1", tooltip_label = "Customer")],
            components![copy_button(value = "c_1", tooltip_label = "Customer")],
            json!({ "componentCopyButton": {
                "copyButtonValue": "c_1", "copyButtonTooltipLabel": "Customer",
            } }),
        ),
        (
            components![workflow_button("Refund", workflow_key("refund"))],
            components![workflow_button(
                label = "Refund",
                workflow_identifier = workflow_key("refund")
            )],
            json!({ "componentWorkflowButton": {
                "workflowButtonLabel": "Refund",
                "workflowButtonWorkflowIdentifier": { "workflowKey": "refund" },
            } }),
        ),
    ] {
        assert_eq!(positional, named);
        assert_eq!(one(positional), expected);
    }
}

#[test]
fn rows_and_containers_nest() {
    let components = components![container(
        content = [
            badge("Pro"),
            row(
                main_content = [text("Plan"), spacer(S)],
                aside_content = [badge("Pro")],
            ),
        ]
    )];
    assert_eq!(
        one(components),
        json!({ "componentContainer": { "containerContent": [
            { "componentBadge": { "badgeLabel": "Pro" } },
            { "componentRow": {
                "rowMainContent": [
                    { "componentText": { "text": "Plan" } },
                    { "componentSpacer": { "spacerSize": "S" } },
                ],
                "rowAsideContent": [{ "componentBadge": { "badgeLabel": "Pro" } }],
            } },
        ] } }),
    );
}

/// List with one component for each value.
macro_rules! each {
    ($($value:ident)*: $component:ident, $first:expr, $property:ident) => {
        components![$($component($first, $property = $value)),*]
    };
}

#[test]
fn enums_accept_each_of_their_values() {
    let spacers = components![spacer(XS), spacer(S), spacer(M), spacer(L), spacer(XL)];
    let text_sizes = components![
        text("a", size = S),
        text("a", size = M),
        text("a", size = L)
    ];
    let text_colors = each!(Normal Muted Success Warning Error: text, "a", color);
    let badge_colors = each!(Grey Green Yellow Red Blue: badge, "a", color);
    for (component, property, written) in [
        ("spacer", "size", spacers),
        ("text", "size", text_sizes),
        ("text", "color", text_colors),
        ("badge", "color", badge_colors),
    ] {
        let component = COMPONENTS.iter().find(|row| row.name == component).unwrap();
        let property = component.property(property).unwrap();
        let ValueType::Enumeration(enumeration) = property.value else {
            panic!("{} has no values", property.name);
        };
        let names: Vec<&str> = enumeration
            .values
            .iter()
            .map(|value| value.graphql_name)
            .collect();
        let found: Vec<String> = written
            .into_iter()
            .map(|one| {
                let value = &json(one)[component.graphql_field][property.graphql_name];
                value.as_str().unwrap().to_owned()
            })
            .collect();
        assert_eq!(found, names);
    }
}
