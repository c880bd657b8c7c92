//! A card that fails does not affect the others.

use std::time::Duration;

use plain_endpoints::testing::{TestRequest, TestResponse};
use plain_endpoints::{CardRequest, Cards, CardsBuilder, FailureAnswer};
use plain_runtime::{Card, customer_card};

use super::{SECRET, builder};

const FAILING: [&str; 5] = ["error", "panic", "panic-early", "hang", "invalid"];

async fn with_error(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    Err(std::io::Error::other("password of the database is hunter2"))
}

async fn with_panic(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    panic!("hunter2")
}

async fn hanging(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    std::future::pending().await
}

async fn invalid(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    let blank = "  ";
    Ok(Some(customer_card!(components = [text("{blank}")])))
}

/// A function that panics before its future exists.
fn early_panic(_: CardRequest) -> std::future::Ready<Result<Option<Card>, std::io::Error>> {
    panic!("hunter2")
}

fn failing() -> CardsBuilder {
    builder()
        .card_for("error", with_error)
        .card_for("panic", with_panic)
        .card_for("panic-early", early_panic)
        .card_for("hang", hanging)
        .card_for("invalid", invalid)
}

/// With paused time, which jumps to the deadline when everything waits.
async fn send(cards: &Cards, keys: &[&str]) -> TestResponse {
    TestRequest::new(keys.iter().copied())
        .sign(SECRET)
        .send(cards)
        .await
}

fn text(card: Option<&Card>) -> String {
    serde_json::to_string(&card).unwrap()
}

#[tokio::test(start_paused = true)]
async fn failing_cards_say_so_and_the_others_are_shown() {
    let cards = failing().build().unwrap();
    let mut keys = FAILING.to_vec();
    keys.push("usage");
    let response = send(&cards, &keys).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.keys(), keys);
    assert!(text(response.card("usage").as_ref()).contains("412 requests"));
    for key in FAILING {
        let card = response.card(key).unwrap();
        assert_eq!(card.time_to_live_seconds, Some(15));
        let text = text(Some(&card));
        assert!(text.contains("could not be loaded"), "{text}");
        assert!(!text.contains("hunter2"), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn if_every_card_failed_plain_is_asked_to_retry() {
    let cards = failing().build().unwrap();
    assert_eq!(send(&cards, &FAILING).await.status(), 503);
    // An unknown key is answered, so not every card failed.
    assert_eq!(send(&cards, &["error", "unknown"]).await.status(), 200);
}

#[tokio::test(start_paused = true)]
async fn the_deadline_counts_from_the_request() {
    let cards = failing().deadline(Duration::from_secs(3)).build().unwrap();
    let start = tokio::time::Instant::now();
    assert_eq!(send(&cards, &["hang", "usage"]).await.status(), 200);
    assert_eq!(start.elapsed().as_secs(), 3);
}

#[tokio::test(start_paused = true)]
async fn on_failure_replaces_the_answers() {
    let cards = failing().on_failure(|failure| match failure.key() {
        "error" => FailureAnswer::Card(customer_card!(components = [text("Ask Ada.")])),
        "panic" => FailureAnswer::Hidden,
        _ => FailureAnswer::Unavailable,
    });
    let cards = cards.build().unwrap();
    let response = send(&cards, &["error", "panic"]).await;
    assert_eq!(response.status(), 200);
    assert!(text(response.card("error").as_ref()).contains("Ask Ada."));
    assert!(response.card("panic").is_none());
    assert_eq!(send(&cards, &["usage", "hang"]).await.status(), 503);
}

#[tokio::test]
async fn a_wrong_on_failure_is_the_default_card() {
    let blank = " ";
    let invalid = failing().on_failure(move |_| customer_card!(components = [text("{blank}")]));
    let invalid = invalid.build().unwrap();
    let panicking = |_: &plain_endpoints::CardFailure<'_>| -> FailureAnswer { panic!("again") };
    let panicking = failing().on_failure(panicking).build().unwrap();
    for cards in [invalid, panicking] {
        let response = send(&cards, &["error", "usage"]).await;
        assert!(text(response.card("error").as_ref()).contains("could not be loaded"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_that_blocks_its_thread_does_not_stop_the_others() {
    let (release, blocked) = std::sync::mpsc::channel::<()>();
    let blocked = std::sync::Mutex::new(Some(blocked));
    let cards = builder()
        .deadline(Duration::from_millis(50))
        .card_for("blocking", move |_| {
            let blocked = blocked.lock().unwrap().take();
            async move {
                let _ = blocked.map(|blocked| blocked.recv());
                Ok::<_, std::io::Error>(None)
            }
        });
    let cards = cards.build().unwrap();
    let response = send(&cards, &["blocking", "usage"]).await;
    assert!(text(response.card("usage").as_ref()).contains("412 requests"));
    assert!(text(response.card("blocking").as_ref()).contains("took too long"));
    drop(release);
}
