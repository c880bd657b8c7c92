//! Waits are exactly as long as they must be.

use std::time::Duration;

use plain_sandbox::{Fault, FaultRule};

use crate::fixture::Fixture;

stores![
    a_retry_after_is_waited_for_exactly,
    the_oldest_pending_event_ages,
];

async fn a_retry_after_is_waited_for_exactly(fixture: Fixture) {
    let fault = Fault::status(503).header("retry-after", "90");
    let rule = FaultRule::new(fault).next(1);
    fixture.fail([rule]);
    fixture.enqueue("jane", 1).await;
    assert_eq!(fixture.deliver().await, (0, 1, 0));
    fixture.advance(Duration::from_secs(89)).await;
    assert_eq!(fixture.deliver().await, (0, 0, 0));
    fixture.advance(Duration::from_secs(1)).await;
    assert_eq!(fixture.deliver().await, (1, 0, 0));
}

async fn the_oldest_pending_event_ages(fixture: Fixture) {
    assert_eq!(
        fixture.outbox.stats().await.unwrap().oldest_pending_seconds,
        None
    );
    fixture.enqueue("jane", 1).await;
    fixture.advance(Duration::from_mins(5)).await;
    fixture.enqueue("jane", 2).await;
    let stats = fixture.outbox.stats().await.unwrap();
    assert_eq!((stats.pending, stats.in_flight), (2, 0));
    assert_eq!(stats.oldest_pending_seconds, Some(300));
    assert_eq!(fixture.deliver().await, (2, 0, 0));
    let stats = fixture.outbox.stats().await.unwrap();
    assert_eq!((stats.pending, stats.delivered), (0, 2));
    assert_eq!(stats.oldest_pending_seconds, None);
}
