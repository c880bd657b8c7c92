//! Decides the fate of an event after its request.

use std::time::{Duration, SystemTime};

use plain_runtime::Error as ClientError;

/// Decision after a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Decision {
    /// Plain has created the event.
    Delivered,
    /// Plain says that the event exists.
    Duplicate,
    /// The request may succeed after this wait.
    Retry(Duration),
    /// The rate limit of the workspace is exceeded until this time, by the client's clock.
    RateLimited(SystemTime),
    /// Plain rejects all requests of this client. The event is not at fault.
    Refused,
    /// The event will never be accepted.
    Dead(String),
}

/// Decides after an attempt. `backoff` is the wait if the response does not ask for a longer one.
pub(super) fn decide(result: Result<(), &ClientError>, backoff: Duration) -> Decision {
    let Err(error) = result else {
        return Decision::Delivered;
    };
    match error {
        ClientError::AlreadyCreated { .. } => Decision::Duplicate,
        ClientError::RateLimited { until, .. } => Decision::RateLimited(*until),
        ClientError::Unauthorized { .. }
        | ClientError::Forbidden { .. }
        | ClientError::Config(_) => Decision::Refused,
        error if error.is_retryable() => {
            Decision::Retry(error.retry_after().unwrap_or_default().max(backoff))
        }
        error => Decision::Dead(error.to_string()),
    }
}

/// Kind of an error, for logs: an error's text may quote the event.
pub(super) fn error_kind(error: &ClientError) -> &'static str {
    match error {
        ClientError::Config(_) => "config",
        ClientError::Invalid(_) => "invalid",
        ClientError::Encode { .. } => "encode",
        ClientError::Rejected { .. } => "rejected",
        ClientError::AlreadyCreated { .. } => "already_created",
        ClientError::PredicatePanicked { .. } => "predicate_panicked",
        ClientError::Unauthorized { .. } => "unauthorized",
        ClientError::Forbidden { .. } => "forbidden",
        ClientError::RateLimited { .. } => "rate_limited",
        ClientError::Unavailable { .. } => "unavailable",
        ClientError::BadRequest { .. } => "bad_request",
        ClientError::Timeout { .. } => "timeout",
        ClientError::Interrupted { .. } => "interrupted",
        ClientError::Transport { .. } => "transport",
        ClientError::Decode { .. } => "decode",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use plain_runtime::{CallInfo, ConfigError, Error, MutationError};

    use super::{Decision, decide, error_kind};

    fn call() -> CallInfo {
        CallInfo::default()
    }

    fn message() -> String {
        "No".to_owned()
    }

    #[expect(clippy::unnecessary_box_returns, reason = "the errors hold a box")]
    fn error() -> Box<MutationError> {
        let json = r#"{"message":"No","type":"VALIDATION","code":"no"}"#;
        Box::new(serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}")))
    }

    /// Errors that a later attempt does not help, and the kind of the decision.
    fn definite_errors() -> Vec<(Error, &'static str)> {
        vec![
            (Error::Config(config_error()), "refused"),
            (Error::Encode { message: message() }, "dead"),
            (
                Error::Rejected {
                    error: error(),
                    call: call(),
                },
                "dead",
            ),
            (
                Error::AlreadyCreated {
                    error: error(),
                    call: call(),
                },
                "duplicate",
            ),
            (
                Error::PredicatePanicked {
                    predicate: "already_created_if",
                    message: message(),
                    error: error(),
                    call: call(),
                },
                "dead",
            ),
            (
                Error::Unauthorized {
                    message: message(),
                    call: call(),
                },
                "refused",
            ),
            (
                Error::Forbidden {
                    permissions: &[],
                    message: message(),
                    error: None,
                    call: call(),
                },
                "refused",
            ),
            (
                Error::RateLimited {
                    until: SystemTime::UNIX_EPOCH,
                    call: call(),
                },
                "rate limited",
            ),
        ]
    }

    /// Errors of the server and the connection.
    fn other_errors() -> Vec<(Error, &'static str)> {
        let (status, code) = (500, || None);
        vec![
            (
                Error::Unavailable {
                    status,
                    code: code(),
                    message: message(),
                    error: None,
                    call: call(),
                },
                "retry",
            ),
            (
                Error::BadRequest {
                    status,
                    code: code(),
                    message: message(),
                    call: call(),
                },
                "dead",
            ),
            (Error::Timeout { call: call() }, "retry"),
            (Error::Interrupted { call: call() }, "retry"),
            (
                Error::Decode {
                    message: message(),
                    call: call(),
                },
                "retry",
            ),
        ]
    }

    fn config_error() -> ConfigError {
        match plain_runtime::Client::builder().api_key("").build() {
            Err(error) => error,
            Ok(_) => panic!("an empty key is refused"),
        }
    }

    #[test]
    fn every_error_has_its_decision() {
        for (error, expected) in definite_errors().into_iter().chain(other_errors()) {
            let name = match decide(Err(&error), Duration::from_secs(2)) {
                Decision::Delivered => "delivered",
                Decision::Duplicate => "duplicate",
                Decision::Retry(wait) => {
                    assert_eq!(wait, Duration::from_secs(2), "{error}");
                    "retry"
                }
                Decision::RateLimited(until) => {
                    assert_eq!(until, SystemTime::UNIX_EPOCH);
                    "rate limited"
                }
                Decision::Refused => "refused",
                Decision::Dead(reason) => {
                    assert_eq!(reason, error.to_string());
                    "dead"
                }
            };
            assert_eq!(name, expected, "{error}");
            assert_ne!(error_kind(&error), "other");
        }
        assert_eq!(decide(Ok(()), Duration::ZERO), Decision::Delivered);
    }
}
