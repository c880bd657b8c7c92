//! The events of a customer arrive in order, and customers do not delay each other.

use std::time::Duration;

use plain_sandbox::{Fault, FaultRule};

use crate::fixture::{Fixture, deliver, only};

stores![
    events_of_a_customer_arrive_in_order,
    order_is_kept_across_a_failure_while_others_go_on,
    a_dead_letter_lets_later_events_pass,
    order_survives_random_faults_and_several_relays,
    nobody_starves_behind_a_thousand_blocked_customers,
];

/// Long enough for every backoff of a few attempts.
const LATER: Duration = Duration::from_hours(1);

async fn events_of_a_customer_arrive_in_order(fixture: Fixture) {
    for number in 1..=30 {
        fixture.enqueue("jane", number).await;
    }
    fixture.enqueue("joe", 1).await;
    assert_eq!(fixture.deliver().await, (31, 0, 0));
    let mut titles = fixture.titles();
    titles.retain(|it| it.starts_with("jane"));
    let expected: Vec<String> = (1..=30).map(|number| format!("jane {number}")).collect();
    assert_eq!(titles, expected);
    assert_eq!(fixture.deliver().await, (0, 0, 0));
}

async fn order_is_kept_across_a_failure_while_others_go_on(fixture: Fixture) {
    fixture.fail([only(Fault::status(503), "jane-1").next(2)]);
    for number in 1..=3 {
        fixture.enqueue("jane", number).await;
        fixture.enqueue("joe", number).await;
    }
    assert_eq!(fixture.deliver().await, (3, 1, 0));
    assert_eq!(fixture.titles(), ["joe 1", "joe 2", "joe 3"]);
    fixture.enqueue("jane", 4).await;
    assert_eq!(fixture.deliver().await, (0, 0, 0), "jane waits");
    fixture.advance(LATER).await;
    assert_eq!(fixture.deliver().await, (0, 1, 0));
    fixture.advance(LATER).await;
    assert_eq!(fixture.deliver().await, (4, 0, 0));
    let expected = ["jane 1", "jane 2", "jane 3", "jane 4"];
    assert_eq!(fixture.titles()[3..], expected);
}

async fn a_dead_letter_lets_later_events_pass(fixture: Fixture) {
    fixture.fail([only(Fault::status(400), "jane-1")]);
    for number in 1..=3 {
        fixture.enqueue("jane", number).await;
    }
    assert_eq!(fixture.deliver().await, (2, 0, 1));
    assert_eq!(fixture.titles(), ["jane 2", "jane 3"]);
}

async fn order_survives_random_faults_and_several_relays(fixture: Fixture) {
    let customers: Vec<String> = (0..8).map(|number| format!("user{number}")).collect();
    fixture.add_customers(&customers);
    for number in 0..6 {
        for customer in &customers {
            fixture.enqueue(customer, number).await;
        }
    }
    let faults = [
        Fault::status(503),
        Fault::reset(),
        Fault::reset().after_commit(),
        Fault::truncate(),
        Fault::status(429).header("retry-after", "30"),
    ];
    fixture.fail(faults.map(|fault| FaultRule::new(fault).probability(0.08)));
    fixture.sandbox.faults().seed(17);
    let mut passes = 0;
    while fixture.counts().await != (0, 0) {
        let relays = (0..3).map(|_| fixture.relay());
        let relays: Vec<_> = relays
            .map(|relay| tokio::spawn(async move { deliver(&relay).await.2 }))
            .collect();
        for relay in relays {
            assert_eq!(relay.await.unwrap(), 0, "nothing dies");
        }
        fixture.advance(LATER).await;
        passes += 1;
        assert!(passes < 200, "events are stuck");
    }
    assert_eq!(fixture.titles().len(), 48);
    for customer in &customers {
        assert_eq!(fixture.numbers(customer), [0, 1, 2, 3, 4, 5], "{customer}");
    }
}

async fn nobody_starves_behind_a_thousand_blocked_customers(fixture: Fixture) {
    let for_a_day = Fault::status(503).header("retry-after", "86400");
    fixture.fail([for_a_day]);
    for number in 0..1_000 {
        fixture.enqueue(&format!("blocked{number:04}"), 1).await;
    }
    assert_eq!(fixture.deliver().await, (0, 1_000, 0));
    fixture.sandbox.faults().clear();
    fixture.add_customers(["aaron", "zoe"]);
    for customer in ["aaron", "zoe"] {
        fixture.enqueue(customer, 1).await;
    }
    assert_eq!(fixture.deliver().await, (2, 0, 0));
    assert_eq!(fixture.counts().await, (1_000, 0));
}
