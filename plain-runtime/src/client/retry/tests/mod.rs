//! Tables from responses to errors and retry decisions.

mod connections;
mod decisions;
mod outcomes;
mod rate_limit;
mod responses;

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use reqwest::StatusCode;
use serde_json::Value;

use super::{RateLimitWait, RetryContext, RetryDecision, RetryPolicy, decide};
use crate::client::clock::Clock;
use crate::client::rate_limit::{Gate, RateLimitHeaders};
use crate::client::response::Predicates;
use crate::client::response::data::CreateCustomerEventData;
use crate::client::response::decode::{ResponseDecoder, transport_error};
use crate::client::response::payload::{self, DecodeFn, RawData};
use crate::client::transport::{HttpResponse, ResponseBody};
use crate::error::{CallInfo, Error};
use crate::graphql::{CREATE_CUSTOMER_EVENT, Idempotency, Operation};
use crate::response::CreatedCustomerEvent;

/// Event in a response.
const EVENT: &str = r#"{"id":"tev_1","customerId":"c_1","title":"A",
    "createdAt":{"iso8601":"2023-09-26T15:36:23.690Z","unixTimestamp":"1695742583690"},
    "createdBy":{"__typename":"SystemActor","systemId":"s"},
    "updatedAt":{"iso8601":"2023-09-26T15:36:23.690Z","unixTimestamp":"1695742583690"},
    "updatedBy":{"__typename":"SystemActor","systemId":"s"}}"#;

fn created() -> String {
    format!(r#"{{"data":{{"createCustomerEvent":{{"customerEvent":{EVENT},"error":null}}}}}}"#)
}

/// Result of an attempt to create an event.
fn decode(attempt: Result<HttpResponse, reqwest::Error>) -> Result<CreatedCustomerEvent, Error> {
    let decode = payload::decode::<CreateCustomerEventData>;
    decode_as(&CREATE_CUSTOMER_EVENT, decode, attempt)
}

/// Result of an attempt at an operation of the caller.
fn decode_raw(
    operation: &Operation<'_>,
    attempt: Result<HttpResponse, reqwest::Error>,
) -> Result<Value, Error> {
    decode_as(operation, payload::decode::<RawData<Value>>, attempt)
}

fn decode_as<T>(
    operation: &Operation<'_>,
    decode: DecodeFn<T>,
    attempt: Result<HttpResponse, reqwest::Error>,
) -> Result<T, Error> {
    let decoder = ResponseDecoder {
        operation,
        decode,
        check: &|_| Ok(()),
        predicates: &Predicates::default(),
        gate: &Gate::default(),
        clock: &Clock::manual(SystemTime::UNIX_EPOCH),
    };
    match attempt {
        Ok(mut response) => decoder.decode(&mut response, &CallInfo::default()),
        Err(error) => Err(transport_error(error, CallInfo::default())),
    }
}

fn response(status: u16, body: &str) -> HttpResponse {
    HttpResponse {
        status: StatusCode::from_u16(status).unwrap(),
        request_id: Some("request-1".to_owned()),
        rate_limit: RateLimitHeaders::default(),
        body: ResponseBody {
            bytes: Bytes::copy_from_slice(body.as_bytes()),
            error: None,
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

/// State of a call after its first attempt.
const FIRST: RetryContext = RetryContext {
    idempotency: Idempotency::ByKey,
    rate_limit_wait: RateLimitWait::UntilDeadline,
    attempt: 1,
    refusals: 0,
    elapsed: Duration::ZERO,
    quota: 500,
    retry_after: None,
    jitter: 0.5,
};

fn decision<T>(outcome: &Result<T, Error>, context: &RetryContext) -> RetryDecision {
    match outcome {
        Ok(_) => RetryDecision::Done,
        Err(error) => decide(error, context, &RetryPolicy::default()),
    }
}

fn retry_after_millis(millis: u64) -> RetryDecision {
    RetryDecision::Retry(Duration::from_millis(millis))
}

fn kind<T>(outcome: &Result<T, Error>) -> &'static str {
    match outcome {
        Ok(_) => "ok",
        Err(Error::Rejected { .. }) => "rejected",
        Err(Error::AlreadyCreated { .. }) => "already created",
        Err(Error::PredicatePanicked { .. }) => "predicate panicked",
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

const RETRY: RetryDecision = RetryDecision::Retry(Duration::from_millis(125));

/// Checks the error and the retry decision of each response to a first attempt.
fn check(rows: &[(u16, &str, &str, RetryDecision)]) {
    for &(status, body, expected_kind, expected_decision) in rows {
        let outcome = decode(Ok(response(status, body)));
        assert_eq!(kind(&outcome), expected_kind, "{status} {body}");
        assert_eq!(
            decision(&outcome, &FIRST),
            expected_decision,
            "{status} {body}"
        );
        if let Err(error) = outcome {
            let is_retried = expected_decision != RetryDecision::Fail;
            assert_eq!(error.is_retryable(), is_retried, "{status} {body}");
            assert_eq!(error.request_id(), Some("request-1"), "{status} {body}");
        }
    }
}
