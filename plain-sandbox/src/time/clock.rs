//! The clock of a sandbox.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// Clock of a sandbox: the system's, or a manual one for tests.
///
/// Clones share the same time.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use plain_sandbox::Clock;
///
/// let clock = Clock::manual(SystemTime::UNIX_EPOCH);
/// clock.advance(Duration::from_mins(1));
/// assert_eq!(clock.now(), SystemTime::UNIX_EPOCH + Duration::from_mins(1));
/// ```
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    System,
    Scaled(ScaledClock),
    Manual(Arc<Mutex<SystemTime>>),
}

#[derive(Debug, Clone, Copy)]
struct ScaledClock {
    started: Instant,
    start: SystemTime,
    factor: u32,
}

impl Clock {
    /// The system's clock.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that only [`advance`](Self::advance) moves.
    pub fn manual(now: SystemTime) -> Self {
        Self(Source::Manual(Arc::new(Mutex::new(now))))
    }

    /// A clock on which one real second is `factor` seconds, from now on. A factor of 0 counts as 1.
    ///
    /// A rate limit of 450 requests per minute then admits 450 in `60 / factor` seconds: for tests that
    /// would take minutes.
    ///
    /// ```
    /// use std::time::SystemTime;
    /// use plain_sandbox::Clock;
    ///
    /// let clock = Clock::scaled(20);
    /// assert!(clock.now() <= clock.now());
    /// ```
    pub fn scaled(factor: u32) -> Self {
        Self(Source::Scaled(ScaledClock {
            started: Instant::now(),
            start: SystemTime::now(),
            factor: factor.max(1),
        }))
    }

    /// Returns the current time.
    pub fn now(&self) -> SystemTime {
        match &self.0 {
            Source::System => SystemTime::now(),
            Source::Scaled(clock) => {
                clock.start + clock.started.elapsed().saturating_mul(clock.factor)
            }
            Source::Manual(now) => *now.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Moves a manual clock forward. Does nothing to the system's clock.
    pub fn advance(&self, by: Duration) {
        if let Source::Manual(now) = &self.0 {
            *now.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}
