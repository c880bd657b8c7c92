//! Responses of the API and the reasons for rejecting a request.

pub(crate) mod mutation_error;

use std::time::Duration;

use apollo_compiler::response::{GraphQLError, JsonMap};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// Why a request was rejected.
///
/// ```
/// # #[cfg(feature = "client")]
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// use plain_sandbox::{Rejection, Sandbox};
///
/// let sandbox = Sandbox::start().await;
/// let event = plain_runtime::customer_event!(
///     title = "Trial completed",
///     customer_identifier = external_id("nobody"),
///     components = [text("Fourteen days are over.")],
/// );
/// assert!(sandbox.client().create_customer_event(&event).await.is_err());
/// let rejection: Option<Rejection> = sandbox.requests()[0].rejection.clone();
/// assert!(rejection.is_some_and(|it| it.message.contains("upsertCustomer")));
/// # }
/// # #[cfg(not(feature = "client"))] fn main() {}
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejection {
    /// The code of a `MutationError`, such as `input_validation`, or of a GraphQL error, such as
    /// `UNAUTHENTICATED`.
    pub code: String,
    /// The message that the client received.
    pub message: String,
}

/// A response as GraphQL over HTTP defines it.
pub(crate) struct ApiResponse {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
    /// Seconds for the `retry-after` header.
    retry_after: Option<u64>,
    /// Why the request was not executed, if it was not.
    pub(crate) rejection: Option<Rejection>,
}

/// The `extensions.code` of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErrorCode {
    BadUserInput,
    Forbidden,
    GraphqlParseFailed,
    GraphqlValidationFailed,
    InternalServerError,
    MethodNotAllowed,
    NotFound,
    PayloadTooLarge,
    RateLimited,
    Unauthenticated,
}

impl ErrorCode {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::Forbidden => "FORBIDDEN",
            Self::GraphqlParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::GraphqlValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::InternalServerError => "INTERNAL_SERVER_ERROR",
            Self::MethodNotAllowed => "METHOD_NOT_ALLOWED",
            Self::NotFound => "NOT_FOUND",
            Self::PayloadTooLarge => "PAYLOAD_TOO_LARGE",
            Self::RateLimited => "RATE_LIMITED",
            Self::Unauthenticated => "UNAUTHENTICATED",
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::BadUserInput | Self::GraphqlParseFailed | Self::GraphqlValidationFailed => {
                StatusCode::BAD_REQUEST
            }
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::InternalServerError => StatusCode::INTERNAL_SERVER_ERROR,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::PayloadTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
        }
    }

    /// Sets the code of an error.
    pub(crate) fn mark(self, error: &mut GraphQLError) {
        error.extensions.insert("code", self.name().into());
    }
}

impl ApiResponse {
    /// The rate limit is exceeded. The message is the one that Plain documents.
    pub(crate) fn rate_limited(retry_after: Option<Duration>) -> Self {
        // Rounded up, so that a retry is never too early.
        let seconds = |wait: Duration| wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        Self {
            retry_after: retry_after.map(seconds),
            ..Self::error(
                ErrorCode::RateLimited,
                "Too Many Requests - Rate limit exceeded",
            )
        }
    }

    /// The request was not executed, for one reason.
    pub(crate) fn error(code: ErrorCode, message: impl Into<String>) -> Self {
        let error = GraphQLError {
            message: message.into(),
            locations: Vec::new(),
            path: Vec::new(),
            extensions: JsonMap::new(),
        };
        Self::rejected(code, [error])
    }

    /// The request was not executed, for one or more reasons.
    pub(crate) fn rejected(
        code: ErrorCode,
        errors: impl IntoIterator<Item = GraphQLError>,
    ) -> Self {
        #[derive(Serialize)]
        struct ErrorBody {
            errors: Vec<GraphQLError>,
        }

        let mut errors: Vec<GraphQLError> = errors.into_iter().collect();
        for error in &mut errors {
            code.mark(error);
        }
        let rejection = errors.first().map(|error| Rejection {
            code: code.name().to_owned(),
            message: error.message.clone(),
        });
        Self {
            rejection,
            ..Self::json(code.status(), &ErrorBody { errors })
        }
    }

    pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Self {
        let (status, body) = match serde_json::to_vec(body) {
            Ok(body) => (status, body),
            // Serialization fails only for maps with keys that are not strings.
            Err(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                b"{\"errors\":[]}".to_vec(),
            ),
        };
        Self {
            status,
            body,
            retry_after: None,
            rejection: None,
        }
    }
}

impl IntoResponse for ApiResponse {
    fn into_response(self) -> Response {
        let content_type = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
        let mut response = (self.status, content_type, self.body).into_response();
        if let Some(seconds) = self.retry_after {
            let seconds = HeaderValue::from(seconds);
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}
