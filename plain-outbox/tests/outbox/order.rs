//! The events of a customer arrive in order, and customers do not delay each other.

use std::time::Duration;

use plain_sandbox::Fault;

use crate::fixture::{Fixture, only};

stores![
    events_of_a_customer_arrive_in_order,
    order_is_kept_across_a_failure_while_others_go_on,
    a_dead_letter_lets_later_events_pass,
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
