//! An event belongs to one relay at a time.

use std::time::Duration;

use plain_outbox::Error;
use plain_sandbox::Fault;

use crate::fixture::Fixture;

stores![
    relays_at_once_send_each_event_once,
    the_events_of_a_dead_relay_are_delivered_after_its_lease,
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
    let titles = fixture.titles();
    for customer in &customers {
        let prefix = format!("{customer} ");
        let numbers: Vec<_> = titles
            .iter()
            .filter_map(|it| it.strip_prefix(&prefix))
            .collect();
        assert_eq!(numbers, ["1", "2", "3"], "{customer}");
    }
}

async fn the_events_of_a_dead_relay_are_delivered_after_its_lease(fixture: Fixture) {
    // The event is created, but the relay dies before it has the answer.
    fixture.fail([Fault::no_response().after_commit()]);
    fixture.enqueue("jane", 1).await;
    let relay = fixture.relay();
    let pass = tokio::spawn(async move { relay.deliver_due().await });
    while fixture.titles().is_empty() {
        tokio::task::yield_now().await;
    }
    pass.abort();
    assert!(pass.await.unwrap_err().is_cancelled());
    assert_eq!(fixture.outbox.stats().await.unwrap().in_flight, 1);
    fixture.sandbox.faults().clear();
    fixture.enqueue("jane", 2).await;
    assert_eq!(fixture.deliver().await, (0, 0, 0), "leased");
    fixture.advance(Duration::from_mins(2)).await;
    assert_eq!(fixture.deliver().await, (2, 0, 0));
    assert_eq!(fixture.titles(), ["jane 1", "jane 2"]);
}

async fn contradicting_settings_are_refused_with_the_fix(fixture: Fixture) {
    let relay = || fixture.relay();
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
