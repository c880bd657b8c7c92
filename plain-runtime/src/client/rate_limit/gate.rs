//! One gate before all requests of a client and its clones, closed while the workspace's rate limit
//! is reached.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::headers::RateLimit;

/// How long the gate is closed by a refusal that does not say how long to wait; it doubles while
/// refusals follow one another.
const FIRST_CLOSING: Duration = Duration::from_secs(1);
/// Plain counts by the minute: whatever an answer says, no more than a few are waited for.
const LONGEST_CLOSING: Duration = Duration::from_mins(5);
/// Those who waited come back spread over this, lest all of them come at once.
pub(in crate::client) const SPREAD: Duration = Duration::from_secs(1);

/// Shared by all clones.
#[derive(Debug, Default)]
pub(in crate::client) struct Gate(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    opens_at: Option<Instant>,
    /// How many times refusals have closed it since a request was last carried out.
    refusals: u32,
}

impl Gate {
    /// How long it is still closed.
    pub(in crate::client) fn opens_in(&self, now: Instant) -> Option<Duration> {
        let opens_in = self.state().opens_at?.saturating_duration_since(now);
        (!opens_in.is_zero()).then_some(opens_in)
    }

    /// Takes note of an answer, and closes if there is reason to.
    pub(in crate::client) fn observe(&self, limit: &RateLimit, was_refused: bool, now: Instant) {
        let mut state = self.state();
        if !was_refused {
            state.refusals = 0;
        } else if state.opens_at.is_none_or(|opens_at| opens_at <= now) {
            // Requests that are under way together are refused together, which counts once.
            state.refusals = state.refusals.saturating_add(1);
        }
        let closing = if was_refused {
            Some(after_refusal(limit, state.refusals))
        } else {
            after_the_last_one(limit)
        };
        if let Some(closing) = closing {
            // Answers overtake one another: one that asks for less does not open it.
            let opens_at = now + closing.min(LONGEST_CLOSING);
            state.opens_at = state.opens_at.max(Some(opens_at));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long to close after a refusal that has closed it for so many times in a row.
fn after_refusal(limit: &RateLimit, refusals: u32) -> Duration {
    let doublings = refusals.saturating_sub(1).min(16);
    let said = limit.retry_after.or(limit.reset_in);
    // A window that ends now may still be counted by another clock.
    said.filter(|said| !said.is_zero())
        .unwrap_or_else(|| FIRST_CLOSING.saturating_mul(1 << doublings))
}

/// How long to close after an answer that was not refused: if no more requests are left.
fn after_the_last_one(limit: &RateLimit) -> Option<Duration> {
    if limit.remaining != Some(0) {
        return None;
    }
    limit.reset_in.or(limit.retry_after)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Gate;
    use crate::client::rate_limit::headers::RateLimit;

    const SAYS_NOTHING: RateLimit = RateLimit {
        retry_after: None,
        remaining: None,
        reset_in: None,
    };

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn it_closes_for_as_long_as_the_answer_says() {
        let limit = |retry_after: Option<u64>, remaining, reset_in: Option<u64>| RateLimit {
            retry_after: retry_after.map(Duration::from_secs),
            remaining,
            reset_in: reset_in.map(Duration::from_secs),
        };
        for (limit, was_refused, expected) in [
            (limit(None, None, None), false, None),
            (limit(None, Some(7), Some(30)), false, None),
            (limit(None, Some(0), Some(30)), false, Some(seconds(30))),
            (limit(Some(5), Some(0), None), false, Some(seconds(5))),
            (limit(Some(5), Some(0), Some(30)), false, Some(seconds(30))),
            (limit(None, Some(0), None), false, None),
            // It is for another reason that this one asks to wait.
            (limit(Some(5), None, None), false, None),
            (limit(Some(5), None, None), true, Some(seconds(5))),
            (limit(Some(5), Some(0), Some(30)), true, Some(seconds(5))),
            (limit(None, Some(0), Some(30)), true, Some(seconds(30))),
            (limit(None, None, Some(30)), true, Some(seconds(30))),
            (limit(None, None, None), true, Some(seconds(1))),
            (limit(Some(0), None, None), true, Some(seconds(1))),
            (limit(Some(86_400), None, None), true, Some(seconds(300))),
        ] {
            let (gate, now) = (Gate::default(), Instant::now());
            gate.observe(&limit, was_refused, now);
            assert_eq!(gate.opens_in(now), expected, "{limit:?}, {was_refused}");
        }
    }

    #[test]
    fn it_opens_by_itself() {
        let (gate, now) = (Gate::default(), Instant::now());
        assert_eq!(gate.opens_in(now), None);
        gate.observe(&SAYS_NOTHING, true, now);
        assert_eq!(gate.opens_in(now), Some(seconds(1)));
        assert_eq!(gate.opens_in(now + Duration::from_secs(1)), None);
    }

    #[test]
    fn an_answer_that_asks_for_less_does_not_open_it() {
        let (gate, now) = (Gate::default(), Instant::now());
        let asks_for = |secs| RateLimit {
            retry_after: Some(seconds(secs)),
            ..SAYS_NOTHING
        };
        gate.observe(&asks_for(30), true, now);
        gate.observe(&asks_for(5), true, now);
        gate.observe(&SAYS_NOTHING, false, now);
        assert_eq!(gate.opens_in(now), Some(seconds(30)));
    }

    #[test]
    fn refusals_in_a_row_close_it_for_longer() {
        let (gate, mut now) = (Gate::default(), Instant::now());
        for expected in [1, 2, 4] {
            // Several are under way.
            gate.observe(&SAYS_NOTHING, true, now);
            gate.observe(&SAYS_NOTHING, true, now);
            assert_eq!(gate.opens_in(now), Some(seconds(expected)));
            now += Duration::from_secs(expected);
        }
        gate.observe(&SAYS_NOTHING, false, now);
        gate.observe(&SAYS_NOTHING, true, now);
        assert_eq!(gate.opens_in(now), Some(seconds(1)));
        for _ in 0..40 {
            now += Duration::from_hours(1);
            gate.observe(&SAYS_NOTHING, true, now);
        }
        assert_eq!(gate.opens_in(now), Some(seconds(300)));
    }
}
