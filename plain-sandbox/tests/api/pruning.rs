//! Pruning of the oldest events with `max_events`.

use std::time::Duration;

use plain_sandbox::{Sandbox, seed};
use serde_json::{Value, json};

use crate::{Api, customer_event, text};

/// A sandbox that keeps two events.
async fn keeping_two() -> Api {
    Api::to(Sandbox::builder().max_events(2).start().await.unwrap())
}

fn event(external_id: &str) -> Value {
    let mut input = customer_event(&json!([text(external_id)]));
    input["externalId"] = json!(external_id);
    input
}

fn external_ids(api: &Api) -> Vec<String> {
    let events = api.sandbox.events();
    events.into_iter().filter_map(|it| it.external_id).collect()
}

/// The external ids of the events in the customer's threads.
async fn timeline(api: &Api) -> Vec<Value> {
    let query = "query ($id: ID!) { timelineEntries(customerId: $id) { edges { node { entry {
        ... on CustomerEventEntry { externalId }
        ... on ThreadEventEntry { externalId }
    } } } } }";
    let data = api.data(query, json!({ "id": seed::CUSTOMER_ID })).await;
    let edges = data["timelineEntries"]["edges"].as_array().unwrap();
    let ids = edges
        .iter()
        .map(|edge| edge["node"]["entry"]["externalId"].clone());
    ids.collect()
}

#[tokio::test]
async fn the_events_sent_first_are_pruned() {
    let api = keeping_two().await;
    for (external_id, timestamp) in [
        ("a", "2030-01-01"),
        ("b", "2020-01-01"),
        ("c", "2010-01-01"),
    ] {
        let mut input = event(external_id);
        input["timestamp"] = json!(timestamp);
        let answer = api.create_customer_event(input).await;
        assert_eq!(answer["error"], Value::Null);
    }
    assert_eq!(external_ids(&api), ["b", "c"]);
    assert_eq!(timeline(&api).await, ["c", "b"]);

    let mut input = json!({ "threadId": seed::THREAD_ID, "title": "t", "components": [text("d")] });
    input["externalId"] = json!("d");
    api.create_thread_event(input).await;
    assert_eq!(external_ids(&api), ["c", "d"]);
    assert_eq!(timeline(&api).await, ["c", "d"]);
}

#[tokio::test]
async fn a_new_thread_shows_the_remaining_events() {
    let api = keeping_two().await;
    for external_id in ["a", "b", "c"] {
        api.create_customer_event(event(external_id)).await;
    }
    let thread = json!({ "customerIdentifier": { "customerId": seed::CUSTOMER_ID }, "title": "t" });
    let thread = api.create_thread(thread).await;
    let query =
        "query ($id: ID!) { thread(threadId: $id) { timelineEntries { edges { cursor } } } }";
    let data = api
        .data(query, json!({ "id": thread["thread"]["id"] }))
        .await;
    let entries = &data["thread"]["timelineEntries"]["edges"];
    assert_eq!(entries.as_array().unwrap().len(), 2);
    // Pruning removes them from both threads.
    api.create_customer_event(event("d")).await;
    api.create_customer_event(event("e")).await;
    let mut timeline = timeline(&api).await;
    timeline.sort_by_key(Value::to_string);
    assert_eq!(timeline, ["d", "d", "e", "e"]);
}

#[tokio::test]
async fn external_ids_of_pruned_events_stay_reserved() {
    let api = keeping_two().await;
    for external_id in ["a", "b", "c"] {
        api.create_customer_event(event(external_id)).await;
    }
    let answer = api.create_customer_event(event("a")).await;
    assert_eq!(
        answer["error"]["code"],
        "customer_event_already_exists_with_external_id"
    );
    api.sandbox.clear_events();
    let answer = api.create_customer_event(event("a")).await;
    assert_eq!(answer["error"], Value::Null);
}

#[tokio::test]
async fn wait_for_sees_the_remaining_events() {
    let api = keeping_two().await;
    let wait = api.sandbox.wait_for(
        |events| {
            events
                .iter()
                .any(|it| it.external_id.as_deref() == Some("e"))
        },
        Duration::from_mins(1),
    );
    let create = async {
        for external_id in ["a", "b"] {
            api.create_customer_event(event(external_id)).await;
        }
        api.sandbox.clear_events();
        for external_id in ["a", "b", "c", "d", "e"] {
            api.create_customer_event(event(external_id)).await;
        }
    };
    let (events, ()) = tokio::join!(wait, create);
    let ids: Vec<_> = events
        .unwrap()
        .into_iter()
        .map(|it| it.external_id)
        .collect();
    assert_eq!(ids, [Some("d".to_owned()), Some("e".to_owned())]);
}
