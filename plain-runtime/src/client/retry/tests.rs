//! The decision as a table: from what comes over the wire to what is done.

use std::net::TcpListener;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use reqwest::{StatusCode, Url};
use serde_json::Value;

use super::{Limits, Patience, Situation, Step, backoff, decide};
use crate::CreatedCustomerEvent;
use crate::client::clock::Clock;
use crate::client::rate_limit::RateLimit;
use crate::client::response::AlreadyCreated;
use crate::client::response::decode::{Reader, failed};
use crate::client::response::payload::{
    self, CreateCustomerEventData, CustomerByEmailData, Read, Whole,
};
use crate::client::transport::{Answer, Body, CutOff, Transport};
use crate::error::{Call, Error};
use crate::graphql::{CREATE_CUSTOMER_EVENT, CUSTOMER_BY_EMAIL, Kind, Operation};

/// The event in an answer.
const EVENT: &str = r#"{"id":"tev_1","customerId":"c_1","title":"A",
    "createdAt":{"iso8601":"2023-09-26T15:36:23.690Z","unixTimestamp":"1695742583690"},
    "createdBy":{"__typename":"SystemActor","systemId":"s"},
    "updatedAt":{"iso8601":"2023-09-26T15:36:23.690Z","unixTimestamp":"1695742583690"},
    "updatedBy":{"__typename":"SystemActor","systemId":"s"}}"#;

fn created() -> String {
    format!(r#"{{"data":{{"createCustomerEvent":{{"customerEvent":{EVENT},"error":null}}}}}}"#)
}

/// What an attempt to create an event brought.
fn read(attempt: Result<Answer, reqwest::Error>) -> Result<CreatedCustomerEvent, Error> {
    let read = payload::read::<CreateCustomerEventData>;
    read_by(&CREATE_CUSTOMER_EVENT, read, attempt)
}

/// What an attempt at an operation of the caller's brought.
fn read_data(
    operation: &Operation<'_>,
    attempt: Result<Answer, reqwest::Error>,
) -> Result<Value, Error> {
    read_by(operation, payload::read::<Whole<Value>>, attempt)
}

fn read_by<T>(
    operation: &Operation<'_>,
    read: Read<T>,
    attempt: Result<Answer, reqwest::Error>,
) -> Result<T, Error> {
    let reader = Reader {
        operation,
        read,
        already_created: &AlreadyCreated::default(),
        clock: &Clock::manual(SystemTime::UNIX_EPOCH),
    };
    match attempt {
        Ok(mut answer) => reader.read(&mut answer, &Call::default()),
        Err(error) => Err(failed(error, Call::default())),
    }
}

fn answer(status: u16, body: &str) -> Answer {
    Answer {
        status: StatusCode::from_u16(status).unwrap(),
        request_id: Some("request-1".to_owned()),
        rate_limit: RateLimit::default(),
        body: Body {
            bytes: Bytes::copy_from_slice(body.as_bytes()),
            cut_off: None,
        },
    }
}

fn errors(code: &str) -> String {
    format!(r#"{{"errors":[{{"message":"No","extensions":{{"code":"{code}"}}}}]}}"#)
}

fn mutation_error(error_type: &str, code: &str) -> String {
    format!(
        r#"{{"data":{{"createCustomerEvent":{{"customerEvent":null,"error":
            {{"message":"No","type":"{error_type}","code":"{code}","fields":[]}}}}}}}}"#
    )
}

/// Where a call stands after its first attempt.
const FIRST: Situation = Situation {
    kind: Kind::CreatesOnce,
    patience: Patience::Deadline,
    attempt: 1,
    elapsed: Duration::ZERO,
    quota: 500,
    retry_after: None,
    jitter: 0.5,
};

fn step<T>(outcome: &Result<T, Error>, situation: &Situation) -> Step {
    decide(outcome.as_ref().map(|_| ()), situation, &Limits::default())
}

fn millis(millis: u64) -> Step {
    Step::Retry(Duration::from_millis(millis))
}

