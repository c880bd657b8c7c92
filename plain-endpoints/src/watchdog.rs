//! Notices polls that block their thread.
//!
//! A thread of the process looks at the polls that are under way. A timer of each request would cost more than
//! functions that answer at once: to register it wakes another thread. While nothing is polled, the thread sleeps.

use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Time between two looks.
const INTERVAL: Duration = Duration::from_millis(10);
/// A poll that is seen so often blocks its thread. The first look may come right after its start.
const MAX_LOOKS: u8 = 2;

static WATCHDOG: LazyLock<Watchdog> = LazyLock::new(|| {
    // Without the thread, no poll is noticed, and cards are built all the same.
    let _ = thread::Builder::new()
        .name("plain-endpoints".to_owned())
        .spawn(|| WATCHDOG.run());
    Watchdog::default()
});

/// Something whose polls are watched.
pub(crate) trait Watched: Send + Sync {
    /// Called once, on the thread of the watchdog, for a poll that blocks its thread.
    fn blocked(&self);
}

#[derive(Default)]
struct Watchdog {
    polls: Mutex<Polls>,
    /// Notified of a poll while the thread sleeps.
    awake: Condvar,
}

/// The polls that are under way.
#[derive(Default)]
struct Polls {
    list: Vec<WatchedPoll>,
    next_id: u64,
    /// Whether a poll began since the last look.
    is_used: bool,
    is_asleep: bool,
}

struct WatchedPoll {
    id: u64,
    looks: u8,
    watched: Arc<dyn Watched>,
}

/// A poll that is under way. It ends when dropped.
struct PollGuard(u64);

/// Polls under the eyes of the watchdog.
pub(crate) fn watch<T>(watched: Arc<dyn Watched>, poll: impl FnOnce() -> T) -> T {
    let _guard = PollGuard(WATCHDOG.begin(watched));
    poll()
}

impl Watchdog {
    fn polls(&self) -> MutexGuard<'_, Polls> {
        self.polls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(&self, watched: Arc<dyn Watched>) -> u64 {
        let mut polls = self.polls();
        let id = polls.next_id;
        polls.next_id += 1;
        polls.is_used = true;
        polls.list.push(WatchedPoll {
            id,
            looks: 0,
            watched,
        });
        if polls.is_asleep {
            polls.is_asleep = false;
            self.awake.notify_one();
        }
        id
    }

    fn run(&self) {
        loop {
            let mut polls = self.polls();
            while polls.list.is_empty() && !polls.is_used {
                polls.is_asleep = true;
                let woken = self.awake.wait(polls);
                polls = woken.unwrap_or_else(PoisonError::into_inner);
            }
            let blocked = polls.look();
            drop(polls);
            for watched in blocked {
                watched.blocked();
            }
            thread::sleep(INTERVAL);
        }
    }
}

impl Polls {
    /// The polls that have just been seen too often.
    fn look(&mut self) -> Vec<Arc<dyn Watched>> {
        self.is_used = false;
        let mut blocked = Vec::new();
        for poll in &mut self.list {
            poll.looks = poll.looks.saturating_add(1);
            if poll.looks == MAX_LOOKS {
                blocked.push(Arc::clone(&poll.watched));
            }
        }
        blocked
    }
}

impl Drop for PollGuard {
    fn drop(&mut self) {
        let mut polls = WATCHDOG.polls();
        if let Some(index) = polls.list.iter().position(|poll| poll.id == self.0) {
            polls.list.swap_remove(index);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::{Sender, channel};

    use super::{MAX_LOOKS, Polls, Watched, WatchedPoll, watch};

    impl Watched for Sender<()> {
        fn blocked(&self) {
            let _ = self.send(());
        }
    }

    #[test]
    fn a_poll_that_blocks_is_noticed_while_it_blocks() {
        let (sender, blocked) = channel();
        // The thread may sleep in between.
        for _ in 0..2 {
            let noticed = watch(Arc::new(sender.clone()), || blocked.recv());
            assert_eq!(noticed, Ok(()));
        }
    }

    #[test]
    fn a_poll_is_noticed_once_and_not_at_the_first_look() {
        let (sender, blocked) = channel();
        let mut polls = Polls::default();
        polls.list.push(WatchedPoll {
            id: 0,
            looks: 0,
            watched: Arc::new(sender),
        });
        let noticed: Vec<usize> = (0..MAX_LOOKS + 2).map(|_| polls.look().len()).collect();
        assert_eq!(noticed, [0, 1, 0, 0]);
        assert!(blocked.try_recv().is_err());
    }
}
