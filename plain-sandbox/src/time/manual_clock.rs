//! A clock that only tests move.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::sync::watch;

/// A time that is moved by hand, and the waits for it.
#[derive(Debug)]
pub(super) struct ManualClock {
    time: Mutex<ManualTime>,
    /// Notified whenever the time moves or a wait begins.
    changes: watch::Sender<()>,
}

#[derive(Debug)]
struct ManualTime {
    now: SystemTime,
    /// Ends of the waits.
    waits: BTreeMap<u64, SystemTime>,
    /// Number of the next wait.
    next_wait: u64,
}

/// A wait, which ends when this is dropped.
struct Wait<'a> {
    clock: &'a ManualClock,
    number: u64,
}

impl ManualClock {
    pub(super) fn new(now: SystemTime) -> Self {
        Self {
            time: Mutex::new(ManualTime {
                now,
                waits: BTreeMap::new(),
                next_wait: 0,
            }),
            changes: watch::Sender::new(()),
        }
    }

    pub(super) fn now(&self) -> SystemTime {
        self.time().now
    }

    pub(super) fn advance(&self, by: Duration) {
        self.time().now += by;
        self.changes.send_replace(());
    }

    /// Waits until the clock has been moved by this duration.
    pub(super) async fn sleep(&self, duration: Duration) {
        let mut changes = self.changes.subscribe();
        let (end, _wait) = self.begin_wait(duration);
        while self.now() < end {
            if changes.changed().await.is_err() {
                return;
            }
        }
    }

    /// Moves the clock as soon as something waits for at most this duration.
    pub(super) async fn advance_when_waiting(&self, by: Duration) {
        let mut changes = self.changes.subscribe();
        while !self.advance_if_waiting(by) {
            if changes.changed().await.is_err() {
                return;
            }
        }
    }

    fn begin_wait(&self, duration: Duration) -> (SystemTime, Wait<'_>) {
        let mut time = self.time();
        let (end, number) = (time.now + duration, time.next_wait);
        time.next_wait += 1;
        time.waits.insert(number, end);
        drop(time);
        self.changes.send_replace(());
        let wait = Wait {
            clock: self,
            number,
        };
        (end, wait)
    }

    fn advance_if_waiting(&self, by: Duration) -> bool {
        let mut time = self.time();
        let (now, later) = (time.now, time.now + by);
        // A wait whose end has come is about to end.
        if !time.waits.values().any(|end| now < *end && *end <= later) {
            return false;
        }
        time.now = later;
        drop(time);
        self.changes.send_replace(());
        true
    }

    fn time(&self) -> MutexGuard<'_, ManualTime> {
        self.time.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        self.clock.time().waits.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::Poll;
    use std::time::{Duration, SystemTime};

    use futures_util::poll;

    use super::ManualClock;

    const SECOND: Duration = Duration::from_secs(1);
    const MINUTE: Duration = Duration::from_mins(1);

    fn clock() -> ManualClock {
        ManualClock::new(SystemTime::UNIX_EPOCH)
    }

    #[tokio::test]
    async fn a_wait_ends_when_its_time_has_passed() {
        let clock = clock();
        clock.sleep(Duration::ZERO).await;
        let mut sleep = pin!(clock.sleep(MINUTE));
        assert_eq!(poll!(&mut sleep), Poll::Pending);
        clock.advance(Duration::from_secs(59));
        assert_eq!(poll!(&mut sleep), Poll::Pending);
        clock.advance(SECOND);
        assert_eq!(poll!(&mut sleep), Poll::Ready(()));
    }

    #[tokio::test]
    async fn the_clock_moves_for_a_short_wait_only() {
        let clock = clock();
        let mut moved = pin!(clock.advance_when_waiting(SECOND));
        assert_eq!(poll!(&mut moved), Poll::Pending);
        let mut long = pin!(clock.sleep(MINUTE));
        assert_eq!(poll!(&mut long), Poll::Pending);
        assert_eq!(poll!(&mut moved), Poll::Pending);
        let mut short = pin!(clock.sleep(SECOND));
        assert_eq!(poll!(&mut short), Poll::Pending);
        assert_eq!(poll!(&mut moved), Poll::Ready(()));
        assert_eq!(poll!(&mut short), Poll::Ready(()));
        assert_eq!(clock.now(), SystemTime::UNIX_EPOCH + SECOND);
    }

    #[tokio::test]
    async fn waits_that_ended_or_were_dropped_do_not_count() {
        let clock = clock();
        {
            let mut dropped = pin!(clock.sleep(SECOND));
            assert_eq!(poll!(&mut dropped), Poll::Pending);
        }
        let mut ended = pin!(clock.sleep(SECOND));
        assert_eq!(poll!(&mut ended), Poll::Pending);
        clock.advance(SECOND);
        let mut moved = pin!(clock.advance_when_waiting(MINUTE));
        assert_eq!(poll!(&mut moved), Poll::Pending);
        assert_eq!(poll!(&mut ended), Poll::Ready(()));
        assert_eq!(poll!(&mut moved), Poll::Pending);
    }
}
