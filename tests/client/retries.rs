//! Retries: how often each fault is retried, and how the call ends.

use std::time::{Duration, SystemTime};

use plain_runtime::client::Clock;
use plain_runtime::{Error, MutationErrorType};
use plain_sandbox::{Fault, FaultRule, Sandbox};

use crate::{client_of, event, faulty};

/// Effect of a call on the sandbox.
struct Effect {
    /// Requests received.
    requests: usize,
    /// Events created.
    events: usize,
}

impl Effect {
    fn on(sandbox: &Sandbox) -> Self {
        Self {
            requests: sandbox.requests().len(),
            events: sandbox.events().len(),
        }
    }
}

#[tokio::test]
async fn transient_faults_are_retried() {
    for fault in [
        Fault::status(408),
        Fault::status(500),
        Fault::status(502).body("<html><h1>Bad gateway</h1></html>"),
        Fault::status(503).header("retry-after", "3"),
        Fault::status(504),
        Fault::status(429),
        Fault::status(429).header("retry-after", "2"),
        Fault::graphql_error("INTERNAL_SERVER_ERROR", "Something went wrong"),
        Fault::graphql_error("RATE_LIMITED", "Too many"),
        Fault::mutation_error("INTERNAL", "internal", "Something went wrong"),
        Fault::reset(),
        Fault::status(200).body("{\"data\":"),
        Fault::status(200).body(""),
    ] {
        let name = fault.to_string();
        let (sandbox, client) = faulty([FaultRule::new(fault).next(2)]).await;
        client
            .create_customer_event(&event())
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let effect = Effect::on(&sandbox);
        assert_eq!((effect.requests, effect.events), (3, 1), "{name}");
    }
}

#[tokio::test]
async fn permanent_faults_are_not_retried() {
    for fault in [
        Fault::status(400),
        Fault::status(401),
        Fault::status(403),
        Fault::status(404),
        Fault::status(302).header("location", "http://127.0.0.1:1/"),
        Fault::graphql_error("GRAPHQL_PARSE_FAILED", "No"),
        Fault::graphql_error("GRAPHQL_VALIDATION_FAILED", "No"),
        Fault::graphql_error("BAD_USER_INPUT", "No"),
        Fault::graphql_error("UNAUTHENTICATED", "No"),
        Fault::graphql_error("FORBIDDEN", "No"),
        Fault::mutation_error("VALIDATION", "input_validation", "No"),
        Fault::mutation_error("FORBIDDEN", "forbidden", "No"),
    ] {
        let name = fault.to_string();
        let (sandbox, client) = faulty([fault]).await;
        let error = client.create_customer_event(&event()).await.unwrap_err();
        assert!(!error.is_retryable(), "{name}: {error}");
        assert!(!error.may_have_taken_effect(), "{name}: {error}");
        assert_eq!(error.attempts(), 1, "{name}");
        assert!(error.request_id().is_some(), "{name}");
        let effect = Effect::on(&sandbox);
        assert_eq!((effect.requests, effect.events), (1, 0), "{name}");
    }
}

#[tokio::test]
async fn error_message_names_permission_and_request_id() {
    let (_sandbox, client) = faulty([Fault::mutation_error("FORBIDDEN", "forbidden", "No")]).await;
    let error = client.create_customer_event(&event()).await.unwrap_err();
    let request_id = error.request_id().unwrap();
    assert_eq!(
        error.to_string(),
        format!(
            "the API key lacks a permission, it needs `customerEvent:create`: No (request ID {request_id})"
        ),
    );
    assert_eq!(
        error.mutation_error().unwrap().r#type,
        MutationErrorType::Forbidden
    );

    let (sandbox, client) = faulty([Fault::status(503)]).await;
    let error = client.create_customer_event(&event()).await.unwrap_err();
    let request_id = error.request_id().unwrap();
    assert_eq!(
        error.to_string(),
        format!(
            "Plain is unavailable (status 503): {{\"message\":\"Service Unavailable\"}} (3 attempts, request ID {request_id})"
        ),
    );
    assert_eq!(Effect::on(&sandbox).requests, 3);
}

#[tokio::test]
async fn missing_response_ends_at_the_attempt_timeout() {
    let sandbox = crate::start().await;
    sandbox
        .faults()
        .set([FaultRule::new(Fault::no_response()).next(1)]);
    let client = client_of(&sandbox)
        .attempt_timeout(Duration::from_millis(500))
        .build()
        .unwrap();
    client.create_customer_event(&event()).await.unwrap();
    assert_eq!(Effect::on(&sandbox).events, 1);

    sandbox.faults().set([Fault::no_response()]);
    let client = client_of(&sandbox)
        .attempt_timeout(Duration::from_millis(20))
        .build()
        .unwrap();
    let error = client.create_customer_event(&event()).await.unwrap_err();
    assert!(matches!(error, Error::Timeout { .. }), "{error}");
    assert_eq!(error.attempts(), 3);
    assert!(error.is_retryable() && error.may_have_taken_effect());
    assert_eq!(error.request_id(), None);
}

