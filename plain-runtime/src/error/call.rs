//! Facts about a failed call, and the error of its connection.

use std::fmt;

use super::connection::RequestFate;

/// Facts about a failed call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallInfo {
    /// Number of attempts, that is, requests sent.
    pub attempts: u32,
    /// Plain's request ID of the last response.
    pub request_id: Option<String>,
    /// External ID that the event was sent with.
    pub external_id: Option<String>,
    /// Whether this call made the external ID, so that no other call knows it.
    pub(crate) is_external_id_generated: bool,
    /// Whether an attempt may have taken effect.
    pub(crate) effect_unknown: bool,
    /// Whether the call ended before its first attempt.
    pub(crate) is_unsent: bool,
}

impl CallInfo {
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
        }
        Ok(())
    }
}

impl std::error::Error for TransportError {}
