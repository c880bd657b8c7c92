//! Turns an HTTP response into the result of an operation or an error.

use reqwest::StatusCode;

use super::duplicate::DuplicatePredicate;
use super::payload::{DecodeFn, Decoded, PayloadError};
use crate::client::clock::Clock;
use crate::client::rate_limit::{Gate, RateLimitHeaders};
use crate::client::transport::{BodyError, HttpResponse};
use crate::error::{CallInfo, Error, MutationError, MutationErrorType, TransportError};
use crate::graphql::{GraphqlError, Idempotency, Operation};

/// Length in characters of the excerpt of a non-GraphQL body that an error message quotes.
const EXCERPT_CHARACTERS: usize = 200;

/// Decodes the responses of one call.
pub(in crate::client) struct ResponseDecoder<'a, T> {
    pub(in crate::client) operation: &'a Operation<'a>,
    pub(in crate::client) decode: DecodeFn<T>,
    pub(in crate::client) is_duplicate: &'a DuplicatePredicate,
    pub(in crate::client) gate: &'a Gate,
    pub(in crate::client) clock: &'a Clock,
}

impl<T> ResponseDecoder<'_, T> {
    /// Decodes a response and reports its rate limit to the gate. `call` describes the call so far.
    pub(in crate::client) fn decode(
        &self,
        response: &mut HttpResponse,
        call: &CallInfo,
    ) -> Result<T, Error> {
        let result = self.result(response, call);
        if !matches!(result, Err(Error::RateLimited { .. })) {
            self.gate
                .observe_admission(&response.rate_limit, self.clock.instant());
        }
        result
    }

    fn result(&self, response: &mut HttpResponse, call: &CallInfo) -> Result<T, Error> {
        let call = CallInfo {
            request_id: response.request_id.clone(),
            ..call.clone()
        };
        let is_success = response.status.is_success();
        let (result, errors) = match (self.decode)(&response.body.bytes) {
            Ok(Decoded { result, errors }) => (result, errors),
            // The status is meaningful without a body.
            Err(_) if !is_success => (None, Vec::new()),
            Err(error) => return Err(undecodable(response, &error, call)),
        };

        let message = || {
            if errors.is_empty() {
                excerpt(&response.body.bytes)
            } else {
                messages(&errors)
            }
        };
        let code = decisive_code(&errors);
        if !is_success {
            return Err(self.status_error(response, code, message(), call));
        }
        match result {
            // A complete result makes errors beside it irrelevant. The caller's own document may
            // have requested more than arrived.
            Some(Ok(result)) if errors.is_empty() || self.operation.name.is_some() => Ok(result),
            Some(Err(PayloadError::Rejected(error))) => {
                Err(self.mutation_error(error, response.status, call))
            }
            _ if !errors.is_empty() => Err(self.code_error(response, code, message(), call)),
            Some(Err(PayloadError::Malformed(message))) => Err(Error::Decode { message, call }),
            Some(Ok(_)) | None => Err(Error::Decode {
                message: format!("missing `data` in: {}", message()),
                call,
            }),
        }
    }

    /// Error of a response whose status is not a success.
    fn status_error(
        &self,
        response: &HttpResponse,
        code: Option<&str>,
        message: String,
        call: CallInfo,
    ) -> Error {
        match (response.status.as_u16(), code) {
            (401, _) => Error::Unauthorized { message, call },
            (403, _) => self.forbidden(message, None, call),
            (429, _) => self.rate_limited(&response.rate_limit, call),
            // A code is more specific than these statuses.
            (status @ (408 | 500..=599), None) => Error::Unavailable {
                status,
                message,
                error: None,
                call,
            },
            (_, code) => self.code_error(response, code, message, call),
        }
    }

    /// Error of a response by the code of its GraphQL errors.
    fn code_error(
        &self,
        response: &HttpResponse,
        code: Option<&str>,
        message: String,
        call: CallInfo,
    ) -> Error {
        let status = response.status.as_u16();
        match code {
            Some("UNAUTHENTICATED") => Error::Unauthorized { message, call },
            Some("FORBIDDEN") => self.forbidden(message, None, call),
            Some("RATE_LIMITED") => self.rate_limited(&response.rate_limit, call),
            Some("INTERNAL_SERVER_ERROR") => Error::Unavailable {
                status,
                message,
                error: None,
                call,
            },
            code => Error::BadRequest {
                status,
                code: code.map(ToOwned::to_owned),
                message,
                call,
            },
        }
    }

    fn rate_limited(&self, headers: &RateLimitHeaders, call: CallInfo) -> Error {
        self.gate.observe_rejection(headers, self.clock.instant());
        self.gate.error(self.clock, call)
    }

    /// Error of a mutation that Plain rejected.
    fn mutation_error(&self, error: MutationError, status: StatusCode, call: CallInfo) -> Error {
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
            _ if self.operation.idempotency == Idempotency::ByKey
                && self.is_duplicate.matches(&error) =>
            {
                Error::AlreadyCreated { error, call }
            }
            _ => Error::Rejected { error, call },
        }
    }

    fn forbidden(
        &self,
        message: String,
        error: Option<Box<MutationError>>,
        call: CallInfo,
    ) -> Error {
        Error::Forbidden {
            permissions: self.operation.permissions,
            message,
            error,
            call,
        }
    }
}

/// Error of an attempt without a response.
pub(in crate::client) fn transport_error(error: reqwest::Error, call: CallInfo) -> Error {
    // A connect timeout counts as a failed connection: the request was never sent.
    if error.is_timeout() && !error.is_connect() {
        Error::Timeout { call }
    } else {
        Error::Transport {
            error: TransportError(error),
            call,
        }
    }
}

/// Error of a successful status whose body is not a GraphQL response.
fn undecodable(response: &mut HttpResponse, error: &serde_json::Error, call: CallInfo) -> Error {
    let body = &mut response.body;
    let message = match body.error.take() {
        Some(BodyError::Read(error)) => return transport_error(error, call),
        Some(BodyError::TooLong) => format!("longer than {} bytes", body.bytes.len()),
        None => format!("{error} in: {}", excerpt(&body.bytes)),
    };
    Error::Decode { message, call }
}

/// Code that decides among several errors: preferably one that a retry cannot fix.
fn decisive_code(errors: &[GraphqlError]) -> Option<&str> {
    let is_transient = |code: &&str| matches!(*code, "INTERNAL_SERVER_ERROR" | "RATE_LIMITED");
    let codes = || errors.iter().filter_map(GraphqlError::code);
    codes()
        .find(|code| !is_transient(code))
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
        None if text.is_empty() => "an empty body".to_owned(),
        None => text.to_owned(),
    }
}
