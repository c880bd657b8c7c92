//! The clock of a client: the system's, or one of a test.

mod stepped;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use self::stepped::SteppedClock;

/// Source of the time for a client: the system, or a test.
///
/// Clones share the same time.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use plain_runtime::{Client, client::Clock};
///
/// // Backoff that would take seconds returns immediately.
/// let clock = Clock::manual(SystemTime::UNIX_EPOCH);
/// let client = Client::builder().api_key("plainApiKey_xxx").clock(clock.clone()).build().unwrap();
/// clock.advance(Duration::from_mins(1));
/// assert_eq!(clock.now(), SystemTime::UNIX_EPOCH + Duration::from_mins(1));
/// ```
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    System,
    Scaled(ScaledClock),
    Manual(Arc<ManualClock>),
    Stepped(Arc<SteppedClock>),
}

#[derive(Debug, Clone, Copy)]
struct ScaledClock {
    started: Instant,
    start: SystemTime,
    factor: u32,
}

impl ScaledClock {
    fn elapsed(&self) -> Duration {
        self.started.elapsed().saturating_mul(self.factor)
    }
}

#[derive(Debug)]
struct ManualClock {
    started: Instant,
    start: SystemTime,
    elapsed: Mutex<Duration>,
}

impl ManualClock {
    fn elapsed(&self) -> Duration {
        *self.elapsed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves the time forward, never back: of two concurrent sleeps, the longer one decides.
    fn advance_to(&self, elapsed: Duration) {
        let mut current = self.elapsed.lock().unwrap_or_else(PoisonError::into_inner);
        *current = elapsed.max(*current);
    }
}

impl Clock {
    /// The system's clock.
    ///
    /// ```
    /// use plain_runtime::client::Clock;
    ///
    /// let builder = plain_runtime::Client::builder().clock(Clock::system());
    /// ```
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that moves only by [`advance`](Self::advance) and by the client's own waits, which
    /// return immediately.
    ///
    /// Concurrent calls share the clock: a wait of one call is time that passes for all of them.
    /// With tokio's own paused time (`#[tokio::test(start_paused = true)]`), use this clock instead of it:
    /// tokio advances a paused time to the next timer whenever it waits for the network, so every
    /// attempt would time out at once, although its request is sent.
    ///
    /// The timeout of a single attempt always follows the system's clock, since it depends on the
    /// network.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use std::time::{Duration, SystemTime};
    /// use plain_runtime::client::Clock;
    ///
    /// let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    /// clock.sleep(Duration::from_hours(1)).await;
    /// assert_eq!(clock.now(), SystemTime::UNIX_EPOCH + Duration::from_hours(1));
    /// # }
    /// ```
    pub fn manual(now: SystemTime) -> Self {
        Self(Source::Manual(Arc::new(ManualClock {
            started: Instant::now(),
            start: now,
            elapsed: Mutex::default(),
        })))
    }

    /// A clock that moves only by [`advance`](Self::advance): a wait ends when the test has moved the time to
    /// its end. For tests of code that waits in the background, at no speed.
    ///
    /// The timeout of a single attempt follows the system's clock.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use std::time::{Duration, SystemTime};
    /// use plain_runtime::client::Clock;
    ///
    /// let clock = Clock::stepped(SystemTime::UNIX_EPOCH);
    /// let sleeper = clock.clone();
    /// let task = tokio::spawn(async move { sleeper.sleep(Duration::from_secs(2)).await });
    /// while clock.sleeping() == 0 {
    ///     tokio::task::yield_now().await;
    /// }
    /// clock.advance(Duration::from_secs(1));
    /// assert_eq!(clock.sleeping(), 1);
    /// clock.advance(Duration::from_secs(1));
    /// task.await.unwrap();
    /// # }
    /// ```
    pub fn stepped(now: SystemTime) -> Self {
        Self(Source::Stepped(Arc::new(SteppedClock::new(now))))
    }

    /// Number of waits on a [stepped](Self::stepped) clock whose end is in the future: the code under test does
    /// nothing more once everything that it does waits. 0 on other clocks.
    ///
    /// # Examples
    ///
    /// See [`stepped`](Self::stepped).
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::SystemTime;
    /// use plain_runtime::client::Clock;
    ///
    /// assert_eq!(Clock::stepped(SystemTime::UNIX_EPOCH).sleeping(), 0);
    /// ```
    pub fn sleeping(&self) -> usize {
        match &self.0 {
            Source::System | Source::Scaled(_) | Source::Manual(_) => 0,
            Source::Stepped(clock) => clock.sleeping(),
        }
    }

