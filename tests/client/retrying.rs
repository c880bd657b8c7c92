//! What is sent again, how often, and what comes of it: each fault of a sandbox in turn.

use std::time::{Duration, SystemTime};

use plain_runtime::client::Clock;
use plain_runtime::{Error, MutationErrorType, thread_event};
use plain_sandbox::{Fault, FaultRule, Sandbox, seed};

use crate::{client_of, event, faulty};

/// How the retries of a call sum up.
struct Sent {
    /// The attempts that came to the sandbox.
    requests: usize,
    /// The events that are there.
    events: usize,
}

impl Sent {
    fn to(sandbox: &Sandbox) -> Self {
        Self {
            requests: sandbox.requests().len(),
            events: sandbox.events().len(),
        }
    }
}

#[tokio::test]
async fn what_passes_is_sent_again_until_it_has_passed() {
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
        let sent = Sent::to(&sandbox);
        assert_eq!((sent.requests, sent.events), (3, 1), "{name}");
    }
}

#[tokio::test]
async fn what_was_created_although_the_answer_was_lost_is_created_once() {
    for fault in [
        Fault::reset().after_commit(),
        Fault::truncate(),
        Fault::status(502).after_commit(),
        Fault::graphql_error("INTERNAL_SERVER_ERROR", "Something went wrong").after_commit(),
        Fault::mutation_error("INTERNAL", "internal", "Something went wrong").after_commit(),
        Fault::oversized(2 * 1024 * 1024),
    ] {
        let name = fault.to_string();
        let (sandbox, client) = faulty([FaultRule::new(fault).next(1)]).await;
        let error = client.create_customer_event(&event()).await.unwrap_err();
        assert!(
            matches!(error, Error::AlreadyCreated { .. }),
            "{name}: {error}"
        );
        assert!(error.may_have_taken_effect(), "{name}");
        assert_eq!(error.attempts(), 2, "{name}");
        // The error names the event that is there.
        let [event] = &sandbox.events()[..] else {
            panic!("{name}: one event");
        };
        assert_eq!(
            event.input["externalId"].as_str(),
            error.external_id(),
            "{name}"
        );
    }
}

#[tokio::test]
async fn thread_events_are_kept_as_well() {
    let (sandbox, client) = faulty([FaultRule::new(Fault::reset().after_commit()).next(1)]).await;
    let error = thread_event!(
        client,
        title = "Escalated",
        thread_id = seed::THREAD_ID,
        components = [badge("P1", color = Red)],
    )
    .await
    .unwrap_err();
    assert!(matches!(error, Error::AlreadyCreated { .. }), "{error}");
    assert_eq!(sandbox.events().len(), 1);
}

#[tokio::test]
async fn what_does_not_pass_is_sent_once() {
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
        let sent = Sent::to(&sandbox);
        assert_eq!((sent.requests, sent.events), (1, 0), "{name}");
    }
}

#[tokio::test]
async fn an_error_says_what_is_needed() {
    let (_sandbox, client) = faulty([Fault::mutation_error("FORBIDDEN", "forbidden", "No")]).await;
    let error = client.create_customer_event(&event()).await.unwrap_err();
    let request_id = error.request_id().unwrap();
    assert_eq!(
        error.to_string(),
        format!(
            "the API key lacks a permission, this needs `customerEvent:create`: No (request id {request_id})"
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
            "Plain is unavailable (503): {{\"message\":\"Service Unavailable\"}} (3 attempts, request id {request_id})"
        ),
    );
    assert_eq!(Sent::to(&sandbox).requests, 3);
}

