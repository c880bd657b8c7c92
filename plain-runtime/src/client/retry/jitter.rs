//! Chance, so that clients that failed together do not come back together.

use std::sync::{Mutex, PoisonError};

/// Shared by all clones.
#[derive(Debug)]
pub(in crate::client) struct Jitter(Mutex<fastrand::Rng>);

impl Jitter {
    /// The same seed gives the same numbers.
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
