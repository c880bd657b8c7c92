//! An event belongs to one relay at a time.

use std::time::Duration;

use plain_outbox::Error;
use plain_sandbox::{Fault, Sandbox};
use tokio::time::timeout;

use crate::fixture::{Fixture, LIMIT, deliver};
use crate::gate::Gate;

stores![
    relays_at_once_send_each_event_once,
    the_events_of_a_dead_relay_are_delivered_after_its_lease,
    an_event_in_flight_is_not_sent_by_another_relay,
    a_stale_failure_does_not_disturb_the_newer_lease,
    a_stale_rejection_does_not_bury_the_event,
    a_stale_success_counts_once,
    the_shortest_lease_suffices,
    the_longest_times_are_usable,
    contradicting_settings_are_refused_with_the_fix,
];

async fn relays_at_once_send_each_event_once(fixture: Fixture) {
    let customers: Vec<String> = (0..20).map(|number| format!("customer{number}")).collect();
    fixture.add_customers(&customers);
    for number in 1..=3 {
        for customer in &customers {
            fixture.enqueue(customer, number).await;
        }
    }
    let passes: Vec<_> = (0..4)
        .map(|_| {
            let relay = fixture.relay();
            tokio::spawn(async move { relay.deliver_due().await.unwrap().delivered })
        })
        .collect();
    let mut delivered = 0;
    for pass in passes {
        delivered += pass.await.unwrap();
    }
    // Events that were in flight when a relay looked are left to a later pass.
    delivered += fixture.deliver().await.0;
    assert_eq!(delivered, 60);
    assert_eq!(fixture.sandbox.requests().len(), 60);
    for customer in &customers {
        assert_eq!(fixture.numbers(customer), [1, 2, 3], "{customer}");
    }
}

async fn the_events_of_a_dead_relay_are_delivered_after_its_lease(fixture: Fixture) {
    // The event is created, but the relay dies before it has the answer.
    fixture.fail([Fault::no_response().after_commit()]);
    fixture.enqueue("jane", 1).await;
    fixture
        .crash_relay_when(|sandbox| !sandbox.events().is_empty())
        .await;
    assert_eq!(fixture.outbox.stats().await.unwrap().in_flight, 1);
    fixture.sandbox.faults().clear();
    fixture.enqueue("jane", 2).await;
    assert_eq!(fixture.deliver().await, (0, 0, 0), "leased");
    fixture.advance(Duration::from_mins(2)).await;
    assert_eq!(fixture.deliver().await, (2, 0, 0));
    assert_eq!(fixture.titles(), ["jane 1", "jane 2"]);
}

type Pass = tokio::task::JoinHandle<(u64, u64, u64)>;

/// A relay that has sent the event of jane, to a sandbox of its own, and waits for the response.
async fn start_pass(fixture: &Fixture, sandbox: &Sandbox) -> (Gate, Pass) {
    let gate = Gate::before(sandbox).await;
    let client = gate.client_builder(sandbox).build().unwrap();
    // It looks for no other event meanwhile.
    let relay = fixture.outbox.relay(client).max_in_flight(1);
    let pass = tokio::spawn(async move { deliver(&relay).await });
    gate.wait_for(1).await;
    (gate, pass)
}

async fn in_flight(fixture: &Fixture) -> u64 {
    fixture.outbox.stats().await.unwrap().in_flight
}

async fn an_event_in_flight_is_not_sent_by_another_relay(fixture: Fixture) {
    fixture.enqueue("jane", 1).await;
    let (gate, pass) = start_pass(&fixture, &fixture.sandbox).await;
    fixture.enqueue("jane", 2).await;
    fixture.enqueue("joe", 1).await;
    assert_eq!(fixture.deliver().await, (1, 0, 0), "only joe's");
    fixture.advance(Duration::from_secs(90)).await;
    assert_eq!(fixture.deliver().await, (0, 0, 0), "leased");
    gate.open();
    assert_eq!(pass.await.unwrap(), (2, 0, 0));
    assert_eq!(fixture.titles(), ["joe 1", "jane 1", "jane 2"]);
    assert_eq!(fixture.sandbox.requests().len(), 3);
}

