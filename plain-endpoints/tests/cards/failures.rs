//! A card that fails does not affect the others.

use std::time::Duration;

use plain_endpoints::testing::{TestRequest, TestResponse};
use plain_endpoints::{CardRequest, Cards, CardsBuilder, FailureAnswer, FailureCause};
use plain_runtime::{Card, customer_card};
use plain_schema::card_request::{TIMEOUT_SECONDS, is_retried};
use serde_json::json;

use super::{SECRET, builder};

const FAILING: [&str; 9] = [
    "error",
    "panic",
    "panic-early",
    "panic-payload",
    "panic-late",
    "hang",
    "blank",
    "too-long",
    "forever",
];

async fn with_error(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    Err(std::io::Error::other("password of the database is hunter2"))
}

async fn with_panic(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    panic!("hunter2")
}

async fn hanging(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    std::future::pending().await
}

/// Panics with a value that is not a message.
async fn payload(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    std::panic::panic_any(("hunter2", 17))
}

/// A function that panics after another task ran.
async fn late_panic(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    tokio::task::yield_now().await;
    let password = "hunter2";
    panic!("{password}")
}

/// A card whose text is blank at run time.
async fn blank(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    let blank = "  ";
    Ok(Some(customer_card!(components = [text("{blank}")])))
}

async fn too_long(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    let long = "hunter2".repeat(1_429);
    Ok(Some(customer_card!(components = [text("{long}")])))
}

/// A card that would be kept for more than a year.
async fn forever(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    let seconds = 31_536_001;
    Ok(Some(customer_card!(
        components = [text("hunter2")],
        time_to_live_seconds = seconds,
    )))
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
        .card_for("panic-payload", payload)
        .card_for("panic-late", late_panic)
        .card_for("hang", hanging)
        .card_for("blank", blank)
        .card_for("too-long", too_long)
        .card_for("forever", forever)
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
    let response = send(&cards, &FAILING).await;
    assert_eq!(response.status(), 503);
    assert!(is_retried(response.status().as_u16()));
    assert!(!response.json().to_string().contains("hunter2"));
    for key in FAILING {
        assert_eq!(send(&cards, &[key]).await.status(), 503, "{key}");
    }
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
async fn the_default_deadline_leaves_plain_three_seconds() {
    let cards = failing().build().unwrap();
    let start = tokio::time::Instant::now();
    assert_eq!(send(&cards, &["hang", "usage"]).await.status(), 200);
    assert_eq!(start.elapsed().as_secs(), TIMEOUT_SECONDS - 3);
}

#[tokio::test(start_paused = true)]
async fn cards_that_are_done_at_the_deadline_are_shown() {
    let slow = async |_| {
        tokio::time::sleep(Duration::from_secs(11)).await;
        Ok::<_, std::io::Error>(Some(customer_card!(components = [text("Just in time")])))
    };
    let cards = failing().card_for("slow", slow).build().unwrap();
    let response = send(&cards, &["hang", "slow", "usage"]).await;
    assert!(text(response.card("hang").as_ref()).contains("took too long"));
    assert!(text(response.card("slow").as_ref()).contains("Just in time"));
    assert!(text(response.card("usage").as_ref()).contains("412 requests"));
}

#[tokio::test(start_paused = true)]
async fn on_failure_sees_key_request_and_cause() {
    let (sender, seen) = std::sync::mpsc::channel();
    let cards = failing().on_failure(move |failure| {
        let cause = match failure.cause() {
            FailureCause::Error(error) => format!("error: {error}"),
            FailureCause::Panic(message) => format!("panic: {message}"),
            FailureCause::Timeout => "timeout".to_owned(),
            FailureCause::Invalid(error) => format!("invalid: {}", error.violations().len()),
            _ => "other".to_owned(),
        };
        let customer = failure.request().customer().id().starts_with("c_");
        let _ = sender.send((failure.key().to_owned(), cause, customer));
        None
    });
    let cards = cards.build().unwrap();
    send(&cards, &FAILING).await;
    let seen: Vec<_> = seen.try_iter().collect();
    let expected = [
        ("error", "error: password of the database is hunter2"),
        ("panic", "panic: hunter2"),
        ("panic-early", "panic: hunter2"),
        ("panic-payload", "panic: no message"),
        ("panic-late", "panic: hunter2"),
        ("hang", "timeout"),
        ("blank", "invalid: 1"),
        ("too-long", "invalid: 1"),
        ("forever", "invalid: 1"),
    ];
    let expected = expected.map(|(key, cause)| (key.to_owned(), cause.to_owned(), true));
    assert_eq!(seen, expected);
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
    // A card that is hidden because of a failure is requested again soon.
    let hidden = json!({ "key": "panic", "components": null, "timeToLiveSeconds": 15 });
    assert_eq!(response.json()["cards"][1], hidden);
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
