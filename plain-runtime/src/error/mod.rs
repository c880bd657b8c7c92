//! Errors of a call, by meaning.

mod call;
mod config;
pub(crate) mod connection;
mod display;
mod facts;
mod mutation;

use std::time::SystemTime;

pub(crate) use call::ErrorCause;
pub use call::{CallInfo, TransportError, UpsertingStep};
pub use config::ConfigError;
pub(crate) use config::root_cause;
pub use mutation::{MutationError, MutationErrorType, MutationFieldError, MutationFieldErrorType};
use plain_schema::Permission;

use crate::input::ValidationError;

/// Error of a call.
///
/// The variants say what went wrong; [`is_retryable`](Self::is_retryable) and
/// [`may_have_taken_effect`](Self::may_have_taken_effect) say what to do about it.
///
/// ```
/// use plain_runtime::Error;
///
/// fn advice(error: &Error) -> &'static str {
///     match error {
///         Error::AlreadyCreated { .. } => "nothing: the event exists",
///         Error::Invalid(_) => "fix the event",
///         Error::Rejected { .. } => "read Plain's message",
///         error if error.is_retryable() => "try again later, with `error.external_id()`",
///         _ => "check the configuration",
///     }
/// }
/// ```
///
/// See <https://www.plain.com/docs/api-reference/graphql/error-handling>.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The configuration of the client is invalid.
    Config(ConfigError),
    /// The input violates a rule. Nothing was sent.
    Invalid(ValidationError),
    /// The variables of [`graphql`](crate::Client::graphql) cannot be serialised as JSON. Nothing
    /// was sent.
    Encode {
        /// Message of the serialiser.
        message: String,
    },
    /// Plain rejected the input.
    Rejected {
        /// Plain's description.
        error: Box<MutationError>,
        /// Facts about the call.
        call: CallInfo,
    },
    /// An event with the same external ID exists. It was created by an earlier call, or by an earlier
    /// attempt of this call whose response was lost; see
    /// [`was_created_by_this_call`](Self::was_created_by_this_call).
    ///
    /// Only calls that create events return it. A thread with a taken external ID is
    /// [`Rejected`](Self::Rejected).
    AlreadyCreated {
        /// Plain's description.
        error: Box<MutationError>,
        /// Facts about the call.
        call: CallInfo,
    },
    /// The predicate of [`already_created_if`](crate::ClientBuilder::already_created_if) or
    /// [`customer_not_found_if`](crate::ClientBuilder::customer_not_found_if) panicked. Plain rejected
    /// the input, but whether an event exists is unknown.
    PredicatePanicked {
        /// Method of the builder that set the predicate.
        predicate: &'static str,
        /// Message of the panic.
        message: String,
        /// Plain's description, which the predicate received.
        error: Box<MutationError>,
        /// Facts about the call.
        call: CallInfo,
    },
    /// The API key is invalid or revoked.
    Unauthorized {
        /// Plain's message.
        message: String,
        /// Facts about the call.
        call: CallInfo,
    },
    /// The API key lacks a permission. Permissions are granted in Plain's settings.
    Forbidden {
        /// Permissions that the operation needs, such as `customerEvent:create`; empty if unknown.
        permissions: &'static [Permission],
        /// Plain's message.
        message: String,
        /// Plain's description of the rejected mutation, if there is one.
        error: Option<Box<MutationError>>,
        /// Facts about the call.
        call: CallInfo,
    },
    /// The rate limit of the workspace is exceeded, and waiting for it would exceed the timeout of
    /// the call.
    RateLimited {
        /// Time at which the next request may be sent.
        until: SystemTime,
        /// Facts about the call.
        call: CallInfo,
    },
    /// Plain failed to execute the request, or executed it and failed to describe the result.
    Unavailable {
        /// HTTP status.
        status: u16,
        /// Error code, such as `INTERNAL_SERVER_ERROR`, if there is one.
        code: Option<String>,
        /// Plain's message.
        message: String,
        /// Plain's description of the failed mutation, if there is one.
        error: Option<Box<MutationError>>,
        /// Facts about the call.
        call: CallInfo,
    },
    /// Plain considers the request malformed.
    BadRequest {
        /// HTTP status.
        status: u16,
        /// Error code, such as `GRAPHQL_VALIDATION_FAILED`, if there is one.
        code: Option<String>,
        /// Plain's message.
        message: String,
        /// Facts about the call.
        call: CallInfo,
    },
    /// No complete response arrived in time, or the call waited for others all the time and sent nothing:
    /// then it has no [`attempts`](Self::attempts) and certainly no effect.
    Timeout {
        /// Facts about the call.
        call: CallInfo,
    },
    /// The runtime that executed the call ended before the response arrived, or the process was
    /// forked during the call.
    Interrupted {
        /// Facts about the call.
        call: CallInfo,
    },
    /// The connection failed.
    Transport {
        /// The underlying error.
        error: TransportError,
        /// Facts about the call.
        call: CallInfo,
    },
    /// The response cannot be decoded.
    Decode {
        /// Message of the decoder.
        message: String,
        /// Facts about the call.
        call: CallInfo,
    },
}

