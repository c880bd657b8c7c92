//! A clock that only a test moves, for code that waits in the background.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use tokio::sync::watch;

#[derive(Debug)]
pub(super) struct SteppedClock {
    started: Instant,
    start: SystemTime,
    elapsed: watch::Sender<Duration>,
    /// Ends of the waits in progress, in no order.
    ends: Mutex<Vec<Duration>>,
}

/// A wait in progress, which may be dropped before its end.
struct SteppedSleep<'a> {
    clock: &'a SteppedClock,
    end: Duration,
}

impl SteppedClock {
    pub(super) fn new(now: SystemTime) -> Self {
        Self {
            started: Instant::now(),
            start: now,
            elapsed: watch::Sender::new(Duration::ZERO),
            ends: Mutex::default(),
        }
    }

    pub(super) fn now(&self) -> SystemTime {
        self.start + self.elapsed()
    }

    pub(super) fn instant(&self) -> Instant {
        self.started + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        *self.elapsed.borrow()
    }

    pub(super) fn advance(&self, by: Duration) {
        let add = |elapsed: &mut Duration| *elapsed = elapsed.saturating_add(by);
        self.elapsed.send_modify(add);
    }

    fn ends(&self) -> MutexGuard<'_, Vec<Duration>> {
        self.ends.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Number of waits whose end is in the future.
    pub(super) fn sleeping(&self) -> usize {
        let elapsed = self.elapsed();
        self.ends().iter().filter(|end| **end > elapsed).count()
    }

    pub(super) async fn sleep(&self, duration: Duration) {
        let mut elapsed = self.elapsed.subscribe();
        let end = self.elapsed().saturating_add(duration);
        self.ends().push(end);
        let _ended_on_drop = SteppedSleep { clock: self, end };
        // Ends: the sender is borrowed.
        let _ = elapsed.wait_for(|elapsed| *elapsed >= end).await;
    }
}

impl Drop for SteppedSleep<'_> {
    fn drop(&mut self) {
        let mut ends = self.clock.ends();
        if let Some(index) = ends.iter().position(|end| *end == self.end) {
            ends.swap_remove(index);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use crate::client::Clock;

    #[tokio::test]
    async fn stepped_clock_ends_each_wait_at_its_time() {
        let clock = Clock::stepped(SystemTime::UNIX_EPOCH);
        let second = Duration::from_secs(1);
        let mut tasks = Vec::new();
        for seconds in [2, 1, 2, 0] {
            let clock = clock.clone();
            tasks.push(tokio::spawn(async move {
                clock.sleep(second * seconds).await;
                clock.now()
            }));
        }
        // A wait that is dropped counts no more.
        tokio::select! {
            biased;
            () = clock.sleep(second) => unreachable!("nobody has moved the time"),
            () = tokio::task::yield_now() => {}
        }
        for expected in [3, 2, 0, 0] {
            assert_eq!(clock.sleeping(), expected);
            clock.advance(second);
            tokio::task::yield_now().await;
        }
        let mut ends = Vec::new();
        for task in tasks {
            ends.push(task.await.unwrap_or(SystemTime::now()));
        }
        let at = |seconds| SystemTime::UNIX_EPOCH + second * seconds;
        assert_eq!(ends, [at(2), at(1), at(2), at(0)]);
    }
}
