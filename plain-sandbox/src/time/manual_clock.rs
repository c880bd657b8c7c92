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
