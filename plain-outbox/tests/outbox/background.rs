//! Relays in the background: flush, shutdown, guard, and emitted events.

use std::thread;
use std::time::Duration;

use plain_outbox::Error;
use plain_sandbox::{Fault, FaultRule, Sandbox};
use tokio::runtime::Builder;

use crate::database::Database;
use crate::fixture::{Fixture, LIMIT, event, only, titles};
use crate::gate::Gate;
use crate::log::Log;

stores![
    flush_waits_for_the_events_enqueued_before,
    flush_ends_at_its_timeout_with_the_number_left,
    flush_counts_a_dead_letter_as_settled,
    shutdown_finishes_the_requests_in_flight,
    shutdown_ends_at_its_timeout_with_requests_in_flight,
    run_until_ends_with_its_future,
    run_until_finishes_the_requests_in_flight,
    guard_flushes_on_every_kind_of_runtime,
    guard_flushes_after_the_end_of_the_runtime,
    guard_says_what_it_could_not_send,
    events_emitted_outside_a_runtime_wait_for_a_relay,
    a_slow_customer_does_not_hold_back_others,
];

async fn flush_waits_for_the_events_enqueued_before(fixture: Fixture) {
    let relay = fixture.relay().start().unwrap();
    for number in 1..=5 {
        fixture.enqueue("jane", number).await;
    }
    relay.flush(LIMIT).await.unwrap();
    assert_eq!(fixture.titles().len(), 5);
    relay.shutdown(LIMIT).await.unwrap();
}

async fn flush_ends_at_its_timeout_with_the_number_left(fixture: Fixture) {
    fixture.fail([Fault::status(503).header("retry-after", "600")]);
    let relay = fixture.relay().start().unwrap();
    for customer in ["jane", "joe"] {
        fixture.enqueue(customer, 1).await;
    }
    let error = relay.flush(Duration::from_millis(300)).await.unwrap_err();
    assert!(matches!(error, Error::Unsettled { left: 2 }), "{error}");
    let message = error.to_string();
    assert!(
        message.starts_with("2 events are not settled yet; help: "),
        "{message}"
    );
}

async fn flush_counts_a_dead_letter_as_settled(fixture: Fixture) {
    fixture.fail([only(Fault::status(400), "joe-1")]);
    for customer in ["joe", "jane"] {
        fixture.enqueue(customer, 1).await;
    }
    let relay = fixture.relay().start().unwrap();
    relay.flush(LIMIT).await.unwrap();
    assert_eq!(fixture.counts().await, (0, 1));
    assert_eq!(fixture.titles(), ["jane 1"]);
}

async fn shutdown_finishes_the_requests_in_flight(fixture: Fixture) {
    let gate = Gate::before(&fixture.sandbox).await;
    let relay = fixture.relay_through(&gate).start().unwrap();
    for customer in ["jane", "joe"] {
        fixture.enqueue(customer, 1).await;
    }
    gate.wait_for(2).await;
    let shutdown = tokio::spawn(relay.shutdown(LIMIT));
    tokio::task::yield_now().await;
    assert!(!shutdown.is_finished());
    gate.open();
    shutdown.await.unwrap().unwrap();
    assert_eq!(fixture.titles().len(), 2);
    // It is stopped.
    fixture.enqueue("jane", 2).await;
    assert_eq!(fixture.deliver().await, (1, 0, 0));
}

async fn shutdown_ends_at_its_timeout_with_requests_in_flight(fixture: Fixture) {
    fixture.fail([only(Fault::no_response().after_commit(), "jane-1")]);
    let relay = fixture.relay().start().unwrap();
    fixture.enqueue("jane", 1).await;
    fixture.enqueue("jane", 2).await;
    let created = fixture.sandbox.wait_for(|it| it.len() == 1, LIMIT);
    created.await.unwrap();
    let error = relay
        .shutdown(Duration::from_millis(300))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Unsettled { left: 2 }), "{error}");
    fixture.sandbox.faults().clear();
    assert_eq!(fixture.deliver().await, (0, 0, 0), "leased");
    fixture.advance(Duration::from_mins(2)).await;
    assert_eq!(fixture.deliver().await, (2, 0, 0));
    assert_eq!(fixture.titles(), ["jane 1", "jane 2"]);
}

async fn run_until_ends_with_its_future(fixture: Fixture) {
    fixture.enqueue("jane", 1).await;
    let delivered = fixture.sandbox.wait_for(|it| it.len() == 1, LIMIT);
    fixture.relay().run_until(delivered).await.unwrap();
    assert_eq!(fixture.titles(), ["jane 1"]);
}

