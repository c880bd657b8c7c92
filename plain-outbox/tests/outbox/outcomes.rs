//! Outcomes of deliveries, one pass after the other.

use std::time::Duration;

use plain_outbox::Error;
use plain_sandbox::{Fault, FaultRule};

use crate::Fixture;

const NO_FAULTS: [Fault; 0] = [];

#[tokio::test]
async fn events_of_a_customer_arrive_in_order() {
    let fixture = Fixture::start(NO_FAULTS).await;
    for number in 1..=30 {
        fixture.enqueue("jane", number).await;
    }
    fixture.enqueue("joe", 1).await;
    assert_eq!(fixture.deliver().await, (31, 0, 0));
    let titles = fixture.titles();
    let of_jane: Vec<_> = titles.iter().filter(|it| it.starts_with("jane")).collect();
    let expected: Vec<String> = (1..=30).map(|number| format!("jane {number}")).collect();
    assert!(of_jane.into_iter().eq(&expected));
    assert_eq!(fixture.deliver().await, (0, 0, 0));
}

#[tokio::test]
async fn a_failing_event_delays_its_own_customer_only() {
    let fault = FaultRule::new(Fault::status(503).header("retry-after", "40")).nth(1);
    let fixture = Fixture::start([fault]).await;
    fixture.enqueue("jane", 1).await;
    assert_eq!(fixture.deliver().await, (0, 1, 0));
    fixture.enqueue("jane", 2).await;
    fixture.enqueue("joe", 1).await;
    assert_eq!(fixture.deliver().await, (1, 0, 0));
    fixture.advance(39);
    assert_eq!(fixture.deliver().await, (0, 0, 0));
    fixture.advance(1);
    assert_eq!(fixture.deliver().await, (2, 0, 0));
    assert_eq!(fixture.titles(), ["joe 1", "jane 1", "jane 2"]);
}

#[tokio::test]
async fn every_delivery_is_one_request() {
    for fault in [Fault::status(500), Fault::reset(), Fault::truncate()] {
        let name = fault.to_string();
        let fixture = Fixture::start([FaultRule::new(fault).nth(1)]).await;
        fixture.enqueue("jane", 1).await;
        assert_eq!(fixture.deliver().await, (0, 1, 0), "{name}");
        assert_eq!(fixture.sandbox.requests().len(), 1, "{name}");
        fixture.advance(1);
        assert_eq!(fixture.deliver().await, (1, 0, 0), "{name}");
    }
}

#[tokio::test]
async fn a_lost_answer_creates_the_event_once() {
    let fault = FaultRule::new(Fault::reset().after_commit()).nth(1);
    let fixture = Fixture::start([fault]).await;
    fixture.enqueue("jane", 1).await;
    assert_eq!(fixture.deliver().await, (0, 1, 0));
    fixture.advance(1);
    assert_eq!(fixture.deliver().await, (1, 0, 0));
    assert_eq!(fixture.titles(), ["jane 1"]);
}

#[tokio::test]
async fn a_rejected_event_dies_alone() {
    let fixture = Fixture::start(NO_FAULTS).await;
    // Plain does not know the customer.
    fixture.enqueue("nobody", 1).await;
    fixture.enqueue("jane", 1).await;
    assert_eq!(fixture.deliver().await, (1, 0, 1));
    fixture.advance(3_600);
    assert_eq!(fixture.deliver().await, (0, 0, 0));
}

#[tokio::test]
async fn the_rate_limit_pauses_all_relays_until_the_reset() {
    let fault = FaultRule::new(Fault::status(429).header("retry-after", "25")).nth(1);
    let fixture = Fixture::start([fault]).await;
    fixture.enqueue("jane", 1).await;
    assert_eq!(fixture.deliver().await, (0, 1, 0));
    fixture.enqueue("joe", 1).await;
    // Another client, whose own gate is open.
    let other = fixture.outbox.relay(fixture.sandbox.client());
    for _ in 0..2 {
        assert_eq!(other.deliver_due().await.unwrap().delivered, 0);
        fixture.advance(12);
    }
    assert_eq!(fixture.sandbox.requests().len(), 1);
    fixture.advance(1);
    assert_eq!(other.deliver_due().await.unwrap().delivered, 2);
}

