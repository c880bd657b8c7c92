//! When a relay claims, settles and cleans up next.

use std::time::Duration;

use tokio::time::Instant;

use super::backoff::store_backoff;
use super::pass::Claim;

/// Time between two purges of the ledger, and two updates of the gauges.
const HOUSEKEEPING_INTERVAL: Duration = Duration::from_mins(1);
/// The same while there is more to purge.
const BUSY_HOUSEKEEPING_INTERVAL: Duration = Duration::from_secs(1);

/// Times of the next steps of a relay.
#[derive(Debug)]
pub(super) struct Schedule {
    poll_interval: Duration,
    claim_at: Instant,
    /// Whether a new event or a settled one is a reason to claim before `claim_at`.
    is_idle: bool,
    /// No access to the database before, after a failure.
    store_at: Instant,
    /// Failures of the database in a row.
    failures: u32,
    housekeeping_at: Instant,
}

impl Schedule {
    pub(super) fn new(poll_interval: Duration) -> Self {
        let now = Instant::now();
        Self {
            poll_interval,
            claim_at: now,
            is_idle: true,
            store_at: now,
            failures: 0,
            housekeeping_at: now,
        }
    }

    /// Plans the next claim. `real_wait` is the wait for the budget in real time.
    pub(super) fn claimed(&mut self, claim: Claim, real_wait: Duration) {
        self.failures = 0;
        let (wait, is_idle) = match claim {
            Claim::Continues => (Duration::ZERO, true),
            Claim::Nothing => (self.poll_interval, true),
            Claim::BudgetOpensIn(_) => (real_wait.min(self.poll_interval), false),
        };
        self.claim_at = Instant::now() + wait;
        self.is_idle = is_idle;
    }

    /// Claims nothing for some time.
    pub(super) fn block(&mut self, time: Duration) {
        self.claim_at = Instant::now() + time.min(self.poll_interval);
        self.is_idle = false;
    }

    /// Plans after a failure of the database. Returns the wait.
    pub(super) fn store_failed(&mut self, jitter: f64) -> Duration {
        self.failures = self.failures.saturating_add(1);
        let wait = store_backoff(self.failures, jitter);
        self.store_at = Instant::now() + wait;
        wait
    }

    pub(super) fn store_worked(&mut self) {
        self.failures = 0;
    }

    /// An event was enqueued or settled: the next one may be due.
    pub(super) fn wake(&mut self) {
        if self.is_idle {
            self.claim_at = Instant::now();
        }
    }

    pub(super) fn is_store_due(&self) -> bool {
        Instant::now() >= self.store_at
    }

    pub(super) fn is_claim_due(&self) -> bool {
        self.is_store_due() && Instant::now() >= self.claim_at
    }

    pub(super) fn is_housekeeping_due(&self) -> bool {
        self.is_store_due() && Instant::now() >= self.housekeeping_at
    }

    pub(super) fn housekept(&mut self, is_more_left: bool) {
        let interval = if is_more_left {
            BUSY_HOUSEKEEPING_INTERVAL
        } else {
            HOUSEKEEPING_INTERVAL
        };
        self.housekeeping_at = Instant::now() + interval;
    }

    /// Time of the next step. Without capacity, nothing can be claimed.
    pub(super) fn next(&self, has_capacity: bool, is_unsettled: bool) -> Instant {
        let next = if is_unsettled {
            self.store_at
        } else if has_capacity {
            self.claim_at.min(self.housekeeping_at)
        } else {
            self.housekeeping_at
        };
        next.max(self.store_at)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::Schedule;
    use crate::relay::pass::Claim;

    const POLL: Duration = Duration::from_hours(1);

    /// Plans the next claim, and checks its time.
    fn assert_claim(schedule: &mut Schedule, claim: Claim, budget: Duration, expected: Duration) {
        let before = Instant::now();
        schedule.claimed(claim, budget);
        let next = schedule.next(true, false);
        assert!(next >= before + expected, "{claim:?}");
        assert!(next <= Instant::now() + expected, "{claim:?}");
    }

    #[test]
    fn a_relay_claims_again_when_the_budget_opens() {
        let mut schedule = Schedule::new(POLL);
        schedule.housekeeping_at += POLL * 2;
        for (wait, expected) in [
            (Duration::from_mins(5), Duration::from_mins(5)),
            // At least as often as it looks for events.
            (Duration::from_hours(2), POLL),
        ] {
            assert_claim(&mut schedule, Claim::BudgetOpensIn(wait), wait, expected);
            // An event that is enqueued or settled opens no budget.
            schedule.wake();
            assert!(!schedule.is_claim_due());
        }
    }

    #[test]
    fn an_idle_relay_claims_when_an_event_is_enqueued_or_settled() {
        let mut schedule = Schedule::new(POLL);
        schedule.housekeeping_at += POLL * 2;
        let zero = Duration::ZERO;
        assert_claim(&mut schedule, Claim::Nothing, zero, POLL);
        assert!(!schedule.is_claim_due());
        schedule.wake();
        assert!(schedule.is_claim_due());
        assert_claim(&mut schedule, Claim::Continues, zero, zero);
        assert!(schedule.is_claim_due());
    }

    #[test]
    fn nothing_accesses_the_database_soon_after_a_failure() {
        let mut schedule = Schedule::new(POLL);
        let mut last = Duration::ZERO;
        for _ in 0..8 {
            let wait = schedule.store_failed(1.0);
            assert!(wait >= last);
            last = wait;
        }
        schedule.wake();
        assert!(!schedule.is_claim_due() && !schedule.is_housekeeping_due());
        let rest = schedule.next(true, true) - Instant::now();
        assert!(rest > last / 2, "{rest:?} of {last:?}");
        schedule.store_worked();
        assert!(schedule.store_failed(1.0) < last);
    }
}
