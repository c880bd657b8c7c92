//! What can go wrong with a call, by meaning.

mod config;
mod mutation;
mod validation;

use std::fmt;
use std::time::SystemTime;

pub use config::ConfigError;
pub use mutation::{MutationError, MutationErrorType, MutationFieldError, MutationFieldErrorType};
use plain_schema::Permission;
pub use validation::{InvalidInput, InvalidValue};

/// Why a call failed.
///
/// ```
/// use plain_runtime::Error;
///
/// fn advice(error: &Error) -> &'static str {
///     match error {
///         Error::AlreadyCreated { .. } => "nothing: the event is there",
///         Error::Invalid(_) => "correct the event",
///         Error::Rejected { .. } => "read what Plain says of it",
///         error if error.is_retryable() => "try again later, with `error.external_id()`",
///         _ => "look at the configuration",
///     }
/// }
/// ```
///
/// See <https://www.plain.com/docs/api-reference/graphql/error-handling>.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The client could not be set up.
    Config(ConfigError),
    /// The input breaks a rule. Nothing was sent.
    Invalid(InvalidInput),
    /// The variables of [`graphql`](crate::Client::graphql) cannot be written as JSON. Nothing was
    /// sent.
    Encode {
        /// Why.
        message: String,
    },
    /// Plain refused the input.
    Rejected {
        /// What Plain says.
        error: Box<MutationError>,
        /// The call.
        call: Call,
    },
    /// There is an event of this external id already: an earlier call created it, or an earlier
    /// attempt of this one, whose answer was lost. Plain has no query for it.
    AlreadyCreated {
        /// What Plain says.
        error: Box<MutationError>,
        /// The call.
        call: Call,
    },
    /// Plain does not know the API key.
    Unauthorized {
        /// What Plain says.
        message: String,
        /// The call.
        call: Call,
    },
    /// The API key lacks a permission. It is given to the key in Plain's settings.
    Forbidden {
        /// What the operation needs, such as `customerEvent:create`, if that is known.
        permissions: &'static [Permission],
        /// What Plain says.
        message: String,
        /// What Plain says of the mutation, if it came that far.
        error: Option<Box<MutationError>>,
        /// The call.
        call: Call,
    },
    /// The workspace has made too many requests, and the client has not waited for its turn, since
    /// that would take longer than a call may take.
    RateLimited {
        /// When the next request may be made.
        until: SystemTime,
        /// The call.
        call: Call,
    },
    /// Plain could not carry out the request for a reason of its own.
    Unavailable {
        /// The HTTP status.
        status: u16,
        /// What Plain says.
        message: String,
        /// What Plain says of the mutation, if it came that far.
        error: Option<Box<MutationError>>,
        /// The call.
        call: Call,
    },
    /// Plain did not understand the request.
    BadRequest {
        /// The HTTP status.
        status: u16,
        /// Plain's code, such as `GRAPHQL_VALIDATION_FAILED`, if it gave one.
        code: Option<String>,
        /// What Plain says.
        message: String,
        /// The call.
        call: Call,
    },
    /// No answer came in time.
    Timeout {
        /// The call.
        call: Call,
    },
    /// The connection failed.
    Transport {
        /// How.
        error: TransportError,
        /// The call.
        call: Call,
    },
    /// The answer could not be read.
    Decode {
        /// Why.
        message: String,
        /// The call.
        call: Call,
    },
}

impl Error {
    /// What is known of the call, if anything was to be sent.
    pub fn call(&self) -> Option<&Call> {
        match self {
            Self::Config(_) | Self::Invalid(_) | Self::Encode { .. } => None,
            Self::Rejected { call, .. }
            | Self::AlreadyCreated { call, .. }
            | Self::Unauthorized { call, .. }
            | Self::Forbidden { call, .. }
            | Self::RateLimited { call, .. }
            | Self::Unavailable { call, .. }
            | Self::BadRequest { call, .. }
            | Self::Timeout { call }
            | Self::Transport { call, .. }
            | Self::Decode { call, .. } => Some(call),
        }
    }

    /// Plain's id of the last request, which its support can look up, if there was an answer.
    pub fn request_id(&self) -> Option<&str> {
        self.call()?.request_id.as_deref()
    }

    /// How often the request was sent: 0 if nothing was sent.
    pub fn attempts(&self) -> u32 {
        self.call().map_or(0, |call| call.attempts)
    }

    /// The external id that the event was sent with, the client's own if the caller gave none.
    /// Whoever tries again gives the event this one: then it cannot be created twice.
    ///
    /// ```
    /// # use plain_runtime::{Client, CreateCustomerEventInput, Error};
    /// async fn create(client: &Client, mut event: CreateCustomerEventInput) -> Result<(), Error> {
    ///     while let Err(error) = client.create_customer_event(&event).await {
    ///         if let Error::AlreadyCreated { .. } = error {
    ///             break;
    ///         }
    ///         if !error.is_retryable() {
    ///             return Err(error);
    ///         }
    ///         event.external_id = error.external_id().map(|id| id.to_owned().into());
    ///         // A service waits here.
    ///     }
    ///     Ok(())
    /// }
    /// ```
    pub fn external_id(&self) -> Option<&str> {
        self.call()?.external_id.as_deref()
    }

