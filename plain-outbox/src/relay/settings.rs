//! Settings of a relay, and whether they agree.

use std::time::Duration;

use super::backoff::MAX_EVENT_BACKOFF;
use crate::error::Error;
use crate::pace::HORIZON;

/// Time between a claim and its requests: the transaction of the claim ends, and the permits become valid.
pub(super) const CLAIM_MARGIN: Duration = Duration::from_secs(5);
const _: () = assert!(CLAIM_MARGIN.as_secs() > HORIZON.as_secs());
/// Time between the end of a request and the end of the lease in which the outcome is recorded.
pub(super) const SETTLE_MARGIN: Duration = Duration::from_secs(5);
/// Ten years, as which longer times of a relay count, so that a date after such a time exists.
pub(super) const MAX_TIME: Duration = Duration::from_hours(10 * 365 * 24);
/// The same for a deadline, so that the longest lease covers the three of a delivery.
pub(super) const MAX_DEADLINE: Duration = Duration::from_hours(3 * 365 * 24);

/// Settings of a relay.
#[derive(Debug, Clone)]
pub(super) struct RelaySettings {
    pub(super) deadline: Duration,
    pub(super) lease: Duration,
    pub(super) max_in_flight: usize,
    pub(super) poll_interval: Duration,
    pub(super) max_backoff: Duration,
    pub(super) verify_duplicates: bool,
    pub(super) jitter_seed: Option<u64>,
}

impl Default for RelaySettings {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(30),
            lease: Duration::from_mins(2),
            max_in_flight: 16,
            poll_interval: Duration::from_secs(1),
            max_backoff: MAX_EVENT_BACKOFF,
            verify_duplicates: false,
            jitter_seed: None,
        }
    }
}

impl RelaySettings {
    /// Upper bound on the time of the requests of one delivery.
    pub(super) fn time_for_requests(&self) -> Duration {
        // A search waits for its permits, too.
        let calls = if self.verify_duplicates { 3 } else { 1 };
        self.deadline.saturating_mul(calls)
    }

    /// Upper bound on the time from a claim to the settlement of its deliveries, which a lease covers.
    pub(super) fn time_for_delivery(&self) -> Duration {
        self.time_for_requests()
            .saturating_add(CLAIM_MARGIN + SETTLE_MARGIN)
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        let needed = self.time_for_delivery();
        let message = if self.deadline.is_zero() {
            "the deadline is zero\nhelp: give a request time: `.deadline(Duration::from_secs(30))`"
                .to_owned()
        } else if self.max_in_flight == 0 {
            "`max_in_flight` is zero\nhelp: allow a delivery at least: `.max_in_flight(16)`"
                .to_owned()
        } else if self.poll_interval.is_zero() {
            "the poll interval is zero\nhelp: write `.poll_interval(Duration::from_secs(1))`"
                .to_owned()
        } else if self.max_backoff.is_zero() {
            "the maximum backoff is zero\nhelp: write `.max_backoff(Duration::from_mins(10))`"
                .to_owned()
        } else if self.lease < needed {
            format!(
                "a lease of {:?} may run out during a request: expected at least {needed:?} for a deadline of \
                 {:?}\nhelp: set a lease of {} s, or a shorter deadline",
                self.lease,
                self.deadline,
                needed.as_millis().div_ceil(1_000),
            )
        } else {
            return Ok(());
        };
        Err(Error::Config(message))
    }
}
