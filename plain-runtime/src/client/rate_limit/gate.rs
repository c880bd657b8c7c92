//! Gate before all requests of a client and its clones, closed while the workspace's rate limit is
//! exceeded.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::headers::RateLimitHeaders;
use crate::client::clock::Clock;
use crate::error::{CallInfo, Error};

/// Cooldown after a rejection whose headers do not say how long to wait. Doubles with each
/// consecutive rejection.
const INITIAL_COOLDOWN: Duration = Duration::from_secs(1);
/// Upper bound on such a cooldown. Several of them fit into the timeout of a call.
const MAX_DOUBLED_COOLDOWN: Duration = Duration::from_secs(8);
/// Upper bound on a cooldown, regardless of the response. Plain counts by the minute, so a later time
/// comes from a clock that is wrong or a header that means something else.
const MAX_COOLDOWN: Duration = Duration::from_mins(2);
/// Jitter added when the gate reopens, so that callers do not resume in lockstep.
const RESUME_JITTER: Duration = Duration::from_secs(1);

/// Gate before the requests, shared by all clones.
#[derive(Debug, Default)]
pub(in crate::client) struct Gate {
    state: Mutex<GateState>,
    /// Whether the state differs from the initial one. Usually it does not, and calls read only this: locks
    /// make threads wait for each other. Changed while the state is locked.
    is_active: AtomicBool,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct GateState {
    opens_at: Option<Instant>,
    /// Consecutive rejections since the last admitted request.
    rejections: u32,
}

impl Gate {
    /// Time until the gate opens; `None` if it is open.
    pub(in crate::client) fn opens_in(&self, now: Instant) -> Option<Duration> {
        if !self.is_active() {
            return None;
        }
        let opens_in = self.lock().opens_at?.saturating_duration_since(now);
        (!opens_in.is_zero()).then_some(opens_in)
    }

    /// Error of a call that the closed gate holds back.
    pub(in crate::client) fn error(&self, clock: &Clock, call: CallInfo) -> Error {
        let opens_in = self.opens_in(clock.instant()).unwrap_or_default();
        Error::RateLimited {
            until: clock.now() + opens_in,
            call,
        }
    }

    /// Reports a response to a request that the rate limit rejected. Closes the gate.
    pub(in crate::client) fn observe_rejection(&self, headers: &RateLimitHeaders, now: Instant) {
        let mut state = self.lock();
        // Concurrent requests are rejected together, which counts once.
        if state.opens_at.is_none_or(|opens_at| opens_at <= now) {
            state.rejections = state.rejections.saturating_add(1);
        }
        let cooldown = cooldown(headers, state.rejections);
        state.close(cooldown, now);
        self.is_active.store(true, Ordering::Release);
    }

    /// Reports a response to a request that the rate limit admitted. Closes the gate if it was the
    /// last one of the current window.
    pub(in crate::client) fn observe_admission(
        &self,
        headers: &RateLimitHeaders,
        now: impl FnOnce() -> Instant,
    ) {
        let cooldown = match headers.remaining {
            Some(0) => headers.reset_in.or(headers.retry_after),
            _ => None,
        };
        if cooldown.is_none() && !self.is_active() {
            return;
        }
        let now = now();
        let mut state = self.lock();
        state.rejections = 0;
        if let Some(cooldown) = cooldown {
            state.close(cooldown, now);
        }
        state.opens_at = state.opens_at.filter(|opens_at| *opens_at > now);
        let is_active = *state != GateState::default();
        self.is_active.store(is_active, Ordering::Release);
    }

    fn is_active(&self) -> bool {
        self.is_active.load(Ordering::Acquire)
    }

    fn lock(&self) -> MutexGuard<'_, GateState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl GateState {
    fn close(&mut self, cooldown: Duration, now: Instant) {
        // Responses may arrive out of order: a shorter cooldown does not open the gate earlier.
        let opens_at = now + cooldown.min(MAX_COOLDOWN);
        self.opens_at = self.opens_at.max(Some(opens_at));
    }
}

/// Wait of a call for a gate that opens in `opens_in`, or `None` if too little of `time_left` would
/// remain for a request. `jitter` is a random number from 0 to 1.
///
/// A call without a deadline has no `time_left`.
pub(in crate::client) fn gate_wait(
    opens_in: Duration,
    time_left: Option<Duration>,
    jitter: f64,
) -> Option<Duration> {
    let jitter = RESUME_JITTER.mul_f64(jitter.clamp(0.0, 1.0));
    let Some(time_left) = time_left else {
        return Some(opens_in.saturating_add(jitter));
    };
    let rest = time_left.checked_sub(opens_in)?;
    // Half of the remaining time is left for the request.
    (!rest.is_zero()).then(|| opens_in + jitter.min(rest / 2))
}

/// Cooldown after so many consecutive rejections.
fn cooldown(headers: &RateLimitHeaders, rejections: u32) -> Duration {
    let doublings = rejections.saturating_sub(1).min(16);
    // Zero counts as absent: by the clock of the server, the window may not have ended yet.
    headers
        .retry_after
        .or(headers.reset_in)
        .filter(|wait| !wait.is_zero())
        .unwrap_or_else(|| {
            INITIAL_COOLDOWN
                .saturating_mul(1 << doublings)
                .min(MAX_DOUBLED_COOLDOWN)
        })
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Gate, gate_wait};
    use crate::client::rate_limit::headers::RateLimitHeaders;

