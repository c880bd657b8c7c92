//! Pagination, filters and sorting of lists.

use std::time::{Duration, SystemTime};

use plain_sandbox::{Clock, Sandbox, seed};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::Api;

/// A sandbox with ten customers besides the seeded one.
async fn with_customers() -> Api {
    let api = Api::start().await;
    for name in ["c", "J", "b", "e", "I", "a", "g", "D", "f", "h"] {
        let query = "mutation ($name: String!, $email: String!) { upsertCustomer(input: {
            identifier: { emailAddress: $email }
            onCreate: { fullName: $name, email: { email: $email, isVerified: true } }
            onUpdate: {}
        }) { result } }";
        let variables = json!({ "name": name, "email": format!("{name}@acme.com") });
        api.data(query, variables).await;
    }
    api
}

async fn customers(api: &Api, variables: Value) -> (Vec<String>, Value) {
    let query = "query (
        $filters: CustomersFilter, $sortBy: CustomersSort,
        $first: Int, $after: String, $last: Int, $before: String
    ) {
        customers(
            filters: $filters, sortBy: $sortBy,
            first: $first, after: $after, last: $last, before: $before
        ) {
            totalCount
            edges { cursor node { fullName } }
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
    }";
    let mut data = api.data(query, variables).await;
    let mut list = data["customers"].take();
    let edges = list["edges"].as_array().unwrap();
    let names = edges
        .iter()
        .map(|edge| edge["node"]["fullName"].as_str().unwrap().to_owned())
        .collect();
    (names, list["pageInfo"].take())
}

#[tokio::test]
async fn customers_are_sorted_by_name() {
    let api = with_customers().await;
    let sorted = [
        "a",
        "b",
        "c",
        "D",
        "e",
        "f",
        "g",
        "h",
        "I",
        "J",
        "Jane Fenwick",
    ];
    assert_eq!(customers(&api, json!({})).await.0, sorted);
    let sort = json!({ "sortBy": { "field": "FULL_NAME", "direction": "DESC" } });
    let reversed: Vec<&str> = sorted.into_iter().rev().collect();
    assert_eq!(customers(&api, sort).await.0, reversed);
}

#[tokio::test]
async fn pages_can_be_read_in_both_directions() {
    let api = with_customers().await;
    let (mut names, mut info) = customers(&api, json!({ "first": 4 })).await;
    assert_eq!(info["hasPreviousPage"], false);
    while info["hasNextPage"] == true {
        let next = json!({ "first": 4, "after": info["endCursor"] });
        let (page, page_info) = customers(&api, next).await;
        assert_eq!(page_info["hasPreviousPage"], true);
        names.extend(page);
        info = page_info;
    }
    let expected = [
        "a",
        "b",
        "c",
        "D",
        "e",
        "f",
        "g",
        "h",
        "I",
        "J",
        "Jane Fenwick",
    ];
    assert_eq!(names, expected);

    let last = json!({ "last": 3, "before": info["startCursor"] });
    let (page, info) = customers(&api, last).await;
    assert_eq!(page, ["f", "g", "h"]);
    assert_eq!(info["hasNextPage"], true);
    assert_eq!(info["hasPreviousPage"], true);
}

#[tokio::test]
async fn invalid_list_arguments_are_field_errors() {
    let api = Api::start().await;
    for (arguments, expected) in [
        ("first: 101", "`first` is 101; expected 1 to 100"),
        ("first: 1, before: \"c_1\"", "cannot be combined"),
        ("after: \"c_1\"", "\"c_1\" is not a cursor of this list"),
        (
            "filters: { updatedAt: { after: \"now\" } }",
            "`after` is \"now\"",
        ),
    ] {
        let query = format!("{{ customers({arguments}) {{ totalCount }} }}");
        let response = api.send(&query, json!({})).await;
        assert_eq!(response.status(), StatusCode::OK);
        let body: Value = response.json().await.unwrap();
        assert_eq!(body["data"], Value::Null);
        let error = &body["errors"][0];
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{body}");
        assert_eq!(error["path"], json!(["customers"]));
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(expected), "{message}");
        assert!(!message.contains("resolver"), "{message}");
    }
}

#[tokio::test]
async fn an_error_in_a_nested_list_has_its_path() {
    let api = Api::start().await;
    let query = "{ threads { edges { node {
        valid: timelineEntries(first: 1) { edges { cursor } }
        invalid: timelineEntries(first: 0) { edges { cursor } }
    } } } }";
    let response = api.send(query, json!({})).await;
    let body: Value = response.json().await.unwrap();
    let errors = body["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 1, "{body}");
    assert_eq!(errors[0]["message"], "`first` is 0; expected 1 to 100");
    assert_eq!(errors[0]["extensions"]["code"], "BAD_USER_INPUT");
    let path = json!(["threads", "edges", 0, "node", "invalid"]);
    assert_eq!(errors[0]["path"], path);
}

