//! Events are recorded in the transactions of the application.

use std::sync::Arc;

use plain_outbox::{Error, RecordedEvent};

use crate::fixture::{Fixture, LIMIT, event, thread_event};
use crate::gate::Gate;

databases![
    flavor = "current_thread";
    a_rollback_leaves_neither_row_nor_event,
    a_commit_leaves_the_row_and_the_event,
    a_duplicate_leaves_the_transaction_usable,
    an_invalid_event_leaves_the_transaction_usable,
    the_events_of_a_transaction_arrive_in_its_order,
    a_savepoint_takes_its_events_with_it,
    an_external_id_of_a_rollback_is_free,
    relays_deliver_the_events_of_all_commits_and_no_other,
    a_late_commit_does_not_overtake_an_event_in_flight,
    a_late_commit_does_not_overtake_an_event_that_waits,
];

async fn a_rollback_leaves_neither_row_nor_event(fixture: Fixture) {
    for is_dropped in [false, true] {
        let mut transaction = fixture.database.begin().await;
        transaction.insert_account().await;
        let receipt = transaction
            .enqueue(&fixture.outbox, &event("jane", 1))
            .await;
        assert!(!receipt.unwrap().is_duplicate());
        if is_dropped {
            drop(transaction);
        } else {
            transaction.roll_back().await;
        }
        assert_eq!(fixture.database.count_accounts().await, 0);
        assert_eq!(fixture.counts().await, (0, 0));
        assert_eq!(fixture.deliver().await, (0, 0, 0));
    }
    assert!(fixture.sandbox.requests().is_empty());
}

async fn a_commit_leaves_the_row_and_the_event(fixture: Fixture) {
    let mut transaction = fixture.database.begin().await;
    transaction.insert_account().await;
    let receipt = transaction
        .enqueue(&fixture.outbox, &event("jane", 1))
        .await;
    assert_eq!(receipt.unwrap().external_id(), "jane-1");
    // Nobody else sees it yet.
    assert_eq!(fixture.counts().await, (0, 0));
    transaction.commit().await;
    assert_eq!(fixture.database.count_accounts().await, 1);
    assert_eq!(fixture.counts().await, (1, 0));
    assert_eq!(fixture.deliver().await, (1, 0, 0));
    assert_eq!(fixture.titles(), ["jane 1"]);
}

async fn a_duplicate_leaves_the_transaction_usable(fixture: Fixture) {
    fixture.enqueue("jane", 1).await;
    let mut transaction = fixture.database.begin().await;
    for (number, expected) in [(1, true), (2, false), (2, true), (1, true)] {
        let receipt = transaction
            .enqueue(&fixture.outbox, &event("jane", number))
            .await;
        assert_eq!(receipt.unwrap().is_duplicate(), expected, "{number}");
        transaction.insert_account().await;
    }
    transaction.commit().await;
    assert_eq!(fixture.database.count_accounts().await, 4);
    assert_eq!(fixture.counts().await, (2, 0));
    assert_eq!(fixture.deliver().await, (2, 0, 0));
    // Delivered ones are duplicates, too.
    let mut transaction = fixture.database.begin().await;
    let receipt = transaction
        .enqueue(&fixture.outbox, &event("jane", 2))
        .await;
    assert!(receipt.unwrap().is_duplicate());
    transaction.insert_account().await;
    transaction.commit().await;
    assert_eq!(fixture.database.count_accounts().await, 5);
}

async fn an_invalid_event_leaves_the_transaction_usable(fixture: Fixture) {
    let mut blank = event("jane", 1);
    blank.title = " ".into();
    let mut transaction = fixture.database.begin().await;
    transaction.insert_account().await;
    let error = transaction
        .enqueue(&fixture.outbox, &blank)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Invalid(_)), "{error}");
    let receipt = transaction
        .enqueue(&fixture.outbox, &event("jane", 1))
        .await;
    assert!(!receipt.unwrap().is_duplicate());
    transaction.commit().await;
    assert_eq!(fixture.database.count_accounts().await, 1);
    assert_eq!(fixture.counts().await, (1, 0));
}

async fn the_events_of_a_transaction_arrive_in_its_order(fixture: Fixture) {
    let mut transaction = fixture.database.begin().await;
    // A customer's events of different kinds of value.
    let recorded = RecordedEvent::Customer(event("jane", 2));
    for number in [3, 1] {
        let receipt = transaction
            .enqueue(&fixture.outbox, &event("jane", number))
            .await;
        receipt.unwrap();
    }
    transaction
        .enqueue(&fixture.outbox, &recorded)
        .await
        .unwrap();
    let receipt = transaction.enqueue(&fixture.outbox, &event("joe", 1)).await;
    receipt.unwrap();
    let receipt = transaction
        .enqueue(&fixture.outbox, &thread_event("escalation"))
        .await;
    assert!(!receipt.unwrap().is_duplicate());
    transaction.commit().await;
    assert_eq!(fixture.counts().await, (5, 0));
    assert_eq!(fixture.deliver().await, (5, 0, 0));
    let mut titles = fixture.titles();
    titles.retain(|it| it.starts_with("jane"));
    assert_eq!(titles, ["jane 3", "jane 1", "jane 2"]);
}

