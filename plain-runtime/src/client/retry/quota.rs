//! How much a client may retry: a service that fails is not to be asked three times as often.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a client has at most.
const CAPACITY: u32 = 500;
/// What a retry costs.
pub(super) const RETRY_COST: u32 = 14;

/// Tokens that all clones share. A retry takes some; they come back if it succeeds, and one by one
/// with every call that succeeds at once.
#[derive(Debug)]
pub(in crate::client) struct Quota(Mutex<u32>);

impl Default for Quota {
    fn default() -> Self {
        Self(Mutex::new(CAPACITY))
    }
}

impl Quota {
    /// What is there.
    pub(in crate::client) fn tokens(&self) -> u32 {
        *self.state()
    }

    /// Takes what a retry costs, if it is there.
    pub(in crate::client) fn take(&self) -> bool {
        let mut tokens = self.state();
        match tokens.checked_sub(RETRY_COST) {
            Some(rest) => {
                *tokens = rest;
                true
            }
            None => false,
        }
    }

    /// A call succeeded after so many retries.
    pub(in crate::client) fn succeeded(&self, retries: u32) {
        let back = retries.saturating_mul(RETRY_COST).max(1);
        let mut tokens = self.state();
        *tokens = tokens.saturating_add(back).min(CAPACITY);
    }

    fn state(&self) -> MutexGuard<'_, u32> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::Quota;

    #[test]
    fn thirty_five_retries_without_success_are_all() {
        let quota = Quota::default();
        assert_eq!((0..100).filter(|_| quota.take()).count(), 35);
        assert_eq!(quota.tokens(), 10);
    }

    #[test]
    fn success_gives_back_what_it_cost_and_no_more_than_there_can_be() {
        let quota = Quota::default();
        assert!(quota.take() && quota.take());
        quota.succeeded(0);
        assert_eq!(quota.tokens(), 473);
        quota.succeeded(1);
        assert_eq!(quota.tokens(), 487);
        quota.succeeded(2);
        assert_eq!(quota.tokens(), 500);
    }
}
