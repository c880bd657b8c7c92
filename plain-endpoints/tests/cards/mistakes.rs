//! Mistakes of other endpoints. Each test is named after the right behaviour.

use std::convert::Infallible;

use http::Response;
use plain_endpoints::testing::TestRequest;
use plain_endpoints::{BuildError, Cards};
use plain_runtime::{Card, customer_card};
use plain_schema::card_request::is_retried;
use serde_json::{Value, json};

use super::{SECRET, builder, endpoint};

/// Sends a body without authentication.
async fn send(body: &Value) -> Response<bytes::Bytes> {
    let cards = Cards::builder()
        .unauthenticated()
        .card_for("plan", super::plan)
        .build()
        .unwrap();
    cards.respond([("", ""); 0], body.to_string()).await
}

async fn components_of(key: &str) -> Value {
    let response = TestRequest::new([key]).sign(SECRET);
    let response = response.send(&endpoint()).await;
    response.json()["cards"][0]["components"].clone()
}

/// Others answer a key of their own, or only the first.
#[tokio::test]
async fn the_answered_keys_are_those_of_the_request() {
    for keys in [
        &["plan"][..],
        &["usage"],
        &["usage", "plan"],
        &["other", "plan"],
        &["plan", "other", "usage"],
    ] {
        let request = TestRequest::new(keys.iter().copied()).sign(SECRET);
        assert_eq!(request.send(&endpoint()).await.keys(), keys);
    }
}

#[tokio::test]
async fn unknown_customers_get_every_key() {
    for request in [
        TestRequest::new(["plan", "usage", "other"]),
        TestRequest::new(["plan", "usage", "other"]).email("nobody@example.com"),
        TestRequest::new(["plan", "usage", "other"]).external_id("nobody"),
    ] {
        let response = request.sign(SECRET).send(&endpoint()).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.keys(), ["plan", "usage", "other"]);
    }
}

#[tokio::test]
async fn optional_fields_are_null_or_missing() {
    let full = json!({
        "cardKeys": ["plan"],
        "customer": { "id": "c_1", "email": "jane@acme.com", "externalId": "jane" },
        "thread": { "id": "th_1", "externalId": "thread-1" },
        "tenant": { "id": "te_1", "externalId": "acme" },
        "timestamp": "2026-11-26T10:00:00Z",
    });
    for path in [
        "/customer/email",
        "/customer/externalId",
        "/thread/externalId",
        "/tenant/externalId",
        "/thread",
        "/tenant",
        "/timestamp",
    ] {
        let (parent, name) = path.rsplit_once('/').unwrap();
        let mut null = full.clone();
        *null.pointer_mut(path).unwrap() = Value::Null;
        let mut missing = full.clone();
        let parent = missing.pointer_mut(parent).unwrap();
        parent.as_object_mut().unwrap().remove(name);
        for body in [null, missing] {
            assert_eq!(send(&body).await.status(), 200, "{body}");
        }
    }
}

/// Others answer 422 for all cards.
#[tokio::test]
async fn an_unknown_key_does_not_fail_the_others() {
    for unknown in ["other", "", "not a key", "Usage", "\u{0}"] {
        let request = TestRequest::new([unknown, "usage"]).sign(SECRET);
        let response = request.send(&endpoint()).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.keys(), [unknown, "usage"]);
        assert!(response.card("usage").is_some());
    }
}

#[tokio::test]
async fn a_signature_over_the_reserialised_body_is_wrong() {
    let body = r#"{ "customer": { "id": "c_1" }, "cardKeys": ["usage"] }"#;
    let value: Value = serde_json::from_str(body).unwrap();
    for (signed, status) in [(body.to_owned(), 200), (value.to_string(), 401)] {
        let signature = plain_endpoints::signature::sign(SECRET, signed);
        let headers = [("Plain-Request-Signature", signature)];
        let response = endpoint().respond(headers, body).await;
        assert_eq!(response.status(), status);
    }
}