    const NO_HEADERS: RateLimitHeaders = RateLimitHeaders {
        retry_after: None,
        remaining: None,
        reset_in: None,
    };

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn cooldown_follows_the_headers() {
        let headers =
            |retry_after: Option<u64>, remaining, reset_in: Option<u64>| RateLimitHeaders {
                retry_after: retry_after.map(Duration::from_secs),
                remaining,
                reset_in: reset_in.map(Duration::from_secs),
            };
        for (headers, is_rejected, expected) in [
            (headers(None, None, None), false, None),
            (headers(None, Some(7), Some(30)), false, None),
            (headers(None, Some(0), Some(30)), false, Some(seconds(30))),
            (headers(Some(5), Some(0), None), false, Some(seconds(5))),
            (
                headers(Some(5), Some(0), Some(30)),
                false,
                Some(seconds(30)),
            ),
            (headers(None, Some(0), None), false, None),
            // This `retry-after` is not about the rate limit.
            (headers(Some(5), None, None), false, None),
            (headers(Some(5), None, None), true, Some(seconds(5))),
            (headers(Some(5), Some(0), Some(30)), true, Some(seconds(5))),
            (headers(None, Some(0), Some(30)), true, Some(seconds(30))),
            (headers(None, None, Some(30)), true, Some(seconds(30))),
            (headers(None, None, None), true, Some(seconds(1))),
            (headers(Some(0), None, None), true, Some(seconds(1))),
            (headers(Some(90), None, None), true, Some(seconds(90))),
            // A distant reset: the clocks differ, or the header means something else.
            (headers(Some(86_400), None, None), true, Some(seconds(120))),
            (headers(None, None, Some(7_200)), true, Some(seconds(120))),
            (
                headers(None, Some(0), Some(31_536_000)),
                false,
                Some(seconds(120)),
            ),
            (
                headers(Some(u64::MAX), None, None),
                true,
                Some(seconds(120)),
            ),
        ] {
            let (gate, now) = (Gate::default(), Instant::now());
            if is_rejected {
                gate.observe_rejection(&headers, now);
            } else {
                gate.observe_admission(&headers, || now);
            }
            assert_eq!(gate.opens_in(now), expected, "{headers:?}, {is_rejected}");
        }
    }

    #[test]
    fn gate_opens_after_the_cooldown() {
        let (gate, now) = (Gate::default(), Instant::now());
        assert_eq!(gate.opens_in(now), None);
        gate.observe_rejection(&NO_HEADERS, now);
        assert_eq!(gate.opens_in(now), Some(seconds(1)));
        assert_eq!(gate.opens_in(now + Duration::from_secs(1)), None);
    }

    #[test]
    fn gate_is_active_until_a_request_is_admitted_after_the_cooldown() {
        let (gate, now) = (Gate::default(), Instant::now());
        assert!(!gate.is_active());
        gate.observe_rejection(&NO_HEADERS, now);
        assert!(gate.is_active());
        gate.observe_admission(&NO_HEADERS, || now);
        assert!(gate.is_active());
        gate.observe_admission(&NO_HEADERS, || now + seconds(1));
        assert!(!gate.is_active());
    }

    #[test]
    fn shorter_cooldown_does_not_open_the_gate_earlier() {
        let (gate, now) = (Gate::default(), Instant::now());
        let retry_after = |secs| RateLimitHeaders {
            retry_after: Some(seconds(secs)),
            ..NO_HEADERS
        };
        gate.observe_rejection(&retry_after(30), now);
        gate.observe_rejection(&retry_after(5), now);
        gate.observe_admission(&NO_HEADERS, || now);
        assert_eq!(gate.opens_in(now), Some(seconds(30)));
    }

    #[test]
    fn consecutive_rejections_double_the_cooldown() {
        let (gate, mut now) = (Gate::default(), Instant::now());
        for expected in [1, 2, 4] {
            // Two requests in flight.
            gate.observe_rejection(&NO_HEADERS, now);
            gate.observe_rejection(&NO_HEADERS, now);
            assert_eq!(gate.opens_in(now), Some(seconds(expected)));
            now += Duration::from_secs(expected);
        }
        gate.observe_admission(&NO_HEADERS, || now);
        gate.observe_rejection(&NO_HEADERS, now);
        assert_eq!(gate.opens_in(now), Some(seconds(1)));
        for _ in 0..40 {
            now += Duration::from_hours(1);
            gate.observe_rejection(&NO_HEADERS, now);
        }
        assert_eq!(gate.opens_in(now), Some(seconds(8)));
    }

    #[test]
    fn wait_for_the_gate_leaves_time_for_the_request() {
        let millis = Duration::from_millis;
        for (opens_in, time_left, jitter, expected) in [
            (1_000, Some(30_000), 0.0, Some(1_000)),
            (1_000, Some(30_000), 1.0, Some(2_000)),
            (29_000, Some(30_000), 1.0, Some(29_500)),
            (29_000, Some(30_000), 0.25, Some(29_250)),
            (30_000, Some(30_000), 0.0, None),
            (31_000, Some(30_000), 0.5, None),
            (60_000, None, 0.5, Some(60_500)),
        ] {
            let wait = gate_wait(millis(opens_in), time_left.map(millis), jitter);
            assert_eq!(wait, expected.map(millis), "{opens_in} {time_left:?}");
        }
    }
}
