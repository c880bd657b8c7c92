//! What a request is answered with: a status and a body.

use apollo_compiler::response::{ExecutionResponse, GraphQLError, JsonMap};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// An answer in the form that GraphQL over HTTP has.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
}

/// The `extensions.code` of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErrorCode {
    BadUserInput,
    GraphqlParseFailed,
    GraphqlValidationFailed,
    InternalServerError,
    MethodNotAllowed,
    NotFound,
    PayloadTooLarge,
    Unauthenticated,
}

impl ErrorCode {
    const fn name(self) -> &'static str {
        match self {
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::GraphqlParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::GraphqlValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::InternalServerError => "INTERNAL_SERVER_ERROR",
            Self::MethodNotAllowed => "METHOD_NOT_ALLOWED",
            Self::NotFound => "NOT_FOUND",
            Self::PayloadTooLarge => "PAYLOAD_TOO_LARGE",
            Self::Unauthenticated => "UNAUTHENTICATED",
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::BadUserInput | Self::GraphqlParseFailed | Self::GraphqlValidationFailed => {
                StatusCode::BAD_REQUEST
            }
            Self::InternalServerError => StatusCode::INTERNAL_SERVER_ERROR,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::PayloadTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
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
    pub(crate) fn executed(response: &ExecutionResponse) -> Self {
        Self::json(StatusCode::OK, response)
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
        Self::json(code.status(), &Body { errors })
    }

    fn json(status: StatusCode, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => Self { status, body },
            // Serde fails for maps whose keys are not text, which these bodies have not.
            Err(_) => Self {
                status: StatusCode::INTERNAL_SERVER_ERROR,
                body: b"{\"errors\":[]}".to_vec(),
            },
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let content_type = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
        (self.status, content_type, self.body).into_response()
    }
}
