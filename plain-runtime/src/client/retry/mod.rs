//! Decides whether and when to retry a failed attempt.

mod backoff;
mod quota;

use std::time::Duration;

pub(super) use backoff::Jitter;
use backoff::max_backoff;
use quota::retry_cost;
pub(super) use quota::{RetryQuota, is_rate_limited, is_refused};

use crate::error::Error;
use crate::error::connection::RequestFate;
use crate::graphql::Idempotency;

/// Maximum number of refused attempts of a call that are repeated at once.
pub(super) const MAX_REFUSALS: u32 = 8;

/// Limits of a call.
#[derive(Debug, Clone, Copy)]
pub(super) struct RetryPolicy {
    /// Maximum number of attempts, the first included.
    pub(super) max_attempts: u32,
    /// Time limit of one attempt.
    pub(super) attempt_timeout: Duration,
    /// Time limit of the call, with all its attempts and waits.
    pub(super) call_timeout: Duration,
    /// Whether a call sends at most one request, and never waits for the rate limit.
    pub(super) is_single_request: bool,
}

impl RetryPolicy {
    /// Time limit of an attempt of a call that has so much time left.
    pub(super) fn time_for_attempt(&self, time_left: Duration) -> Duration {
        if self.is_single_request {
            time_left
        } else {
            time_left.min(self.attempt_timeout)
        }
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_attempts: 3,
            attempt_timeout: Duration::from_secs(10),
            call_timeout: Duration::from_secs(30),
            is_single_request: false,
        }
    }
}

/// How long a call waits for the rate limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RateLimitWait {
    /// Within the time limit of the call.
    UntilDeadline,
    /// As long as it takes. These waits do not count towards the time limit of the call.
    Unbounded,
}

/// State of a call after an attempt.
#[derive(Debug, Clone, Copy)]
pub(super) struct RetryContext {
    pub(super) idempotency: Idempotency,
    pub(super) rate_limit_wait: RateLimitWait,
    /// Number of attempts that count towards the maximum, this one included. Those that the rate limit
    /// rejected or the server refused do not.
    pub(super) attempt: u32,
    /// Number of attempts that the server refused, this one included.
    pub(super) refusals: u32,
    /// Time since the start of the call.
    pub(super) elapsed: Duration,
    /// Tokens left in the retry quota.
    pub(super) quota: u32,
    /// Wait that the response asks for.
    pub(super) retry_after: Option<Duration>,
    /// Random number from 0 to 1.
    pub(super) jitter: f64,
}

/// Next step after an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RetryDecision {
    /// Return the result.
    Done,
    /// Wait, then send the request again.
    Retry(Duration),
    /// Return the error.
    Fail,
}

/// Whether the server closed the connection, which may have been idle for too long. Another one
/// probably serves the request.
fn is_closed(error: &Error) -> bool {
    matches!(error, Error::Transport { error, .. } if error.fate() == RequestFate::Closed)
}

/// Decides what to do after an attempt that failed. A pure function of its arguments.
pub(super) fn decide(error: &Error, context: &RetryContext, policy: &RetryPolicy) -> RetryDecision {
    if policy.is_single_request {
        return RetryDecision::Fail;
    }
    let backoff = max_backoff(context.attempt).mul_f64(context.jitter.clamp(0.0, 1.0));
    let is_rate_limited = is_rate_limited(error);
    let is_refused = is_refused(error) && context.refusals <= MAX_REFUSALS;
    let is_safe_to_repeat =
        context.idempotency != Idempotency::NonIdempotent || !error.may_have_taken_effect();
    // A rejection by the rate limit is not a failure: only the time limit ends the retries after it.
    let is_exhausted = !is_rate_limited && !is_refused && context.attempt >= policy.max_attempts;
    if !error.is_retryable()
        || !is_safe_to_repeat
        || is_exhausted
        || context.quota < retry_cost(error)
    {
        return RetryDecision::Fail;
    }
    let wait = match context.retry_after {
        Some(retry_after) if !is_rate_limited => backoff.max(retry_after),
        // The gate already enforces the wait that a rate-limited response asks for.
        _ if is_refused || is_closed(error) && context.attempt == 1 => Duration::ZERO,
        _ => backoff,
    };
    let is_unbounded = is_rate_limited && context.rate_limit_wait == RateLimitWait::Unbounded;
    if !is_unbounded && context.elapsed.saturating_add(wait) >= policy.call_timeout {
        return RetryDecision::Fail;
    }
    RetryDecision::Retry(wait)
}

#[cfg(test)]
mod tests;