#[tokio::test]
async fn slow_body_ends_at_the_attempt_timeout() {
    let sandbox = crate::start().await;
    let slow = Fault::slow_body(1, Duration::from_hours(1));
    sandbox.faults().set([FaultRule::new(slow).next(1)]);
    let client = client_of(&sandbox)
        .attempt_timeout(Duration::from_millis(500))
        .build()
        .unwrap();
    let created = client.create_customer_event(&event()).await.unwrap();
    assert_eq!(created.id, sandbox.events()[0].id);
    assert_eq!(Effect::on(&sandbox).events, 1);
}

#[tokio::test]
async fn retry_beyond_the_call_timeout_is_not_attempted() {
    // Two waits of 20 seconds exceed the timeout of the call.
    let sandbox = crate::start().await;
    sandbox
        .faults()
        .set([Fault::status(503).header("retry-after", "20")]);
    let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    let client = client_of(&sandbox).clock(clock.clone()).build().unwrap();
    let error = client.create_customer_event(&event()).await.unwrap_err();
    assert!(
        matches!(error, Error::Unavailable { status: 503, .. }),
        "{error}"
    );
    assert_eq!(error.attempts(), 2);
    assert_eq!(
        clock.now(),
        SystemTime::UNIX_EPOCH + Duration::from_secs(20)
    );
}

#[tokio::test]
async fn retry_quota_limits_retries_during_an_outage() {
    let (sandbox, client) = faulty([Fault::status(503)]).await;
    let calls = 60;
    for _ in 0..calls {
        client.create_customer_event(&event()).await.unwrap_err();
    }
    // 500 tokens, 14 per retry.
    assert_eq!(Effect::on(&sandbox).requests, calls + 35);

    // Successful calls refill the quota.
    sandbox.faults().clear();
    sandbox.clear_requests();
    for _ in 0..14 {
        client.create_customer_event(&event()).await.unwrap();
    }
    sandbox
        .faults()
        .set([FaultRule::new(Fault::status(503)).next(1)]);
    client.create_customer_event(&event()).await.unwrap();
    assert_eq!(Effect::on(&sandbox).requests, 14 + 2);
}

#[tokio::test]
async fn max_attempts_is_respected() {
    let sandbox = crate::start().await;
    sandbox.faults().set([Fault::status(500)]);
    for (attempts, expected) in [(0, 1), (1, 1), (5, 5)] {
        sandbox.clear_requests();
        let client = client_of(&sandbox).max_attempts(attempts).build().unwrap();
        let error = client.create_customer_event(&event()).await.unwrap_err();
        assert_eq!(error.attempts(), expected);
        assert_eq!(
            Effect::on(&sandbox).requests,
            usize::try_from(expected).unwrap()
        );
    }
}

#[tokio::test]
async fn external_id_of_the_caller_is_kept() {
    let (sandbox, client) = faulty([FaultRule::new(Fault::status(500)).next(1)]).await;
    let mut event = event();
    event.external_id = Some("trial-17".into());
    let created = client.create_customer_event(&event).await.unwrap();
    assert_eq!(created.external_id.as_deref(), Some("trial-17"));
    assert_eq!(sandbox.events()[0].input["externalId"], "trial-17");
    // A generated external ID does not change the event.
    let unnamed = crate::event();
    client.create_customer_event(&unnamed).await.unwrap();
    client.create_customer_event(&unnamed).await.unwrap();
    assert_eq!(unnamed, crate::event());
    assert_eq!(sandbox.events().len(), 3);
}

#[tokio::test]
async fn custom_mutation_is_retried_only_if_not_executed() {
    const UPSERT: &str = "mutation ($input: UpsertCustomerInput!) {
        upsertCustomer(input: $input) { result error { code } }
    }";
    let input = serde_json::json!({ "input": {
        "identifier": { "emailAddress": "joe@acme.com" },
        "onCreate": { "fullName": "Joe", "email": { "email": "joe@acme.com", "isVerified": true } },
        "onUpdate": {},
    }});
    let (sandbox, client) = faulty([FaultRule::new(Fault::status(503)).next(1)]).await;
    let result: Result<serde_json::Value, _> = client.graphql(UPSERT, &input).await;
    assert!(result.unwrap_err().is_retryable());
    assert_eq!(Effect::on(&sandbox).requests, 1);

    sandbox
        .faults()
        .set([FaultRule::new(Fault::status(429)).next(1)]);
    let data: serde_json::Value = client.graphql(UPSERT, &input).await.unwrap();
    assert_eq!(data["upsertCustomer"]["result"], "CREATED");
    assert_eq!(Effect::on(&sandbox).requests, 3);
}

#[tokio::test]
async fn duplicates_found_by_retries_keep_the_retry_quota() {
    let count = 100;
    let lost = (0..count).map(|number| {
        FaultRule::new(Fault::reset().after_commit())
            .variables(serde_json::json!({ "input": { "externalId": format!("trial-{number}") } }))
            .next(1)
    });
    let (sandbox, client) = faulty(lost).await;
    for number in 0..count {
        let mut event = event();
        event.external_id = Some(format!("trial-{number}").into());
        let error = client.create_customer_event(&event).await.unwrap_err();
        assert!(
            matches!(error, Error::AlreadyCreated { .. }),
            "{number}: {error}"
        );
        assert_eq!(error.attempts(), 2);
    }
    let effect = Effect::on(&sandbox);
    assert_eq!((effect.requests, effect.events), (2 * count, count));
}