fn kind<T>(outcome: &Result<T, Error>) -> &'static str {
    match outcome {
        Ok(_) => "ok",
        Err(Error::Rejected { .. }) => "rejected",
        Err(Error::AlreadyCreated { .. }) => "already created",
        Err(Error::Unauthorized { .. }) => "unauthorized",
        Err(Error::Forbidden { .. }) => "forbidden",
        Err(Error::RateLimited { .. }) => "rate limited",
        Err(Error::Unavailable { .. }) => "unavailable",
        Err(Error::BadRequest { .. }) => "bad request",
        Err(Error::Timeout { .. }) => "timeout",
        Err(Error::Transport { .. }) => "transport",
        Err(Error::Decode { .. }) => "decode",
        Err(_) => "another",
    }
}

const RETRY: Step = Step::Retry(Duration::from_millis(125));

/// Each answer, what it means, and what is done about it after a first attempt.
fn check(rows: &[(u16, &str, &str, Step)]) {
    for &(status, body, expected, expected_step) in rows {
        let outcome = read(Ok(answer(status, body)));
        assert_eq!(kind(&outcome), expected, "{status} {body}");
        assert_eq!(step(&outcome, &FIRST), expected_step, "{status} {body}");
        if let Err(error) = outcome {
            let is_retried = expected_step != Step::Fail;
            assert_eq!(error.is_retryable(), is_retried, "{status} {body}");
            assert_eq!(error.request_id(), Some("request-1"), "{status} {body}");
        }
    }
}

#[test]
fn a_status_has_a_meaning() {
    const HTML: &str = "<html><h1>Bad gateway</h1></html>";
    check(&[
        (400, HTML, "bad request", Step::Fail),
        (401, HTML, "unauthorized", Step::Fail),
        (403, HTML, "forbidden", Step::Fail),
        (404, "", "bad request", Step::Fail),
        (408, "", "unavailable", RETRY),
        (413, "", "bad request", Step::Fail),
        (429, "", "rate limited", RETRY),
        (429, &errors("RATE_LIMITED"), "rate limited", RETRY),
        (500, "", "unavailable", RETRY),
        (502, HTML, "unavailable", RETRY),
        (503, "", "unavailable", RETRY),
        (504, "", "unavailable", RETRY),
        // A status that says that it failed is believed whatever the body is.
        (503, &created(), "unavailable", RETRY),
        // Redirects are not followed.
        (302, "", "bad request", Step::Fail),
    ]);
}

#[test]
fn a_code_of_graphql_has_a_meaning() {
    check(&[
        (200, &errors("INTERNAL_SERVER_ERROR"), "unavailable", RETRY),
        (500, &errors("INTERNAL_SERVER_ERROR"), "unavailable", RETRY),
        (200, &errors("RATE_LIMITED"), "rate limited", RETRY),
        (400, &errors("RATE_LIMITED"), "rate limited", RETRY),
        (200, &errors("UNAUTHENTICATED"), "unauthorized", Step::Fail),
        (200, &errors("FORBIDDEN"), "forbidden", Step::Fail),
    ]);
    for code in [
        "GRAPHQL_PARSE_FAILED",
        "GRAPHQL_VALIDATION_FAILED",
        "BAD_USER_INPUT",
        "LATER",
    ] {
        for status in [200, 400, 500] {
            check(&[(status, &errors(code), "bad request", Step::Fail)]);
        }
    }
    let without_code = r#"{"errors":[{"message":"No"}]}"#;
    check(&[(200, without_code, "bad request", Step::Fail)]);
}

#[test]
fn a_mutation_error_has_a_meaning() {
    for (error_type, code, expected, expected_step) in [
        ("INTERNAL", "internal", "unavailable", RETRY),
        ("VALIDATION", "input_validation", "rejected", Step::Fail),
        (
            "VALIDATION",
            "x_already_exists",
            "already created",
            Step::Fail,
        ),
        ("FORBIDDEN", "forbidden", "forbidden", Step::Fail),
        ("LATER", "later", "rejected", Step::Fail),
    ] {
        let body = mutation_error(error_type, code);
        check(&[(200, &body, expected, expected_step)]);
        let error = read(Ok(answer(200, &body))).unwrap_err();
        assert_eq!(error.mutation_error().unwrap().code, code);
    }
}