#[tokio::test]
async fn silence_ends_with_the_attempts_time() {
    let sandbox = Sandbox::start().await;
    sandbox
        .faults()
        .set([FaultRule::new(Fault::silence()).next(1)]);
    let client = client_of(&sandbox)
        .attempt_timeout(Duration::from_millis(500))
        .build()
        .unwrap();
    client.create_customer_event(&event()).await.unwrap();
    assert_eq!(Sent::to(&sandbox).events, 1);

    sandbox.faults().set([Fault::silence()]);
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
async fn a_body_that_trickles_ends_with_the_attempts_time() {
    let sandbox = Sandbox::start().await;
    let slow = Fault::slow_body(1, Duration::from_secs(3600));
    sandbox.faults().set([FaultRule::new(slow).next(1)]);
    let client = client_of(&sandbox)
        .attempt_timeout(Duration::from_millis(500))
        .build()
        .unwrap();
    let error = client.create_customer_event(&event()).await.unwrap_err();
    assert!(matches!(error, Error::AlreadyCreated { .. }), "{error}");
    assert_eq!(Sent::to(&sandbox).events, 1);
}

#[tokio::test]
async fn waits_are_within_the_time_of_the_call() {
    // The answers ask for more time than there is.
    let sandbox = Sandbox::start().await;
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
        clock.system_time(),
        SystemTime::UNIX_EPOCH + Duration::from_secs(20)
    );
}

#[tokio::test]
async fn a_service_that_is_down_is_not_asked_three_times_by_everyone() {
    let (sandbox, client) = faulty([Fault::status(503)]).await;
    let calls = 60;
    for _ in 0..calls {
        client.create_customer_event(&event()).await.unwrap_err();
    }
    // Of 500 tokens, at 14 each.
    assert_eq!(Sent::to(&sandbox).requests, calls + 35);

    // Success brings them back.
    sandbox.faults().clear();
    sandbox.clear_requests();
    for _ in 0..14 {
        client.create_customer_event(&event()).await.unwrap();
    }
    sandbox
        .faults()
        .set([FaultRule::new(Fault::status(503)).next(1)]);
    client.create_customer_event(&event()).await.unwrap();
    assert_eq!(Sent::to(&sandbox).requests, 14 + 2);
}

#[tokio::test]
async fn the_number_of_attempts_is_the_callers() {
    let sandbox = Sandbox::start().await;
    sandbox.faults().set([Fault::status(500)]);
    for (attempts, expected) in [(0, 1), (1, 1), (5, 5)] {
        sandbox.clear_requests();
        let client = client_of(&sandbox).max_attempts(attempts).build().unwrap();
        let error = client.create_customer_event(&event()).await.unwrap_err();
        assert_eq!(error.attempts(), expected);
        assert_eq!(
            Sent::to(&sandbox).requests,
            usize::try_from(expected).unwrap()
        );
    }
}

#[tokio::test]
async fn the_callers_external_id_wins_and_decides() {
    let (sandbox, client) = faulty([FaultRule::new(Fault::status(500)).next(1)]).await;
    let mut event = event();
    event.external_id = Some("trial-17".into());
    let created = client.create_customer_event(&event).await.unwrap();
    assert_eq!(created.external_id.as_deref(), Some("trial-17"));
    assert_eq!(sandbox.events()[0].input["externalId"], "trial-17");
    // Building is pure: the event itself has not changed.
    let unnamed = crate::event();
    client.create_customer_event(&unnamed).await.unwrap();
    client.create_customer_event(&unnamed).await.unwrap();
    assert_eq!(unnamed, crate::event());
    assert_eq!(sandbox.events().len(), 3);
}

#[tokio::test]
async fn what_an_existing_event_looks_like_can_be_overridden() {
    let sandbox = Sandbox::start().await;
    let exists = Fault::mutation_error("VALIDATION", "event_is_known", "It is known");
    sandbox.faults().set([exists]);
    let client = client_of(&sandbox).build().unwrap();
    let error = client.create_customer_event(&event()).await.unwrap_err();
    assert!(matches!(error, Error::Rejected { .. }), "{error}");

    let client = client_of(&sandbox)
        .already_created_if(|error| error.code == "event_is_known")
        .build()
        .unwrap();
    let error = client.create_customer_event(&event()).await.unwrap_err();
    assert!(matches!(error, Error::AlreadyCreated { .. }), "{error}");
}

#[tokio::test]
async fn a_mutation_of_the_callers_own_is_not_repeated_unless_it_cannot_have_happened() {
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
    assert_eq!(Sent::to(&sandbox).requests, 1);

    sandbox
        .faults()
        .set([FaultRule::new(Fault::status(429)).next(1)]);
    let data: serde_json::Value = client.graphql(UPSERT, &input).await.unwrap();
    assert_eq!(data["upsertCustomer"]["result"], "CREATED");
    assert_eq!(Sent::to(&sandbox).requests, 3);
}
