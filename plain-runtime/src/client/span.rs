//! Tracing of calls: operation, external ID, attempts, outcomes and request IDs. Never headers or
//! bodies, so neither the API key nor the content of an event is logged.
//!
//! The fields follow the OpenTelemetry semantic conventions:
//! <https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/>.

use tracing::field::Empty;
use tracing::instrument::{Instrument as _, Instrumented};
use tracing::{Span, debug, info_span, warn};

use super::inner::Request;
use super::retry::RetryDecision;
use super::transport::HttpResponse;
use crate::error::Error;

/// Span of one call.
pub(super) struct CallSpan(Span);

impl CallSpan {
    pub(super) fn new(request: &Request<'_>, host: &str) -> Self {
        let name = request.operation.name.unwrap_or("graphql");
        Self(info_span!(
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
        ))
    }

    /// Runs a future in the span. Not `async`, which would store the future twice.
    pub(super) fn instrument<F: Future>(&self, future: F) -> Instrumented<F> {
        future.instrument(self.0.clone())
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
        self.0.record("plain.attempts", attempt);
        if let Some(request_id) = request_id {
            self.0.record("plain.request_id", request_id);
        }
        match decision {
            RetryDecision::Retry(wait) => warn!(
                parent: &self.0,
                attempt,
                outcome,
                http.response.status_code = status,
                request_id,
                wait = ?wait,
                "request failed, retrying"
            ),
            RetryDecision::Done | RetryDecision::Fail => debug!(
                parent: &self.0,
                attempt,
                outcome,
                http.response.status_code = status,
                request_id,
                "request finished"
            ),
        }
    }

    /// Begins the call. If it does not end, because its future is dropped, that is recorded.
    pub(super) fn open(&self) -> OpenCall<'_> {
        OpenCall {
            span: self,
            is_finished: false,
        }
    }

    fn record_error_type(&self, error_type: &str) {
        self.0.record("otel.status_code", "ERROR");
        self.0.record("error.type", error_type);
    }
}

/// A call that has begun and not ended.
pub(super) struct OpenCall<'a> {
    span: &'a CallSpan,
    is_finished: bool,
}

impl OpenCall<'_> {
    /// Records the end of the call.
    pub(super) fn finish(mut self, error: Option<&Error>) {
        self.is_finished = true;
        match error {
            None => {
                self.span.0.record("otel.status_code", "OK");
            }
            Some(error) => self.span.record_error_type(error_type(error)),
        }
    }
}

impl Drop for OpenCall<'_> {
    fn drop(&mut self) {
        if !self.is_finished {
            self.span.record_error_type("cancelled");
            warn!(parent: &self.span.0, "call cancelled, it may have taken effect");
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
