//! Retry quota: limits the retries of a client, so that an outage does not triple its traffic.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::error::Error;
use crate::error::connection::RequestFate;

/// Tokens of a new client, and the maximum.
const CAPACITY: u32 = 500;
/// Tokens that a retry costs.
const RETRY_COST: u32 = 14;

/// Token bucket shared by all clones.
///
/// A retry takes [`RETRY_COST`] tokens, unless the rate limit rejected the attempt before it: then
/// nothing failed, and the gate paces the retries. The tokens are refunded if the call ends with a
/// definite response, be it a success or a rejection of the input: the retry served its purpose. Such a
/// call without a retry adds one token.
#[derive(Debug)]
pub(in crate::client) struct RetryQuota(AtomicU32);

impl Default for RetryQuota {
    fn default() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }
}

impl RetryQuota {
    /// Tokens left.
    pub(in crate::client) fn tokens(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }

    /// Takes the cost of a retry after this error. Returns `false` if there are too few tokens.
    pub(in crate::client) fn try_pay_for_retry(&self, error: &Error) -> bool {
        let cost = retry_cost(error);
        self.update(|tokens| tokens.checked_sub(cost))
    }

    /// Reports the end of a call after so many retries that cost tokens.
    pub(in crate::client) fn record_end(&self, error: Option<&Error>, retries: u32) {
        if error.is_some_and(Error::is_retryable) {
            return;
        }
        let refund = retries.saturating_mul(RETRY_COST).max(1);
        // Writes nothing while the bucket is full, as it usually is: threads would wait for each other.
        self.update(|tokens| {
            (tokens < CAPACITY).then(|| tokens.saturating_add(refund).min(CAPACITY))
        });
    }

    fn update(&self, next: impl FnMut(u32) -> Option<u32>) -> bool {
        let (set, fetch) = (Ordering::Relaxed, Ordering::Relaxed);
        self.0.fetch_update(set, fetch, next).is_ok()
    }
}

/// Whether the rate limit rejected the attempt.
pub(in crate::client) fn is_rate_limited(error: &Error) -> bool {
    matches!(error, Error::RateLimited { .. })
}

/// Whether the server refused the request without processing it, so that it can be sent again at once.
pub(in crate::client) fn is_refused(error: &Error) -> bool {
    matches!(error, Error::Transport { error, .. } if error.fate() == RequestFate::Refused)
}

/// Tokens that a retry after this error costs.
pub(super) fn retry_cost(error: &Error) -> u32 {
    if is_rate_limited(error) || is_refused(error) {
        0
    } else {
        RETRY_COST
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::RetryQuota;
    use crate::error::{CallInfo, Error, MutationError};

    fn timeout() -> Error {
        Error::Timeout {
            call: CallInfo::default(),
        }
    }

    fn rate_limited() -> Error {
        Error::RateLimited {
            until: SystemTime::UNIX_EPOCH,
            call: CallInfo::default(),
        }
    }

    fn mutation_error() -> MutationError {
        let json = r#"{"message":"No","type":"VALIDATION","code":"c","fields":[]}"#;
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn quota_allows_thirty_five_failed_retries() {
        let quota = RetryQuota::default();
        let retries = (0..100).filter(|_| quota.try_pay_for_retry(&timeout()));
        assert_eq!(retries.count(), 35);
        assert_eq!(quota.tokens(), 10);
    }

    #[test]
    fn rate_limit_costs_no_tokens() {
        let quota = RetryQuota::default();
        while quota.try_pay_for_retry(&timeout()) {}
        assert!((0..1_000).all(|_| quota.try_pay_for_retry(&rate_limited())));
        assert_eq!(quota.tokens(), 10);
    }

    #[test]
    fn definite_response_refunds_retries_up_to_the_capacity() {
        let call = CallInfo::default;
        let error = mutation_error;
        for end in [
            None,
            Some(Error::AlreadyCreated {
                error: error().into(),
                call: call(),
            }),
            Some(Error::Rejected {
                error: error().into(),
                call: call(),
            }),
        ] {
            let quota = RetryQuota::default();
            assert!((0..2).all(|_| quota.try_pay_for_retry(&timeout())));
            quota.record_end(end.as_ref(), 0);
            assert_eq!(quota.tokens(), 473, "{end:?}");
            quota.record_end(end.as_ref(), 1);
            assert_eq!(quota.tokens(), 487, "{end:?}");
            quota.record_end(end.as_ref(), 2);
            assert_eq!(quota.tokens(), 500, "{end:?}");
        }
    }

    #[test]
    fn failed_call_refunds_nothing() {
        for end in [timeout(), rate_limited()] {
            let quota = RetryQuota::default();
            assert!(quota.try_pay_for_retry(&timeout()));
            quota.record_end(Some(&end), 1);
            assert_eq!(quota.tokens(), 486, "{end:?}");
        }
    }
}
