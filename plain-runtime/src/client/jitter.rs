//! Chance, so that clients that failed together do not come back together.

use std::sync::{Mutex, PoisonError};

/// Shared by all clones.
#[derive(Debug)]
pub(super) struct Jitter(Mutex<fastrand::Rng>);

impl Jitter {
    /// The same seed gives the same numbers.
    pub(super) fn new(seed: Option<u64>) -> Self {
        Self(Mutex::new(
            seed.map_or_else(fastrand::Rng::new, fastrand::Rng::with_seed),
        ))
    }

    /// A number from 0 to 1.
    pub(super) fn fraction(&self) -> f64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).f64()
    }
}
