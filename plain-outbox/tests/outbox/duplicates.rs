//! An external ID is recorded once for each kind of event.

use std::time::Duration;

use plain_outbox::DeadLetters;
use plain_sandbox::Fault;

use crate::fixture::{Fixture, event, thread_event};

stores![
    a_pending_external_id_is_a_duplicate,
    a_delivered_external_id_is_a_duplicate,
    a_dead_or_discarded_external_id_is_a_duplicate,
    the_kinds_have_external_ids_of_their_own,
    concurrent_writers_record_an_external_id_once,
];

async fn is_duplicate(fixture: &Fixture) -> bool {
    let receipt = fixture.outbox.enqueue(&event("jane", 1)).await.unwrap();
    assert_eq!(receipt.external_id(), "jane-1");
    receipt.is_duplicate()
}

async fn a_pending_external_id_is_a_duplicate(fixture: Fixture) {
    assert!(!is_duplicate(&fixture).await);
    assert!(is_duplicate(&fixture).await);
    assert_eq!(fixture.counts().await, (1, 0));
}

async fn a_delivered_external_id_is_a_duplicate(fixture: Fixture) {
    assert!(!is_duplicate(&fixture).await);
    assert_eq!(fixture.deliver().await, (1, 0, 0));
    fixture.advance(Duration::from_hours(29 * 24)).await;
    assert!(is_duplicate(&fixture).await);
    assert_eq!(fixture.deliver().await, (0, 0, 0));
    assert_eq!(fixture.titles(), ["jane 1"]);
}

async fn a_dead_or_discarded_external_id_is_a_duplicate(fixture: Fixture) {
    fixture.fail([Fault::status(400)]);
    assert!(!is_duplicate(&fixture).await);
    assert_eq!(fixture.deliver().await, (0, 0, 1));
    assert!(is_duplicate(&fixture).await);
    assert_eq!(fixture.counts().await, (0, 1));
    let discarded = fixture.outbox.discard_dead(DeadLetters::all()).await;
    assert_eq!(discarded.unwrap(), 1);
    assert!(is_duplicate(&fixture).await);
    assert_eq!(fixture.counts().await, (0, 0));
}

async fn the_kinds_have_external_ids_of_their_own(fixture: Fixture) {
    assert!(!is_duplicate(&fixture).await);
    let event = thread_event("jane-1");
    for expected in [false, true] {
        let receipt = fixture.outbox.enqueue(&event).await.unwrap();
        assert_eq!(receipt.is_duplicate(), expected);
    }
    assert_eq!(fixture.counts().await, (2, 0));
}

async fn concurrent_writers_record_an_external_id_once(fixture: Fixture) {
    let writers: Vec<_> = (0..8)
        .map(|_| {
            let outbox = fixture.outbox.clone();
            tokio::spawn(async move { outbox.enqueue(&event("jane", 1)).await.unwrap() })
        })
        .collect();
    let mut new = 0;
    for writer in writers {
        new += u32::from(!writer.await.unwrap().is_duplicate());
    }
    assert_eq!(new, 1);
    assert_eq!(fixture.counts().await, (1, 0));
}