/// A comparison with `==` ends at the first byte that differs. No test can measure that reliably, so this
/// reads the code.
#[test]
fn signatures_and_tokens_are_not_compared_with_equality() {
    for source in [
        include_str!("../../src/signature.rs"),
        include_str!("../../src/authentication.rs"),
    ] {
        let code = source.split("#[cfg(test)]").next().unwrap();
        let code: Vec<_> = code.lines().filter(|line| !line.contains("//")).collect();
        assert!(
            code.iter()
                .all(|line| !line.contains("==") && !line.contains("!="))
        );
        assert!(code.iter().any(|line| line.contains("verify")));
    }
}

#[test]
fn no_endpoint_is_open_by_accident() {
    let built = Cards::builder().card_for("plan", super::plan).build();
    assert_eq!(built.unwrap_err(), BuildError::NoAuthentication);
}

#[tokio::test]
async fn the_text_of_an_error_is_not_in_the_answer() {
    let failing = async |_| Err::<Option<Card>, _>("connection to db-7.internal refused");
    let cards = builder().card_for("failing", failing).build().unwrap();
    for keys in [&["failing"][..], &["failing", "usage"]] {
        let request = TestRequest::new(keys.iter().copied()).sign(SECRET);
        let json = request.send(&cards).await.json().to_string();
        assert!(!json.contains("db-7"), "{json}");
    }
}

/// An empty card, for a customer who has no data yet, is not kept for a day.
#[tokio::test]
async fn hidden_cards_are_not_kept_for_long() {
    let hidden = async |_| {
        Ok::<_, Infallible>(Some(customer_card!(
            components = [],
            time_to_live_seconds = 30
        )))
    };
    let failing = async |_| Err::<Option<Card>, _>("no connection");
    let cards = builder()
        .card_for("hidden", hidden)
        .card_for("failing", failing)
        .build()
        .unwrap();
    let keys = ["hidden", "failing", "unknown", "plan"];
    let response = TestRequest::new(keys).sign(SECRET).send(&cards).await;
    let time_to_live = |index: usize| response.json()["cards"][index]["timeToLiveSeconds"].clone();
    assert_eq!(time_to_live(0), 30);
    assert_eq!(time_to_live(1), 15);
    assert_eq!(time_to_live(2), 60);
    // As configured in Plain.
    assert_eq!(time_to_live(3), Value::Null);
}

#[tokio::test]
async fn a_claimed_email_address_shows_no_plan() {
    let claimed = TestRequest::new(["plan"]).email("ceo@acme.com");
    let response = claimed.clone().sign(SECRET).send(&endpoint()).await;
    assert!(response.card("plan").is_none());
    let logged_in = claimed.external_id("acme").sign(SECRET);
    assert!(logged_in.send(&endpoint()).await.card("plan").is_some());
}

#[tokio::test]
async fn empty_cards_are_sent_as_null() {
    let empty = async |_| Ok::<_, Infallible>(Some(customer_card!(components = [])));
    let cards = builder().card_for("empty", empty).build().unwrap();
    let response = TestRequest::new(["empty"]).sign(SECRET).send(&cards).await;
    let expected = json!({ "cards": [{ "key": "empty", "components": null }] });
    assert_eq!(response.json(), expected);
    assert_eq!(components_of("plan").await, Value::Null);
    assert!(components_of("usage").await.is_array());
}

/// Plain's sources disagree about 5,000 characters, so Plain decides at run time.
#[tokio::test]
async fn long_texts_are_left_to_plain() {
    let long = async |_| {
        let text = "a".repeat(7_000);
        Ok::<_, Infallible>(Some(customer_card!(components = [text("{text}")])))
    };
    let cards = builder().card_for("long", long).build().unwrap();
    let response = TestRequest::new(["long"]).sign(SECRET).send(&cards).await;
    assert!(response.card("long").is_some());
}

/// Plain repeats a request after these, and remembers all others for five minutes.
#[tokio::test]
async fn only_failed_cards_are_requested_again() {
    let request = TestRequest::new(["plan"]);
    let wrong = request.clone().field("cardKeys", Value::Null).sign(SECRET);
    for response in [
        request.clone().send(&endpoint()).await,
        request.clone().sign("other").send(&endpoint()).await,
        wrong.send(&endpoint()).await,
    ] {
        assert!(response.status().is_client_error());
        assert!(!is_retried(response.status().as_u16()));
    }
}