// clippy warns about functions that return a larger error.
const _: () = assert!(size_of::<Error>() < 128);

impl Error {
    /// Whether the event exists because this call created it: its external ID is one that the client
    /// made, Plain says that it exists, and the response of an earlier attempt was lost.
    ///
    /// The call did what it should; only the created event is missing. By default, the client then
    /// reads the event from the timeline and returns it, so that this error remains only if the API
    /// key may not read timelines or the event is not in one
    /// ([`ClientBuilder::verify_duplicates`](crate::ClientBuilder::verify_duplicates)).
    ///
    /// ```
    /// # use plain_runtime::{Client, CreateCustomerEventInput, Error};
    /// async fn create(client: &Client, event: &CreateCustomerEventInput) -> Result<(), Error> {
    ///     match client.create_customer_event(event).await {
    ///         Err(error) if error.was_created_by_this_call() => Ok(()),
    ///         result => result.map(drop),
    ///     }
    /// }
    /// ```
    pub fn was_created_by_this_call(&self) -> bool {
        matches!(self, Self::AlreadyCreated { call, .. } if call.is_external_id_generated)
    }

    /// Whether Plain rejected a customer event, a thread or a change of a customer's tenants because the
    /// customer does not exist, as
    /// [`client::is_customer_not_found`](crate::client::is_customer_not_found) or the predicate of
    /// [`ClientBuilder::customer_not_found_if`](crate::ClientBuilder::customer_not_found_if) recognises
    /// it.
    ///
    /// [`Client::create_customer_event_upserting`](crate::Client::create_customer_event_upserting)
    /// upserts such a customer.
    ///
    /// # Examples
    ///
    /// ```
    /// # use plain_runtime::{Client, CreateCustomerEventInput, Error};
    /// async fn log(client: &Client, event: &CreateCustomerEventInput) -> Result<(), Error> {
    ///     match client.create_customer_event(event).await {
    ///         // A visitor who has no account.
    ///         Err(error) if error.is_customer_not_found() => Ok(()),
    ///         result => result.map(drop),
    ///     }
    /// }
    /// ```
    pub fn is_customer_not_found(&self) -> bool {
        matches!(self, Self::Rejected { call, .. } if call.cause == ErrorCause::CustomerNotFound)
    }

    /// Whether the same call may succeed later.
    ///
    /// Retry with the same [`external_id`](Self::external_id), so that an event or a thread cannot be created
    /// twice. Without an external ID (a thread without one, a reply, a note), retry only if
    /// [`may_have_taken_effect`](Self::may_have_taken_effect) is false: otherwise look first.
    ///
    /// ```
    /// # fn example(error: &plain_runtime::Error, queue: &mut Vec<String>) {
    /// if error.is_retryable() {
    ///     queue.extend(error.external_id().map(str::to_owned));
    /// }
    /// # }
    /// ```
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::RateLimited { .. }
            | Self::Unavailable { .. }
            | Self::Timeout { .. }
            | Self::Interrupted { .. }
            | Self::Transport { .. }
            | Self::Decode { .. } => true,
            Self::Config(_)
            | Self::Invalid(_)
            | Self::Encode { .. }
            | Self::Rejected { .. }
            | Self::AlreadyCreated { .. }
            | Self::PredicatePanicked { .. }
            | Self::Unauthorized { .. }
            | Self::Forbidden { .. }
            | Self::BadRequest { .. } => false,
        }
    }

    /// Whether Plain may have executed the request although the call failed.
    ///
    /// False only if it certainly did not. True if a response was lost or inconclusive, in any
    /// attempt: after a timeout, a reset connection, a server error, an unknown error code, or an
    /// undecodable response.
    ///
    /// ```
    /// # use plain_runtime::{Client, Error, ReplyToThreadInput};
    /// async fn reply(client: &Client, reply: &ReplyToThreadInput) -> Result<(), Error> {
    ///     match client.reply_to_thread(reply).await {
    ///         // The customer must not read the same twice.
    ///         Err(error) if error.is_retryable() && !error.may_have_taken_effect() => {
    ///             client.reply_to_thread(reply).await.map(drop)
    ///         }
    ///         result => result.map(drop),
    ///     }
    /// }
    /// ```
    pub fn may_have_taken_effect(&self) -> bool {
        let last_attempt = match self {
            Self::Timeout { call } => call.cause != ErrorCause::Unsent,
            Self::Interrupted { .. } | Self::Unavailable { .. } | Self::Decode { .. } => true,
            Self::Transport { error, .. } => !error.fate().is_without_effect(),
            _ => false,
        };
        last_attempt || self.call().is_some_and(|call| call.effect_unknown)
    }
}

/// The message contains the causes of a failed connection. It is not a
/// [`source`](std::error::Error::source) as well, so that anyhow and eyre, which print the sources
/// after the message, do not print them twice.
impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // `Display` shows the error itself.
            Self::Config(error) => error.source(),
            _ => None,
        }
    }
}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<ValidationError> for Error {
    fn from(error: ValidationError) -> Self {
        Self::Invalid(error)
    }
}
