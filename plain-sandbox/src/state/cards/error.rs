//! Reasons why a card is not shown, by Plain's names.

use plain_schema::card_request::is_retried;
use serde_json::{Value, json};

/// Reason why a card could not be loaded: Plain's `CustomerCardInstanceErrorDetail`.
///
/// ```
/// use plain_sandbox::CardError;
///
/// let error = CardError::Timeout { timeout_seconds: 15 };
/// assert_eq!(error.name(), "Timeout");
/// assert_eq!(error.to_string(), "Timeout: no response within 15 seconds");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CardError {
    /// The response does not have the requested card.
    #[error(
        "MissingCard: the response has no card with the key {card_key:?}; answer every requested key"
    )]
    MissingCard {
        /// The requested key.
        card_key: String,
    },
    /// The response is not JSON, or does not have the shape or the layout of cards.
    #[error("ResponseBody: {message}")]
    ResponseBody {
        /// The violations, with their paths.
        message: String,
    },
    /// The status of the response is not 200.
    #[error("StatusCode: the status is {status_code}, expected 200{}", describe_body(.response_body))]
    StatusCode {
        /// The status.
        status_code: u16,
        /// The start of the response's body.
        response_body: String,
    },
    /// The request failed: no connection, or no complete response.
    #[error("Request: {message}")]
    Request {
        /// The cause.
        message: String,
    },
    /// The response was not complete in time.
    #[error("Timeout: no response within {timeout_seconds} seconds")]
    Timeout {
        /// The time limit.
        timeout_seconds: u64,
    },
    /// The components of the card are too large.
    #[error(
        "CardTooBig: the components of {card_key:?} have {size_bytes} bytes, more than {max_size_bytes}"
    )]
    CardTooBig {
        /// The requested key.
        card_key: String,
        /// Length of the components as JSON.
        size_bytes: usize,
        /// Maximum length.
        max_size_bytes: usize,
    },
    /// The sandbox ended before the response.
    #[error("Unknown: {message}")]
    Unknown {
        /// The cause.
        message: String,
    },
}

fn describe_body(body: &str) -> String {
    if body.is_empty() {
        return String::new();
    }
    format!("; the body is {body}")
}

impl CardError {
    /// Plain's name of the error, such as `MissingCard`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::MissingCard { .. } => "MissingCard",
            Self::ResponseBody { .. } => "ResponseBody",
            Self::StatusCode { .. } => "StatusCode",
            Self::Request { .. } => "Request",
            Self::Timeout { .. } => "Timeout",
            Self::CardTooBig { .. } => "CardTooBig",
            Self::Unknown { .. } => "Unknown",
        }
    }

    /// Whether Plain repeats the request.
    pub(crate) fn is_repeated(&self) -> bool {
        match self {
            Self::Request { .. } | Self::Timeout { .. } => true,
            Self::StatusCode { status_code, .. } => is_retried(*status_code),
            _ => false,
        }
    }

    /// Whether Plain remembers the error, since a repetition would not help.
    pub(crate) fn is_cached(&self) -> bool {
        !self.is_repeated() && !matches!(self, Self::Unknown { .. })
    }

    /// The text without the name.
    pub(crate) fn message(&self) -> String {
        let text = self.to_string();
        let message = text.split_once(": ").map(|(_, message)| message.to_owned());
        message.unwrap_or_default()
    }

    /// How to correct the endpoint, or the settings of the sandbox.
    pub(crate) const fn help(&self) -> &'static str {
        match self {
            Self::MissingCard { .. } => {
                "Answer a key without data, or one that the endpoint does not know, with `components: null`."
            }
            Self::ResponseBody { .. } => {
                "Correct the answer of the endpoint, then reload: Plain remembers this error for five minutes."
            }
            Self::StatusCode { status_code, .. } => match status_code {
                300..=399 => "Configure the final URL: Plain does not follow redirects.",
                401 | 403 => {
                    "Compare the signing secret and the headers of the endpoint with those configured here. \
                     The signature is over the raw body."
                }
                404 => "Compare the path of the URL with the route of the endpoint.",
                405 => "Let the route of the endpoint accept `POST`.",
                429 | 500.. => {
                    "Read the log of the endpoint. Let one card that fails not fail the others: answer it with `components: null`."
                }
                _ => {
                    "Answer with status 200, also for a customer that is unknown, and for keys and nulls that are not expected."
                }
            },
            Self::Request { .. } => {
                "Start the endpoint, or correct the host and the port of its URL."
            }
            Self::Timeout { .. } => {
                "Set a deadline for each card, and answer one that exceeds it with `components: null`."
            }
            Self::CardTooBig { .. } => "Show the latest entries only, and link to the others.",
            Self::Unknown { .. } => "Load the card again.",
        }
    }

    /// The error with the fields of Plain's API.
    pub(crate) fn to_json(&self) -> Value {
        let mut json = json!({ "type": self.name(), "message": self.message() });
        match self {
            Self::MissingCard { card_key } => json["cardKey"] = json!(card_key),
            Self::StatusCode { status_code, .. } => json["statusCode"] = json!(status_code),
            Self::Timeout { timeout_seconds } => json["timeoutSeconds"] = json!(timeout_seconds),
            Self::CardTooBig {
                card_key,
                size_bytes,
                max_size_bytes,
            } => {
                json["cardKey"] = json!(card_key);
                json["sizeBytes"] = json!(size_bytes);
                json["maxSizeBytes"] = json!(max_size_bytes);
            }
            Self::ResponseBody { .. } | Self::Request { .. } | Self::Unknown { .. } => {}
        }
        json
    }
}
