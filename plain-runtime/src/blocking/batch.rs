//! Creates many events concurrently, as an iterator.

use std::collections::VecDeque;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;

use super::runtime::{BackgroundRuntime, RunningCall};
use crate::client::{CreatedEvents, PendingCalls};
use crate::error::Error;

/// Iterator over the results of
/// [`Client::create_customer_events`](super::Client::create_customer_events).
///
/// Yields one result per event, in the order of the events. Nothing is sent before the first call of
/// `next`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct CreatedEventsIter<'a, T> {
    calls: PendingCalls<'a, T>,
    in_flight: VecDeque<RunningCall<T>>,
    runtime: Arc<BackgroundRuntime>,
}

impl<'a, T> CreatedEventsIter<'a, T> {
    pub(super) fn new(events: CreatedEvents<'a, T>, runtime: &Arc<BackgroundRuntime>) -> Self {
        Self {
            calls: events.into_calls(),
            in_flight: VecDeque::new(),
            runtime: Arc::clone(runtime),
        }
    }

    /// Sets the maximum number of requests in flight. Defaults to 16.
    pub fn concurrency(mut self, concurrency: NonZeroUsize) -> Self {
        self.calls.concurrency = concurrency.get();
        self
    }
}

impl<T: Send + 'static> Iterator for CreatedEventsIter<'_, T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(call) = self.calls.next_within_limit(self.in_flight.len()) {
            self.in_flight.push_back(self.runtime.spawn(call));
        }
        Some(self.in_flight.pop_front()?.wait())
    }
}

impl<T> fmt::Debug for CreatedEventsIter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreatedEventsIter")
            .field("in_flight", &self.in_flight.len())
            .finish_non_exhaustive()
    }
}