    /// What Plain says of a mutation that it did not carry out, if it came that far.
    pub fn mutation_error(&self) -> Option<&MutationError> {
        match self {
            Self::Rejected { error, .. } | Self::AlreadyCreated { error, .. } => Some(error),
            Self::Forbidden { error, .. } | Self::Unavailable { error, .. } => error.as_deref(),
            _ => None,
        }
    }

    /// Whether the same call may succeed later. Give it the same
    /// [`external_id`](Self::external_id), so that it cannot create the event a second time.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::RateLimited { .. }
            | Self::Unavailable { .. }
            | Self::Timeout { .. }
            | Self::Transport { .. }
            | Self::Decode { .. } => true,
            Self::Config(_)
            | Self::Invalid(_)
            | Self::Encode { .. }
            | Self::Rejected { .. }
            | Self::AlreadyCreated { .. }
            | Self::Unauthorized { .. }
            | Self::Forbidden { .. }
            | Self::BadRequest { .. } => false,
        }
    }

    /// Whether Plain may have done what it was asked, although the call failed: an answer was lost,
    /// or said only that something went wrong.
    pub fn may_have_taken_effect(&self) -> bool {
        let last_attempt = match self {
            Self::Timeout { .. } | Self::Unavailable { .. } | Self::Decode { .. } => true,
            Self::Transport { error, .. } => !error.is_connect(),
            _ => false,
        };
        last_attempt || self.call().is_some_and(|call| call.effect_unknown)
    }
}

// By hand, here and for `ConfigError`: thiserror, which has a macro of its own to build, is more than
// a hundredth of an application's cold build.

/// What is wrong, then what is known of the call.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(error) => error.fmt(f)?,
            Self::Invalid(error) => error.fmt(f)?,
            Self::Encode { message } => {
                write!(f, "the variables cannot be written as JSON: {message}")?;
            }
            Self::Rejected { error, .. } => write!(f, "Plain refused the input: {error}")?,
            Self::AlreadyCreated { error, .. } => write!(f, "the event is there already: {error}")?,
            Self::Unauthorized { message, .. } => write!(
                f,
                "Plain does not know the API key, check PLAIN_API_KEY: {message}"
            )?,
            Self::Forbidden {
                permissions,
                message,
                ..
            } => {
                f.write_str("the API key lacks a permission")?;
                for (index, permission) in permissions.iter().enumerate() {
                    let separator = if index == 0 { ", this needs" } else { " and" };
                    write!(f, "{separator} `{permission}`")?;
                }
                write!(f, ": {message}")?;
            }
            Self::RateLimited { until, .. } => write!(
                f,
                "Plain's rate limit is reached until {}",
                humantime::format_rfc3339_seconds(*until)
            )?,
            Self::Unavailable {
                status, message, ..
            } => write!(f, "Plain is unavailable ({status}): {message}")?,
            Self::BadRequest {
                status, message, ..
            } => write!(
                f,
                "Plain did not understand the request ({status}): {message}"
            )?,
            Self::Timeout { .. } => f.write_str("Plain did not answer in time")?,
            Self::Transport { error, .. } => write!(f, "the connection to Plain failed: {error}")?,
            Self::Decode { message, .. } => {
                write!(f, "Plain's answer could not be read: {message}")?;
            }
        }
        self.call().map_or(Ok(()), |call| call.fmt(f))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport { error, .. } => Some(error),
            _ => None,
        }
    }
}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<InvalidInput> for Error {
    fn from(error: InvalidInput) -> Self {
        Self::Invalid(error)
    }
}

/// What is known of a call that failed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Call {
    /// How often the request was sent.
    pub attempts: u32,
    /// Plain's id of the last request, if there was an answer.
    pub request_id: Option<String>,
    /// The external id that the event was sent with.
    pub external_id: Option<String>,
    /// Whether Plain may have done what it was asked in an attempt before the last.
    pub(crate) effect_unknown: bool,
}

/// For the end of an error's message: nothing, or ` (3 attempts, request id …)`.
impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.attempts, &self.request_id) {
            (0 | 1, None) => Ok(()),
            (0 | 1, Some(id)) => write!(f, " (request id {id})"),
            (attempts, None) => write!(f, " ({attempts} attempts)"),
            (attempts, Some(id)) => write!(f, " ({attempts} attempts, request id {id})"),
        }
    }
}

/// A failed connection. It never says which headers were sent.
#[derive(Debug)]
pub struct TransportError(pub(crate) reqwest::Error);

impl TransportError {
    /// Whether no connection came about at all, so that Plain cannot have seen the request.
    pub fn is_connect(&self) -> bool {
        self.0.is_connect()
    }
}

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

#[cfg(test)]
mod tests;
