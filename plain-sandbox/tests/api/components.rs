//! Components in the responses of the API.

use plain_sandbox::seed;
use serde_json::{Value, json};

use crate::{Api, customer_event, every_component};

const COMPONENTS: &str = "
    fragment Leaf on ComponentRowContent {
        __typename
        ... on ComponentText { text textSize textColor size color }
        ... on ComponentPlainText { plainText plainTextSize plainTextColor }
        ... on ComponentSpacer { spacerSize deprecatedSpacerSize: size }
        ... on ComponentDivider { dividerSpacingSize spacingSize }
        ... on ComponentBadge { badgeLabel badgeColor }
        ... on ComponentLinkButton { linkButtonLabel linkButtonUrl label url }
        ... on ComponentCopyButton { copyButtonValue copyButtonTooltipLabel }
        ... on ComponentWorkflowButton {
            workflowButtonLabel workflowButtonWorkflowIdentifier { __typename workflowId workflowKey }
        }
        ... on ComponentDateTime { dateTimeIso8601 { iso8601 } }
        ... on ComponentUser { user { id email createdBy { __typename } } userMachineUser { id } }
    }
    mutation ($input: CreateCustomerEventInput!) {
        createCustomerEvent(input: $input) {
            error { message }
            customerEvent { components {
                __typename
                ... on ComponentRowContent { ...Leaf }
                ... on ComponentRow { rowMainContent { ...Leaf } rowAsideContent { ...Leaf } }
                ... on ComponentContainer { containerContent {
                    __typename
                    ... on ComponentRowContent { ...Leaf }
                    ... on ComponentRow { rowMainContent { ...Leaf } rowAsideContent { ...Leaf } }
                } }
            } }
        }
    }";

/// Creates an event with these components and returns them as the API does.
async fn read_back(components: Value) -> Value {
    let api = Api::start().await;
    let input = customer_event(&components);
    let mut data = api.data(COMPONENTS, json!({ "input": input })).await;
    let answer = data["createCustomerEvent"].take();
    assert_eq!(answer["error"], Value::Null);
    answer["customerEvent"]["components"].clone()
}

/// The components of [`every_component`] as returned.
fn every_component_returned() -> Value {
    let row = json!({
        "__typename": "ComponentRow",
        "rowMainContent": [{
            "__typename": "ComponentPlainText",
            "plainText": "Plan", "plainTextSize": null, "plainTextColor": "MUTED",
        }],
        "rowAsideContent": [{
            "__typename": "ComponentBadge", "badgeLabel": "Pro", "badgeColor": "GREEN",
        }],
    });
    json!([
        {
            "__typename": "ComponentText", "text": "**bold** *italic* [link](https://a.com)",
            "textSize": "L", "textColor": "SUCCESS", "size": "L", "color": "SUCCESS",
        },
        {
            "__typename": "ComponentPlainText",
            "plainText": "not **bold**", "plainTextSize": "S", "plainTextColor": "ERROR",
        },
        { "__typename": "ComponentSpacer", "spacerSize": "XL", "deprecatedSpacerSize": "XL" },
        { "__typename": "ComponentDivider", "dividerSpacingSize": "XS", "spacingSize": "XS" },
        { "__typename": "ComponentBadge", "badgeLabel": "New", "badgeColor": null },
        {
            "__typename": "ComponentLinkButton",
            "linkButtonLabel": "Open", "linkButtonUrl": "https://a.com/?q=1&r=2",
            "label": "Open", "url": "https://a.com/?q=1&r=2",
        },
        { "__typename": "ComponentCopyButton", "copyButtonValue": "key_1", "copyButtonTooltipLabel": "Copy the key" },
        {
            "__typename": "ComponentWorkflowButton",
            "workflowButtonLabel": "Refund",
            "workflowButtonWorkflowIdentifier": {
                "__typename": "ComponentWorkflowButtonWorkflowIdentifier",
                "workflowId": null, "workflowKey": "refund",
            },
        },
        { "__typename": "ComponentDateTime", "dateTimeIso8601": { "iso8601": "2026-05-11T10:00:00.000Z" } },
        {
            "__typename": "ComponentUser",
            "user": {
                "id": seed::USER_ID,
                "email": seed::USER_EMAIL_ADDRESS,
                "createdBy": { "__typename": "MachineUserActor" },
            },
            "userMachineUser": null,
        },
        row,
        {
            "__typename": "ComponentContainer",
            "containerContent": [
                {
                    "__typename": "ComponentText", "text": "inside",
                    "textSize": null, "textColor": null, "size": null, "color": null,
                },
                row,
            ],
        },
    ])
}

#[tokio::test]
async fn all_twelve_components_round_trip() {
    let returned = read_back(every_component().into()).await;
    assert_eq!(returned, every_component_returned());
}

#[tokio::test]
async fn deprecated_names_are_returned_under_both_names() {
    let read = read_back(json!([
        { "componentSpacer": { "size": "M" } },
        { "componentDivider": { "spacingSize": "M" } },
        { "componentLinkButton": { "label": "a", "url": "https://a.com" } },
    ]))
    .await;
    assert_eq!(read[0]["spacerSize"], "M");
    assert_eq!(read[0]["deprecatedSpacerSize"], "M");
    assert_eq!(read[1]["dividerSpacingSize"], "M");
    assert_eq!(read[2]["linkButtonLabel"], "a");
    assert_eq!(read[2]["linkButtonUrl"], "https://a.com");
}

#[tokio::test]
async fn a_user_component_resolves_its_user() {
    let user = |identifier: Value| json!({ "componentUser": { "userIdentifier": identifier } });
    let read = read_back(json!([
        user(json!({ "userId": seed::USER_ID })),
        user(json!({ "machineUserId": seed::MACHINE_USER_ID })),
        user(json!({ "userId": "u_none" })),
        user(json!({ "emailAddress": "nobody@acme.com" })),
    ]))
    .await;
    assert_eq!(read[0]["user"]["id"], seed::USER_ID);
    assert_eq!(read[0]["userMachineUser"], Value::Null);
    assert_eq!(read[1]["user"], Value::Null);
    assert_eq!(read[1]["userMachineUser"]["id"], seed::MACHINE_USER_ID);
    for unknown in [&read[2], &read[3]] {
        assert_eq!(unknown["user"], Value::Null);
        assert_eq!(unknown["userMachineUser"], Value::Null);
    }
}
