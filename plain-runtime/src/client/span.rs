//! What a call tells `tracing`: which operation, which attempts, how each ended, and Plain's id of
//! the request. Neither headers nor bodies, so neither the key nor what an event says.
//!
//! The fields are named after OpenTelemetry's conventions, see
//! <https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/>.

use tracing::field::Empty;
use tracing::instrument::{Instrument as _, Instrumented};
use tracing::{Span, debug, info_span, warn};

use super::retry::Step;
use super::transport::Answer;
use crate::error::Error;
use crate::graphql::Operation;

/// The span of one call.
pub(super) struct Trace(Span);

impl Trace {
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

    /// The future, within the span. It is not `async`: that would keep the future twice.
    pub(super) fn during<F: Future>(&self, future: F) -> Instrumented<F> {
        future.instrument(self.0.clone())
    }

    /// An attempt has ended.
    pub(super) fn attempted(
        &self,
        attempt: u32,
        answer: Option<&Answer>,
        error: Option<&Error>,
        step: Step,
    ) {
        let status = answer.map(|answer| answer.status.as_u16());
        let outcome = error.map_or("ok", kind);
        let request_id = answer.and_then(|answer| answer.request_id.as_deref());
        self.0.record("plain.attempts", attempt);
        if let Some(request_id) = request_id {
            self.0.record("plain.request_id", request_id);
        }
        match step {
            Step::Retry(wait) => warn!(
                parent: &self.0,
                attempt,
                outcome,
                http.response.status_code = status,
                request_id,
                wait = ?wait,
                "the request failed and is sent again"
            ),
            Step::Done | Step::Fail => debug!(
                parent: &self.0,
                attempt,
                outcome,
                http.response.status_code = status,
                request_id,
                "the request has ended"
            ),
        }
    }

    /// The call has ended.
    pub(super) fn ended(&self, error: Option<&Error>) {
        match error {
            None => {
                self.0.record("otel.status_code", "OK");
            }
            Some(error) => {
                self.0.record("otel.status_code", "ERROR");
                self.0.record("error.type", kind(error));
            }
        }
    }
}

/// What an error is called in a log.
fn kind(error: &Error) -> &'static str {
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
        Error::Transport { .. } => "transport",
        Error::Decode { .. } => "decode",
    }
}
