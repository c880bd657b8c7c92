//! The time, as the sandbox sees it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// Where a sandbox takes the time from: the system, or the test.
///
/// Clones share the same time.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use plain_sandbox::Clock;
///
/// let clock = Clock::fixed(SystemTime::UNIX_EPOCH);
/// clock.advance(Duration::from_mins(1));
/// assert_eq!(clock.now(), SystemTime::UNIX_EPOCH + Duration::from_mins(1));
/// ```
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    System,
    Fixed(Arc<Mutex<SystemTime>>),
}

impl Clock {
    /// The system's time.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A time that stands still until [`advance`](Self::advance) moves it.
    pub fn fixed(now: SystemTime) -> Self {
        Self(Source::Fixed(Arc::new(Mutex::new(now))))
    }

    /// The time.
    pub fn now(&self) -> SystemTime {
        match &self.0 {
            Source::System => SystemTime::now(),
            Source::Fixed(now) => *now.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Moves a fixed clock forward; the system's time moves by itself.
    pub fn advance(&self, by: Duration) {
        if let Source::Fixed(now) = &self.0 {
            *now.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}