    /// A clock on which one real second is `factor` seconds, from now on: for tests of rates, together with
    /// a sandbox whose clock is scaled alike. A factor of 0 counts as 1.
    ///
    /// The timeout of a single attempt follows the system's clock.
    ///
    /// ```
    /// use std::time::Duration;
    /// use plain_runtime::client::Clock;
    ///
    /// let clock = Clock::scaled(20);
    /// assert_eq!(clock.real_time(Duration::from_mins(1)), Duration::from_secs(3));
    /// ```
    pub fn scaled(factor: u32) -> Self {
        Self(Source::Scaled(ScaledClock {
            started: Instant::now(),
            start: SystemTime::now(),
            factor: factor.max(1),
        }))
    }

    /// Real time that passes while so much time passes on this clock: for timers. A clock that a test moves
    /// does not move by itself; then this is `duration`.
    ///
    /// ```
    /// use std::time::Duration;
    /// use plain_runtime::client::Clock;
    ///
    /// let second = Duration::from_secs(1);
    /// assert_eq!(Clock::system().real_time(second), second);
    /// ```
    pub fn real_time(&self, duration: Duration) -> Duration {
        match &self.0 {
            Source::System | Source::Manual(_) | Source::Stepped(_) => duration,
            Source::Scaled(clock) => duration / clock.factor,
        }
    }

    /// The current time.
    pub fn now(&self) -> SystemTime {
        match &self.0 {
            Source::System => SystemTime::now(),
            Source::Scaled(clock) => clock.start + clock.elapsed(),
            Source::Manual(clock) => clock.start + clock.elapsed(),
            Source::Stepped(clock) => clock.now(),
        }
    }

    /// Moves a manual or stepped clock forward. Does nothing to the system's clock.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use plain_runtime::client::Clock;
    ///
    /// let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    /// clock.advance(Duration::from_mins(1));
    /// assert_eq!(clock.now(), SystemTime::UNIX_EPOCH + Duration::from_mins(1));
    /// ```
    pub fn advance(&self, by: Duration) {
        match &self.0 {
            Source::System | Source::Scaled(_) => {}
            Source::Manual(clock) => clock.advance_to(clock.elapsed().saturating_add(by)),
            Source::Stepped(clock) => clock.advance(by),
        }
    }

    #[cfg(feature = "blocking")]
    pub(super) fn is_system(&self) -> bool {
        matches!(self.0, Source::System)
    }

    /// The current time, for measuring durations.
    pub(super) fn instant(&self) -> Instant {
        match &self.0 {
            Source::System => Instant::now(),
            Source::Scaled(clock) => clock.started + clock.elapsed(),
            Source::Manual(clock) => clock.started + clock.elapsed(),
            Source::Stepped(clock) => clock.instant(),
        }
    }

    /// Waits by this clock, in a tokio runtime. A manual clock moves to the end of the wait at once.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use std::time::{Duration, SystemTime};
    /// use plain_runtime::client::Clock;
    ///
    /// let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    /// clock.sleep(Duration::from_mins(1)).await;
    /// assert_eq!(clock.now(), SystemTime::UNIX_EPOCH + Duration::from_mins(1));
    /// # }
    /// ```
    pub async fn sleep(&self, duration: Duration) {
        match &self.0 {
            Source::System | Source::Scaled(_) => {
                tokio::time::sleep(self.real_time(duration)).await;
            }
            Source::Manual(clock) => {
                let wake_at = clock.elapsed().saturating_add(duration);
                tokio::task::yield_now().await;
                clock.advance_to(wake_at);
            }
            Source::Stepped(clock) => clock.sleep(duration).await,
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
    async fn manual_clock_advances_to_the_longest_sleep() {
        let clock = Clock::manual(SystemTime::UNIX_EPOCH);
        let start = clock.instant();
        tokio::join!(
            clock.sleep(Duration::from_secs(5)),
            clock.sleep(Duration::from_secs(2)),
        );
        assert_eq!(clock.instant() - start, Duration::from_secs(5));
        assert_eq!(clock.now(), SystemTime::UNIX_EPOCH + Duration::from_secs(5));
    }

    #[test]
    fn advance_leaves_the_system_clock_alone() {
        let clock = Clock::system();
        let before = SystemTime::now();
        clock.advance(Duration::from_hours(1));
        assert!(clock.now() < before + Duration::from_mins(30));
    }
}