#[test]
fn an_answer_is_read_or_asked_for_again() {
    let beside_errors = |data: &str| {
        let error = r#"{"message":"no machineUser","extensions":{"code":"INTERNAL_SERVER_ERROR"}}"#;
        format!(r#"{{"errors":[{error}],"data":{data}}}"#)
    };
    let output = format!(r#"{{"customerEvent":{EVENT},"error":null}}"#);
    let created_beside_errors = beside_errors(&format!(r#"{{"createCustomerEvent":{output}}}"#));
    check(&[
        (200, &created(), "ok", Step::Done),
        // What cannot be read is explained by the errors beside it.
        (200, &beside_errors("null"), "unavailable", RETRY),
        (200, &beside_errors("7"), "unavailable", RETRY),
        // It was created: what else went wrong is of no matter.
        (200, &created_beside_errors, "ok", Step::Done),
        (204, "", "decode", RETRY),
    ]);
    for unreadable in [
        "",
        "<html></html>",
        "{}",
        r#"{"data":null}"#,
        r#"{"data":{"createCustomerEvent":null}}"#,
        r#"{"data":{"createCustomerEvent":{"error":null}}}"#,
        r#"{"data":{"createCustomerEvent":{"error":{"code":7}}}}"#,
        r#"{"data":{"createCustomerEvent":{"customerEvent":{"id":"tev_1"}}}}"#,
        r#"{"data":7}"#,
    ] {
        check(&[(200, unreadable, "decode", RETRY)]);
    }
}

#[test]
fn a_customer_that_is_not_there_is_null_and_not_absent() {
    let read = |body| {
        let read = payload::read::<CustomerByEmailData>;
        read_by(&CUSTOMER_BY_EMAIL, read, Ok(answer(200, body)))
    };
    assert!(matches!(
        read(r#"{"data":{"customerByEmail":null}}"#),
        Ok(None)
    ));
    for unreadable in [r#"{"data":{}}"#, r#"{"data":{"customer":null}}"#] {
        let outcome = read(unreadable);
        assert_eq!(kind(&outcome), "decode");
        let error = outcome.unwrap_err().to_string();
        assert!(error.contains("customerByEmail"), "{error}");
    }
}

#[test]
fn what_cannot_be_mended_decides_among_several_errors() {
    let several = r#"{"errors":[
        {"message":"Later","extensions":{"code":"INTERNAL_SERVER_ERROR"}},
        {"message":"Never","extensions":{"code":"BAD_USER_INPUT"}}]}"#;
    let Err(Error::BadRequest { code, message, .. }) = read(Ok(answer(200, several))) else {
        panic!("another error");
    };
    assert_eq!(code.as_deref(), Some("BAD_USER_INPUT"));
    assert_eq!(message, "Later; Never");
}

#[test]
fn a_body_that_is_cut_off_cannot_be_read() {
    let cut_off = |status, cut_off| {
        let mut answer = answer(status, &created()[..40]);
        answer.body.cut_off = Some(cut_off);
        read(Ok(answer))
    };
    assert_eq!(kind(&cut_off(200, CutOff::TooLong)), "decode");
    assert_eq!(kind(&cut_off(503, CutOff::TooLong)), "unavailable");
    // All of it that matters has come.
    let mut whole = answer(200, &created());
    whole.body.cut_off = Some(CutOff::TooLong);
    assert_eq!(kind(&read(Ok(whole))), "ok");
}

/// What a request to this address fails by.
async fn failure(
    address: std::net::SocketAddr,
    timeout: Duration,
) -> Result<CreatedCustomerEvent, Error> {
    let transport = Transport::new(
        Url::parse(&format!("http://{address}/")).unwrap(),
        reqwest::header::HeaderValue::from_static("Bearer plainApiKey_xxx"),
        Duration::from_secs(3),
    )
    .unwrap();
    read(transport.send("{}".into(), timeout, &Clock::system()).await)
}

#[tokio::test]
async fn a_connection_that_fails_is_made_again() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();

    // The system takes the connection, and nobody answers.
    let silent = failure(address, Duration::from_millis(50)).await;
    assert_eq!(kind(&silent), "timeout");
    assert_eq!(step(&silent, &FIRST), RETRY);
    assert!(silent.unwrap_err().may_have_taken_effect());

    let server = std::thread::spawn(move || {
        // That of the request before, and the one that is closed.
        drop((listener.accept(), listener.accept()));
    });
    let closed = failure(address, Duration::from_secs(10)).await;
    server.join().unwrap();
    assert_eq!(kind(&closed), "transport");
    assert_eq!(step(&closed, &FIRST), RETRY);
    assert!(closed.unwrap_err().may_have_taken_effect());

    let refused = failure(address, Duration::from_secs(10)).await;
    assert_eq!(kind(&refused), "transport");
    assert_eq!(step(&refused, &FIRST), RETRY);
    // Nobody can have seen the request.
    assert!(!refused.unwrap_err().may_have_taken_effect());
}

#[test]
fn waits_double_up_to_a_limit_and_are_chance_below_it() {
    let longest: Vec<u128> = (1..9).map(|attempt| backoff(attempt).as_millis()).collect();
    assert_eq!(longest, [250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);

    let unavailable = read(Ok(answer(503, "")));
    for (jitter, expected) in [(0.0, 0), (0.25, 125), (1.0, 500), (7.0, 500), (-1.0, 0)] {
        let situation = Situation {
            attempt: 2,
            jitter,
            ..FIRST
        };
        assert_eq!(step(&unavailable, &situation), millis(expected), "{jitter}");
    }
}

#[test]
fn three_attempts_half_a_minute_and_the_quota_are_the_limits() {
    let unavailable = read(Ok(answer(503, "")));
    let elapsed = Duration::from_secs;
    for (situation, expected) in [
        (
            Situation {
                attempt: 2,
                ..FIRST
            },
            millis(250),
        ),
        (
            Situation {
                attempt: 3,
                ..FIRST
            },
            Step::Fail,
        ),
        (
            Situation {
                elapsed: elapsed(29),
                ..FIRST
            },
            RETRY,
        ),
        (
            Situation {
                elapsed: elapsed(30),
                ..FIRST
            },
            Step::Fail,
        ),
        (Situation { quota: 14, ..FIRST }, RETRY),
        (Situation { quota: 13, ..FIRST }, Step::Fail),
        // The answer asks to wait.
        (
            Situation {
                retry_after: Some(elapsed(2)),
                ..FIRST
            },
            millis(2_000),
        ),
        (
            Situation {
                retry_after: Some(elapsed(30)),
                ..FIRST
            },
            Step::Fail,
        ),
        (
            Situation {
                retry_after: Some(Duration::MAX),
                ..FIRST
            },
            Step::Fail,
        ),
    ] {
        assert_eq!(step(&unavailable, &situation), expected, "{situation:?}");
    }
}

#[test]
fn a_refusal_by_the_rate_limit_leaves_the_wait_to_the_gate() {
    let refused = read(Ok(answer(429, "")));
    let asks = Situation {
        retry_after: Some(Duration::from_secs(40)),
        ..FIRST
    };
    assert_eq!(step(&refused, &asks), RETRY);
    assert_eq!(
        step(&refused, &Situation { attempt: 3, ..asks }),
        Step::Fail
    );
    // Whoever waits as long as it takes is not refused for good.
    let patient = Situation {
        patience: Patience::Gate,
        attempt: 3,
        quota: 0,
        elapsed: Duration::from_secs(31),
        ..asks
    };
    assert_eq!(step(&refused, &patient), millis(500));
    let unavailable = read(Ok(answer(503, "")));
    assert_eq!(step(&unavailable, &patient), Step::Fail);
}

#[test]
fn a_mutation_that_may_have_been_carried_out_is_not_repeated() {
    let caller =
        Operation::of("mutation { deleteCustomer(input: { customerId: 1 }) { error { code } } }");
    let read = |status| read_data(&caller, Ok(answer(status, "")));
    let situation = Situation {
        kind: caller.kind,
        ..FIRST
    };
    assert_eq!(step(&read(429), &situation), RETRY);
    for status in [200, 408, 500, 502, 503, 504] {
        assert_eq!(step(&read(status), &situation), Step::Fail, "{status}");
    }
    let query = Operation::of("{ customers { totalCount } }");
    let situation = Situation {
        kind: query.kind,
        ..FIRST
    };
    assert_eq!(
        step(&read_data(&query, Ok(answer(503, ""))), &situation),
        RETRY
    );
}

#[test]
fn errors_beside_data_are_errors_for_a_document_of_the_callers() {
    let query = Operation::of("{ customer(customerId: 1) { id } threads { totalCount } }");
    let partial = r#"{"data":{"customer":{"id":"c_1"}},"errors":[{"message":"No","extensions":{"code":"FORBIDDEN"}}]}"#;
    assert_eq!(
        kind(&read_data(&query, Ok(answer(200, partial)))),
        "forbidden"
    );
}