/// Two relays that have sent the event of jane: the lease of the first one has run out.
async fn start_stale_pass(fixture: &Fixture, sandbox: &Sandbox) -> [(Gate, Pass); 2] {
    fixture.enqueue("jane", 1).await;
    let stale = start_pass(fixture, sandbox).await;
    fixture.advance(Duration::from_mins(2)).await;
    let current = start_pass(fixture, &fixture.sandbox).await;
    assert_eq!(in_flight(fixture).await, 1);
    [stale, current]
}

async fn a_stale_failure_does_not_disturb_the_newer_lease(fixture: Fixture) {
    let [stale, current] = start_stale_pass(&fixture, &fixture.sandbox).await;
    stale.0.refuse();
    assert_eq!(stale.1.await.unwrap(), (0, 1, 0));
    // The wait of the stale failure is over.
    fixture.advance(Duration::from_secs(30)).await;
    assert_eq!(in_flight(&fixture).await, 1);
    assert_eq!(fixture.deliver().await, (0, 0, 0), "leased");
    current.0.open();
    assert_eq!(current.1.await.unwrap(), (1, 0, 0));
    assert_eq!(fixture.titles(), ["jane 1"]);
}

async fn a_stale_rejection_does_not_bury_the_event(fixture: Fixture) {
    let other = Sandbox::start().await;
    other.faults().set([Fault::status(400)]);
    let [stale, current] = start_stale_pass(&fixture, &other).await;
    stale.0.open();
    assert_eq!(stale.1.await.unwrap(), (0, 0, 1));
    assert_eq!(fixture.counts().await, (1, 0), "it is not dead");
    assert_eq!(in_flight(&fixture).await, 1);
    current.0.open();
    assert_eq!(current.1.await.unwrap(), (1, 0, 0));
    assert_eq!(fixture.counts().await, (0, 0));
}

async fn a_stale_success_counts_once(fixture: Fixture) {
    let [stale, current] = start_stale_pass(&fixture, &fixture.sandbox).await;
    stale.0.open();
    assert_eq!(stale.1.await.unwrap(), (1, 0, 0));
    assert_eq!(fixture.counts().await, (0, 0));
    // Plain rejects the second request as a duplicate.
    current.0.open();
    assert_eq!(current.1.await.unwrap(), (1, 0, 0));
    assert_eq!(fixture.titles(), ["jane 1"]);
    assert_eq!(fixture.outbox.stats().await.unwrap().delivered, 1);
}

async fn the_shortest_lease_suffices(fixture: Fixture) {
    let relay = fixture.relay().deadline(Duration::from_secs(30));
    let relay = relay.lease(Duration::from_secs(40));
    for number in 1..=5 {
        fixture.enqueue("jane", number).await;
    }
    assert_eq!(deliver(&relay).await, (5, 0, 0));
    assert_eq!(fixture.sandbox.requests().len(), 5);
}

async fn the_longest_times_are_usable(fixture: Fixture) {
    let longest = Duration::MAX;
    let relays = [
        fixture.relay().max_backoff(longest),
        fixture.relay().poll_interval(longest),
        fixture.relay().lease(longest),
        fixture.relay().lease(longest).deadline(longest),
    ];
    for (number, relay) in (0..).zip(relays) {
        fixture.enqueue("jane", number).await;
        let relay = relay.start().unwrap();
        timeout(LIMIT, relay.shutdown(longest))
            .await
            .unwrap()
            .unwrap();
    }
    assert_eq!(fixture.numbers("jane"), [0, 1, 2, 3]);
}

async fn contradicting_settings_are_refused_with_the_fix(fixture: Fixture) {
    let relay = || fixture.relay();
    let short = relay().lease(Duration::from_secs(39));
    let searching = relay()
        .lease(Duration::from_secs(99))
        .verify_duplicates(true);
    for (relay, help) in [
        (short, "a lease of 40 s"),
        (searching, "a lease of 100 s"),
        (relay().deadline(Duration::ZERO), "`.deadline("),
        (relay().max_in_flight(0), "`.max_in_flight(16)`"),
        (relay().poll_interval(Duration::ZERO), "`.poll_interval("),
        (relay().max_backoff(Duration::ZERO), "`.max_backoff("),
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
