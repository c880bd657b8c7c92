//! Time limit of a call.

use std::time::{Duration, Instant};

/// Time limit of a call.
pub(super) struct Deadline {
    started: Instant,
    timeout: Duration,
    /// Total of the waits that do not count.
    extension: Duration,
}

impl Deadline {
    pub(super) fn new(started: Instant, timeout: Duration) -> Self {
        Self {
            started,
            timeout,
            extension: Duration::ZERO,
        }
    }

    /// Start of the call.
    pub(super) fn started(&self) -> Instant {
        self.started
    }

    /// Time since the start, without the waits that do not count.
    pub(super) fn elapsed(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.started)
            .saturating_sub(self.extension)
    }

    /// Time left; zero when the call is over.
    pub(super) fn time_left(&self, now: Instant) -> Duration {
        self.timeout.saturating_sub(self.elapsed(now))
    }

    /// Excludes a wait from the time of the call.
    pub(super) fn extend(&mut self, by: Duration) {
        self.extension += by;
    }
}
