//! Events that this version cannot read die alone, and can be repaired.

use std::time::Duration;

use plain_outbox::DeadLetters;

use crate::damage::Damage;
use crate::fixture::{Fixture, event};

databases![
    flavor = "current_thread";
    undecodable_events_die_alone_with_the_reason,
    a_repaired_event_is_delivered_after_its_retry,
    an_unrepaired_event_dies_again_alone,
    an_upgrade_delivers_the_events_of_a_newer_format,
    a_discarded_undecodable_event_is_gone,
];

/// JSON of a customer event whose only component is unknown.
const UNKNOWN_COMPONENT: &str = r#"{"title":"Secret","customerIdentifier":{"emailAddress":"jane@acme.com"},"components":[{"componentHologram":{"text":"Secret"}}]}"#;

/// Changes, each with a part of the reason.
const CASES: [(Damage, &str); 11] = [
    (Damage::Cut, "cannot be decoded: EOF"),
    (Damage::Event(""), "cannot be decoded: EOF"),
    (Damage::Event("null"), "cannot be decoded: invalid type"),
    (Damage::Event("[1, 2]"), "cannot be decoded"),
    (
        Damage::Event(r#"{"title": 17}"#),
        "cannot be decoded: invalid type",
    ),
    (Damage::Event("{}"), "cannot be decoded: missing field"),
    (
        Damage::Event(UNKNOWN_COMPONENT),
        "cannot be decoded: unknown",
    ),
    (Damage::Kind("note"), "unknown kind of event `note`"),
    (Damage::Kind("thread_event"), "cannot be decoded"),
    (
        Damage::Format(2),
        "written by a newer version of plain-outbox: format 2",
    ),
    (Damage::Format(70_000), "format 70000"),
];

async fn undecodable_events_die_alone_with_the_reason(fixture: Fixture) {
    let customers: Vec<String> = (0..CASES.len())
        .map(|number| format!("user{number:02}"))
        .collect();
    fixture.add_customers(&customers);
    for (customer, (damage, _)) in customers.iter().zip(CASES) {
        for number in 1..=2 {
            fixture.enqueue(customer, number).await;
        }
        fixture
            .database
            .damage(&format!("{customer}-1"), damage)
            .await;
    }
    fixture.enqueue("jane", 1).await;
    assert_eq!(fixture.deliver().await, (12, 0, 11));
    let mut titles = fixture.titles();
    titles.sort();
    let mut expected: Vec<_> = customers
        .iter()
        .map(|customer| format!("{customer} 2"))
        .collect();
    expected.insert(0, "jane 1".to_owned());
    assert_eq!(titles, expected);
    assert_eq!(fixture.sandbox.requests().len(), 12, "no other request");
    let dead = fixture.outbox.dead().await.unwrap();
    for (customer, (damage, reason)) in customers.iter().zip(CASES) {
        let external_id = format!("{customer}-1");
        let letter = dead
            .iter()
            .find(|it| it.external_id() == external_id)
            .unwrap();
        assert!(
            letter.reason().contains(reason),
            "{damage:?}: {}",
            letter.reason()
        );
        assert_eq!((letter.title(), letter.event()), (None, None));
        assert!(!format!("{letter:?}").contains("Secret"));
    }
    fixture.advance(Duration::from_hours(1)).await;
    assert_eq!(fixture.deliver().await, (0, 0, 0));
}

/// Enqueues an event and buries it with a change.
async fn bury(fixture: &Fixture, damage: Damage) {
    fixture.enqueue("jane", 1).await;
    fixture.database.damage("jane-1", damage).await;
    assert_eq!(fixture.deliver().await, (0, 0, 1));
}

async fn a_repaired_event_is_delivered_after_its_retry(fixture: Fixture) {
    bury(&fixture, Damage::Event(r#"{"title": "jane 1"}"#)).await;
    let repaired = r#"{"title":"jane 1","customerIdentifier":{"emailAddress":"jane@acme.com"},"components":[{"componentDivider":{}}],"externalId":"jane-1"}"#;
    fixture
        .database
        .damage("jane-1", Damage::Event(repaired))
        .await;
    let dead = fixture.outbox.dead().await.unwrap();
    assert_eq!(
        dead[0].title().as_deref(),
        Some("jane 1"),
        "it can be read again"
    );
    assert_eq!(fixture.outbox.retry_dead(&dead[0]).await.unwrap(), 1);
    assert_eq!(fixture.deliver().await, (1, 0, 0));
    assert_eq!(fixture.titles(), ["jane 1"]);
    assert_eq!(fixture.counts().await, (0, 0));
}

async fn an_unrepaired_event_dies_again_alone(fixture: Fixture) {
    bury(&fixture, Damage::Cut).await;
    assert_eq!(fixture.outbox.retry_dead("jane-1").await.unwrap(), 1);
    fixture.enqueue("jane", 2).await;
    assert_eq!(fixture.deliver().await, (1, 0, 1));
    let dead = fixture.outbox.dead().await.unwrap();
    assert_eq!((dead.len(), dead[0].attempts()), (1, 1));
    assert_eq!(fixture.titles(), ["jane 2"]);
}

async fn an_upgrade_delivers_the_events_of_a_newer_format(fixture: Fixture) {
    bury(&fixture, Damage::Format(2)).await;
    assert_eq!(
        fixture.outbox.retry_dead(DeadLetters::all()).await.unwrap(),
        1
    );
    // The newer version reads the format.
    fixture.database.damage("jane-1", Damage::Format(1)).await;
    let upgraded = fixture.database.open(fixture.builder()).await.unwrap();
    let relay = upgraded.relay(fixture.sandbox.client());
    assert_eq!(relay.deliver_due().await.unwrap().delivered, 1);
    assert_eq!(fixture.titles(), ["jane 1"]);
}

async fn a_discarded_undecodable_event_is_gone(fixture: Fixture) {
    bury(&fixture, Damage::Kind("note")).await;
    let unrelated = fixture.outbox.discard_dead("jane-2").await.unwrap();
    assert_eq!((unrelated, fixture.counts().await), (0, (0, 1)));
    assert_eq!(fixture.outbox.discard_dead("jane-1").await.unwrap(), 1);
    assert_eq!(fixture.counts().await, (0, 0));
    assert_eq!(
        fixture.outbox.retry_dead(DeadLetters::all()).await.unwrap(),
        0
    );
    // Its kind is another one, so the customer event is new.
    assert!(
        !fixture
            .outbox
            .enqueue(&event("jane", 1))
            .await
            .unwrap()
            .is_duplicate()
    );
    assert_eq!(fixture.deliver().await, (1, 0, 0));
}
