//! Creates many events concurrently, as an iterator.

use std::collections::VecDeque;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;

use super::client::BlockingClient;
use super::runtime::{BackgroundRuntime, BlockingCall, RunningCall};
use crate::client::{CreatedEvents, EventCall, PendingCalls};
use crate::error::Error;
use crate::input::{CustomerEvent, ThreadEvent};
use crate::response::{CreatedCustomerEvent, CreatedThreadEvent};

/// Iterator over the results of
/// [`Client::create_customer_events`](super::Client::create_customer_events).
///
/// Yields one result per event, in the order of the events. Nothing is sent before the first call of
/// `next`. Calls that have started continue on the client's thread while the iterator is not used,
/// and after it is dropped, as with the [stream](crate::client::CreatedEvents).
///
/// ```
/// # use plain_runtime::{CreateCustomerEventInput, blocking};
/// # fn example(client: blocking::Client, events: Vec<CreateCustomerEventInput>) {
/// let results = client.create_customer_events(&events);
/// let failed = results.filter(Result::is_err).count();
/// println!("{failed} of {} events failed", events.len());
/// # }
/// ```
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct CreatedEventsIter<'a, T> {
    calls: PendingCalls<'a, T>,
    /// A call that could not be started is an error.
    in_flight: VecDeque<Result<RunningCall<T>, Error>>,
    runtime: Arc<BackgroundRuntime>,
}

impl BlockingClient {
    /// Creates many customer events concurrently. See
    /// [`Client::create_customer_events`](crate::Client::create_customer_events).
    ///
    /// # Examples
    ///
    /// ```
    /// # use plain_runtime::{CreateCustomerEventInput, blocking};
    /// # fn example(client: blocking::Client, events: Vec<CreateCustomerEventInput>) {
    /// for result in client.create_customer_events(&events) {
    ///     match result {
    ///         Ok(event) => println!("{}", event.id),
    ///         Err(error) => eprintln!("{error}"),
    ///     }
    /// }
    /// # }
    /// ```
    pub fn create_customer_events<'a, I>(
        &self,
        events: I,
    ) -> CreatedEventsIter<'a, CreatedCustomerEvent>
    where
        I: IntoIterator<Item: CustomerEvent>,
        I::IntoIter: Send + 'a,
    {
        CreatedEventsIter::new(self.client().create_customer_events(events), self.runtime())
    }

    /// Creates many thread events concurrently. See
    /// [`Client::create_thread_events`](crate::Client::create_thread_events).
    ///
    /// ```
    /// # use plain_runtime::{CreateThreadEventInput, blocking};
    /// # fn example(client: blocking::Client, events: Vec<CreateThreadEventInput>) {
    /// for error in client.create_thread_events(&events).filter_map(Result::err) {
    ///     eprintln!("{:?}: {error}", error.external_id());
    /// }
    /// # }
    /// ```
    pub fn create_thread_events<'a, I>(
        &self,
        events: I,
    ) -> CreatedEventsIter<'a, CreatedThreadEvent>
    where
        I: IntoIterator<Item: ThreadEvent>,
        I::IntoIter: Send + 'a,
    {
        CreatedEventsIter::new(self.client().create_thread_events(events), self.runtime())
    }
}

impl<'a, T> CreatedEventsIter<'a, T> {
    pub(super) fn new(events: CreatedEvents<'a, T>, runtime: &Arc<BackgroundRuntime>) -> Self {
        Self {
            calls: events.into_calls(),
            in_flight: VecDeque::new(),
            runtime: Arc::clone(runtime),
        }
    }

    /// Sets the maximum number of requests in flight. Defaults to 16. No more are sent than
    /// [`max_concurrent_requests`](crate::ClientBuilder::max_concurrent_requests) allows.
    ///
    /// ```
    /// # use plain_runtime::{CreateCustomerEventInput, blocking};
    /// # fn example(client: blocking::Client, events: Vec<CreateCustomerEventInput>) {
    /// use std::num::NonZeroUsize;
    ///
    /// let four = NonZeroUsize::new(4).unwrap();
    /// for result in client.create_customer_events(&events).concurrency(four) {
    ///     println!("{result:?}");
    /// }
    /// # }
    /// ```
    pub fn concurrency(mut self, concurrency: NonZeroUsize) -> Self {
        self.calls.concurrency = concurrency.get();
        self
    }

    /// External IDs of the events that have been taken from the iterator and whose results have not
    /// been returned. See
    /// [`CreatedEvents::external_ids_in_flight`](crate::client::CreatedEvents::external_ids_in_flight).
    ///
    /// ```
    /// # use plain_runtime::{CreateCustomerEventInput, Error, blocking};
    /// # fn example(client: blocking::Client, events: Vec<CreateCustomerEventInput>) -> Result<(), Error> {
    /// let mut results = client.create_customer_events(&events);
    /// while let Some(result) = results.next() {
    ///     if let Err(error) = result {
    ///         for external_id in results.external_ids_in_flight() {
    ///             eprintln!("the result of {external_id} is discarded");
    ///         }
    ///         return Err(error);
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn external_ids_in_flight(&self) -> impl Iterator<Item = &str> {
        let calls = self.in_flight.iter().flatten();
        calls.filter_map(RunningCall::external_id)
    }
}

impl<T: Send + 'static> Iterator for CreatedEventsIter<'_, T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(call) = self.calls.next_within_limit(self.in_flight.len()) {
            let EventCall {
                external_id,
                future,
            } = call;
            let call = self.runtime.spawn(BlockingCall {
                future,
                external_id: Some(external_id),
                // The wait for the rate limit is unlimited.
                limit: None,
            });
            self.in_flight.push_back(call);
        }
        Some(self.in_flight.pop_front()?.and_then(RunningCall::wait))
    }
}

impl<T> fmt::Debug for CreatedEventsIter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreatedEventsIter")
            .field("in_flight", &self.in_flight.len())
            .finish_non_exhaustive()
    }
}
