//! Dead letters, and their repair.

use plain_outbox::DeadLetters;
use plain_sandbox::Fault;

use crate::fixture::{Fixture, only};

stores![
    a_dead_letter_tells_its_event_and_reason,
    a_retried_dead_letter_is_delivered_last,
    discarded_dead_letters_are_never_sent,
];

/// Buries the first of two events.
async fn bury(fixture: &Fixture) {
    fixture.fail([only(Fault::status(400), "jane-1").next(1)]);
    fixture.enqueue("jane", 1).await;
    fixture.enqueue("jane", 2).await;
    assert_eq!(fixture.deliver().await, (1, 0, 1));
}

async fn a_dead_letter_tells_its_event_and_reason(fixture: Fixture) {
    bury(&fixture).await;
    let dead = fixture.outbox.dead().await.unwrap();
    let [letter] = dead.as_slice() else {
        panic!("{dead:?}");
    };
    assert_eq!(letter.kind(), "customer_event");
    assert_eq!(letter.external_id(), "jane-1");
    assert_eq!(letter.title().as_deref(), Some("jane 1"));
    assert_eq!(letter.attempts(), 1);
    assert!(letter.reason().contains("400"), "{}", letter.reason());
    assert!(letter.enqueued_at() <= letter.died_at());
    assert!(!format!("{letter:?}").contains("acme.com"));
}

async fn a_retried_dead_letter_is_delivered_last(fixture: Fixture) {
    bury(&fixture).await;
    fixture.enqueue("jane", 3).await;
    assert_eq!(fixture.outbox.retry_dead("jane-1").await.unwrap(), 1);
    assert_eq!(fixture.counts().await, (2, 0));
    assert_eq!(fixture.deliver().await, (2, 0, 0));
    assert_eq!(fixture.titles(), ["jane 2", "jane 3", "jane 1"]);
}

async fn discarded_dead_letters_are_never_sent(fixture: Fixture) {
    bury(&fixture).await;
    let dead = fixture.outbox.dead().await.unwrap();
    assert_eq!(fixture.outbox.discard_dead(&dead[0]).await.unwrap(), 1);
    let retried = fixture.outbox.retry_dead(DeadLetters::all()).await;
    assert_eq!(retried.unwrap(), 0);
    assert_eq!(fixture.counts().await, (0, 0));
    assert_eq!(fixture.deliver().await, (0, 0, 0));
    assert_eq!(fixture.titles(), ["jane 2"]);
}
