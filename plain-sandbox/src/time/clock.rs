//! The clock of a sandbox.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use super::manual_clock::ManualClock;

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
    Manual(Arc<ManualClock>),
}

#[derive(Debug, Clone, Copy)]
struct ScaledClock {
    started: Instant,
    start: SystemTime,
    factor: u32,
}

impl Clock {
    /// The system's clock.
    ///
    /// ```
    /// use plain_sandbox::{Clock, Sandbox};
    ///
    /// let builder = Sandbox::builder().clock(Clock::system());
    /// ```
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that only [`advance`](Self::advance) and
    /// [`advance_when_waiting`](Self::advance_when_waiting) move.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use plain_sandbox::{Clock, Sandbox};
    ///
    /// let new_year = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600);
    /// let builder = Sandbox::builder().clock(Clock::manual(new_year));
    /// ```
    pub fn manual(now: SystemTime) -> Self {
        Self(Source::Manual(Arc::new(ManualClock::new(now))))
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
            Source::Manual(clock) => clock.now(),
        }
    }

    /// Moves a manual clock forward. Does nothing to the system's clock.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// # use std::time::{Duration, SystemTime};
    /// use plain_sandbox::{Clock, Sandbox};
    ///
    /// let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    /// let sandbox = Sandbox::builder().rate_limit(1).clock(clock.clone()).start().await.unwrap();
    /// // The next minute, so that the sandbox accepts another request.
    /// clock.advance(Duration::from_mins(1));
    /// # }
    /// ```
    pub fn advance(&self, by: Duration) {
        if let Source::Manual(clock) = &self.0 {
            clock.advance(by);
        }
    }

    /// Moves a manual clock forward as soon as the sandbox waits on it for at most this duration: for the
    /// response to a request for cards, or before it repeats one. Does nothing to the system's clock.
    ///
    /// ```
    /// # use std::time::SystemTime;
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use std::time::Duration;
    /// use plain_sandbox::{CardEndpoint, CardError, Clock, Sandbox};
    ///
    /// let clock = Clock::manual(SystemTime::now());
    /// let sandbox = Sandbox::builder().clock(clock.clone()).start().await.unwrap();
    /// // Nothing listens there, so the request is repeated after a second.
    /// let endpoint = CardEndpoint::new("http://127.0.0.1:9/cards").key("usage");
    /// let (cards, ()) = tokio::join!(
    ///     sandbox.load_cards(&endpoint).load(),
    ///     clock.advance_when_waiting(Duration::from_secs(1)),
    /// );
    /// assert_eq!(cards.expect_error("usage").name(), "Request");
    /// # }
    /// ```
    pub async fn advance_when_waiting(&self, by: Duration) {
        if let Source::Manual(clock) = &self.0 {
            clock.advance_when_waiting(by).await;
        }
    }

    /// Waits until the time has passed on this clock. Needs a tokio runtime, except on a manual clock.
    pub(crate) async fn sleep(&self, duration: Duration) {
        match &self.0 {
            Source::System => tokio::time::sleep(duration).await,
            Source::Scaled(clock) => tokio::time::sleep(duration / clock.factor).await,
            Source::Manual(clock) => clock.sleep(duration).await,
        }
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}
