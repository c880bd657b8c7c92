//! One call: its attempts, and the waits between them.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use super::inner::{Outgoing, Shared};
use super::rate_limit::SPREAD;
use super::response::decode::{Reader, failed};
use super::response::payload::Read;
use super::retry::{Patience, Situation, Step, decide};
use super::span::Trace;
use super::transport::Answer;
use crate::error::{Call, Error};

impl Shared {
    /// Carries out an operation: sends it until it succeeds, or until nothing is to be gained by
    /// sending it again.
    pub(super) async fn carry_out<T>(
        &self,
        outgoing: &Outgoing<'_>,
        patience: Patience,
        read: Read<T>,
    ) -> Result<T, Error> {
        let trace = Trace::new(outgoing.operation, self.transport.host());
        let result = trace
            .during(self.attempt_all(outgoing, patience, read, &trace))
            .await;
        trace.ended(result.as_ref().err());
        result
    }

    async fn attempt_all<T>(
        &self,
        outgoing: &Outgoing<'_>,
        patience: Patience,
        read: Read<T>,
        trace: &Trace,
    ) -> Result<T, Error> {
        let reader = Reader {
            operation: outgoing.operation,
            read,
            already_created: &self.already_created,
            clock: &self.clock,
        };
        let mut progress = Progress {
            call: Call {
                external_id: outgoing.external_id.clone(),
                ..Call::default()
            },
            patience,
            deadline: Deadline::new(self.clock.now(), self.limits.call_timeout),
            excused: 0,
        };
        loop {
            let time_left = self.pass_gate(&mut progress).await?;
            progress.call.attempts += 1;
            let timeout = time_left.min(self.limits.attempt_timeout);
            let body = outgoing.body.clone();
            let attempt = self.transport.send(body, timeout, &self.clock).await;
            match self.settle(&reader, attempt, &mut progress, trace) {
                ControlFlow::Break(result) => return result,
                ControlFlow::Continue(wait) => self.clock.sleep(wait).await,
            }
        }
    }

    /// What came of an attempt: how the call ends, or how long to wait before the next one. It is not
    /// `async`, so that nothing of this is kept while the call waits.
    fn settle<T>(
        &self,
        reader: &Reader<'_, T>,
        attempt: Result<Answer, reqwest::Error>,
        progress: &mut Progress,
        trace: &Trace,
    ) -> ControlFlow<Result<T, Error>, Duration> {
        let call = &mut progress.call;
        let (mut result, answer) = match attempt {
            Ok(mut answer) => (reader.read(&mut answer, call), Some(answer)),
            Err(error) => (Err(failed(error, call.clone())), None),
        };
        let now = self.clock.now();
        let is_refused = matches!(result, Err(Error::RateLimited { .. }));
        if let Some(answer) = &answer {
            self.gate.observe(&answer.rate_limit, is_refused, now);
        }
        if let Err(Error::RateLimited { until, .. }) = &mut result {
            *until += self.gate.opens_in(now).unwrap_or_default();
        }

        let outcome = result.as_ref().map(|_| ());
        let situation = Situation {
            kind: reader.operation.kind,
            patience: progress.patience,
            attempt: call.attempts - progress.excused,
            elapsed: progress.deadline.elapsed(now),
            quota: self.quota.tokens(),
            retry_after: answer.as_ref().and_then(|it| it.rate_limit.retry_after),
            jitter: self.jitter.fraction(),
        };
        let step = decide(outcome, &situation, &self.limits);
        trace.attempted(call.attempts, answer.as_ref(), outcome.err(), step);
        let is_excused = is_refused && progress.patience == Patience::Gate;
        match (step, result) {
            (Step::Retry(wait), Err(error)) if is_excused || self.quota.take() => {
                progress.excused += u32::from(is_excused);
                call.effect_unknown = error.may_have_taken_effect();
                call.request_id = answer.and_then(|answer| answer.request_id);
                ControlFlow::Continue(wait)
            }
            (_, result) => {
                if result.is_ok() {
                    self.quota.succeeded(situation.attempt - 1);
                }
                ControlFlow::Break(result)
            }
        }
    }

    /// Waits until the rate limit lets a request through, and tells how much time is left then.
    async fn pass_gate(&self, progress: &mut Progress) -> Result<Duration, Error> {
        loop {
            let now = self.clock.now();
            let time_left = progress.deadline.left(now);
            let Some(opens_in) = self.gate.opens_in(now) else {
                return Ok(time_left);
            };
            let mut spread = SPREAD.mul_f64(self.jitter.fraction());
            match progress.patience {
                Patience::Gate => progress.deadline.put_off(opens_in + spread),
                Patience::Deadline => match time_left.checked_sub(opens_in) {
                    // Some of it must be left for the request.
                    Some(rest) if !rest.is_zero() => spread = spread.min(rest / 2),
                    _ => {
                        return Err(Error::RateLimited {
                            until: self.clock.system_time() + opens_in,
                            call: progress.call.clone(),
                        });
                    }
                },
            }
            self.clock.sleep(opens_in + spread).await;
        }
    }
}

/// How far a call has got.
struct Progress {
    call: Call,
    patience: Patience,
    deadline: Deadline,
    /// Attempts that the rate limit refused, and that are waited for instead of counted.
    excused: u32,
}

/// When a call must have ended.
struct Deadline {
    started: Instant,
    timeout: Duration,
    /// Waits that do not count.
    put_off: Duration,
}

impl Deadline {
    fn new(started: Instant, timeout: Duration) -> Self {
        Self {
            started,
            timeout,
            put_off: Duration::ZERO,
        }
    }

    fn elapsed(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.started)
            .saturating_sub(self.put_off)
    }

    fn left(&self, now: Instant) -> Duration {
        self.timeout.saturating_sub(self.elapsed(now))
    }

    fn put_off(&mut self, by: Duration) {
        self.put_off += by;
    }
}
