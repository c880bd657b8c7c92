//! Relays in the background: flush, shutdown, guard, and emitted events.

use std::time::Duration;

use plain_outbox::{Error, Outbox};
use plain_sandbox::{Fault, FaultRule, Sandbox};

use crate::{event, sandbox, titles};

const LIMIT: Duration = Duration::from_secs(20);

#[tokio::test]
async fn flush_waits_for_the_events_enqueued_before() {
    let sandbox = Sandbox::start().await;
    let outbox = Outbox::in_memory();
    let relay = outbox.relay(sandbox.client()).start().unwrap();
    for number in 1..=5 {
        outbox.enqueue(&event("jane", number)).await.unwrap();
    }
    relay.flush(LIMIT).await.unwrap();
    assert_eq!(titles(&sandbox).len(), 5);
    relay.shutdown(LIMIT).await.unwrap();
}

#[tokio::test]
async fn flush_ends_at_its_timeout_with_the_number_left() {
    let sandbox = Sandbox::start().await;
    sandbox
        .faults()
        .set([Fault::status(503).header("retry-after", "600")]);
    let outbox = Outbox::in_memory();
    let relay = outbox.relay(sandbox.client()).start().unwrap();
    for customer in ["jane", "joe"] {
        outbox.enqueue(&event(customer, 1)).await.unwrap();
    }
    let error = relay.flush(Duration::from_millis(300)).await.unwrap_err();
    assert!(matches!(error, Error::Unsettled { left: 2 }), "{error}");
}

#[tokio::test]
async fn shutdown_finishes_the_requests_in_flight() {
    let sandbox = Sandbox::start().await;
    let slow = FaultRule::new(Fault::delay(Duration::from_millis(200))).next(1);
    sandbox.faults().set([slow]);
    let outbox = Outbox::in_memory();
    let relay = outbox.relay(sandbox.client()).start().unwrap();
    outbox.enqueue(&event("jane", 1)).await.unwrap();
    relay.shutdown(LIMIT).await.unwrap();
    assert_eq!(titles(&sandbox), ["jane 1"]);
    // It is stopped.
    outbox.enqueue(&event("jane", 2)).await.unwrap();
    let counts = outbox.relay(sandbox.client()).deliver_due().await.unwrap();
    assert_eq!(counts.delivered, 1);
}

#[tokio::test]
async fn run_until_ends_with_its_future() {
    let sandbox = Sandbox::start().await;
    let outbox = Outbox::in_memory();
    outbox.enqueue(&event("jane", 1)).await.unwrap();
    let delivered = sandbox.wait_for(|it| it.len() == 1, LIMIT);
    let relay = outbox.relay(sandbox.client());
    relay.run_until(delivered).await.unwrap();
    assert_eq!(titles(&sandbox), ["jane 1"]);
}

#[test]
fn guard_flushes_on_every_kind_of_runtime() {
    for threads in [0, 1, 2] {
        let mut builder = match threads {
            0 => tokio::runtime::Builder::new_current_thread(),
            _ => tokio::runtime::Builder::new_multi_thread(),
        };
        if threads > 0 {
            builder.worker_threads(threads);
        }
        let runtime = builder.enable_all().build().unwrap();
        let sandbox = runtime.block_on(async {
            let sandbox = Sandbox::start().await;
            let outbox = Outbox::in_memory();
            let relay = outbox.relay(sandbox.client()).start().unwrap();
            let _guard = relay.guard(LIMIT);
            outbox.emit(&event("jane", 1));
            sandbox
        });
        assert_eq!(titles(&sandbox), ["jane 1"], "{threads}");
    }
}

#[test]
fn events_emitted_outside_a_runtime_wait_for_a_relay() {
    let outbox = Outbox::builder().emit_capacity(2).in_memory();
    for number in 1..=3 {
        outbox.emit(&event("jane", number));
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let sandbox = Sandbox::start().await;
        outbox.relay(sandbox.client()).deliver_due().await.unwrap();
        // The third one did not fit.
        assert_eq!(titles(&sandbox), ["jane 1", "jane 2"]);
    });
}

#[tokio::test]
async fn a_slow_customer_does_not_hold_back_others() {
    let sandbox = sandbox().await;
    let slow = FaultRule::new(Fault::no_response()).next(1);
    sandbox.faults().set([slow]);
    // A limit that does not matter here.
    let outbox = Outbox::builder().requests_per_minute(60_000).in_memory();
    let relay = outbox.relay(sandbox.client()).start().unwrap();
    outbox.enqueue(&event("jane", 1)).await.unwrap();
    for number in 1..=40 {
        outbox.enqueue(&event("joe", number)).await.unwrap();
    }
    sandbox.wait_for(|it| it.len() == 40, LIMIT).await.unwrap();
    drop(relay);
}
