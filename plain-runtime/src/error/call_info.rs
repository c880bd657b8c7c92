//! Facts about a failed call.

use std::fmt;

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
    /// Whether an attempt before the last may have taken effect.
    pub(crate) effect_unknown: bool,
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
