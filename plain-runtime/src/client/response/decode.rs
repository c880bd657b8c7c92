//! Turns an HTTP response into the result of an operation or an error.

use reqwest::StatusCode;

use super::failure::{Evidence, Failure, Judgement, decisive, judge};
use super::payload::{DecodeFn, Decoded, PayloadError};
use super::predicate::{PredicatePanic, Predicates};
use crate::client::clock::Clock;
use crate::client::rate_limit::{Gate, RateLimitHeaders};
use crate::client::transport::{BodyError, HttpResponse, MAX_BODY_BYTES};
use crate::error::{CallInfo, Error, ErrorCause, MutationError, MutationErrorType, TransportError};
use crate::graphql::{GraphqlError, Idempotency, Operation};

/// Length in characters of the excerpt of a non-GraphQL body that an error message quotes.
const EXCERPT_CHARACTERS: usize = 200;

/// Checks that a result answers the request. The error says why it does not.
pub(in crate::client) type CheckFn<'a, T> = &'a (dyn Fn(&T) -> Result<(), String> + Sync);

/// Decodes the responses of one call.
pub(in crate::client) struct ResponseDecoder<'a, T> {
    pub(in crate::client) operation: &'a Operation<'a>,
    pub(in crate::client) decode: DecodeFn<T>,
    /// Checks that a result answers the request.
    pub(in crate::client) check: CheckFn<'a, T>,
    pub(in crate::client) predicates: &'a Predicates,
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
                .observe_admission(&response.rate_limit, || self.clock.instant());
        }
        result
    }

    fn result(&self, response: &mut HttpResponse, call: &CallInfo) -> Result<T, Error> {
        let is_success = response.status.is_success();
        let (result, errors) = match (self.decode)(&response.body.bytes) {
            Ok(Decoded { result, errors }) => (result, errors),
            // The status is meaningful without a body.
            Err(_) if !is_success => (None, Vec::new()),
            Err(error) => return Err(undecodable(response, &error, call_of(response, call))),
        };
        let evidence = self.evidence(result.as_ref(), &errors);
        match result {
            // The result of a mutation makes errors beside it irrelevant. That of a query may be null
            // because of them, and the caller's own document may have requested more than arrived.
            Some(Ok(result)) if is_success && (errors.is_empty() || self.is_own_mutation()) => {
                match (self.check)(&result) {
                    Ok(()) => Ok(result),
                    Err(message) => Err(Error::Decode {
                        message,
                        call: call_of(response, call),
                    }),
                }
            }
            Some(Err(PayloadError::Rejected(error))) if is_success => {
                let mut call = call_of(response, call);
                call.effect_unknown |= evidence != Evidence::Nothing;
                Err(self.mutation_error(error, response.status, call))
            }
            _ if !is_success || !errors.is_empty() => {
                Err(self.failure(response, &errors, evidence, call_of(response, call)))
            }
            Some(Err(PayloadError::Absent(message) | PayloadError::Malformed(message))) => {
                Err(Error::Decode {
                    message,
                    call: call_of(response, call),
                })
            }
            _ => Err(Error::Decode {
                message: format!("missing `data` in: {}", excerpt(&response.body.bytes)),
                call: call_of(response, call),
            }),
        }
    }

    fn is_own_mutation(&self) -> bool {
        self.operation.name.is_some() && self.operation.may_mutate()
    }

    /// Evidence that the mutation ran.
    fn evidence(
        &self,
        result: Option<&Result<T, PayloadError>>,
        errors: &[GraphqlError],
    ) -> Evidence {
        let has_data = matches!(result, Some(Ok(_) | Err(PayloadError::Malformed(_))));
        let depth = errors.iter().map(GraphqlError::depth).max().unwrap_or(0);
        match self.operation.name {
            _ if !self.operation.may_mutate() => Evidence::Nothing,
            // The field of the mutation is the only one of our own documents.
            Some(_) if has_data || depth > 1 => Evidence::Ran,
            None if has_data || depth > 0 => Evidence::RanInPart,
            _ => Evidence::Nothing,
        }
    }

    /// Error of a response without a usable result.
    fn failure(
        &self,
        response: &HttpResponse,
        errors: &[GraphqlError],
        evidence: Evidence,
        mut call: CallInfo,
    ) -> Error {
        let status = response.status.as_u16();
        let message = if errors.is_empty() {
            excerpt(&response.body.bytes)
        } else {
            messages(errors)
        };
        let code = decisive(errors).and_then(GraphqlError::code);
        let code = code.map(ToOwned::to_owned);
        let Judgement {
            failure,
            may_have_run,
        } = judge(status, errors, evidence);
        call.effect_unknown |= may_have_run;
        match failure {
            Failure::Unauthorized => Error::Unauthorized { message, call },
            Failure::Forbidden => self.forbidden(message, None, call),
            Failure::RateLimited => self.rate_limited(&response.rate_limit, call),
            Failure::Unavailable => Error::Unavailable {
                status,
                code,
                message,
                error: None,
                call,
            },
            Failure::BadRequest => Error::BadRequest {
                status,
                code,
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
    fn mutation_error(
        &self,
        error: MutationError,
        status: StatusCode,
        mut call: CallInfo,
    ) -> Error {
        let error = Box::new(error);
        match error.r#type {
            MutationErrorType::Forbidden => {
                return self.forbidden(error.message.clone(), Some(error), call);
            }
            MutationErrorType::Internal => {
                return Error::Unavailable {
                    status: status.as_u16(),
                    code: Some(error.code.clone()),
                    message: error.to_string(),
                    error: Some(error),
                    call,
                };
            }
            _ => {}
        }
        call.cause = match self.rejection_cause(&error) {
            Ok(cause) => cause,
            Err(PredicatePanic { predicate, message }) => {
                call.effect_unknown = true;
                return Error::PredicatePanicked {
                    predicate,
                    message,
                    error,
                    call,
                };
            }
        };
        // No other call knows an external ID that this call made.
        let may_exist = !call.is_external_id_generated || call.effect_unknown;
        if call.cause == ErrorCause::Duplicate && may_exist {
            return Error::AlreadyCreated { error, call };
        }
        call.effect_unknown |= !matches!(error.r#type, MutationErrorType::Validation);
        Error::Rejected { error, call }
    }

    fn rejection_cause(&self, error: &MutationError) -> Result<ErrorCause, PredicatePanic> {
        let creates_event = self.operation.idempotency == Idempotency::ByKey;
        if creates_event && self.predicates.is_duplicate(error)? {
            return Ok(ErrorCause::Duplicate);
        }
        if self.operation.identifies_customer && self.predicates.is_customer_not_found(error)? {
            return Ok(ErrorCause::CustomerNotFound);
        }
        Ok(ErrorCause::Other)
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

/// Facts about a call whose last response is this one.
fn call_of(response: &HttpResponse, call: &CallInfo) -> CallInfo {
    CallInfo {
        request_id: response.request_id.as_deref().map(Into::into),
        retry_after: response.rate_limit.retry_after_seconds(),
        ..call.clone()
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
        Some(BodyError::TooLong) => {
            format!("longer than the limit of {MAX_BODY_BYTES} bytes")
        }
        None => format!("{error} in: {}", excerpt(&body.bytes)),
    };
    Error::Decode { message, call }
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
