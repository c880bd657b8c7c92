//! Whether a failed attempt is made again, and when.

mod jitter;
mod quota;

use std::time::Duration;

use crate::error::Error;
use crate::graphql::Kind;
pub(super) use jitter::Jitter;
pub(super) use quota::Quota;
use quota::RETRY_COST;

/// The longest wait before the first retry; it doubles with each.
const FIRST_BACKOFF: Duration = Duration::from_millis(250);
const LONGEST_BACKOFF: Duration = Duration::from_secs(8);

/// What a call may cost.
#[derive(Debug, Clone, Copy)]
pub(in crate::client) struct Limits {
    /// How often a request is sent at most.
    pub(in crate::client) attempts: u32,
    /// How long an attempt may take.
    pub(in crate::client) attempt_timeout: Duration,
    /// How long a call may take, with all its attempts and waits.
    pub(in crate::client) call_timeout: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            attempts: 3,
            attempt_timeout: Duration::from_secs(10),
            call_timeout: Duration::from_secs(30),
        }
    }
}

/// Whether a call waits for the rate limit longer than it may take itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::client) enum Patience {
    /// It waits as long as it may take.
    Deadline,
    /// It waits until its turn comes: neither that time nor the attempts that were refused count.
    Gate,
}

/// Where a call stands after an attempt.
#[derive(Debug, Clone, Copy)]
pub(in crate::client) struct Situation {
    /// What the operation does if it is carried out twice.
    pub(in crate::client) kind: Kind,
    pub(in crate::client) patience: Patience,
    /// How many attempts have been made that count, this one included.
    pub(in crate::client) attempt: u32,
    /// How long the call has taken.
    pub(in crate::client) elapsed: Duration,
    /// What is left of the retry quota.
    pub(in crate::client) quota: u32,
    /// How long the answer asks to wait, if it does.
    pub(in crate::client) retry_after: Option<Duration>,
    /// A random number, 0 to 1.
    pub(in crate::client) jitter: f64,
}

/// What to do after an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::client) enum Step {
    /// Hand out the answer.
    Done,
    /// Wait so long, and send the request again.
    Retry(Duration),
    /// Hand out the error.
    Fail,
}

/// What to do after an attempt that ended so: a function of its arguments alone.
pub(in crate::client) fn decide(
    outcome: Result<(), &Error>,
    situation: &Situation,
    limits: &Limits,
) -> Step {
    let Err(error) = outcome else {
        return Step::Done;
    };
    let may_be_repeated = error.is_retryable()
        && (situation.kind != Kind::NotRepeatable || !error.may_have_taken_effect());
    let backoff = backoff(situation.attempt).mul_f64(situation.jitter.clamp(0.0, 1.0));
    let is_refused = matches!(error, Error::RateLimited { .. });
    if is_refused && situation.patience == Patience::Gate {
        return Step::Retry(backoff);
    }
    if !may_be_repeated || situation.attempt >= limits.attempts || situation.quota < RETRY_COST {
        return Step::Fail;
    }
    let wait = match situation.retry_after {
        Some(retry_after) if !is_refused => backoff.max(retry_after),
        // If it was refused, the gate is closed for as long as the answer asks.
        _ => backoff,
    };
    if situation.elapsed.saturating_add(wait) >= limits.call_timeout {
        return Step::Fail;
    }
    Step::Retry(wait)
}

/// The longest wait after so many attempts.
fn backoff(attempt: u32) -> Duration {
    let doublings = attempt.saturating_sub(1).min(16);
    FIRST_BACKOFF
        .saturating_mul(1 << doublings)
        .min(LONGEST_BACKOFF)
}

#[cfg(test)]
mod tests;
