//! Cards and requests that run at the same time.

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use plain_endpoints::testing::TestRequest;
use plain_endpoints::{CardRequest, CardsBuilder};
use plain_runtime::{Card, customer_card};
use tokio::sync::Barrier;

use super::{SECRET, builder, hanging};

/// Adds a card that waits until all others do.
fn meeting(builder: CardsBuilder, key: &str, barrier: &Arc<Barrier>) -> CardsBuilder {
    let barrier = Arc::clone(barrier);
    builder.card_for(key, move |_| {
        let barrier = Arc::clone(&barrier);
        async move {
            barrier.wait().await;
            Ok::<Option<Card>, Infallible>(None)
        }
    })
}

#[tokio::test(start_paused = true)]
async fn cards_of_a_request_run_concurrently() {
    let keys: Vec<String> = (0..100).map(|index| format!("card-{index}")).collect();
    let barrier = Arc::new(Barrier::new(keys.len()));
    let all = |builder, key: &String| meeting(builder, key, &barrier);
    let cards = keys.iter().fold(builder(), all).build().unwrap();
    let request = TestRequest::new(keys.clone()).sign(SECRET);
    let response = request.send(&cards).await;
    assert_eq!(response.status(), 200, "{}", response.json());
    assert_eq!(response.keys(), keys);
}

#[tokio::test(start_paused = true)]
async fn two_requests_run_at_once() {
    let barrier = Arc::new(Barrier::new(2));
    let cards = meeting(builder(), "meeting", &barrier).build().unwrap();
    let request = TestRequest::new(["meeting", "usage"]).sign(SECRET);
    let (first, second) = tokio::join!(request.send(&cards), request.send(&cards));
    for response in [first, second] {
        assert_eq!(response.keys(), ["meeting", "usage"]);
        assert!(response.json()["cards"][0]["timeToLiveSeconds"].is_null());
    }
}

#[tokio::test]
async fn a_key_that_is_requested_twice_is_built_once() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let cards = builder().card_for("counted", move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        std::future::ready(Ok::<Option<Card>, Infallible>(None))
    });
    let cards = cards.build().unwrap();
    let request = TestRequest::new(["counted", "usage", "counted"]).sign(SECRET);
    let response = request.send(&cards).await;
    assert_eq!(response.keys(), ["counted", "usage"]);
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_dropped_request_stops_its_functions() {
    let (cards, hanging) = hanging();
    let request = TestRequest::new(["hanging", "usage"]).sign(SECRET);
    tokio::select! {
        response = request.send(&cards) => panic!("{:?}", response.json()),
        started = hanging.has_started => assert!(started.is_ok()),
    }
    // The future of the function is dropped and with it all that it holds.
    assert!(hanging.is_dropped.await.is_err());
    // The endpoint goes on.
    let response = request.send(&cards).await;
    assert_eq!(response.keys(), ["hanging", "usage"]);
}