async fn run_until_finishes_the_requests_in_flight(fixture: Fixture) {
    let gate = Gate::before(&fixture.sandbox).await;
    fixture.enqueue("jane", 1).await;
    let relay = fixture.relay_through(&gate);
    let shutdown = async {
        gate.wait_for(1).await;
        gate.open();
    };
    relay.run_until(shutdown).await.unwrap();
    assert_eq!(fixture.titles(), ["jane 1"]);
    assert_eq!(fixture.counts().await, (0, 0));
}

/// Emits an event, and leaves its delivery to a guard, in a runtime with so many threads; 0 for one without
/// threads of its own.
fn emit_under_a_guard(fixture: &Fixture, threads: usize) -> Sandbox {
    let mut builder = match threads {
        0 => Builder::new_current_thread(),
        _ => Builder::new_multi_thread(),
    };
    if threads > 0 {
        builder.worker_threads(threads);
    }
    let runtime = builder.enable_all().build().unwrap();
    runtime.block_on(async {
        let sandbox = Sandbox::start().await;
        let outbox = fixture.database.open(fixture.builder()).await.unwrap();
        let relay = outbox.relay(sandbox.client()).start().unwrap();
        let _guard = relay.guard(LIMIT);
        outbox.emit(&event("jane", u32::try_from(threads).unwrap()));
        sandbox
    })
}

async fn guard_flushes_on_every_kind_of_runtime(fixture: Fixture) {
    for threads in [0, 1, 2] {
        let emit = || emit_under_a_guard(&fixture, threads);
        // A thread without a runtime.
        let sandbox = thread::scope(|scope| scope.spawn(emit).join().unwrap());
        assert_eq!(titles(&sandbox), [format!("jane {threads}")]);
    }
}

async fn guard_flushes_after_the_end_of_the_runtime(fixture: Fixture) {
    let emit = || {
        let runtime = Builder::new_multi_thread().enable_all().build().unwrap();
        let (outbox, guard) = runtime.block_on(async {
            let outbox = fixture.database.open(fixture.builder()).await.unwrap();
            outbox.enqueue(&event("jane", 1)).await.unwrap();
            let relay = outbox.relay(fixture.client()).start().unwrap();
            relay.flush(LIMIT).await.unwrap();
            (outbox, relay.guard(LIMIT))
        });
        drop(runtime);
        outbox.emit(&event("jane", 2));
        drop(guard);
    };
    thread::scope(|scope| scope.spawn(emit).join().unwrap());
    assert_eq!(fixture.titles(), ["jane 1", "jane 2"]);
}

async fn guard_says_what_it_could_not_send(fixture: Fixture) {
    let (log, _guard) = Log::capture();
    fixture.fail([Fault::status(503).header("retry-after", "600")]);
    for customer in ["jane", "joe"] {
        fixture.enqueue(customer, 1).await;
    }
    assert_eq!(fixture.deliver().await, (0, 2, 0));
    let relay = fixture.relay().start().unwrap();
    drop(relay.guard(Duration::from_millis(600)));
    let text = log.text();
    assert!(text.contains("not all events were sent"), "{text}");
    assert!(text.contains("2 events are not settled yet"), "{text}");
    let fate = if matches!(fixture.database, Database::Memory) {
        "they are lost if the process ends now"
    } else {
        "they are recorded, and the next relay delivers them"
    };
    assert!(text.contains(fate), "{text}");
}

async fn events_emitted_outside_a_runtime_wait_for_a_relay(fixture: Fixture) {
    let builder = fixture.builder().emit_capacity(2);
    let outbox = fixture.database.open(builder).await.unwrap();
    let emit = || {
        for number in 1..=3 {
            outbox.emit(&event("jane", number));
        }
    };
    thread::scope(|scope| scope.spawn(emit).join().unwrap());
    let relay = outbox.relay(fixture.sandbox.client());
    assert_eq!(relay.deliver_due().await.unwrap().delivered, 2);
    // The third one did not fit.
    assert_eq!(fixture.titles(), ["jane 1", "jane 2"]);
    assert_eq!(outbox.stats().await.unwrap().dropped, 1);
}

async fn a_slow_customer_does_not_hold_back_others(fixture: Fixture) {
    fixture.fail([FaultRule::new(Fault::no_response()).next(1)]);
    // A limit that does not matter here.
    let builder = fixture.builder().requests_per_minute(60_000);
    let outbox = fixture.database.open(builder).await.unwrap();
    let relay = outbox.relay(fixture.sandbox.client()).start().unwrap();
    outbox.enqueue(&event("jane", 1)).await.unwrap();
    for number in 1..=40 {
        outbox.enqueue(&event("joe", number)).await.unwrap();
    }
    let delivered = fixture.sandbox.wait_for(|it| it.len() == 40, LIMIT);
    delivered.await.unwrap();
    drop(relay);
}
