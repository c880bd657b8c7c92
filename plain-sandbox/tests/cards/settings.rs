//! Settings that Plain would not accept, and the configured endpoints.

use std::panic::{AssertUnwindSafe, catch_unwind};

use plain_sandbox::{CardEndpoint, Sandbox, StartError};

use crate::{TestEndpoint, sandbox};

fn endpoint() -> CardEndpoint {
    CardEndpoint::new("http://127.0.0.1:1/cards").key("a")
}

/// Endpoints with a wrong URL, and a part of the reason why each is refused.
fn refused_urls() -> Vec<(CardEndpoint, &'static str)> {
    let url = |url: &str| CardEndpoint::new(url).key("a");
    let long = format!("http://localhost/{}", "x".repeat(600));
    vec![
        (url(""), "is not an absolute URL"),
        (url("/cards"), "is not an absolute URL"),
        (url("localhost:3000"), "http://127.0.0.1:3000/plain/cards"),
        (url("slack:cards"), "neither the scheme http nor https"),
        (
            url("http://user:s3cret@localhost/"),
            "configure a header instead",
        ),
        (url(&long), "Plain allows 600"),
    ]
}

/// Endpoints with other wrong settings.
fn refused_settings() -> Vec<(CardEndpoint, &'static str)> {
    let headers = (0..21).fold(endpoint(), |it, index| it.header(format!("x-{index}"), "1"));
    let keys = (0..26).map(|index| format!("key-{index}"));
    vec![
        (CardEndpoint::new("http://localhost/"), "no keys of cards"),
        (
            endpoint().key("b c"),
            "\"b c\" of a card is not a valid key",
        ),
        (endpoint().key(""), "of a card is empty"),
        (endpoint().key("a"), "\"a\" of a card is set twice"),
        (
            endpoint().keys(keys),
            "27 cards; a workspace has at most 25",
        ),
        (headers, "21 headers; configure at most 20"),
        (
            endpoint().header("X-A", "1").header("x-a", "s3cret"),
            "\"x-a\" is set twice",
        ),
        (endpoint().header("", "1"), "not a name of a header"),
        (endpoint().header("a b", "1"), "not a name of a header"),
        (
            endpoint().header("User-Agent", "s3cret"),
            "since Plain sets it",
        ),
        (
            endpoint().header("plain-request-signature", "s3cret"),
            "since Plain sets it",
        ),
        (
            endpoint().header("a", ""),
            "not 1 to 500 visible characters",
        ),
        (
            endpoint().header("a", "s3cret\n"),
            "not 1 to 500 visible characters",
        ),
        (
            endpoint().signing_secret(" "),
            "the signing secret is empty",
        ),
        (
            endpoint().default_time_to_live_seconds(14),
            "14 seconds; set 15 to 31536000",
        ),
        (
            endpoint().default_time_to_live_seconds(31_536_001),
            "set 15 to 31536000",
        ),
    ]
}

#[tokio::test]
async fn settings_that_plain_refuses_are_refused() {
    let (sandbox, _) = sandbox().await;
    for (endpoint, expected) in refused_urls().into_iter().chain(refused_settings()) {
        let result = catch_unwind(AssertUnwindSafe(|| {
            drop(sandbox.load_cards(&endpoint));
        }));
        let panic = result.unwrap_err();
        let message = panic.downcast_ref::<String>().unwrap();
        assert!(message.contains(expected), "{message}");
        assert!(!message.contains("s3cret"), "{message}");

        let error = Sandbox::builder().card_endpoint(endpoint).start().await;
        let error = error.unwrap_err();
        assert!(matches!(error, StartError::InvalidSetting(_)));
        assert_eq!(error.to_string(), *message);
    }
}

#[tokio::test]
async fn configured_cards_have_distinct_keys() {
    let sandbox = Sandbox::builder()
        .card_endpoint(endpoint())
        .start()
        .await
        .unwrap();
    let add = || sandbox.add_card_endpoint(endpoint());
    assert!(catch_unwind(AssertUnwindSafe(add)).is_err());
}

#[tokio::test]
async fn configured_cards_are_loaded_in_order() {
    let (sandbox, _) = sandbox().await;
    let served = TestEndpoint::with_texts().await;
    sandbox.add_card_endpoint(served.endpoint(&["b", "a"]));
    sandbox.add_card_endpoint(served.endpoint(&["c"]));
    let loaded = sandbox.load_configured_cards().load().await;
    let keys: Vec<&str> = loaded.cards.iter().map(|it| &*it.key).collect();
    assert_eq!(keys, ["b", "a", "c"]);
    assert_eq!(served.requests()[0].keys(), ["b", "a", "c"]);
    assert_eq!(
        loaded.to_string(),
        "b: shown, fresh\na: shown, fresh\nc: shown, fresh"
    );
}

#[tokio::test]
#[should_panic(expected = "the customer \"nobody\" does not exist; add it first")]
async fn a_customer_that_does_not_exist_is_refused() {
    let (sandbox, _) = sandbox().await;
    sandbox
        .load_cards(&endpoint())
        .customer("nobody")
        .load()
        .await;
}

#[tokio::test]
#[should_panic(expected = "is not one of the customer")]
async fn a_thread_of_another_customer_is_refused() {
    let (sandbox, _) = sandbox().await;
    sandbox.add_customer("joe", "joe@acme.com");
    let thread = sandbox.add_thread("joe", "Hello");
    sandbox.load_cards(&endpoint()).thread(thread).load().await;
}

#[tokio::test]
#[should_panic(
    expected = "expected the card \"a\" to be hidden, but it is shown.\na: shown, fresh"
)]
async fn a_failed_assertion_shows_all_cards() {
    let (sandbox, _) = sandbox().await;
    let served = TestEndpoint::with_texts().await;
    let loaded = sandbox.load_cards(&served.endpoint(&["a"])).load().await;
    loaded.expect_hidden("a");
}
