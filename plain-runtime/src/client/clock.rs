//! The time, as the client sees it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// Where a client takes the time from: the system, or a test.
///
/// Clones share the same time.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use plain_runtime::{Client, client::Clock};
///
/// // Retries that would take seconds take no time.
/// let clock = Clock::manual(SystemTime::UNIX_EPOCH);
/// let client = Client::builder().api_key("plainApiKey_xxx").clock(clock.clone()).build().unwrap();
/// clock.advance(Duration::from_mins(1));
/// assert_eq!(clock.system_time(), SystemTime::UNIX_EPOCH + Duration::from_mins(1));
/// ```
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    System,
    Manual(Arc<Manual>),
}

#[derive(Debug)]
struct Manual {
    started: Instant,
    start: SystemTime,
    passed: Mutex<Duration>,
}

impl Manual {
    fn passed(&self) -> Duration {
        *self.passed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Time does not go back: of two that wait, each wakes at its own time, and the later one last.
    fn reach(&self, passed: Duration) {
        let mut current = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        *current = passed.max(*current);
    }
}

impl Clock {
    /// The system's time.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A time that moves only by [`advance`](Self::advance), and when the client waits: that ends
    /// at once, and as much later as it was to be. Calls side by side share it: the wait of one is
    /// time that passes for the others. The time limit of a single attempt is the system's in any
    /// case, since a network has no other.
    pub fn manual(now: SystemTime) -> Self {
        Self(Source::Manual(Arc::new(Manual {
            started: Instant::now(),
            start: now,
            passed: Mutex::default(),
        })))
    }

    /// The time of day.
    pub fn system_time(&self) -> SystemTime {
        match &self.0 {
            Source::System => SystemTime::now(),
            Source::Manual(manual) => manual.start + manual.passed(),
        }
    }

    /// Moves a manual clock forward; the system's time moves by itself.
    pub fn advance(&self, by: Duration) {
        if let Source::Manual(manual) = &self.0 {
            manual.reach(manual.passed().saturating_add(by));
        }
    }

    /// The time, for measuring how much of it passes.
    pub(super) fn now(&self) -> Instant {
        match &self.0 {
            Source::System => Instant::now(),
            Source::Manual(manual) => manual.started + manual.passed(),
        }
    }

    /// Waits.
    pub(super) async fn sleep(&self, duration: Duration) {
        match &self.0 {
            Source::System => tokio::time::sleep(duration).await,
            Source::Manual(manual) => {
                let wake_at = manual.passed().saturating_add(duration);
                tokio::task::yield_now().await;
                manual.reach(wake_at);
            }
        }
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::Clock;

    #[tokio::test]
    async fn waiting_by_hand_moves_the_time_and_never_back() {
        let clock = Clock::manual(SystemTime::UNIX_EPOCH);
        let start = clock.now();
        tokio::join!(
            clock.sleep(Duration::from_secs(5)),
            clock.sleep(Duration::from_secs(2)),
        );
        assert_eq!(clock.now() - start, Duration::from_secs(5));
        assert_eq!(
            clock.system_time(),
            SystemTime::UNIX_EPOCH + Duration::from_secs(5)
        );
    }

    #[test]
    fn the_systems_time_is_not_moved() {
        let clock = Clock::system();
        let before = SystemTime::now();
        clock.advance(Duration::from_hours(1));
        assert!(clock.system_time() < before + Duration::from_mins(30));
    }
}