/// A card blocks its thread until another card is built.
async fn check_that_others_run(is_waiting_first: bool) {
    let (release, blocked) = mpsc::channel::<()>();
    let blocked = Mutex::new(Some(blocked));
    let cards = builder()
        .card_for("blocking", move |_| {
            let blocked = blocked.lock().unwrap().take();
            async move {
                if is_waiting_first {
                    tokio::task::yield_now().await;
                }
                let released = blocked.map(|blocked| blocked.recv());
                assert_eq!(released, Some(Ok(())));
                Ok::<Option<Card>, Infallible>(None)
            }
        })
        .card_for("releasing", move |_| {
            let release = release.clone();
            async move {
                release.send(())?;
                Ok::<Option<Card>, mpsc::SendError<()>>(None)
            }
        });
    let cards = cards.build().unwrap();
    let keys = ["blocking", "releasing", "usage"];
    let response = TestRequest::new(keys).sign(SECRET).send(&cards).await;
    assert_eq!(response.keys(), keys);
    for index in 0..2 {
        let time_to_live = &response.json()["cards"][index]["timeToLiveSeconds"];
        assert!(time_to_live.is_null(), "{}", response.json());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_that_blocks_its_thread_does_not_stop_others() {
    check_that_others_run(false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_that_blocks_after_it_waited_does_not_stop_others() {
    check_that_others_run(true).await;
}

/// Panics as soon as it is dropped.
struct PanicsOnDrop;

impl Drop for PanicsOnDrop {
    fn drop(&mut self) {
        panic!("dropped");
    }
}

#[tokio::test(start_paused = true)]
async fn a_future_that_panics_when_dropped_affects_no_other_card() {
    let cards = builder()
        .card_for("late", |_| async {
            let _panics = PanicsOnDrop;
            std::future::pending::<Result<Option<Card>, Infallible>>().await
        })
        .card_for("ended", |_| async {
            let _panics = PanicsOnDrop;
            Ok::<Option<Card>, Infallible>(None)
        })
        .build()
        .unwrap();
    let request = TestRequest::new(["late", "ended", "usage"]).sign(SECRET);
    for _ in 0..2 {
        let response = request.send(&cards).await;
        assert_eq!(response.status(), 200);
        let cards = response.json()["cards"].clone();
        let text = |index: usize| cards[index]["components"].to_string();
        assert!(text(0).contains("took too long"), "{cards}");
        assert!(text(1).contains("An error occurred"), "{cards}");
        assert!(text(2).contains("412 requests"), "{cards}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_that_blocks_its_thread_exceeds_the_deadline() {
    let (release, blocked) = mpsc::channel::<()>();
    let blocked = Mutex::new(Some(blocked));
    let cards = builder()
        .deadline(Duration::from_millis(10))
        .card_for("blocking", move |_| {
            let blocked = blocked.lock().unwrap().take();
            async move {
                let _ = blocked.map(|blocked| blocked.recv());
                Ok::<Option<Card>, Infallible>(None)
            }
        });
    let cards = cards.build().unwrap();
    // The key that no function builds keeps the response from being 503.
    let request = TestRequest::new(["blocking", "unknown"]).sign(SECRET);
    let response = request.send(&cards).await;
    let card = response.json()["cards"][0].to_string();
    assert!(card.contains("took too long"), "{card}");
    drop(release);
}

#[tokio::test]
async fn the_function_of_a_card_sees_the_whole_request() {
    async fn everything(request: CardRequest) -> Result<Option<Card>, &'static str> {
        let customer = request.customer();
        let thread = request.thread().ok_or("no thread")?;
        let tenant = request.tenant().ok_or("no tenant")?;
        let seen = [
            customer.id(),
            customer.email().ok_or("no address")?,
            customer.external_id().ok_or("no external ID")?,
            thread.id(),
            thread.external_id().unwrap_or("-"),
            tenant.id(),
            tenant.external_id().ok_or("no external ID of the tenant")?,
            request.timestamp().ok_or("no timestamp")?,
            request.extra()["plan"].as_str().ok_or("no unknown field")?,
        ];
        let keys: Vec<_> = request.keys().collect();
        let seen = format!("{} {}", seen.join(" "), keys.join(" "));
        Ok(Some(customer_card!(
            components = [plain_text(seen.as_str())]
        )))
    }
    let cards = builder().card_for("everything", everything).build();
    let request = TestRequest::new(["everything", "usage"])
        .customer_id("c_1")
        .email("jane@acme.com")
        .external_id("jane")
        .thread("th_1", None)
        .tenant("te_1", Some("acme"))
        .field("timestamp", "2026-11-26T10:00:00Z".into())
        .field("plan", "pro".into());
    let response = request.sign(SECRET).send(&cards.unwrap()).await;
    assert_eq!(
        response.json()["cards"][0]["components"][0]["componentPlainText"]["plainText"],
        "c_1 jane@acme.com jane th_1 - te_1 acme 2026-11-26T10:00:00Z pro everything usage"
    );
}
