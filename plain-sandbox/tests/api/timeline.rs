//! Timelines of threads.

use std::time::{Duration, SystemTime};

use plain_sandbox::{Clock, Sandbox, seed};
use serde_json::{Value, json};

use crate::{Api, customer_event, text};

/// The titles in the timeline of a thread, in order.
async fn titles(api: &Api, thread_id: &Value, filters: Value) -> Vec<String> {
    let query = "query ($id: ID!, $filters: ThreadTimelineEntriesFilter) {
        thread(threadId: $id) { timelineEntries(filters: $filters, first: 100) { edges { node { entry {
            ... on CustomerEventEntry { title }
            ... on ThreadEventEntry { title }
            ... on CustomEntry { title }
        } } } } }
    }";
    let variables = json!({ "id": thread_id, "filters": filters });
    let data = api.data(query, variables).await;
    let edges = data["thread"]["timelineEntries"]["edges"]
        .as_array()
        .unwrap();
    edges
        .iter()
        .map(|edge| edge["node"]["entry"]["title"].as_str().unwrap().to_owned())
        .collect()
}

async fn create(api: &Api, title: &str, timestamp: Option<&str>) {
    let mut input = customer_event(&json!([text("a")]));
    input["title"] = json!(title);
    input["timestamp"] = json!(timestamp);
    let answer = api.create_customer_event(input).await;
    assert_eq!(answer["error"], Value::Null);
}

async fn new_thread(api: &Api, title: &str) -> Value {
    let input = json!({
        "customerIdentifier": { "customerId": seed::CUSTOMER_ID },
        "title": title,
        "components": [text("Help")],
    });
    let mut answer = api.create_thread(input).await;
    assert_eq!(answer["error"], Value::Null);
    answer["thread"]["id"].take()
}

#[tokio::test]
async fn customer_events_appear_in_every_thread() {
    let api = Api::start().await;
    let seeded = json!(seed::THREAD_ID);
    let other = new_thread(&api, "new").await;
    create(&api, "everywhere", None).await;
    let input = json!({ "threadId": other, "title": "here", "components": [text("a")] });
    api.create_thread_event(input).await;
    assert_eq!(titles(&api, &seeded, Value::Null).await, ["everywhere"]);
    assert_eq!(
        titles(&api, &other, Value::Null).await,
        ["new", "everywhere", "here"]
    );
    for (filters, expected) in [
        (json!({ "isMessage": true }), vec!["new"]),
        (json!({ "isMessage": false }), vec!["everywhere", "here"]),
        (
            json!({ "entryTypes": ["THREAD_EVENT", "NOTE"] }),
            vec!["here"],
        ),
        (
            json!({ "entryTypes": ["CUSTOMER_EVENT", "CUSTOM"], "isMessage": true }),
            vec!["new", "everywhere"],
        ),
    ] {
        assert_eq!(titles(&api, &other, filters).await, expected);
    }
}

#[tokio::test]
async fn a_new_thread_shows_the_latest_25_events() {
    let api = Api::start().await;
    create(&api, "old", Some("2001-01-01")).await;
    for number in 0..26 {
        create(&api, &format!("event {number}"), None).await;
    }
    create(&api, "older", Some("2000-01-01")).await;
    let thread = new_thread(&api, "new").await;
    let mut expected: Vec<String> = (1..26).map(|it| format!("event {it}")).collect();
    expected.push("new".to_owned());
    assert_eq!(titles(&api, &thread, Value::Null).await, expected);

    let all = titles(&api, &json!(seed::THREAD_ID), Value::Null).await;
    assert_eq!(all.len(), 28);
    assert_eq!(all[..3], ["older", "old", "event 0"]);
}

const ENTRIES: &str = "query ($customer: ID!) {
    timelineEntries(customerId: $customer) { edges { cursor node { ...Entry } } }
}
fragment Entry on TimelineEntry {
    __typename id threadId customerId timestamp { iso8601 } llmText
    actor { __typename ... on MachineUserActor { machineUser { id } } }
    entry {
        __typename
        ... on TimelineEventEntry { timelineEventId title customerId externalId }
        ... on CustomerEventEntry { isCollapsed components {
            __typename ... on ComponentText { text } ... on ComponentBadge { badgeLabel }
        } }
    }
}";

#[tokio::test]
async fn an_entry_contains_the_event() {
    let clock = Clock::manual(SystemTime::UNIX_EPOCH + Duration::from_hours(24));
    let api = Api::to(Sandbox::builder().clock(clock).start().await.unwrap());
    let mut input =
        customer_event(&json!([text("a"), { "componentBadge": { "badgeLabel": "b" } }]));
    input["externalId"] = json!("key-1");
    input["isCollapsed"] = json!(true);
    input["timestamp"] = json!("1970-01-01T12:00:00Z");
    let created = api.create_customer_event(input).await;

    let data = api
        .data(ENTRIES, json!({ "customer": seed::CUSTOMER_ID }))
        .await;
    let edge = &data["timelineEntries"]["edges"][0];
    let id = edge["node"]["id"].as_str().unwrap();
    assert!(id.starts_with("t_"), "{id}");
    assert_eq!(edge["cursor"], id);
    assert_eq!(
        edge["node"],
        json!({
            "__typename": "TimelineEntry",
            "id": id,
            "threadId": seed::THREAD_ID,
            "customerId": seed::CUSTOMER_ID,
            "timestamp": { "iso8601": "1970-01-01T12:00:00.000Z" },
            "llmText": null,
            "actor": {
                "__typename": "MachineUserActor",
                "machineUser": { "id": seed::MACHINE_USER_ID },
            },
            "entry": {
                "__typename": "CustomerEventEntry",
                "timelineEventId": created["customerEvent"]["id"],
                "title": "API key generated",
                "customerId": seed::CUSTOMER_ID,
                "externalId": "key-1",
                "isCollapsed": true,
                "components": [
                    { "__typename": "ComponentText", "text": "a" },
                    { "__typename": "ComponentBadge", "badgeLabel": "b" },
                ],
            },
        })
    );
}

#[tokio::test]
async fn an_entry_is_found_by_its_id_and_customer() {
    let api = Api::start().await;
    create(&api, "event", None).await;
    let query = "query ($customer: ID!) {
        timelineEntries(customerId: $customer) { edges { cursor } }
    }";
    let customer = json!({ "customer": seed::CUSTOMER_ID });
    let data = api.data(query, customer).await;
    let id = &data["timelineEntries"]["edges"][0]["cursor"];

    let query = "query ($entry: ID!, $customer: ID!) {
        own: timelineEntry(customerId: $customer, timelineEntryId: $entry) { id }
        another: timelineEntry(customerId: \"c_none\", timelineEntryId: $entry) { id }
        none: timelineEntry(customerId: $customer, timelineEntryId: \"t_none\") { id }
    }";
    let variables = json!({ "entry": id, "customer": seed::CUSTOMER_ID });
    assert_eq!(
        api.data(query, variables).await,
        json!({ "own": { "id": id }, "another": null, "none": null })
    );
}

#[tokio::test]
async fn cleared_events_disappear_from_timelines() {
    let api = Api::start().await;
    create(&api, "before", None).await;
    let thread = new_thread(&api, "new").await;
    api.sandbox.clear_events();
    assert_eq!(titles(&api, &thread, Value::Null).await, ["new"]);
    create(&api, "after", None).await;
    assert_eq!(titles(&api, &thread, Value::Null).await, ["new", "after"]);
    let later = new_thread(&api, "later").await;
    assert_eq!(titles(&api, &later, Value::Null).await, ["after", "later"]);
}
