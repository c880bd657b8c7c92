//! Errors in the configuration of a client.

use std::fmt;

/// Error in the configuration of a [`Client`](crate::Client).
///
/// ```
/// use plain_runtime::{Client, ConfigError};
///
/// let error = Client::builder().build().unwrap_err();
/// assert!(matches!(error, ConfigError::MissingApiKey));
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum ConfigError {
    /// No API key was given, or it is blank.
    MissingApiKey,
    /// The API key contains characters that are not allowed in an HTTP header, such as a line
    /// break.
    InvalidApiKey,
    /// An environment variable is not valid Unicode.
    NotUnicode {
        /// Name of the variable.
        name: &'static str,
    },
    /// The URL of the API is invalid.
    InvalidApiUrl {
        /// The URL as it was given, without credentials.
        url: String,
        /// Why it is invalid.
        reason: String,
    },
    /// The URL of the API would send the API key unencrypted to another machine.
    UnencryptedApiUrl {
        /// The URL as it was given, without credentials.
        url: String,
    },
    /// The background thread of a blocking client cannot run.
    Runtime(String),
    /// The HTTP client cannot be created, for example because the system has no TLS.
    Http(String),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingApiKey => f.write_str(
                "missing API key: set `PLAIN_API_KEY` or call `Client::builder().api_key(..)`",
            ),
            Self::InvalidApiKey => f.write_str(
                "invalid API key: it contains characters that are not allowed in an HTTP header, \
                 such as a line break",
            ),
            Self::NotUnicode { name } => write!(f, "`{name}` is not valid Unicode"),
            Self::InvalidApiUrl { url, reason } => write!(f, "invalid API URL `{url}`: {reason}"),
            Self::UnencryptedApiUrl { url } => write!(
                f,
                "the API URL `{url}` would send the API key unencrypted: use `https`, or a \
                 loopback address"
            ),
            Self::Runtime(reason) => {
                write!(f, "the blocking client's thread failed: {reason}")
            }
            Self::Http(reason) => write!(f, "failed to create the HTTP client: {reason}"),
        }
    }
}

impl std::error::Error for ConfigError {}
