//! What a request is answered with: a status and a body.

pub(crate) mod mutation_error;

use apollo_compiler::response::{ExecutionResponse, GraphQLError, JsonMap};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::state::request_log::Refusal;

/// An answer in the form that GraphQL over HTTP has.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
    /// In how many seconds the client may ask again, where that is known.
    pub(crate) retry_after: Option<u64>,
    /// Why the request was not done, if it was not.
    pub(crate) refusal: Option<Refusal>,
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

    /// Writes the code into an error.
    pub(crate) fn mark(self, error: &mut GraphQLError) {
        error.extensions.insert("code", self.name().into());
    }
}

impl Answer {
    /// The request was executed, which is a success whatever the fields say.
    pub(crate) fn executed(response: &ExecutionResponse, refusal: Option<Refusal>) -> Self {
        Self {
            refusal,
            ..Self::json(StatusCode::OK, response)
        }
    }

    /// The rate limit is exceeded, in the words that Plain documents.
    pub(crate) fn rate_limited() -> Self {
        Self::error(
            ErrorCode::RateLimited,
            "Too Many Requests - Rate limit exceeded",
        )
    }

    /// The request was not executed, for one reason.
    pub(crate) fn error(code: ErrorCode, message: impl Into<String>) -> Self {
        let error = GraphQLError {
            message: message.into(),
            locations: Vec::new(),
            path: Vec::new(),
            extensions: JsonMap::new(),
        };
        Self::refused(code, [error])
    }

    /// The request was not executed.
    pub(crate) fn refused(code: ErrorCode, errors: impl IntoIterator<Item = GraphQLError>) -> Self {
        #[derive(Serialize)]
        struct Body {
            errors: Vec<GraphQLError>,
        }

        let mut errors: Vec<GraphQLError> = errors.into_iter().collect();
        for error in &mut errors {
            code.mark(error);
        }
        let refusal = errors.first().map(|error| Refusal {
            code: code.name().to_owned(),
            message: error.message.clone(),
        });
        Self {
            refusal,
            ..Self::json(code.status(), &Body { errors })
        }
    }

    pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Self {
        let (status, body) = match serde_json::to_vec(body) {
            Ok(body) => (status, body),
            // Serde fails for maps whose keys are not text, which these bodies have not.
            Err(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                b"{\"errors\":[]}".to_vec(),
            ),
        };
        Self {
            status,
            body,
            retry_after: None,
            refusal: None,
        }
    }
}

impl IntoResponse for Answer {
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
