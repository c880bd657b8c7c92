//! Looks up whether a mutation took effect, where it must not be repeated without knowing.

use futures_core::future::BoxFuture;

use super::call::Deadline;
use super::inner::ClientInner;
use crate::error::Error;

/// Query that tells whether a mutation took effect.
pub(super) trait LookUp<T>: Send + Sync {
    /// Returns what the mutation created, or `None` if it has not taken effect.
    fn look_up(&self) -> BoxFuture<'_, Result<Option<T>, Error>>;
}

impl ClientInner {
    /// Decides, before an attempt is repeated, whether the call is over: because the attempt took effect,
    /// or because nobody can tell. `error` is that of an attempt with an unknown outcome.
    pub(super) async fn settle_attempt<T>(
        &self,
        look_up: Option<&dyn LookUp<T>>,
        error: Option<Box<Error>>,
        deadline: &Deadline,
    ) -> Option<Result<T, Error>> {
        let (look_up, error) = (look_up?, error?);
        match self.look_up_in_time(look_up, deadline).await {
            Some(found) => found.map(Ok),
            None => Some(Err(*error)),
        }
    }

    /// Replaces the error of a call by what it created, if an attempt took effect nevertheless.
    pub(super) async fn settle_end<T>(
        &self,
        look_up: Option<&dyn LookUp<T>>,
        result: Result<T, Error>,
        deadline: &Deadline,
    ) -> Result<T, Error> {
        match (result, look_up) {
            (Err(error), Some(look_up)) if error.may_have_taken_effect() => {
                let found = self.look_up_in_time(look_up, deadline).await;
                found.flatten().ok_or(error)
            }
            (result, _) => result,
        }
    }

    /// The outcome, or `None` if the query fails.
    async fn look_up_in_time<T>(
        &self,
        look_up: &dyn LookUp<T>,
        deadline: &Deadline,
    ) -> Option<Option<T>> {
        let timeout = self.time_for_query(deadline.time_left(self.clock.instant()));
        // The timeout includes the waits of the query for the rate limit.
        tokio::time::timeout(timeout, look_up.look_up())
            .await
            .ok()?
            .ok()
    }
}
