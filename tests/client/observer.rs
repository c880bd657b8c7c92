//! The observer of a client, per-call timeouts, prepared requests and the fields of spans.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use plain_runtime::client::{CallEvent, WaitReason};
use plain_runtime::{ClientBuilder, Error, customer_event};
use plain_sandbox::{Fault, FaultRule, Sandbox};

use crate::{client_of, event};

/// Events of a client, written on one line each.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn attach(&self, builder: ClientBuilder) -> ClientBuilder {
        let log = self.clone();
        builder.observer(move |event| log.0.lock().unwrap().push(line(event)))
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

fn line(event: &CallEvent<'_>) -> String {
    match event {
        CallEvent::Attempt {
            operation,
            attempt,
            outcome,
            status,
            ..
        } => format!("{operation}: attempt {attempt} {outcome} {status:?}"),
        CallEvent::Wait {
            operation, reason, ..
        } => format!("{operation}: wait {}", reason.name()),
        CallEvent::End {
            operation, outcome, ..
        } => format!("{operation}: end {outcome}"),
        event => panic!("{event:?}"),
    }
}

#[tokio::test]
async fn attempts_waits_and_ends_are_observed() {
    let sandbox = crate::start().await;
    let log = Log::default();
    let client = log.attach(client_of(&sandbox)).build().unwrap();
    client.create_customer_event(&event()).await.unwrap();
    assert_eq!(
        log.take(),
        [
            "createCustomerEvent: attempt 1 ok Some(200)",
            "createCustomerEvent: end ok"
        ]
    );

    let limited = Fault::status(429).header("retry-after", "2");
    sandbox.faults().set([
        FaultRule::new(Fault::status(503)).next(1),
        FaultRule::new(limited).next(1),
    ]);
    client.customer("c_1").await.unwrap();
    let lines = log.take();
    for expected in [
        "customer: attempt 1 unavailable Some(503)",
        "customer: wait backoff",
        "customer: attempt 2 rate_limited Some(429)",
        "customer: wait rate_limit",
        "customer: attempt 3 ok Some(200)",
    ] {
        assert!(
            lines.iter().any(|line| line == expected),
            "{expected}: {lines:#?}"
        );
    }
    assert_eq!(lines.last().unwrap(), "customer: end ok");

    sandbox.faults().set([Fault::status(401)]);
    let document = "query Threads { threads(first: 1) { totalCount } }";
    let result = client.graphql::<serde_json::Value>(document, ()).await;
    result.unwrap_err();
    assert_eq!(
        log.take(),
        [
            "Threads: attempt 1 unauthorized Some(401)",
            "Threads: end unauthorized"
        ]
    );
}

#[tokio::test]
async fn cancelled_call_is_observed() {
    let sandbox = crate::start().await;
    sandbox.faults().set([Fault::no_response()]);
    let log = Log::default();
    let client = log.attach(client_of(&sandbox)).build().unwrap();
    let call = tokio::spawn(async move { client.create_customer_event(&event()).await });
    while sandbox.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    assert_eq!(log.take(), ["createCustomerEvent: end cancelled"]);
}

#[tokio::test]
async fn wait_for_other_calls_is_observed() {
    let sandbox = crate::start().await;
    let log = Log::default();
    let client = log
        .attach(client_of(&sandbox))
        .max_concurrent_requests(std::num::NonZeroUsize::MIN)
        .build()
        .unwrap();
    let (one, other) = tokio::join!(client.customer("c_1"), client.customer("c_2"));
    one.unwrap();
    other.unwrap();
    let waits = format!("customer: wait {}", WaitReason::Concurrency.name());
    assert_eq!(log.take().iter().filter(|line| **line == waits).count(), 1);
}

#[tokio::test]
async fn timeout_of_a_call_concerns_this_call_only() {
    let sandbox = crate::start().await;
    let client = client_of(&sandbox).build().unwrap();
    // A retry would end after the timeout.
    let fault = || FaultRule::new(Fault::status(503).header("retry-after", "20")).next(1);
    sandbox.faults().set([fault()]);
    let quick = client.with_call_timeout(Duration::from_secs(5));
    let error = quick.customer("c_1").await.unwrap_err();
    assert!(matches!(error, Error::Unavailable { .. }), "{error}");
    assert_eq!(error.attempts(), 1);
    sandbox.faults().set([fault()]);
    client.customer("c_1").await.unwrap();
}

#[tokio::test]
async fn prepared_request_is_the_one_that_would_be_sent() {
    let sandbox: Sandbox = crate::start().await;
    let client = client_of(&sandbox).build().unwrap();
    let event = customer_event!(
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over.")],
        external_id = "trial-17",
    );
    let prepared = client.prepare_customer_event(&event).unwrap();
    assert!(sandbox.requests().is_empty());
    assert_eq!(prepared.external_id(), "trial-17");
    let body: serde_json::Value = serde_json::from_slice(prepared.body()).unwrap();
    assert_eq!(
        body,
        serde_json::from_str::<serde_json::Value>(&prepared.to_string()).unwrap()
    );

    // Sent by other means, it creates the event.
    let query = body["query"].as_str().unwrap();
    let created: serde_json::Value = client.graphql(query, &body["variables"]).await.unwrap();
    assert_eq!(
        created["createCustomerEvent"]["error"],
        serde_json::Value::Null
    );
    assert_eq!(sandbox.events()[0].external_id.as_deref(), Some("trial-17"));

    let invalid = customer_event!(
        title = String::new(),
        customer_identifier = email_address("jane@acme.com"),
        components = [divider()],
    );
    let error = client.prepare_customer_event(&invalid).unwrap_err();
    assert!(matches!(error, Error::Invalid(_)), "{error}");
}
