//! The outcome of a request decides what becomes of its event.

use std::time::Duration;

use plain_sandbox::{Fault, FaultRule};

use crate::fixture::Fixture;

stores![
    every_delivery_is_one_request,
    a_lost_answer_creates_the_event_once,
    a_rejected_event_dies_alone,
    the_rate_limit_pauses_all_relays_until_the_reset,
    a_refused_client_keeps_the_events_and_pauses,
];

async fn every_delivery_is_one_request(fixture: Fixture) {
    for (number, fault) in (1..).zip([Fault::status(500), Fault::reset(), Fault::truncate()]) {
        let name = fault.to_string();
        fixture.fail([FaultRule::new(fault).nth(1)]);
        fixture.sandbox.clear_requests();
        fixture.enqueue("jane", number).await;
        assert_eq!(fixture.deliver().await, (0, 1, 0), "{name}");
        assert_eq!(fixture.sandbox.requests().len(), 1, "{name}");
        fixture.advance(Duration::from_secs(1)).await;
        assert_eq!(fixture.deliver().await, (1, 0, 0), "{name}");
    }
}

async fn a_lost_answer_creates_the_event_once(fixture: Fixture) {
    fixture.fail([FaultRule::new(Fault::reset().after_commit()).nth(1)]);
    fixture.enqueue("jane", 1).await;
    assert_eq!(fixture.deliver().await, (0, 1, 0));
    fixture.advance(Duration::from_secs(1)).await;
    assert_eq!(fixture.deliver().await, (1, 0, 0));
    assert_eq!(fixture.titles(), ["jane 1"]);
}

async fn a_rejected_event_dies_alone(fixture: Fixture) {
    // Plain does not know the customer.
    fixture.enqueue("nobody", 1).await;
    fixture.enqueue("jane", 1).await;
    assert_eq!(fixture.deliver().await, (1, 0, 1));
    fixture.advance(Duration::from_hours(1)).await;
    assert_eq!(fixture.deliver().await, (0, 0, 0));
}

async fn the_rate_limit_pauses_all_relays_until_the_reset(fixture: Fixture) {
    let fault = Fault::status(429).header("retry-after", "100");
    fixture.fail([FaultRule::new(fault).nth(1)]);
    fixture.enqueue("jane", 1).await;
    assert_eq!(fixture.deliver().await, (0, 1, 0));
    fixture.enqueue("joe", 1).await;
    // Another client, whose own gate is open.
    let other = fixture.outbox.relay(fixture.sandbox.client());
    for _ in 0..2 {
        assert_eq!(other.deliver_due().await.unwrap().delivered, 0);
        fixture.advance(Duration::from_secs(40)).await;
    }
    assert_eq!(fixture.sandbox.requests().len(), 1);
    fixture.advance(Duration::from_secs(20)).await;
    assert_eq!(other.deliver_due().await.unwrap().delivered, 2);
}

async fn a_refused_client_keeps_the_events_and_pauses(fixture: Fixture) {
    for (number, status) in [(1, 401), (2, 403)] {
        fixture.fail([FaultRule::new(Fault::status(status)).nth(1)]);
        fixture.enqueue("jane", number).await;
        assert_eq!(fixture.deliver().await, (0, 1, 0), "{status}");
        fixture.advance(Duration::from_secs(15)).await;
        assert_eq!(fixture.deliver().await, (0, 0, 0), "{status}");
        fixture.advance(Duration::from_secs(15)).await;
        assert_eq!(fixture.deliver().await, (1, 0, 0), "{status}");
    }
}
