//! Tracing of calls: operation, attempts, outcomes and request IDs. Never headers or bodies, so
//! neither the API key nor the content of an event is logged.
//!
//! The fields follow the OpenTelemetry semantic conventions:
//! <https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/>.

use tracing::field::Empty;
use tracing::instrument::{Instrument as _, Instrumented};
use tracing::{Span, debug, info_span, warn};

use super::retry::RetryDecision;
use super::transport::HttpResponse;
use crate::error::Error;
use crate::graphql::Operation;

/// Span of one call.
pub(super) struct CallSpan(Span);

impl CallSpan {
    pub(super) fn new(operation: &Operation<'_>, host: &str) -> Self {
        let name = operation.name.unwrap_or("graphql");
        Self(info_span!(
            "plain",
            otel.name = name,
            otel.kind = "client",
            otel.status_code = Empty,
            graphql.operation.name = name,
            server.address = host,
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

    /// Records the end of the call.
    pub(super) fn record_result(&self, error: Option<&Error>) {
        match error {
            None => {
                self.0.record("otel.status_code", "OK");
            }
            Some(error) => {
                self.0.record("otel.status_code", "ERROR");
                self.0.record("error.type", error_type(error));
            }
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
