//! Created events and their fields in responses.

use std::time::{Duration, SystemTime};

use plain_sandbox::{Clock, EventKind, seed};
use serde_json::{Value, json};

use crate::{Api, customer_event, text};

/// The documented query, without the external id, which is missing from the schema.
const DOCUMENTED: &str = "mutation ($input: CreateCustomerEventInput!) {
    createCustomerEvent(input: $input) {
        customerEvent {
            __typename id customerId title
            createdAt { __typename iso8601 unixTimestamp }
            createdBy { __typename ... on MachineUserActor { machineUserId } }
            updatedAt { __typename iso8601 unixTimestamp }
            updatedBy { __typename ... on MachineUserActor { machineUserId } }
        }
        error { message }
    }
}";

fn documented_input() -> Value {
    json!({
        "title": "API key generated",
        "customerIdentifier": { "emailAddress": "jane@acme.com" },
        "components": [
            text("New API key was added with the fingerprint **3b7896975ee9fd15eeb7** with 4 associated roles."),
            { "componentSpacer": { "spacerSize": "M" } },
            { "componentLinkButton": {
                "linkButtonLabel": "View in admin", "linkButtonUrl": "https://admin.your-app.com",
            } },
        ],
        "externalId": "api-key-1",
    })
}

#[tokio::test]
async fn the_documented_example_works() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_millis(1_695_742_583_690);
    let clock = Clock::manual(now);
    let sandbox = crate::builder().clock(clock.clone()).start().await;
    let api = Api::to(sandbox.unwrap());
    let input = documented_input();
    let data = api.data(DOCUMENTED, json!({ "input": input })).await;

    let [event] = &api.sandbox.events()[..] else {
        panic!("one event is created");
    };
    let date_time = json!({
        "__typename": "DateTime",
        "iso8601": "2023-09-26T15:36:23.690Z",
        "unixTimestamp": "1695742583690",
    });
    let actor = json!({
        "__typename": "MachineUserActor",
        "machineUserId": "mu_01HBZM0TZAKAZPJ47NX7X7XMDY",
    });
    assert_eq!(
        data["createCustomerEvent"],
        json!({
            "customerEvent": {
                "__typename": "CustomerEvent",
                "id": event.id,
                "customerId": "c_01H14DFQ4PDYBH398J1E99TWSS",
                "title": "API key generated",
                "createdAt": date_time,
                "createdBy": actor,
                "updatedAt": date_time,
                "updatedBy": actor,
            },
            "error": null,
        })
    );
    assert!(
        event.id.starts_with("tev_") && event.id.len() == 30,
        "{}",
        event.id
    );
    assert_eq!(event.kind, EventKind::CustomerEvent);
    assert_eq!(event.title, "API key generated");
    assert_eq!(event.customer_id, seed::CUSTOMER_ID);
    assert_eq!(event.thread_id, None);
    assert_eq!(event.external_id.as_deref(), Some("api-key-1"));
    assert_eq!(event.input, input);
    assert_eq!((event.created_at, event.updated_at), (now, now));

    clock.advance(Duration::from_mins(1));
    api.create_customer_event(customer_event(&json!([]))).await;
    let later = &api.sandbox.events()[1];
    assert_eq!(later.created_at, now + Duration::from_mins(1));
}

#[tokio::test]
async fn customers_are_identified_in_three_ways() {
    let api = Api::start().await;
    for identifier in [
        json!({ "emailAddress": seed::CUSTOMER_EMAIL_ADDRESS }),
        json!({ "externalId": seed::CUSTOMER_EXTERNAL_ID }),
        json!({ "customerId": seed::CUSTOMER_ID, "emailAddress": null }),
    ] {
        let mut input = customer_event(&json!([text("a")]));
        input["customerIdentifier"] = identifier;
        let answer = api.create_customer_event(input).await;
        assert_eq!(answer["error"], Value::Null);
        assert_eq!(answer["customerEvent"]["customerId"], seed::CUSTOMER_ID);
    }
}

#[tokio::test]
async fn a_thread_event_has_a_thread_and_a_customer() {
    let api = Api::start().await;
    let input =
        json!({ "threadId": seed::THREAD_ID, "title": "Escalated", "components": [text("a")] });
    let answer = api.create_thread_event(input).await;
    let event = &answer["threadEvent"];
    assert_eq!(answer["error"], Value::Null);
    assert_eq!(event["__typename"], "ThreadEvent");
    assert_eq!(event["threadId"], seed::THREAD_ID);
    assert_eq!(event["customerId"], seed::CUSTOMER_ID);
    let recorded = &api.sandbox.events()[0];
    assert_eq!(recorded.kind, EventKind::ThreadEvent);
    assert_eq!(recorded.thread_id.as_deref(), Some(seed::THREAD_ID));
}

#[tokio::test]
async fn timestamp_and_is_collapsed_are_stored() {
    let api = Api::start().await;
    let mut input = customer_event(&json!([text("a")]));
    let answer = api.create_customer_event(input.clone()).await;
    assert_eq!(answer["customerEvent"]["isCollapsed"], false);
    input["timestamp"] = json!("2024-10-28T18:30:00+02:00");
    input["isCollapsed"] = json!(true);
    let answer = api.create_customer_event(input).await;
    assert_eq!(answer["customerEvent"]["isCollapsed"], true);
    assert_eq!(
        answer["customerEvent"]["createdAt"],
        json!({ "iso8601": "2024-10-28T16:30:00.000Z", "unixTimestamp": "1730133000000" })
    );
}

#[tokio::test]
async fn explicit_nulls_are_removed() {
    let api = Api::start().await;
    let input = json!({
        "title": "t",
        "customerIdentifier": { "emailAddress": "jane@acme.com", "externalId": null, "customerId": null },
        "externalId": null,
        "timestamp": null,
        "isCollapsed": null,
        "components": [
            {
                "componentText": { "text": "a", "textSize": null, "textColor": null, "size": null },
                "componentBadge": null,
            },
            { "componentDivider": { "dividerSpacingSize": null } },
        ],
    });
    let answer = api.create_customer_event(input).await;
    assert_eq!(answer["error"], Value::Null);
    assert_eq!(
        api.sandbox.events()[0].input,
        json!({
            "title": "t",
            "customerIdentifier": { "emailAddress": "jane@acme.com" },
            "components": [text("a"), { "componentDivider": {} }],
        })
    );
}
