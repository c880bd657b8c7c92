//! Many concurrent calls against a rate limit, simulated: the clock jumps from one event to the next.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::{Duration, Instant, SystemTime};

use super::FIRST;
use crate::client::rate_limit::{Gate, RateLimitHeaders, gate_wait};
use crate::client::retry::{RetryContext, RetryDecision, RetryPolicy, RetryQuota, decide};
use crate::error::{CallInfo, Error};

/// Time from a request to its response.
const LATENCY: Duration = Duration::from_millis(300);

/// A server that rejects requests beyond a number in each window.
struct Server {
    limit: u32,
    window: Duration,
    /// Rejects every request until then.
    rejects_until: Duration,
    has_headers: bool,
    /// Number of the current window, and the requests in it.
    used: (u128, u32),
}

const UNLIMITED: Server = Server {
    limit: u32::MAX,
    window: Duration::from_mins(1),
    rejects_until: Duration::ZERO,
    has_headers: true,
    used: (0, 0),
};

impl Server {
    /// Whether a request is admitted, and the headers of its response.
    fn respond(&mut self, now: Duration) -> (bool, RateLimitHeaders) {
        let window = now.as_nanos() / self.window.as_nanos();
        let used = if self.used.0 == window {
            self.used.1
        } else {
            0
        };
        let is_rejecting = now < self.rejects_until;
        let is_admitted = used < self.limit && !is_rejecting;
        self.used = (window, used + u32::from(is_admitted));
        let window_end = self.window * u32::try_from(window + 1).unwrap();
        let reset_in = if is_rejecting {
            self.rejects_until.saturating_sub(now)
        } else {
            window_end.saturating_sub(now)
        };
        let headers = RateLimitHeaders {
            retry_after: (!is_admitted).then_some(reset_in),
            remaining: Some(u64::from(self.limit - self.used.1)),
            reset_in: Some(reset_in),
        };
        let headers = if self.has_headers {
            headers
        } else {
            RateLimitHeaders::default()
        };
        (is_admitted, headers)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Send,
    /// Receives the response with this number.
    Receive(usize),
}

/// Calls that start together.
struct Simulation {
    server: Server,
    start: Instant,
    gate: Gate,
    quota: RetryQuota,
    random: fastrand::Rng,
    /// Whether each request was admitted, and the headers of its response.
    responses: Vec<(bool, RateLimitHeaders)>,
    steps: BinaryHeap<Reverse<(Duration, usize, Step)>>,
    /// Time at which each call succeeded or failed.
    ends: Vec<Result<Duration, Duration>>,
}

/// Simulates calls that start together. Returns the time at which each succeeded or failed.
fn simulate(calls: usize, server: Server) -> Vec<Result<Duration, Duration>> {
    let mut simulation = Simulation {
        server,
        start: Instant::now(),
        gate: Gate::default(),
        quota: RetryQuota::default(),
        random: fastrand::Rng::with_seed(1),
        responses: Vec::new(),
        steps: (0..calls)
            .map(|call| Reverse((Duration::ZERO, call, Step::Send)))
            .collect(),
        ends: Vec::new(),
    };
    while let Some(Reverse((now, call, step))) = simulation.steps.pop() {
        match step {
            Step::Send => simulation.send(now, call),
            Step::Receive(response) => simulation.receive(now, call, response),
        }
    }
    simulation.ends
}

impl Simulation {
    fn send(&mut self, now: Duration, call: usize) {
        let Some(opens_in) = self.gate.opens_in(self.start + now) else {
            self.responses.push(self.server.respond(now));
            let step = Step::Receive(self.responses.len() - 1);
            self.steps.push(Reverse((now + LATENCY, call, step)));
            return;
        };
        let time_left = RetryPolicy::default().call_timeout.saturating_sub(now);
        match gate_wait(opens_in, Some(time_left), self.random.f64()) {
            Some(wait) => self.steps.push(Reverse((now + wait, call, Step::Send))),
            None => self.ends.push(Err(now)),
        }
    }

    fn receive(&mut self, now: Duration, call: usize, response: usize) {
        let (is_admitted, headers) = self.responses[response];
        if is_admitted {
            self.gate.observe_admission(&headers, || self.start + now);
            self.quota.record_end(None, 0);
            self.ends.push(Ok(now));
            return;
        }
        self.gate.observe_rejection(&headers, self.start + now);
        let error = Error::RateLimited {
            until: SystemTime::UNIX_EPOCH,
            call: CallInfo::default(),
        };
        let context = RetryContext {
            elapsed: now,
            quota: self.quota.tokens(),
            retry_after: headers.retry_after,
            jitter: self.random.f64(),
            ..FIRST
        };
        match decide(&error, &context, &RetryPolicy::default()) {
            RetryDecision::Retry(wait) if self.quota.try_pay_for_retry(&error) => {
                self.steps.push(Reverse((now + wait, call, Step::Send)));
            }
            _ => self.ends.push(Err(now)),
        }
    }
}

/// Asserts that all calls succeed within 30 seconds.
fn assert_success(calls: usize, server: Server) {
    let ends = simulate(calls, server);
    assert_eq!(ends.len(), calls);
    for end in ends {
        let is_in_time = end.is_ok_and(|end| end <= Duration::from_secs(30));
        assert!(is_in_time, "{end:?}");
    }
}

#[test]
fn calls_outlast_an_outage_of_the_rate_limit() {
    for (calls, rejects_for, has_headers) in [
        (200, 1, true),
        (1_000, 1, false),
        (1_000, 20, true),
        (50, 20, false),
    ] {
        let server = Server {
            rejects_until: Duration::from_secs(rejects_for),
            has_headers,
            ..UNLIMITED
        };
        assert_success(calls, server);
    }
}

#[test]
fn calls_beyond_the_rate_limit_wait_for_the_next_windows() {
    for (calls, limit, has_headers) in [(300, 100, true), (300, 100, false), (140, 20, true)] {
        let server = Server {
            limit,
            window: Duration::from_secs(3),
            has_headers,
            ..UNLIMITED
        };
        assert_success(calls, server);
    }
}

#[test]
fn rate_limit_beyond_the_deadline_fails_at_once() {
    let rejecting = Server {
        rejects_until: Duration::from_mins(1),
        ..UNLIMITED
    };
    let ends = simulate(200, rejecting);
    assert_eq!(ends.len(), 200);
    // After the first response, whose headers name the time, and a backoff.
    let is_early = |end: &Result<_, Duration>| matches!(end, Err(end) if *end < 2 * LATENCY);
    assert!(ends.iter().all(is_early), "{ends:?}");
}
