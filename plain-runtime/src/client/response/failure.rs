//! Judges a response without a usable result, by its status and the codes and paths of its errors.

use crate::graphql::GraphqlError;

/// Meaning of a failure response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    Unauthorized,
    Forbidden,
    RateLimited,
    Unavailable,
    BadRequest,
}

/// Meaning of a failure response, and its effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Judgement {
    pub(super) failure: Failure,
    /// Whether the mutation may have run.
    pub(super) may_have_run: bool,
}

/// Evidence in a response that the mutation ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Evidence {
    /// None: the codes and the status decide.
    Nothing,
    /// Some part of the caller's document ran.
    RanInPart,
    /// The mutation ran, so no code says that it was refused.
    Ran,
}

/// Meaning of an error code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Code {
    Unauthenticated,
    Forbidden,
    /// The request is wrong: repetition cannot help.
    Malformed,
    RateLimited,
    Internal,
    /// Missing or unknown.
    Unknown,
}

impl Code {
    fn of(error: &GraphqlError) -> Self {
        match error.code() {
            Some("UNAUTHENTICATED") => Self::Unauthenticated,
            Some("FORBIDDEN") => Self::Forbidden,
            Some("BAD_USER_INPUT") => Self::Malformed,
            Some(code) if code.starts_with("GRAPHQL_") => Self::Malformed,
            Some("RATE_LIMITED") => Self::RateLimited,
            Some("INTERNAL_SERVER_ERROR") => Self::Internal,
            _ => Self::Unknown,
        }
    }

    /// Whether the operation was refused, so that repetition cannot help.
    fn is_permanent(self) -> bool {
        matches!(
            self,
            Self::Unauthenticated | Self::Forbidden | Self::Malformed
        )
    }

    /// Whether the operation may have run.
    fn is_inconclusive(self) -> bool {
        matches!(self, Self::Internal | Self::Unknown)
    }
}

/// Error that decides among several: preferably one that a retry cannot fix.
pub(super) fn decisive(errors: &[GraphqlError]) -> Option<&GraphqlError> {
    let known = |error: &&GraphqlError| Code::of(error) != Code::Unknown;
    errors
        .iter()
        .find(|error| Code::of(error).is_permanent())
        .or_else(|| errors.iter().find(known))
        .or_else(|| errors.iter().find(|error| error.code().is_some()))
        .or_else(|| errors.first())
}

/// Judges a failure response. A pure function of its arguments.
///
/// `may_have_run` is false only if the mutation certainly did not run.
pub(super) fn judge(status: u16, errors: &[GraphqlError], evidence: Evidence) -> Judgement {
    let failure = failure(status, errors, evidence);
    let may_have_begun =
        |error: &GraphqlError| Code::of(error).is_inconclusive() && began(status, error);
    let may_have_run = match failure {
        Failure::Unavailable => true,
        _ if evidence != Evidence::Nothing => true,
        // A gateway refuses before it executes anything.
        _ if matches!(status, 401 | 403 | 429) => false,
        _ => errors.iter().any(may_have_begun),
    };
    Judgement {
        failure,
        may_have_run,
    }
}

fn failure(status: u16, errors: &[GraphqlError], evidence: Evidence) -> Failure {
    match status {
        429 => return Failure::RateLimited,
        _ if evidence == Evidence::Ran => return Failure::Unavailable,
        401 => return Failure::Unauthorized,
        403 => return Failure::Forbidden,
        _ => {}
    }
    match decisive(errors).map(Code::of) {
        Some(Code::Unauthenticated) => Failure::Unauthorized,
        Some(Code::Forbidden) => Failure::Forbidden,
        Some(Code::Malformed) => Failure::BadRequest,
        _ if is_inconclusive(status) => Failure::Unavailable,
        Some(Code::RateLimited) => Failure::RateLimited,
        Some(Code::Internal) => Failure::Unavailable,
        Some(Code::Unknown) if errors.iter().any(|error| began(status, error)) => {
            Failure::Unavailable
        }
        Some(Code::Unknown) | None => Failure::BadRequest,
    }
}

/// Whether the server may have executed the request before it answered with this status. The page that
/// a 303 leads to would describe the outcome.
fn is_inconclusive(status: u16) -> bool {
    matches!(status, 303 | 408 | 500..=599)
}

/// Whether the server may have begun to execute the request. An error with a path was raised during
/// the execution (<https://spec.graphql.org/October2021/#sec-Errors>); a client error without one,
/// before it.
fn began(status: u16, error: &GraphqlError) -> bool {
    is_inconclusive(status) || matches!(status, 200..=299) || error.depth() > 0
}
