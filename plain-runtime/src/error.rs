//! What can go wrong with a call, by meaning.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::client::ConfigError;
use crate::event::InvalidEvent;

/// Why a call failed.
///
/// ```
/// use plain_runtime::Error;
///
/// fn advice(error: &Error) -> &'static str {
///     match error {
///         Error::Invalid(_) => "correct the event",
///         Error::Rejected { .. } => "read what Plain says of it",
///         error if error.is_retryable() => "try again later, with the same external id",
///         _ => "look at the configuration",
///     }
/// }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The client could not be set up.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The event breaks a rule. It was not sent.
    #[error(transparent)]
    Invalid(#[from] InvalidEvent),
    /// Plain refused the event.
    #[error("Plain refused the event: {error}")]
    Rejected {
        /// What Plain says.
        error: MutationError,
        /// Plain's id of the request.
        request_id: Option<String>,
    },
    /// Plain does not know the API key.
    #[error("Plain does not know the API key: {message}")]
    Unauthorized {
        /// What Plain says.
        message: String,
        /// Plain's id of the request.
        request_id: Option<String>,
    },
    /// The API key has not the permission: `customerEvent:create` or `threadEvent:create`.
    #[error("the API key lacks a permission: {message}")]
    Forbidden {
        /// What Plain says.
        message: String,
        /// Plain's id of the request.
        request_id: Option<String>,
    },
    /// The workspace has made too many requests in this minute.
    #[error("Plain's rate limit is reached: {message}")]
    RateLimited {
        /// What Plain says.
        message: String,
        /// Plain's id of the request.
        request_id: Option<String>,
    },
    /// Plain could not carry out the request for a reason of its own.
    #[error("Plain is unavailable ({status}): {message}")]
    Unavailable {
        /// The HTTP status.
        status: u16,
        /// What Plain says.
        message: String,
        /// Plain's id of the request.
        request_id: Option<String>,
    },
    /// Plain did not understand the request.
    #[error("Plain did not understand the request ({status}): {message}")]
    BadRequest {
        /// The HTTP status.
        status: u16,
        /// What Plain says.
        message: String,
        /// Plain's id of the request.
        request_id: Option<String>,
    },
    /// No answer came in time. The event may have been created.
    #[error("Plain did not answer in time")]
    Timeout,
    /// The connection failed. Unless it never came about, the event may have been created.
    #[error("the connection to Plain failed: {0}")]
    Transport(#[source] TransportError),
    /// The answer could not be read. The event may have been created.
    #[error("Plain's answer could not be read: {message}")]
    Decode {
        /// Why.
        message: String,
        /// Plain's id of the request.
        request_id: Option<String>,
    },
}

impl Error {
    /// Plain's id of the request, which its support can look up, if there was an answer.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Rejected { request_id, .. }
            | Self::Unauthorized { request_id, .. }
            | Self::Forbidden { request_id, .. }
            | Self::RateLimited { request_id, .. }
            | Self::Unavailable { request_id, .. }
            | Self::BadRequest { request_id, .. }
            | Self::Decode { request_id, .. } => request_id.as_deref(),
            Self::Config(_) | Self::Invalid(_) | Self::Timeout | Self::Transport(_) => None,
        }
    }

    /// Whether the same call may succeed later. Give it the same `external_id`, so that it cannot
    /// create the event a second time.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Rejected { error, .. } => error.r#type == MutationErrorType::Internal,
            Self::RateLimited { .. }
            | Self::Unavailable { .. }
            | Self::Timeout
            | Self::Transport(_)
            | Self::Decode { .. } => true,
            Self::Config(_)
            | Self::Invalid(_)
            | Self::Unauthorized { .. }
            | Self::Forbidden { .. }
            | Self::BadRequest { .. } => false,
        }
    }
}

/// A failed connection. It never says which headers were sent.
#[derive(Debug)]
pub struct TransportError(pub(crate) reqwest::Error);

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)?;
        // The reason of a failed connection stands at the end of the chain.
        let mut source = std::error::Error::source(&self.0);
        while let Some(error) = source {
            write!(f, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

impl std::error::Error for TransportError {}

/// Why Plain refused a mutation.
///
/// See <https://www.plain.com/docs/api-reference/graphql/error-handling>.
///
/// ```
/// use plain_runtime::{MutationError, MutationErrorType};
///
/// let json = r#"{"message":"No such customer","type":"VALIDATION","code":"not_found","fields":[]}"#;
/// let error: MutationError = serde_json::from_str(json).unwrap();
/// assert_eq!(error.r#type, MutationErrorType::Validation);
/// assert_eq!(error.to_string(), "No such customer (not_found)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MutationError {
    /// For developers, in English.
    pub message: String,
    /// What kind of failure it is.
    pub r#type: MutationErrorType,
    /// A fixed code, such as `input_validation`.
    pub code: String,
    /// The fields that are wrong.
    #[serde(default)]
    pub fields: Vec<MutationFieldError>,
}

impl fmt::Display for MutationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message, self.code)?;
        for field in &self.fields {
            write!(f, "; {}: {}", field.field, field.message)?;
        }
        Ok(())
    }
}

/// One field of a mutation's input that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MutationFieldError {
    /// Its name.
    pub field: String,
    /// For developers, in English.
    pub message: String,
    /// What is wrong with it.
    pub r#type: MutationFieldErrorType,
}

/// What kind of failure a [`MutationError`] is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum MutationErrorType {
    /// The input is wrong.
    Validation,
    /// The API key has not the permission.
    Forbidden,
    /// Plain failed; the same mutation may succeed later.
    Internal,
    /// A type that Plain has added since, as it came.
    #[serde(untagged)]
    Unknown(String),
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum MutationFieldErrorType {
    /// It breaks a rule.
    Validation,
    /// It is missing or blank.
    Required,
    /// It names something that does not exist.
    NotFound,
    /// A type that Plain has added since, as it came.
    #[serde(untagged)]
    Unknown(String),
}