#[tokio::test]
async fn customers_are_filtered() {
    let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    let api = Api::to(
        Sandbox::builder()
            .clock(clock.clone())
            .start()
            .await
            .unwrap(),
    );
    clock.advance(Duration::from_hours(24));
    let query = "mutation { upsertCustomer(input: {
        identifier: { emailAddress: \"joe@acme.com\" }
        onCreate: { fullName: \"Joe\", email: { email: \"joe@acme.com\", isVerified: true } }
        onUpdate: {}
    }) { result } }";
    api.data(query, json!({})).await;
    let (jane, joe) = ("Jane Fenwick", "Joe");
    for (filters, expected) in [
        (json!({}), vec![jane, joe]),
        (json!({ "isMarkedAsSpam": false }), vec![jane, joe]),
        (json!({ "isMarkedAsSpam": true }), vec![]),
        (json!({ "customerGroupIds": ["cg_1"] }), vec![]),
        (
            json!({ "updatedAt": { "after": "1970-01-02T00:00:00Z" } }),
            vec![joe],
        ),
        (
            json!({ "updatedAt": { "before": "1970-01-02T00:00:00Z" } }),
            vec![jane],
        ),
    ] {
        let found = customers(&api, json!({ "filters": filters })).await.0;
        assert_eq!(found, expected, "{filters}");
    }
}

/// A sandbox with three threads, each created one day after the previous.
async fn with_threads() -> Api {
    let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    let api = Api::to(
        Sandbox::builder()
            .clock(clock.clone())
            .start()
            .await
            .unwrap(),
    );
    for (priority, assignee) in [(0, Value::Null), (3, json!({ "userId": seed::USER_ID }))] {
        clock.advance(Duration::from_hours(24));
        let input = json!({
            "customerIdentifier": { "customerId": seed::CUSTOMER_ID },
            "title": "t",
            "priority": priority,
            "assignedTo": assignee,
        });
        assert_eq!(api.create_thread(input).await["error"], Value::Null);
    }
    api
}

async fn thread_refs(api: &Api, variables: Value) -> Vec<String> {
    let query = "query ($filters: ThreadsFilter, $sortBy: ThreadsSort) {
        threads(filters: $filters, sortBy: $sortBy) { totalCount edges { node { ref } } }
    }";
    let data = api.data(query, variables).await;
    let edges = data["threads"]["edges"].as_array().unwrap();
    assert_eq!(data["threads"]["totalCount"], edges.len());
    let text = |edge: &Value| edge["node"]["ref"].as_str().unwrap().to_owned();
    edges.iter().map(text).collect()
}

#[tokio::test]
async fn threads_are_sorted() {
    let api = with_threads().await;
    assert_eq!(thread_refs(&api, json!({})).await, ["T-3", "T-2", "T-1"]);
    for (field, direction, expected) in [
        ("CREATED_AT", "ASC", ["T-1", "T-2", "T-3"]),
        ("STATUS_CHANGED_AT", "DESC", ["T-3", "T-2", "T-1"]),
        ("PRIORITY", "ASC", ["T-2", "T-1", "T-3"]),
        ("PRIORITY", "DESC", ["T-3", "T-1", "T-2"]),
    ] {
        let sort = json!({ "sortBy": { "field": field, "direction": direction } });
        assert_eq!(
            thread_refs(&api, sort).await,
            expected,
            "{field} {direction}"
        );
    }
}

#[tokio::test]
async fn threads_are_filtered() {
    let api = with_threads().await;
    let second_day = json!({ "after": "1970-01-02", "before": "1970-01-03" });
    for (filters, expected) in [
        (
            json!({ "threadIds": [seed::THREAD_ID, "th_none"] }),
            vec!["T-1"],
        ),
        (json!({ "refs": ["T-2", "T-3"] }), vec!["T-3", "T-2"]),
        (
            json!({ "customerIds": [seed::CUSTOMER_ID] }),
            vec!["T-3", "T-2", "T-1"],
        ),
        (json!({ "customerIds": ["c_none"] }), vec![]),
        (json!({ "priorities": [0, 3] }), vec!["T-3", "T-2"]),
        (json!({ "isAssigned": true }), vec!["T-3"]),
        (json!({ "assignedToUser": [seed::USER_ID] }), vec!["T-3"]),
        (
            json!({ "statuses": ["TODO"], "isAssigned": false }),
            vec!["T-2", "T-1"],
        ),
        (json!({ "statuses": ["DONE", "SNOOZED"] }), vec![]),
        (
            json!({ "statusDetails": ["CREATED"] }),
            vec!["T-3", "T-2", "T-1"],
        ),
        (json!({ "labelTypeIds": ["lt_1"] }), vec![]),
        (json!({ "createdAt": second_day }), vec!["T-2"]),
        (json!({ "not": { "refs": ["T-2"] } }), vec!["T-3", "T-1"]),
        (
            json!({ "or": [{ "refs": ["T-1"] }, { "priorities": [0] }] }),
            vec!["T-2", "T-1"],
        ),
        (
            json!({ "and": [{ "refs": ["T-1"] }, { "priorities": [0] }] }),
            vec![],
        ),
    ] {
        let found = thread_refs(&api, json!({ "filters": filters })).await;
        assert_eq!(found, expected, "{filters}");
    }
}
