//! Exponential backoff with full jitter, so that clients that failed together do not retry together.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper bound on the wait before the first retry. Doubles with each retry.
const INITIAL_BACKOFF: Duration = Duration::from_millis(250);
const MAX_BACKOFF: Duration = Duration::from_secs(8);

/// Upper bound on the wait after so many attempts.
pub(super) fn max_backoff(attempts: u32) -> Duration {
    let doublings = attempts.saturating_sub(1).min(16);
    INITIAL_BACKOFF
        .saturating_mul(1 << doublings)
        .min(MAX_BACKOFF)
}

/// Random number generator shared by all clones.
#[derive(Debug)]
pub(in crate::client) struct Jitter(Mutex<fastrand::Rng>);

impl Jitter {
    /// The same seed yields the same sequence.
    pub(in crate::client) fn new(seed: Option<u64>) -> Self {
        Self(Mutex::new(
            seed.map_or_else(fastrand::Rng::new, fastrand::Rng::with_seed),
        ))
    }

    /// A number from 0 to 1.
    pub(in crate::client) fn fraction(&self) -> f64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).f64()
    }
}

#[cfg(test)]
mod tests {
    use super::max_backoff;

    #[test]
    fn backoff_doubles_up_to_a_maximum() {
        let backoffs: Vec<u128> = (1..9)
            .map(|attempts| max_backoff(attempts).as_millis())
            .collect();
        assert_eq!(backoffs, [250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
    }
}
