//! One call: its attempts and the waits between them.

use std::ops::ControlFlow;
use std::time::Duration;

use tokio::sync::SemaphorePermit;
use tokio::time::timeout;

use super::deadline::Deadline;
use super::inner::{ClientInner, Request};
use super::look_up::Outcome;
use super::observer::WaitReason;
use super::rate_limit::gate_wait;
use super::response::decode::{ResponseDecoder, transport_error};
use super::response::payload::DecodeFn;
use super::retry::{
    MAX_REFUSALS, RateLimitWait, RetryContext, RetryDecision, decide, is_rate_limited, is_refused,
};
use super::span::CallSpan;
use super::transport::{HttpResponse, RequestBody};
use crate::error::connection::RequestFate;
use crate::error::{CallInfo, Error, ErrorCause};
use crate::graphql::Idempotency;

impl ClientInner {
    /// Executes an operation: sends the request until it succeeds or a retry is pointless.
    pub(super) async fn execute<T>(
        &self,
        request: &Request<'_>,
        rate_limit_wait: RateLimitWait,
        decode: DecodeFn<T>,
    ) -> Result<T, Error> {
        let outcome = Outcome {
            decode,
            check: &|_| Ok(()),
            look_up: None,
        };
        self.execute_as(request, rate_limit_wait, &outcome).await
    }

    /// Executes an operation whose outcome is read in another way than from the response alone.
    pub(super) async fn execute_as<T>(
        &self,
        request: &Request<'_>,
        rate_limit_wait: RateLimitWait,
        outcome: &Outcome<'_, T>,
    ) -> Result<T, Error> {
        let check = |result: &T| {
            let checked = (outcome.check)(result);
            if checked.is_err() {
                // The next response on this connection may belong to another request as well.
                self.transport.forget_connections();
            }
            checked
        };
        let outcome = Outcome {
            check: &check,
            ..*outcome
        };
        let span = CallSpan::new(request, self.transport.host(), &self.observer);
        let open = span.open();
        let result = span
            .instrument(self.send_with_retries(request, rate_limit_wait, &outcome, &span))
            .await;
        open.finish(result.as_ref().err());
        result
    }

    async fn send_with_retries<T>(
        &self,
        request: &Request<'_>,
        rate_limit_wait: RateLimitWait,
        outcome: &Outcome<'_, T>,
        span: &CallSpan<'_>,
    ) -> Result<T, Error> {
        let mut http = self.transport.http()?;
        let decoder = ResponseDecoder {
            operation: request.operation,
            decode: outcome.decode,
            check: outcome.check,
            predicates: &self.predicates,
            gate: &self.gate,
            clock: &self.clock,
        };
        let mut state = self.call_state(request, rate_limit_wait);
        let mut body = RequestBody::AtOnce(request.body.clone());
        loop {
            let (permit, time_left) = self.wait_for_admission(&mut state, span).await?;
            state.call.attempts += 1;
            let timeout = self.policy.time_for_attempt(time_left);
            let attempt = self
                .transport
                .send(&http, body.clone(), timeout, &self.clock)
                .await;
            drop(permit);
            if let Err(error) = &attempt
                && RequestFate::of(error) == RequestFate::Closed
            {
                body = body.after_closed_connection();
            }
            let retry = match self.handle_attempt(&decoder, attempt, &mut state, span) {
                ControlFlow::Break(result) => {
                    return self.settle_end(outcome, result, &state.deadline).await;
                }
                ControlFlow::Continue(retry) => retry,
            };
            if !retry.wait.is_zero() {
                span.record_wait(WaitReason::Backoff, Some(retry.wait));
            }
            self.clock.sleep(retry.wait).await;
            let settled = self.settle_attempt(outcome, retry.error, &state.deadline);
            if let Some(result) = settled.await {
                // The retry that was paid for is the look-up.
                let retries = state.call.attempts - state.uncounted_attempts;
                self.quota.record_end(result.as_ref().err(), retries);
                return result;
            }
            http = self.transport.http().unwrap_or(http);
        }
    }

    fn call_state(&self, request: &Request<'_>, rate_limit_wait: RateLimitWait) -> CallState {
        let step = request.step;
        let started = step.map_or_else(|| self.clock.instant(), |step| step.started);
        CallState {
            call: CallInfo {
                external_id: request.external_id.clone(),
                is_external_id_generated: request.is_external_id_generated,
                effect_unknown: step.is_some_and(|step| step.effect_unknown),
                step: step.and_then(|step| step.name),
                ..CallInfo::default()
            },
            rate_limit_wait,
            deadline: Deadline::new(started, self.policy.call_timeout),
            uncounted_attempts: 0,
            refusals: 0,
        }
    }

