//! Retry quota: limits the retries of a client, so that an outage does not triple its traffic.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Tokens of a new client, and the maximum.
const CAPACITY: u32 = 500;
/// Tokens that a retry costs.
pub(super) const RETRY_COST: u32 = 14;

/// Token bucket shared by all clones.
///
/// A retry takes [`RETRY_COST`] tokens. They are refunded if the call succeeds; a call that succeeds
/// at the first attempt adds one token.
#[derive(Debug)]
pub(in crate::client) struct RetryQuota(Mutex<u32>);

impl Default for RetryQuota {
    fn default() -> Self {
        Self(Mutex::new(CAPACITY))
    }
}

impl RetryQuota {
    /// Tokens left.
    pub(in crate::client) fn tokens(&self) -> u32 {
        *self.state()
    }

    /// Takes the cost of a retry. Returns `false` if there are too few tokens.
    pub(in crate::client) fn try_take(&self) -> bool {
        let mut tokens = self.state();
        match tokens.checked_sub(RETRY_COST) {
            Some(rest) => {
                *tokens = rest;
                true
            }
            None => false,
        }
    }

    /// Returns the tokens of a call that succeeded after so many retries.
    pub(in crate::client) fn refund(&self, retries: u32) {
        let refund = retries.saturating_mul(RETRY_COST).max(1);
        let mut tokens = self.state();
        *tokens = tokens.saturating_add(refund).min(CAPACITY);
    }

    fn state(&self) -> MutexGuard<'_, u32> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::RetryQuota;

    #[test]
    fn quota_allows_thirty_five_failed_retries() {
        let quota = RetryQuota::default();
        assert_eq!((0..100).filter(|_| quota.try_take()).count(), 35);
        assert_eq!(quota.tokens(), 10);
    }

    #[test]
    fn success_refunds_retries_up_to_the_capacity() {
        let quota = RetryQuota::default();
        assert!(quota.try_take() && quota.try_take());
        quota.refund(0);
        assert_eq!(quota.tokens(), 473);
        quota.refund(1);
        assert_eq!(quota.tokens(), 487);
        quota.refund(2);
        assert_eq!(quota.tokens(), 500);
    }
}