#[tokio::test]
async fn a_refused_client_keeps_the_events_and_pauses() {
    for status in [401, 403] {
        let fault = FaultRule::new(Fault::status(status)).nth(1);
        let fixture = Fixture::start([fault]).await;
        fixture.enqueue("jane", 1).await;
        assert_eq!(fixture.deliver().await, (0, 1, 0), "{status}");
        fixture.advance(29);
        assert_eq!(fixture.deliver().await, (0, 0, 0), "{status}");
        fixture.advance(1);
        assert_eq!(fixture.deliver().await, (1, 0, 0), "{status}");
    }
}

/// Plain says of every event that it exists.
fn exists() -> FaultRule {
    let code = "customer_event_already_exists_with_external_id";
    let fault = Fault::mutation_error("VALIDATION", code, "No");
    FaultRule::new(fault).operation("createCustomerEvent")
}

#[tokio::test]
async fn a_duplicate_counts_only_if_the_timeline_shows_it() {
    let fixture = Fixture::start([exists()]).await;
    fixture.enqueue("jane", 1).await;
    let relay = fixture.relay.clone().verify_duplicates(true);
    let counts = relay.deliver_due().await.unwrap();
    assert_eq!((counts.delivered, counts.retried, counts.dead), (0, 1, 0));
    fixture.advance(2);
    // Without the search, Plain's word is enough.
    assert_eq!(fixture.deliver().await, (1, 0, 0));
    assert!(fixture.titles().is_empty());
}

#[tokio::test]
async fn a_duplicate_that_the_timeline_shows_is_delivered() {
    let lost = FaultRule::new(Fault::reset().after_commit()).nth(1);
    let fixture = Fixture::start([lost]).await;
    fixture
        .sandbox
        .add_thread("jane@acme.com", "Where is my invoice?");
    fixture.enqueue("jane", 1).await;
    let relay = fixture.relay.clone().verify_duplicates(true);
    assert_eq!(relay.deliver_due().await.unwrap().retried, 1);
    fixture.advance(2);
    assert_eq!(relay.deliver_due().await.unwrap().delivered, 1);
    let requests = fixture.sandbox.requests();
    let operations: Vec<_> = requests.iter().flat_map(|it| &it.operations).collect();
    assert_eq!(operations.len(), 4, "{operations:?}");
}

#[tokio::test]
async fn an_event_that_five_searches_do_not_find_is_dead() {
    let fixture = Fixture::start([exists()]).await;
    fixture.enqueue("jane", 1).await;
    let relay = fixture.relay.clone().verify_duplicates(true);
    for search in 1..=5 {
        let counts = relay.deliver_due().await.unwrap();
        let expected = if search < 5 { (1, 0) } else { (0, 1) };
        assert_eq!((counts.retried, counts.dead), expected, "{search}");
        fixture.advance(600);
    }
}

#[tokio::test]
async fn a_search_without_its_permission_keeps_the_event() {
    let denied = Fault::graphql_error("FORBIDDEN", "No");
    let denied = FaultRule::new(denied).operation("customerByEmail");
    let fixture = Fixture::start([exists(), denied]).await;
    fixture.enqueue("jane", 1).await;
    let relay = fixture.relay.clone().verify_duplicates(true);
    let counts = relay.deliver_due().await.unwrap();
    assert_eq!((counts.retried, counts.dead), (1, 0));
    fixture.advance(29);
    assert_eq!(relay.deliver_due().await.unwrap().retried, 0);
}

#[tokio::test]
async fn contradicting_settings_are_refused_with_the_fix() {
    let fixture = Fixture::start(NO_FAULTS).await;
    let relay = || fixture.relay.clone();
    let short = relay().lease(Duration::from_secs(39));
    let searching = relay()
        .lease(Duration::from_secs(99))
        .verify_duplicates(true);
    for (relay, help) in [
        (short, "`.lease(Duration::from_secs(40))`"),
        (searching, "`.lease(Duration::from_secs(100))`"),
        (relay().deadline(Duration::ZERO), "`.deadline("),
        (relay().max_in_flight(0), "`.max_in_flight(16)`"),
        (relay().poll_interval(Duration::ZERO), "`.poll_interval("),
    ] {
        for error in [
            relay.start().unwrap_err(),
            relay.deliver_due().await.unwrap_err(),
        ] {
            assert!(matches!(error, Error::Config(_)), "{error}");
            assert!(error.to_string().contains(help), "{error}");
        }
    }
}
