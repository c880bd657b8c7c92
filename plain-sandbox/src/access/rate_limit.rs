//! The rate limit of the workspace.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::response::Answer;
use crate::time::clock::Clock;
use crate::time::timestamp;

/// The limit is one of requests a minute.
const WINDOW: Duration = Duration::from_mins(1);

/// So many requests in each minute, which begins with its first request.
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

impl RateLimit {
    pub(crate) fn new(limit: u32) -> Self {
        Self {
            limit,
            window: Mutex::new(None),
        }
    }

    /// Counts a request, or refuses it.
    pub(crate) fn admit(&self, clock: &Clock) -> Result<(), Answer> {
        let now = clock.now();
        self.at(now, |window| {
            if window.used < self.limit {
                window.used += 1;
                return Ok(());
            }
            let wait = window.left(now);
            // Whole seconds, and none of them too early.
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            Err(Answer {
                retry_after: Some(seconds),
                ..Answer::rate_limited()
            })
        })
    }

    /// Says in the headers of an answer how things stand, unless they say something else already.
    pub(crate) fn describe(&self, headers: &mut HeaderMap, clock: &Clock) {
        let now = clock.now();
        let (remaining, reset) = self.at(now, |window| {
            (
                self.limit.saturating_sub(window.used),
                now + window.left(now),
            )
        });
        let reset = timestamp::iso8601(timestamp::of(reset));
        for (name, value) in [
            ("x-ratelimit-limit", HeaderValue::from(self.limit)),
            ("x-ratelimit-remaining", HeaderValue::from(remaining)),
            (
                "x-ratelimit-reset",
                HeaderValue::try_from(reset).unwrap_or_else(|_| HeaderValue::from_static("")),
            ),
        ] {
            headers
                .entry(HeaderName::from_static(name))
                .or_insert(value);
        }
    }

    /// Looks at the minute that `now` is in, which begins now if there is none.
    fn at<T>(&self, now: SystemTime, look: impl FnOnce(&mut Window) -> T) -> T {
        let mut slot = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        let mut window = match *slot {
            Some(window) if window.contains(now) => window,
            _ => Window {
                start: now,
                used: 0,
            },
        };
        let seen = look(&mut window);
        // A minute begins with a request, not with a look.
        if window.used > 0 {
            *slot = Some(window);
        }
        seen
    }
}

impl Window {
    /// A clock that was set back begins a new minute.
    fn contains(&self, now: SystemTime) -> bool {
        now.duration_since(self.start)
            .is_ok_and(|elapsed| elapsed < WINDOW)
    }

    fn left(&self, now: SystemTime) -> Duration {
        let elapsed = now.duration_since(self.start).unwrap_or_default();
        WINDOW.saturating_sub(elapsed)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::RateLimit;
    use crate::time::clock::Clock;

    #[test]
    fn a_clock_that_was_set_back_begins_a_new_minute() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_hours(1);
        let limit = RateLimit::new(1);
        assert!(limit.admit(&Clock::fixed(now)).is_ok());
        assert!(limit.admit(&Clock::fixed(now)).is_err());
        let earlier = Clock::fixed(now - Duration::from_secs(1));
        assert!(limit.admit(&earlier).is_ok());
        assert!(limit.admit(&earlier).is_err());
    }

    #[test]
    fn a_limit_of_none_refuses_everything() {
        let clock = Clock::fixed(SystemTime::UNIX_EPOCH);
        let refusal = RateLimit::new(0).admit(&clock).unwrap_err();
        assert_eq!(refusal.retry_after, Some(60));
    }
}
