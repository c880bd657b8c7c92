//! One call: its attempts, and the waits between them.

use std::time::{Duration, Instant};

use bytes::Bytes;
use reqwest::StatusCode;
use serde::Serialize;
use serde_json::value::RawValue;

use super::already_created::AlreadyCreated;
use super::clock::Clock;
use super::gate::{Gate, SPREAD};
use super::jitter::Jitter;
use super::outcome::Reader;
use super::payload::NoResult;
use super::quota::Quota;
use super::rate_limit::RateLimit;
use super::retry::{Limits, Patience, Situation, Step, decide};
use super::trace::Trace;
use super::transport::{Answer, Transport};
use crate::error::{Call, Error};
use crate::graphql::{Operation, Request};

/// What all clones of a client share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) transport: Transport,
    pub(super) limits: Limits,
    pub(super) clock: Clock,
    pub(super) jitter: Jitter,
    pub(super) gate: Gate,
    pub(super) quota: Quota,
    pub(super) already_created: AlreadyCreated,
}

/// What is sent, the same in every attempt.
pub(super) struct Outgoing<'a> {
    pub(super) operation: &'a Operation<'a>,
    pub(super) body: Bytes,
    /// The external id of the event in it.
    pub(super) external_id: Option<String>,
}

impl<'a> Outgoing<'a> {
    pub(super) fn new(
        operation: &'a Operation<'a>,
        variables: impl Serialize,
    ) -> Result<Self, Error> {
        let body = serde_json::to_vec(&Request::new(operation, variables));
        Ok(Self {
            operation,
            body: body
                .map_err(|error| Error::Encode {
                    message: error.to_string(),
                })?
                .into(),
            external_id: None,
        })
    }
}

impl Shared {
    /// Carries out an operation: sends it until it succeeds, or until nothing is to be gained by
    /// sending it again.
    pub(super) async fn carry_out<T>(
        &self,
        outgoing: &Outgoing<'_>,
        patience: Patience,
        payload: &(dyn Fn(&RawValue) -> Result<T, NoResult> + Send + Sync),
    ) -> Result<T, Error> {
        let trace = Trace::new(outgoing.operation, self.transport.host());
        let result = trace
            .during(self.attempt_all(outgoing, patience, payload, &trace))
            .await;
        trace.ended(result.as_ref().err());
        result
    }

    async fn attempt_all<T>(
        &self,
        outgoing: &Outgoing<'_>,
        patience: Patience,
        payload: &(dyn Fn(&RawValue) -> Result<T, NoResult> + Send + Sync),
        trace: &Trace,
    ) -> Result<T, Error> {
        let reader = Reader {
            operation: outgoing.operation,
            payload,
            already_created: &self.already_created,
        };
        let mut call = Call {
            external_id: outgoing.external_id.clone(),
            ..Call::default()
        };
        let mut deadline = Deadline::new(self.clock.now(), self.limits.call_timeout);
        // Attempts that the rate limit refused, and that are waited for instead of counted.
        let mut excused = 0;
        loop {
            self.pass_gate(&mut deadline, patience, &call).await?;
            call.attempts += 1;

            let time_left = deadline.left(self.clock.now());
            let timeout = time_left.min(self.limits.attempt_timeout);
            let body = outgoing.body.clone();
            let now = || self.clock.system_time();
            let attempt = self.transport.send(body, timeout, now).await;
            let seen = attempt.as_ref().ok().map(Seen::of);

            let mut result = reader.read(attempt, call.clone(), now());
            let is_refused = matches!(result, Err(Error::RateLimited { .. }));
            if let Some(seen) = &seen {
                let rate_limit = &seen.rate_limit;
                self.gate.observe(rate_limit, is_refused, self.clock.now());
            }
            if let Err(Error::RateLimited { until, .. }) = &mut result {
                *until += self.gate.opens_in(self.clock.now()).unwrap_or_default();
            }

            let outcome = result.as_ref().map(|_| ());
            let situation = Situation {
                kind: outgoing.operation.kind,
                patience,
                attempt: call.attempts - excused,
                elapsed: deadline.elapsed(self.clock.now()),
                quota: self.quota.tokens(),
                retry_after: seen.as_ref().and_then(|seen| seen.rate_limit.retry_after),
                jitter: self.jitter.fraction(),
            };
            let step = decide(outcome, &situation, &self.limits);
            trace.attempted(call.attempts, seen.as_ref(), outcome.err(), step);
            let is_excused = is_refused && patience == Patience::Gate;
            match (step, result) {
                (Step::Retry(wait), Err(error)) if is_excused || self.quota.take() => {
                    excused += u32::from(is_excused);
                    call.effect_unknown = error.may_have_taken_effect();
                    call.request_id = seen.and_then(|seen| seen.request_id);
                    self.clock.sleep(wait).await;
                }
                (_, result) => {
                    if result.is_ok() {
                        self.quota.succeeded(call.attempts - excused - 1);
                    }
                    return result;
                }
            }
        }
    }

    /// Waits until the rate limit lets a request through.
    async fn pass_gate(
        &self,
        deadline: &mut Deadline,
        patience: Patience,
        call: &Call,
    ) -> Result<(), Error> {
        while let Some(opens_in) = self.gate.opens_in(self.clock.now()) {
            let time_left = deadline.left(self.clock.now());
            let mut spread = SPREAD.mul_f64(self.jitter.fraction());
            match patience {
                Patience::Gate => deadline.put_off(opens_in + spread),
                Patience::Deadline => match time_left.checked_sub(opens_in) {
                    // Some of it must be left for the request.
                    Some(rest) if !rest.is_zero() => spread = spread.min(rest / 2),
                    _ => {
                        return Err(Error::RateLimited {
                            until: self.clock.system_time() + opens_in,
                            call: call.clone(),
                        });
                    }
                },
            }
            self.clock.sleep(opens_in + spread).await;
        }
        Ok(())
    }
}

/// What is kept of an answer while it is read.
pub(super) struct Seen {
    pub(super) status: StatusCode,
    pub(super) request_id: Option<String>,
    rate_limit: RateLimit,
}

impl Seen {
    fn of(answer: &Answer) -> Self {
        Self {
            status: answer.status,
            request_id: answer.request_id.clone(),
            rate_limit: answer.rate_limit,
        }
    }
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
