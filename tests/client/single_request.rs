//! Clients whose calls send one request.

use std::time::{Duration, SystemTime};

use plain_runtime::client::Clock;
use plain_runtime::{Client, CreateThreadInput, Error, thread};
use plain_sandbox::{Fault, FaultRule, Sandbox, seed};

use crate::{event, start};

/// Starts a sandbox with a client whose clock the test moves.
async fn single(faults: impl IntoIterator<Item = Fault>) -> (Sandbox, Client, Clock) {
    let sandbox = start().await;
    sandbox.faults().set(
        faults
            .into_iter()
            .map(|fault| FaultRule::new(fault).next(1)),
    );
    let clock = Clock::manual(SystemTime::now());
    let builder = sandbox.client_builder().clock(clock.clone());
    let client = builder.build().unwrap().without_retries();
    (sandbox, client, clock)
}

#[tokio::test]
async fn every_failure_ends_the_call_after_one_request() {
    let faults = || {
        [
            Fault::status(503),
            Fault::status(429),
            Fault::reset(),
            Fault::reset().after_commit(),
            Fault::truncate(),
            Fault::graphql_error("INTERNAL_SERVER_ERROR", "No"),
        ]
    };
    for fault in faults() {
        let name = format!("{fault}");
        let (sandbox, client, clock) = single([fault]).await;
        let started = clock.now();
        let error = client.create_customer_event(&event()).await.unwrap_err();
        assert!(error.is_retryable(), "{name}: {error}");
        assert_eq!(error.attempts(), 1, "{name}");
        assert_eq!(sandbox.requests().len(), 1, "{name}");
        assert_eq!(clock.now(), started, "{name}");
    }
}

#[tokio::test]
async fn a_rate_limited_call_says_when_and_sends_nothing_until_then() {
    let fault = Fault::status(429).header("retry-after", "20");
    let (sandbox, client, clock) = single([fault]).await;
    for attempts in [1, 0] {
        let error = client.create_customer_event(&event()).await.unwrap_err();
        let Error::RateLimited { until, .. } = &error else {
            panic!("{error}");
        };
        let wait = until.duration_since(client.clock().now()).unwrap();
        assert_eq!(wait, Duration::from_secs(20));
        assert_eq!(error.attempts(), attempts);
    }
    assert_eq!(sandbox.requests().len(), 1);
    clock.advance(Duration::from_secs(20));
    client.create_customer_event(&event()).await.unwrap();
}

#[tokio::test]
async fn error_tells_the_wait_that_the_response_asks_for() {
    for (header, expected) in [(Some("17"), Some(17)), (Some("0.2"), Some(1)), (None, None)] {
        let fault = Fault::status(503);
        let fault = match header {
            Some(value) => fault.header("retry-after", value),
            None => fault,
        };
        let (_sandbox, client, _) = single([fault]).await;
        let error = client.create_customer_event(&event()).await.unwrap_err();
        assert_eq!(error.retry_after(), expected.map(Duration::from_secs));
    }
}

#[tokio::test]
async fn a_thread_of_unknown_outcome_is_not_looked_up() {
    let (sandbox, client, _) = single([Fault::reset().after_commit()]).await;
    let input: CreateThreadInput = thread!(
        title = "Export fails",
        customer_identifier = email_address(seed::CUSTOMER_EMAIL_ADDRESS),
        external_id = "export-1",
        components = [text("No file.")],
    );
    let error = client.create_thread(&input).await.unwrap_err();
    assert!(error.may_have_taken_effect());
    assert_eq!(sandbox.requests().len(), 1);
}

#[tokio::test]
async fn other_clones_of_the_client_still_retry() {
    let (sandbox, _, _) = single([Fault::status(503)]).await;
    let client = sandbox.client_without_waits();
    let _single = client.without_retries();
    client.create_customer_event(&event()).await.unwrap();
    assert_eq!(sandbox.requests().len(), 2);
}
