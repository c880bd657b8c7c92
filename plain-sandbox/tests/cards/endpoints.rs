//! The sandbox against the endpoints of `plain-endpoints`.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use plain_endpoints::{CardRequest, Cards};
use plain_runtime::{components, customer_card};
use plain_sandbox::CardEndpoint;
use serde_json::json;

use crate::{PAUSE, sandbox, serve, text};

/// Serves cards, and returns their URL.
async fn serve_cards(cards: Cards) -> String {
    let url = serve(Router::new().route_service("/cards", cards)).await;
    format!("{url}/cards")
}

fn greeting(request: &CardRequest) -> String {
    match request.customer().external_id() {
        Some(id) => format!("Hello {id}"),
        None => "Hello".to_owned(),
    }
}

/// Cards that greet, are hidden, and fail.
fn cards() -> Cards {
    Cards::builder()
        .signing_secret("old")
        .signing_secret("new")
        .card_for("greeting", async |request| {
            let greeting = greeting(&request);
            Ok::<_, Infallible>(Some(customer_card!(
                components = [text("{greeting}")],
                time_to_live_seconds = 300,
            )))
        })
        .card_for("hidden", async |_| {
            Ok::<Option<plain_runtime::Card>, Infallible>(None)
        })
        .card_for("failing", async |_| {
            Err::<Option<plain_runtime::Card>, _>("a secret of the database")
        })
        .build()
        .unwrap()
}

#[tokio::test]
async fn every_key_is_answered_in_each_variation() {
    let (sandbox, _) = sandbox().await;
    sandbox.add_customer(None, "ann@acme.com");
    let endpoint = CardEndpoint::new(serve_cards(cards()).await)
        .keys(["greeting", "hidden", "failing"])
        .unknown_key()
        .signing_secret("new");
    for endpoint in [
        endpoint.clone(),
        endpoint.clone().signing_secret("old"),
        endpoint.clone().without_nulls(),
        endpoint.clone().without_timestamp(),
        endpoint.clone().without_email(),
        endpoint.clone().unknown_fields(),
    ] {
        for customer in ["jane@acme.com", "ann@acme.com"] {
            let load = sandbox.load_cards(&endpoint).customer(customer);
            let loaded = load.load().await;
            loaded.expect_no_errors();
            loaded.expect_hidden("hidden");
            loaded.expect_hidden("plain-sandbox-unknown-key");
            let greeting = text(loaded.expect_shown("greeting"));
            assert_eq!(greeting == "Hello jane", customer == "jane@acme.com");
            assert_eq!(loaded.card("greeting").time_to_live_seconds, Some(300));
            let failing = loaded.expect_shown("failing").to_string();
            assert!(!failing.contains("database"), "{failing}");
        }
    }
}

#[tokio::test]
async fn strangers_are_refused() {
    let (sandbox, _) = sandbox().await;
    let endpoint = CardEndpoint::new(serve_cards(cards()).await).key("greeting");
    for endpoint in [
        endpoint.clone(),
        endpoint.clone().wrong_signature(),
        endpoint.signing_secret("newer"),
    ] {
        let loaded = sandbox.load_cards(&endpoint).load().await;
        let error = loaded.expect_error("greeting");
        assert!(error.to_string().contains("the status is 401"), "{error}");
    }
}

#[tokio::test]
async fn a_card_is_copied_as_the_macro_that_made_it() {
    let (sandbox, _) = sandbox().await;
    let cards = Cards::builder().unauthenticated().card_for("a", async |_| {
        let components = components![badge("Pro", color = Green)];
        Ok::<_, Infallible>(Some(customer_card!(
            components = [..components],
            time_to_live_seconds = 60,
        )))
    });
    let endpoint = CardEndpoint::new(serve_cards(cards.build().unwrap()).await).key("a");
    let loaded = sandbox.load_cards(&endpoint).load().await;
    let expected = "customer_card!(
    components = [badge(\"Pro\", color = Green)],
    time_to_live_seconds = 60,
)";
    assert_eq!(loaded.card("a").macro_call().unwrap(), expected);
}

#[tokio::test]
async fn a_failure_of_all_cards_is_repeated() {
    let (sandbox, clock) = sandbox().await;
    let endpoint = CardEndpoint::new(serve_cards(cards()).await)
        .key("failing")
        .signing_secret("new");
    let (loaded, ()) = tokio::join!(
        sandbox.load_cards(&endpoint).load(),
        clock.advance_when_waiting(PAUSE),
    );
    let error = loaded.to_json()["cards"][0]["error"].clone();
    assert_eq!(error["statusCode"], json!(503));
    assert_eq!(loaded.card("failing").attempts.len(), 2);
    assert_eq!(loaded.card("failing").age, Duration::ZERO);
}
