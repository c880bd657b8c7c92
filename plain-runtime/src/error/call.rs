//! Facts about a failed call, and the error of its connection.

use std::fmt;
use std::num::NonZeroU32;
use std::time::Duration;

use super::connection::RequestFate;

/// Facts about a failed call.
///
/// ```
/// # fn example(error: &plain_runtime::Error) {
/// if let Some(call) = error.call() {
///     // `CallInfo` writes the number of attempts and Plain's request ID.
///     eprintln!("event {:?} failed{call}", call.external_id);
/// }
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallInfo {
    /// Number of attempts, that is, requests sent.
    pub attempts: u32,
    /// Plain's request ID of the last response.
    pub request_id: Option<Box<str>>,
    /// External ID that the event or thread was sent with.
    pub external_id: Option<String>,
    /// Seconds that the last response asks to wait before the next request.
    pub(crate) retry_after: Option<NonZeroU32>,
    /// Whether this call made the external ID, so that no other call knows it.
    pub(crate) is_external_id_generated: bool,
    /// Whether an attempt may have taken effect.
    pub(crate) effect_unknown: bool,
    /// The step that failed, in a call of several.
    pub(crate) step: Option<UpsertingStep>,
    /// Cause of the error, where the variant does not tell.
    pub(crate) cause: ErrorCause,
}

/// Cause of an error, as far as its variant does not tell.
///
/// One value for several causes that exclude each other: an error has room for little more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum ErrorCause {
    #[default]
    Other,
    /// The call ended before its first attempt.
    Unsent,
    /// Plain rejected an event that exists.
    Duplicate,
    /// Plain rejected an event whose customer does not exist.
    CustomerNotFound,
}

/// Step of
/// [`create_customer_event_upserting`](crate::Client::create_customer_event_upserting), from
/// [`Error::upserting_step`](crate::Error::upserting_step).
///
/// ```
/// use plain_runtime::{Error, UpsertingStep};
///
/// fn is_customer_at_fault(error: &Error) -> bool {
///     error.upserting_step() == Some(UpsertingStep::UpsertCustomer)
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UpsertingStep {
    /// The event was created, or rejected for another reason than its customer.
    CreateEvent,
    /// Plain does not know the customer, who was upserted.
    UpsertCustomer,
    /// After the upsert, the event was created again.
    CreateEventAgain,
}

impl UpsertingStep {
    /// Start of the message of an error.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::CreateEvent => "",
            Self::UpsertCustomer => "failed to upsert the customer, whom Plain does not know: ",
            Self::CreateEventAgain => "failed to create the event after upserting its customer: ",
        }
    }
}

impl CallInfo {
    /// Wait that the last response asks for.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let seconds = self.retry_after?.get();
        Some(Duration::from_secs(seconds.into()))
    }

    /// Facts about a call whose task is out of reach: only the external ID is known.
    pub(crate) fn of_event(external_id: &str) -> Self {
        Self {
            external_id: Some(external_id.to_owned()),
            ..Self::default()
        }
    }
}

/// Suffix of an error message: empty, or ` (3 attempts, request ID …)`.
impl fmt::Display for CallInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.attempts, &self.request_id) {
            (0 | 1, None) => Ok(()),
            (0 | 1, Some(id)) => write!(f, " (request ID {id})"),
            (attempts, None) => write!(f, " ({attempts} attempts)"),
            (attempts, Some(id)) => write!(f, " ({attempts} attempts, request ID {id})"),
        }
    }
}

/// Error of a connection.
///
/// Never contains request headers, and so never the API key.
///
/// ```
/// use plain_runtime::{Error, TransportError};
///
/// fn cause(error: &Error) -> Option<&TransportError> {
///     match error {
///         Error::Transport { error, .. } => Some(error),
///         _ => None,
///     }
/// }
///
/// fn is_offline(error: &Error) -> bool {
///     cause(error).is_some_and(TransportError::is_connect)
/// }
/// ```
#[derive(Debug)]
pub struct TransportError(pub(crate) reqwest::Error);

impl TransportError {
    /// Whether the connection could not be established, so that Plain cannot have received the
    /// request.
    pub fn is_connect(&self) -> bool {
        self.0.is_connect()
    }

    pub(crate) fn fate(&self) -> RequestFate {
        RequestFate::of(&self.0)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)?;
        // The root cause is at the end of the chain.
        let mut source = std::error::Error::source(&self.0);
        while let Some(error) = source {
            write!(f, ": {error}")?;
            source = error.source();
            if source.is_none()
                && let Some(fix) = fix(&error.to_string())
            {
                write!(f, "; {fix}")?;
            }
        }
        Ok(())
    }
}

/// The fix for the root cause of a failed connection, if it is a matter of configuration.
fn fix(cause: &str) -> Option<&'static str> {
    // rustls, then OpenSSL.
    const UNTRUSTED: [&str; 3] = [
        "UnknownIssuer",
        "self-signed certificate",
        "unable to get local issuer certificate",
    ];
    if cause.contains("scheme is not http") {
        Some("enable the feature `rustls` or `native-tls` of `plain-runtime`")
    } else if UNTRUSTED.iter().any(|it| cause.contains(it)) {
        Some("to trust its issuer, call `Client::builder().root_certificate(..)`")
    } else {
        None
    }
}

impl std::error::Error for TransportError {}

#[cfg(test)]
mod tests {
    use super::fix;

    #[test]
    fn causes_that_are_a_matter_of_configuration_have_a_fix() {
        for (cause, expected) in [
            ("invalid URL, scheme is not http", Some("`native-tls`")),
            (
                "invalid peer certificate: UnknownIssuer",
                Some("root_certificate"),
            ),
            (
                "certificate verify failed: self-signed certificate in chain",
                Some("root_certificate"),
            ),
            ("invalid peer certificate: Expired", None),
            ("Connection refused (os error 111)", None),
        ] {
            let fix = fix(cause);
            assert_eq!(fix.is_some(), expected.is_some(), "{cause}");
            assert!(
                fix.unwrap_or_default()
                    .contains(expected.unwrap_or_default()),
                "{cause}"
            );
        }
    }
}