    /// Decides, after an attempt, how the call ends or how long to wait before the next attempt.
    ///
    /// Not `async`, so that the future of the call does not hold any of this while it waits.
    fn handle_attempt<T>(
        &self,
        decoder: &ResponseDecoder<'_, T>,
        attempt: Result<HttpResponse, reqwest::Error>,
        state: &mut CallState,
        span: &CallSpan<'_>,
    ) -> ControlFlow<Result<T, Error>, Retry> {
        let call = &mut state.call;
        let (result, response) = match attempt {
            Ok(mut response) => (decoder.decode(&mut response, call), Some(response)),
            Err(error) => (Err(transport_error(error, call.clone())), None),
        };
        let error = match result {
            Ok(result) => {
                span.record_attempt(call.attempts, response.as_ref(), None, RetryDecision::Done);
                let retries = call.attempts - state.uncounted_attempts - 1;
                self.quota.record_end(None, retries);
                return ControlFlow::Break(Ok(result));
            }
            Err(error) => error,
        };
        let is_uncounted_refusal = is_refused(&error) && state.refusals < MAX_REFUSALS;
        state.refusals += u32::from(is_refused(&error));
        let context = RetryContext {
            idempotency: decoder.operation.idempotency,
            rate_limit_wait: state.rate_limit_wait,
            attempt: call.attempts - state.uncounted_attempts,
            refusals: state.refusals,
            elapsed: state.deadline.elapsed(self.clock.instant()),
            quota: self.quota.tokens(),
            retry_after: response.as_ref().and_then(|it| it.rate_limit.retry_after),
            jitter: self.jitter.fraction(),
        };
        let decision = decide(&error, &context, &self.policy);
        span.record_attempt(call.attempts, response.as_ref(), Some(&error), decision);

        match decision {
            RetryDecision::Retry(wait) if self.quota.try_pay_for_retry(&error) => {
                state.uncounted_attempts +=
                    u32::from(is_rate_limited(&error) || is_uncounted_refusal);
                call.effect_unknown = error.may_have_taken_effect();
                call.request_id = response.and_then(|response| response.request_id.map(Into::into));
                let is_looked_up = decoder.operation.idempotency == Idempotency::ByLookUp;
                let error = (is_looked_up && call.effect_unknown).then(|| Box::new(error));
                ControlFlow::Continue(Retry { wait, error })
            }
            _ => {
                let retries = context.attempt - 1;
                self.quota.record_end(Some(&error), retries);
                ControlFlow::Break(Err(error))
            }
        }
    }

    /// Waits until the rate limit admits a request and few enough are in flight. Returns the permit to
    /// send it, and the time left for it.
    async fn wait_for_admission(
        &self,
        state: &mut CallState,
        span: &CallSpan<'_>,
    ) -> Result<(SemaphorePermit<'_>, Duration), Error> {
        loop {
            let time_left = self.wait_for_rate_limit(state, span).await?;
            if let Ok(permit) = self.in_flight.try_acquire() {
                return Ok((permit, time_left));
            }
            let Some(permit) = self.wait_for_permit(state, time_left, span).await else {
                let mut call = state.call.clone();
                if call.attempts == 0 {
                    call.cause = ErrorCause::Unsent;
                }
                return Err(Error::Timeout { call });
            };
            // Another call may have learned of the rate limit in the meantime.
            let now = self.clock.instant();
            if self.gate.opens_in(now).is_none() {
                return Ok((permit, state.deadline.time_left(now)));
            }
        }
    }

    /// Waits until few enough requests are in flight. `None` if the time ends before.
    async fn wait_for_permit(
        &self,
        state: &mut CallState,
        time_left: Duration,
        span: &CallSpan<'_>,
    ) -> Option<SemaphorePermit<'_>> {
        span.record_wait(WaitReason::Concurrency, None);
        let permit = self.in_flight.acquire();
        if state.rate_limit_wait == RateLimitWait::UntilDeadline {
            return timeout(time_left, permit).await.ok()?.ok();
        }
        let start = self.clock.instant();
        let permit = permit.await.ok()?;
        let waited = self.clock.instant().saturating_duration_since(start);
        state.deadline.extend(waited);
        Some(permit)
    }

    /// Waits until the rate limit admits a request. Returns the time left for the request.
    async fn wait_for_rate_limit(
        &self,
        state: &mut CallState,
        span: &CallSpan<'_>,
    ) -> Result<Duration, Error> {
        loop {
            let now = self.clock.instant();
            let time_left = state.deadline.time_left(now);
            let Some(opens_in) = self.gate.opens_in(now) else {
                return Ok(time_left);
            };
            let is_unbounded = state.rate_limit_wait == RateLimitWait::Unbounded;
            let limit = (!is_unbounded).then_some(time_left);
            let wait = if self.policy.is_single_request {
                None
            } else {
                gate_wait(opens_in, limit, self.jitter.fraction())
            };
            let Some(wait) = wait else {
                return Err(self.gate.error(&self.clock, state.call.clone()));
            };
            if is_unbounded {
                state.deadline.extend(wait);
            }
            span.record_wait(WaitReason::RateLimit, Some(wait));
            self.clock.sleep(wait).await;
        }
    }
}

/// The next attempt of a call.
struct Retry {
    /// Wait before it.
    wait: Duration,
    /// Error of the last attempt, if its outcome must be looked up before the next.
    error: Option<Box<Error>>,
}

/// Progress of a call across its attempts.
struct CallState {
    call: CallInfo,
    rate_limit_wait: RateLimitWait,
    deadline: Deadline,
    /// Attempts that do not count towards the maximum: the rate limit rejected them, or the server
    /// refused them.
    uncounted_attempts: u32,
    /// Attempts that the server refused.
    refusals: u32,
}