async fn a_savepoint_takes_its_events_with_it(fixture: Fixture) {
    let mut transaction = fixture.database.begin().await;
    let steps = [
        (1, "SAVEPOINT outer_part"),
        (2, "SAVEPOINT inner_part"),
        (3, "ROLLBACK TO SAVEPOINT inner_part"),
        (4, "RELEASE SAVEPOINT outer_part"),
        (5, "SAVEPOINT last_part"),
        (6, "ROLLBACK TO SAVEPOINT last_part"),
        // Free again.
        (3, "RELEASE SAVEPOINT last_part"),
    ];
    for (number, statement) in steps {
        let receipt = transaction
            .enqueue(&fixture.outbox, &event("jane", number))
            .await;
        assert!(!receipt.unwrap().is_duplicate(), "{number}");
        transaction.insert_account().await;
        transaction.run(statement).await;
    }
    transaction.commit().await;
    assert_eq!(fixture.database.count_accounts().await, 5);
    assert_eq!(fixture.counts().await, (5, 0));
    assert_eq!(fixture.deliver().await, (5, 0, 0));
    let expected = ["jane 1", "jane 2", "jane 4", "jane 5", "jane 3"];
    assert_eq!(fixture.titles(), expected);
}

async fn an_external_id_of_a_rollback_is_free(fixture: Fixture) {
    let mut transaction = fixture.database.begin().await;
    let receipt = transaction
        .enqueue(&fixture.outbox, &event("jane", 1))
        .await;
    assert!(!receipt.unwrap().is_duplicate());
    // This writer waits for the end of the transaction.
    let outbox = fixture.outbox.clone();
    let writer = tokio::spawn(async move { outbox.enqueue(&event("jane", 1)).await.unwrap() });
    transaction.roll_back().await;
    assert!(!writer.await.unwrap().is_duplicate());
    assert_eq!(fixture.deliver().await, (1, 0, 0));
}

/// Records the events of a customer, each in a transaction. Every third one rolls back.
async fn write(fixture: Arc<Fixture>, customer: String) {
    for number in 0..12 {
        let mut transaction = fixture.database.begin().await;
        let receipt = transaction
            .enqueue(&fixture.outbox, &event(&customer, number))
            .await;
        assert!(!receipt.unwrap().is_duplicate());
        transaction.insert_account().await;
        if number % 3 == 1 {
            transaction.roll_back().await;
        } else {
            transaction.commit().await;
        }
    }
}

async fn relays_deliver_the_events_of_all_commits_and_no_other(fixture: Fixture) {
    let customers: Vec<String> = (0..4).map(|number| format!("writer{number}")).collect();
    fixture.add_customers(&customers);
    let relays = [(); 2].map(|()| fixture.relay().start().unwrap());
    let fixture = Arc::new(fixture);
    let writers = customers.iter().cloned();
    let writers: Vec<_> = writers
        .map(|customer| tokio::spawn(write(Arc::clone(&fixture), customer)))
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    for relay in relays {
        relay.shutdown(LIMIT).await.unwrap();
    }
    assert_eq!(fixture.database.count_accounts().await, 32);
    assert_eq!(fixture.titles().len(), 32);
    for customer in &customers {
        let expected = [0, 2, 3, 5, 6, 8, 9, 11];
        assert_eq!(fixture.numbers(customer), expected, "{customer}");
    }
}

/// Commits the event 1 of jane, which was enqueued before all others, after `between`.
async fn commit_late(fixture: &Fixture, between: impl Future<Output = ()>) {
    let is_concurrent = fixture.database.has_concurrent_writers();
    let early = async || {
        let mut transaction = fixture.database.begin().await;
        let receipt = transaction
            .enqueue(&fixture.outbox, &event("jane", 1))
            .await;
        assert!(!receipt.unwrap().is_duplicate());
        transaction
    };
    if is_concurrent {
        let transaction = early().await;
        between.await;
        transaction.commit().await;
    } else {
        between.await;
        let mut transaction = early().await;
        transaction.predate("jane-1").await;
        transaction.commit().await;
    }
}

async fn a_late_commit_does_not_overtake_an_event_in_flight(fixture: Fixture) {
    let gate = Gate::before(&fixture.sandbox).await;
    // Holds jane 2 only, so that it does not claim joe 1 as well.
    let relay = fixture.relay_through(&gate).max_in_flight(1);
    let mut pass = None;
    commit_late(&fixture, async {
        fixture.enqueue("jane", 2).await;
        pass = Some(tokio::spawn(async move { relay.deliver_due().await }));
        gate.wait_for(1).await;
    })
    .await;
    fixture.enqueue("joe", 1).await;
    assert_eq!(fixture.deliver().await, (1, 0, 0));
    assert_eq!(fixture.titles(), ["joe 1"], "jane 2 is in flight");
    gate.open();
    let counts = pass.unwrap().await.unwrap().unwrap();
    assert_eq!(counts.delivered + fixture.deliver().await.0, 2);
    assert_eq!(fixture.titles(), ["joe 1", "jane 2", "jane 1"]);
}

async fn a_late_commit_does_not_overtake_an_event_that_waits(fixture: Fixture) {
    let fault = plain_sandbox::Fault::status(503).header("retry-after", "600");
    commit_late(&fixture, async {
        fixture.enqueue("jane", 2).await;
        fixture.fail([fault]);
        assert_eq!(fixture.deliver().await, (0, 1, 0));
    })
    .await;
    fixture.sandbox.faults().clear();
    fixture.enqueue("jane", 3).await;
    assert_eq!(fixture.deliver().await, (0, 0, 0), "jane 2 waits");
    fixture.advance(std::time::Duration::from_mins(10)).await;
    assert_eq!(fixture.deliver().await, (3, 0, 0));
    assert_eq!(fixture.titles().last().unwrap(), "jane 3");
}
