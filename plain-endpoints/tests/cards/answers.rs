//! Every requested key is answered, and nothing else.

use plain_endpoints::testing::TestRequest;
use serde_json::{Value, json};

use super::{SECRET, endpoint};

#[tokio::test]
async fn every_requested_key_is_answered_in_its_order() {
    let request = TestRequest::new(["usage", "unknown", "plan"]);
    let response = request.sign(SECRET).send(&endpoint()).await;
    assert_eq!(response.status(), 200);
    assert_eq!(
        response.json(),
        json!({ "cards": [
            { "key": "usage", "components": [{ "componentText": { "text": "412 requests" } }] },
            { "key": "unknown", "components": null, "timeToLiveSeconds": 60 },
            { "key": "plan", "components": null },
        ] })
    );
}

#[tokio::test]
async fn only_requested_cards_are_built() {
    let request = TestRequest::new(["plan"]).external_id("acme");
    let response = request.sign(SECRET).send(&endpoint()).await;
    assert_eq!(response.keys(), ["plan"]);
    assert_eq!(
        response.card("plan").unwrap().time_to_live_seconds,
        Some(300)
    );
}

#[tokio::test]
async fn nothing_requested_is_an_empty_answer() {
    let request = TestRequest::new::<String>([]);
    let response = request.sign(SECRET).send(&endpoint()).await;
    assert_eq!(response.json(), json!({ "cards": [] }));
}

#[tokio::test]
async fn requests_with_nulls_and_unknown_fields_are_answered() {
    let requests = [
        TestRequest::new(["plan"]),
        TestRequest::new(["plan"]).field("thread", Value::Null),
        TestRequest::new(["plan"]).field("timestamp", json!("2026-11-26T10:00:00Z")),
        TestRequest::new(["plan"]).field("timestamp", json!({ "iso8601": "2026" })),
        TestRequest::new(["plan"]).field("workspace", json!([1, { "a": null }])),
        TestRequest::new(["plan"])
            .tenant("te_1", None)
            .thread("th_1", None),
    ];
    for request in requests {
        let response = request.sign(SECRET).send(&endpoint()).await;
        assert_eq!(response.status(), 200, "{}", response.json());
        assert_eq!(response.keys(), ["plan"]);
    }
}

#[tokio::test]
async fn a_body_of_the_wrong_shape_is_refused_with_its_place() {
    let cases = [
        (
            TestRequest::new(["plan"]).field("cardKeys", json!("plan")),
            "`cardKeys`",
        ),
        (
            TestRequest::new(["plan"]).field("customer", Value::Null),
            "`customer`",
        ),
        (
            TestRequest::new(["plan"]).field("customer", json!({})),
            "`customer.id`",
        ),
        (
            TestRequest::new(["plan"]).field("thread", json!({ "id": 3 })),
            "`thread.id`",
        ),
    ];
    for (request, place) in cases {
        let response = request.sign(SECRET).send(&endpoint()).await;
        assert_eq!(response.status(), 400);
        let error = response.json()["error"].to_string();
        assert!(error.contains(place), "{error}");
    }
}

#[tokio::test]
async fn unsigned_requests_build_nothing() {
    let request = TestRequest::new(["plan"]);
    for request in [
        request.clone(),
        request.clone().sign("another"),
        request.bearer_token(SECRET),
    ] {
        let response = request.send(&endpoint()).await;
        assert_eq!(response.status(), 401);
        assert!(response.keys().is_empty());
    }
}
