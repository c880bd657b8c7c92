//! External IDs are remembered for the retention, and forgotten after it.

use std::time::Duration;

use plain_outbox::{DeadLetters, Outbox};
use plain_sandbox::Fault;

use crate::fixture::{Fixture, LIMIT, event, only};

stores![
    an_external_id_is_forgotten_after_the_retention,
    the_retention_begins_with_the_delivery,
    a_discarded_external_id_is_forgotten_a_dead_one_is_not,
    a_pass_forgets_any_number,
    a_relay_in_the_background_forgets_too,
];

const DAY: Duration = Duration::from_hours(24);

/// Opens an outbox that remembers external IDs for a week.
async fn outbox(fixture: &Fixture) -> Outbox {
    let builder = fixture.builder().retention(7 * DAY);
    fixture.database.open(builder).await.unwrap()
}

/// Number of events that a pass delivers.
async fn deliver(fixture: &Fixture, outbox: &Outbox) -> u64 {
    let relay = outbox.relay(fixture.client());
    relay.deliver_due().await.unwrap().delivered
}

async fn enqueue(outbox: &Outbox, customer: &str, number: u32) -> bool {
    let receipt = outbox.enqueue(&event(customer, number)).await.unwrap();
    !receipt.is_duplicate()
}

async fn an_external_id_is_forgotten_after_the_retention(fixture: Fixture) {
    let outbox = outbox(&fixture).await;
    assert!(enqueue(&outbox, "jane", 1).await);
    assert_eq!(deliver(&fixture, &outbox).await, 1);
    fixture.advance(6 * DAY).await;
    assert_eq!(deliver(&fixture, &outbox).await, 0);
    assert!(!enqueue(&outbox, "jane", 1).await);
    fixture.advance(DAY + fixture.tick()).await;
    assert_eq!(deliver(&fixture, &outbox).await, 0);
    assert!(enqueue(&outbox, "jane", 1).await);
    // Plain remembers it.
    assert_eq!(deliver(&fixture, &outbox).await, 1);
    assert_eq!(fixture.titles(), ["jane 1"]);
}

async fn the_retention_begins_with_the_delivery(fixture: Fixture) {
    let outbox = outbox(&fixture).await;
    fixture.fail([Fault::status(503)]);
    assert!(enqueue(&outbox, "jane", 1).await);
    for _ in 0..2 {
        assert_eq!(deliver(&fixture, &outbox).await, 0);
        fixture.advance(5 * DAY).await;
    }
    assert!(!enqueue(&outbox, "jane", 1).await, "it is pending");
    fixture.sandbox.faults().clear();
    assert_eq!(deliver(&fixture, &outbox).await, 1);
    fixture.advance(6 * DAY).await;
    assert_eq!(deliver(&fixture, &outbox).await, 0);
    assert!(!enqueue(&outbox, "jane", 1).await);
}

async fn a_discarded_external_id_is_forgotten_a_dead_one_is_not(fixture: Fixture) {
    let outbox = outbox(&fixture).await;
    fixture.fail([Fault::status(400)]);
    for number in 1..=2 {
        assert!(enqueue(&outbox, "jane", number).await);
    }
    assert_eq!(deliver(&fixture, &outbox).await, 0);
    assert_eq!(outbox.discard_dead("jane-1").await.unwrap(), 1);
    fixture.advance(8 * DAY).await;
    fixture.sandbox.faults().clear();
    assert_eq!(deliver(&fixture, &outbox).await, 0);
    assert!(enqueue(&outbox, "jane", 1).await);
    assert!(!enqueue(&outbox, "jane", 2).await);
    assert_eq!(outbox.retry_dead(DeadLetters::all()).await.unwrap(), 1);
    assert_eq!(deliver(&fixture, &outbox).await, 2);
}

async fn a_pass_forgets_any_number(fixture: Fixture) {
    let builder = fixture.builder().retention(7 * DAY);
    let builder = builder.requests_per_minute(1_000_000);
    let outbox = fixture.database.open(builder).await.unwrap();
    for number in 0..230 {
        assert!(enqueue(&outbox, "jane", number).await);
    }
    fixture.fail([only(Fault::status(400), "jane-7")]);
    assert_eq!(deliver(&fixture, &outbox).await, 229);
    fixture.advance(8 * DAY).await;
    // Steps of a hundred.
    assert_eq!(deliver(&fixture, &outbox).await, 0);
    for number in 0..230 {
        assert_eq!(enqueue(&outbox, "jane", number).await, number != 7);
    }
}

async fn a_relay_in_the_background_forgets_too(fixture: Fixture) {
    let outbox = outbox(&fixture).await;
    assert!(enqueue(&outbox, "jane", 1).await);
    assert_eq!(deliver(&fixture, &outbox).await, 1);
    fixture.advance(8 * DAY).await;
    let relay = outbox.relay(fixture.client()).start().unwrap();
    // It cleans up before it settles its first event.
    assert!(enqueue(&outbox, "jane", 2).await);
    relay.flush(LIMIT).await.unwrap();
    assert!(enqueue(&outbox, "jane", 1).await);
    relay.shutdown(LIMIT).await.unwrap();
}
