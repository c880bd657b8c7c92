//! With `verify_duplicates`, Plain's word that an event exists is proved by its timeline.

use std::time::Duration;

use plain_outbox::Relay;
use plain_sandbox::{Fault, FaultRule};

use crate::fixture::{Fixture, deliver};

stores![
    a_duplicate_counts_only_if_the_timeline_shows_it,
    a_duplicate_that_the_timeline_shows_is_delivered,
    an_event_that_five_searches_do_not_find_is_dead,
    a_search_without_its_permission_keeps_the_event,
];

/// Longer than the wait after a failure or two.
const LATER: Duration = Duration::from_secs(20);

/// Plain says of every event that it exists.
fn exists() -> FaultRule {
    let code = "customer_event_already_exists_with_external_id";
    let fault = Fault::mutation_error("VALIDATION", code, "No");
    FaultRule::new(fault).operation("createCustomerEvent")
}

fn verifying(fixture: &Fixture) -> Relay {
    fixture.relay().verify_duplicates(true)
}

async fn a_duplicate_counts_only_if_the_timeline_shows_it(fixture: Fixture) {
    fixture.fail([exists()]);
    fixture.enqueue("jane", 1).await;
    assert_eq!(deliver(&verifying(&fixture)).await, (0, 1, 0));
    fixture.advance(LATER).await;
    // Without the search, Plain's word is enough.
    assert_eq!(fixture.deliver().await, (1, 0, 0));
    assert!(fixture.titles().is_empty());
}

async fn a_duplicate_that_the_timeline_shows_is_delivered(fixture: Fixture) {
    fixture.fail([FaultRule::new(Fault::reset().after_commit()).nth(1)]);
    fixture
        .sandbox
        .add_thread("jane@acme.com", "Where is my invoice?");
    fixture.enqueue("jane", 1).await;
    let relay = verifying(&fixture);
    assert_eq!(deliver(&relay).await, (0, 1, 0));
    fixture.advance(LATER).await;
    assert_eq!(deliver(&relay).await, (1, 0, 0));
    let requests = fixture.sandbox.requests();
    let operations: Vec<_> = requests.iter().flat_map(|it| &it.operations).collect();
    assert_eq!(operations.len(), 4, "{operations:?}");
}

async fn an_event_that_five_searches_do_not_find_is_dead(fixture: Fixture) {
    fixture.fail([exists()]);
    fixture.enqueue("jane", 1).await;
    let relay = verifying(&fixture);
    for search in 1..=5 {
        let expected = if search < 5 { (0, 1, 0) } else { (0, 0, 1) };
        assert_eq!(deliver(&relay).await, expected, "{search}");
        fixture.advance(Duration::from_mins(10)).await;
    }
    let dead = fixture.outbox.dead().await.unwrap();
    assert!(
        dead[0].reason().contains("5 searches"),
        "{}",
        dead[0].reason()
    );
}

async fn a_search_without_its_permission_keeps_the_event(fixture: Fixture) {
    let denied = Fault::graphql_error("FORBIDDEN", "No");
    let denied = FaultRule::new(denied).operation("customerByEmail");
    fixture.fail([exists(), denied]);
    fixture.enqueue("jane", 1).await;
    let relay = verifying(&fixture);
    assert_eq!(deliver(&relay).await, (0, 1, 0));
    fixture.advance(Duration::from_secs(15)).await;
    assert_eq!(deliver(&relay).await, (0, 0, 0));
}
