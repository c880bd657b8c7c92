//! Tracing of calls: operation, external ID, attempts, outcomes and request IDs. Never headers or
//! bodies, so neither the API key nor the content of an event is logged.
//!
//! The fields follow the OpenTelemetry semantic conventions:
//! <https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/>.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tracing::field::Empty;
use tracing::instrument::{Instrument as _, Instrumented};
use tracing::{Span, debug, info, info_span, warn};

use super::inner::Request;
use super::observer::{CallEvent, Observer, WaitReason};
use super::retry::RetryDecision;
use super::transport::HttpResponse;
use crate::error::Error;

/// Number of attempts, and the request ID of the latest response.
type Attempts = (u32, Option<String>);

/// Span of one call.
pub(super) struct CallSpan<'a> {
    span: Span,
    /// Name of the operation.
    operation: &'a str,
    observer: &'a Observer,
    /// Number and request ID of an attempt that is to be retried, until the fields of the span are known: a
    /// subscriber keeps every value of a field that is recorded twice.
    retried: Mutex<Option<Attempts>>,
}

impl<'a> CallSpan<'a> {
    pub(super) fn new(request: &Request<'a>, host: &str, observer: &'a Observer) -> Self {
        let operation = request.operation;
        let name = operation
            .name
            .or_else(|| operation.document_name())
            .unwrap_or("graphql");
        let span = info_span!(
            "plain",
            otel.name = name,
            otel.kind = "client",
            otel.status_code = Empty,
            graphql.operation.name = name,
            server.address = host,
            plain.external_id = request.external_id,
            plain.attempts = Empty,
            plain.request_id = Empty,
            error.r#type = Empty,
        );
        Self {
            span,
            operation: name,
            observer,
            retried: Mutex::new(None),
        }
    }

    /// Runs a future in the span. Not `async`, which would store the future twice.
    pub(super) fn instrument<F: Future>(&self, future: F) -> Instrumented<F> {
        future.instrument(self.span.clone())
    }

    /// Records the end of an attempt.
    pub(super) fn record_attempt(
        &self,
        attempt: u32,
        response: Option<&HttpResponse>,
        error: Option<&Error>,
        decision: RetryDecision,
    ) {
        let status = response.map(|response| response.status.as_u16());
        let outcome = error.map_or("ok", error_type);
        let request_id = response.and_then(|response| response.request_id.as_deref());
        let earlier = self.take_retried().and_then(|(_, request_id)| request_id);
        self.observer.observe(&CallEvent::Attempt {
            operation: self.operation,
            attempt,
            outcome,
            status,
        });
        match decision {
            RetryDecision::Retry(wait) => {
                warn!(
                    parent: &self.span,
                    attempt,
                    outcome,
                    http.response.status_code = status,
                    request_id,
                    wait = ?wait,
                    "request failed, retrying"
                );
                let request_id = request_id.map(str::to_owned).or(earlier);
                *self.lock_retried() = Some((attempt, request_id));
            }
            RetryDecision::Done | RetryDecision::Fail => {
                self.record_attempts(attempt, request_id.or(earlier.as_deref()));
                debug!(
                    parent: &self.span,
                    attempt,
                    outcome,
                    http.response.status_code = status,
                    request_id,
                    "request finished"
                );
            }
        }
    }

    /// Records the number of attempts, as a number that OpenTelemetry has, and the latest request ID.
    fn record_attempts(&self, attempts: u32, request_id: Option<&str>) {
        self.span.record("plain.attempts", i64::from(attempts));
        if let Some(request_id) = request_id {
            self.span.record("plain.request_id", request_id);
        }
    }

    fn take_retried(&self) -> Option<Attempts> {
        self.lock_retried().take()
    }

    fn lock_retried(&self) -> MutexGuard<'_, Option<Attempts>> {
        self.retried.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records that the call waits. A backoff has been recorded with the attempt before it.
    pub(super) fn record_wait(&self, reason: WaitReason, duration: Option<Duration>) {
        match reason {
            WaitReason::Backoff => {}
            WaitReason::RateLimit => {
                info!(parent: &self.span, wait = ?duration, "waiting for the rate limit");
            }
            WaitReason::Concurrency => {
                debug!(parent: &self.span, "waiting for other calls");
            }
        }
        self.observer.observe(&CallEvent::Wait {
            operation: self.operation,
            reason,
            duration,
        });
    }

    /// Begins the call. If it does not end, because its future is dropped, that is recorded.
    pub(super) fn open(&'a self) -> OpenCall<'a> {
        OpenCall {
            span: self,
            is_finished: false,
        }
    }

    /// Records the end of the call, and the kind of its error if it failed.
    fn record_end(&self, error_type: Option<&'static str>) {
        // The call ended while it waited for the next attempt.
        if let Some((attempts, request_id)) = self.take_retried() {
            self.record_attempts(attempts, request_id.as_deref());
        }
        let status = if error_type.is_some() { "ERROR" } else { "OK" };
        self.span.record("otel.status_code", status);
        if let Some(error_type) = error_type {
            self.span.record("error.type", error_type);
        }
        self.observer.observe(&CallEvent::End {
            operation: self.operation,
            outcome: error_type.unwrap_or("ok"),
        });
    }
}

/// A call that has begun and not ended.
pub(super) struct OpenCall<'a> {
    span: &'a CallSpan<'a>,
    is_finished: bool,
}

impl OpenCall<'_> {
    /// Records the end of the call.
    pub(super) fn finish(mut self, error: Option<&Error>) {
        self.is_finished = true;
        self.span.record_end(error.map(error_type));
    }
}

impl Drop for OpenCall<'_> {
    fn drop(&mut self) {
        if !self.is_finished {
            self.span.record_end(Some("cancelled"));
            warn!(parent: &self.span.span, "call cancelled, it may have taken effect");
        }
    }
}

/// Value of `error.type`: a low-cardinality name of the error.
fn error_type(error: &Error) -> &'static str {
    match error {
        Error::Config(_) => "config",
        Error::Invalid(_) => "invalid",
        Error::Encode { .. } => "encode",
        Error::Rejected { .. } => "rejected",
        Error::AlreadyCreated { .. } => "already_created",
        Error::PredicatePanicked { .. } => "predicate_panicked",
        Error::Unauthorized { .. } => "unauthorized",
        Error::Forbidden { .. } => "forbidden",
        Error::RateLimited { .. } => "rate_limited",
        Error::Unavailable { .. } => "unavailable",
        Error::BadRequest { .. } => "bad_request",
        Error::Timeout { .. } => "timeout",
        Error::Interrupted { .. } => "interrupted",
        Error::Transport { .. } => "transport",
        Error::Decode { .. } => "decode",
    }
}
