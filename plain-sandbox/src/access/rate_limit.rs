//! The rate limit of the workspace.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// The limit applies to requests per minute.
const WINDOW: Duration = Duration::from_mins(1);

/// Fixed-window rate limit. A window starts with its first request.
#[derive(Debug)]
pub(crate) struct RateLimit {
    limit: u32,
    window: Mutex<Option<Window>>,
}

#[derive(Debug, Clone, Copy)]
struct Window {
    start: SystemTime,
    used: u32,
}

/// The rate limit is exceeded until `retry_after` has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RateLimitExceeded {
    pub(crate) retry_after: Duration,
}

/// Usage of the current window.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RateLimitStatus {
    pub(crate) limit: u32,
    pub(crate) remaining: u32,
    /// End of the window.
    pub(crate) reset: SystemTime,
}

impl RateLimit {
    pub(crate) fn new(limit: u32) -> Self {
        Self {
            limit,
            window: Mutex::new(None),
        }
    }

    /// Counts a request, or rejects it.
    pub(crate) fn admit(&self, now: SystemTime) -> Result<(), RateLimitExceeded> {
        self.with_window(now, |window| {
            if window.used < self.limit {
                window.used += 1;
                return Ok(());
            }
            Err(RateLimitExceeded {
                retry_after: window.remaining_time(now),
            })
        })
    }

    pub(crate) fn status(&self, now: SystemTime) -> RateLimitStatus {
        self.with_window(now, |window| RateLimitStatus {
            limit: self.limit,
            remaining: self.limit.saturating_sub(window.used),
            reset: now + window.remaining_time(now),
        })
    }

    /// Calls `f` with the window that contains `now`, or with a new one.
    fn with_window<T>(&self, now: SystemTime, f: impl FnOnce(&mut Window) -> T) -> T {
        let mut current = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        let mut window = match *current {
            Some(window) if window.contains(now) => window,
            _ => Window {
                start: now,
                used: 0,
            },
        };
        let result = f(&mut window);
        // Reading the status does not start a window.
        if window.used > 0 {
            *current = Some(window);
        }
        result
    }
}

impl Window {
    /// False if the clock was set back, which starts a new window.
    fn contains(&self, now: SystemTime) -> bool {
        now.duration_since(self.start)
            .is_ok_and(|elapsed| elapsed < WINDOW)
    }

    fn remaining_time(&self, now: SystemTime) -> Duration {
        let elapsed = now.duration_since(self.start).unwrap_or_default();
        WINDOW.saturating_sub(elapsed)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::{RateLimit, RateLimitExceeded};

    #[test]
    fn setting_the_clock_back_starts_a_new_window() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_hours(1);
        let limit = RateLimit::new(1);
        assert!(limit.admit(now).is_ok());
        assert!(limit.admit(now).is_err());
        let earlier = now - Duration::from_secs(1);
        assert!(limit.admit(earlier).is_ok());
        assert!(limit.admit(earlier).is_err());
    }

    #[test]
    fn a_limit_of_zero_rejects_every_request() {
        let rejected = RateLimit::new(0).admit(SystemTime::UNIX_EPOCH);
        let retry_after = Duration::from_mins(1);
        assert_eq!(rejected, Err(RateLimitExceeded { retry_after }));
    }
}
