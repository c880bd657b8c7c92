//! Why a client could not be set up.

use std::fmt;

/// Why a [`Client`](crate::Client) could not be set up.
#[derive(Debug)]
#[non_exhaustive]
pub enum ConfigError {
    /// There is no API key.
    NoApiKey,
    /// The API key has characters that no HTTP header can hold.
    ApiKeyNotAHeader,
    /// An environment variable is not Unicode.
    NotUnicode {
        /// The variable.
        name: &'static str,
    },
    /// The URL of the API is not one.
    NotAUrl {
        /// The text that was given.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The URL of the API would send the key unencrypted to another machine.
    NotEncrypted {
        /// The text that was given.
        url: String,
    },
    /// The system has no thread, or no means of waiting for a network, to spare for a blocking
    /// client.
    Runtime(String),
    /// The system offers no TLS.
    Http(String),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoApiKey => f.write_str(
                "no API key: set PLAIN_API_KEY, or give one to `Client::builder().api_key(..)`",
            ),
            Self::ApiKeyNotAHeader => f.write_str(
                "the API key has characters that an HTTP header cannot hold, such as a line break",
            ),
            Self::NotUnicode { name } => write!(f, "{name} is not Unicode"),
            Self::NotAUrl { url, reason } => {
                write!(f, "the API's URL `{url}` cannot be used: {reason}")
            }
            Self::NotEncrypted { url } => write!(
                f,
                "the API's URL `{url}` would send the key unencrypted: write https, or use a \
                 loopback address"
            ),
            Self::Runtime(reason) => {
                write!(f, "the client's own thread could not be started: {reason}")
            }
            Self::Http(reason) => write!(f, "the HTTP client could not be set up: {reason}"),
        }
    }
}

impl std::error::Error for ConfigError {}
