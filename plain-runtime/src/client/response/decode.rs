//! What an answer means.

use reqwest::StatusCode;

use super::duplicate::AlreadyCreated;
use super::payload::{Contents, NoResult, Read};
use crate::client::clock::Clock;
use crate::client::transport::{Answer, CutOff};
use crate::error::{Call, Error, MutationError, MutationErrorType, TransportError};
use crate::graphql::{GraphqlError, Kind, Operation};

/// How much of an answer that is not GraphQL goes into an error.
const EXCERPT_CHARACTERS: usize = 200;

/// What answers are read by.
pub(in crate::client) struct Reader<'a, T> {
    pub(in crate::client) operation: &'a Operation<'a>,
    pub(in crate::client) read: Read<T>,
    pub(in crate::client) already_created: &'a AlreadyCreated,
    pub(in crate::client) clock: &'a Clock,
}

impl<T> Reader<'_, T> {
    /// The result of an attempt that was answered, or what it failed by. `call` is what is known of
    /// the call so far.
    pub(in crate::client) fn read(&self, answer: &mut Answer, call: &Call) -> Result<T, Error> {
        let Answer { status, body, .. } = answer;
        let status = *status;
        let call = || Call {
            request_id: answer.request_id.clone(),
            ..call.clone()
        };
        let (result, errors) = match (self.read)(&body.bytes) {
            Ok(Contents { result, errors }) => (result, errors),
            // What has a status of its own needs no body.
            Err(_) if !status.is_success() => (None, Vec::new()),
            Err(error) => {
                return Err(match body.cut_off.take() {
                    Some(CutOff::Failed(error)) => failed(error, call()),
                    Some(CutOff::TooLong) => Error::Decode {
                        message: format!("it is longer than {} bytes", body.bytes.len()),
                        call: call(),
                    },
                    None => Error::Decode {
                        message: format!("{error}, in: {}", excerpt(&body.bytes)),
                        call: call(),
                    },
                });
            }
        };

        let message = || {
            if errors.is_empty() {
                excerpt(&body.bytes)
            } else {
                messages(&errors)
            }
        };
        let code = decisive_code(&errors);
        if !status.is_success() {
            return Err(self.by_status(status, code, message(), call()));
        }
        match result {
            // It is there: what else went wrong does not matter any more. A document of the
            // caller's may have asked for more than what came.
            Some(Ok(result)) if errors.is_empty() || self.operation.name.is_some() => Ok(result),
            Some(Err(NoResult::Refused(error))) => Err(self.refused(error, status, call())),
            _ if !errors.is_empty() => Err(self.by_code(status, code, message(), call())),
            Some(Err(NoResult::Unreadable(message))) => Err(Error::Decode {
                message,
                call: call(),
            }),
            Some(Ok(_)) | None => Err(Error::Decode {
                message: format!("it has no `data`, in: {}", message()),
                call: call(),
            }),
        }
    }

    /// What a status means that is no success.
    fn by_status(
        &self,
        status: StatusCode,
        code: Option<&str>,
        message: String,
        call: Call,
    ) -> Error {
        match (status.as_u16(), code) {
            (401, _) => Error::Unauthorized { message, call },
            (403, _) => self.forbidden(message, None, call),
            (429, _) => self.rate_limited(call),
            // A code says more than these.
            (408 | 500..=599, None) => Error::Unavailable {
                status: status.as_u16(),
                message,
                error: None,
                call,
            },
            (_, code) => self.by_code(status, code, message, call),
        }
    }

    /// What a code of GraphQL's errors means.
    fn by_code(
        &self,
        status: StatusCode,
        code: Option<&str>,
        message: String,
        call: Call,
    ) -> Error {
        match code {
            Some("UNAUTHENTICATED") => Error::Unauthorized { message, call },
            Some("FORBIDDEN") => self.forbidden(message, None, call),
            Some("RATE_LIMITED") => self.rate_limited(call),
            Some("INTERNAL_SERVER_ERROR") => Error::Unavailable {
                status: status.as_u16(),
                message,
                error: None,
                call,
            },
            code => Error::BadRequest {
                status: status.as_u16(),
                code: code.map(ToOwned::to_owned),
                message,
                call,
            },
        }
    }

    /// Until now: how long the gate is closed, whoever closes it adds.
    fn rate_limited(&self, call: Call) -> Error {
        let until = self.clock.system_time();
        Error::RateLimited { until, call }
    }

    /// What a `MutationError` means.
    fn refused(&self, error: MutationError, status: StatusCode, call: Call) -> Error {
        let error = Box::new(error);
        match error.r#type {
            MutationErrorType::Forbidden => {
                self.forbidden(error.message.clone(), Some(error), call)
            }
            MutationErrorType::Internal => Error::Unavailable {
                status: status.as_u16(),
                message: error.to_string(),
                error: Some(error),
                call,
            },
            _ if self.operation.kind == Kind::CreatesOnce && self.already_created.is(&error) => {
                Error::AlreadyCreated { error, call }
            }
            _ => Error::Rejected { error, call },
        }
    }

    fn forbidden(&self, message: String, error: Option<Box<MutationError>>, call: Call) -> Error {
        Error::Forbidden {
            permissions: self.operation.permissions,
            message,
            error,
            call,
        }
    }
}

/// What an attempt failed by that was not answered.
pub(in crate::client) fn failed(error: reqwest::Error, call: Call) -> Error {
    // A connection that took too long to come about is no request that took too long.
    if error.is_timeout() && !error.is_connect() {
        Error::Timeout { call }
    } else {
        Error::Transport {
            error: TransportError(error),
            call,
        }
    }
}

/// The code that decides, if there are several: one that no repetition mends.
fn decisive_code(errors: &[GraphqlError]) -> Option<&str> {
    let is_passing = |code: &&str| matches!(*code, "INTERNAL_SERVER_ERROR" | "RATE_LIMITED");
    let codes = || errors.iter().filter_map(GraphqlError::code);
    codes()
        .find(|code| !is_passing(code))
        .or_else(|| codes().next())
}

fn messages(errors: &[GraphqlError]) -> String {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    messages.join("; ")
}

fn excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let text = text.trim();
    match text.char_indices().nth(EXCERPT_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None if text.is_empty() => "it is empty".to_owned(),
        None => text.to_owned(),
    }
}
