//! Looks up whether a mutation took effect, where it must not be repeated without knowing.

use futures_core::future::BoxFuture;

use super::deadline::Deadline;
use super::inner::{CallStep, ClientInner};
use super::response::decode::CheckFn;
use super::response::payload::DecodeFn;
use crate::error::Error;

/// Query that tells whether a mutation took effect.
pub(super) trait LookUp<T>: Send + Sync {
    /// Returns what the mutation created, or `None` if it has not taken effect. The query is a step of
    /// the call, whose time limit it shares.
    fn look_up(&self, step: CallStep) -> BoxFuture<'_, Result<Option<T>, Error>>;
}

/// How the outcome of a call is read.
pub(super) struct Outcome<'a, T> {
    /// Reads the result from the response.
    pub(super) decode: DecodeFn<T>,
    /// Checks that the result answers the request. One that does not may belong to another request, and
    /// the outcome of this one is unknown.
    pub(super) check: CheckFn<'a, T>,
    /// Looks up an unknown outcome.
    pub(super) look_up: Option<&'a dyn LookUp<T>>,
}

/// Effect of a mutation, as far as a query tells.
enum Effect<T> {
    Created(T),
    Nothing,
    /// The query failed, no time is left for it, or it found something that the mutation did not create.
    Unknown,
}

impl ClientInner {
    /// Decides, before an attempt is repeated, whether the call is over: because the attempt took effect,
    /// or because nobody can tell. `error` is that of an attempt with an unknown outcome.
    pub(super) async fn settle_attempt<T>(
        &self,
        outcome: &Outcome<'_, T>,
        error: Option<Box<Error>>,
        deadline: &Deadline,
    ) -> Option<Result<T, Error>> {
        let (look_up, error) = (outcome.look_up?, error?);
        match self.effect(look_up, outcome, deadline).await {
            Effect::Created(created) => Some(Ok(created)),
            Effect::Nothing if !self.is_over(deadline) => None,
            Effect::Nothing | Effect::Unknown => Some(Err(*error)),
        }
    }

    /// Replaces the error of a call by what it created, if an attempt took effect nevertheless.
    pub(super) async fn settle_end<T>(
        &self,
        outcome: &Outcome<'_, T>,
        result: Result<T, Error>,
        deadline: &Deadline,
    ) -> Result<T, Error> {
        match (result, outcome.look_up) {
            (Err(error), Some(look_up))
                if error.may_have_taken_effect() && !self.policy.is_single_request =>
            {
                match self.effect(look_up, outcome, deadline).await {
                    Effect::Created(created) => Ok(created),
                    Effect::Nothing | Effect::Unknown => Err(error),
                }
            }
            (result, _) => result,
        }
    }

    /// Looks up the effect, if any time is left.
    async fn effect<T>(
        &self,
        look_up: &dyn LookUp<T>,
        outcome: &Outcome<'_, T>,
        deadline: &Deadline,
    ) -> Effect<T> {
        if self.is_over(deadline) {
            return Effect::Unknown;
        }
        let step = CallStep::only(deadline.started());
        match look_up.look_up(step).await {
            Ok(None) => Effect::Nothing,
            Ok(Some(found)) if (outcome.check)(&found).is_ok() => Effect::Created(found),
            Ok(Some(_)) | Err(_) => Effect::Unknown,
        }
    }

    fn is_over(&self, deadline: &Deadline) -> bool {
        deadline.time_left(self.clock.instant()).is_zero()
    }
}
