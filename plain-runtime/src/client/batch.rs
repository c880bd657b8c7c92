//! Creates many events concurrently.

use std::collections::VecDeque;
use std::fmt;
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_core::future::BoxFuture;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tracing::Instrument as _;

use super::Client;
use super::event_call::EventCall;
use super::retry::RateLimitWait;
use crate::error::{CallInfo, Error};
use crate::input::{CustomerEvent, ThreadEvent};
use crate::response::{CreatedCustomerEvent, CreatedThreadEvent};

/// Default number of requests in flight.
const CONCURRENCY: usize = 16;

impl Client {
    /// Creates many customer events concurrently.
    ///
    /// Returns one result per event, in the order of the events. The events are taken from the
    /// iterator one by one, when there is capacity for another request. [`CreatedEvents`] describes
    /// the calls while the results are not consumed, and when the stream is dropped.
    ///
    /// Unlike [`create_customer_event`](Self::create_customer_event), this waits for the rate limit
    /// as long as it takes: neither the waits nor the rejected attempts count towards the limits of
    /// a call.
    ///
    /// # Examples
    ///
    /// ```
    /// # use plain_runtime::{Client, CreateCustomerEventInput};
    /// # async fn example(client: Client, events: Vec<CreateCustomerEventInput>) {
    /// let mut results = client.create_customer_events(&events);
    /// while let Some(result) = results.next().await {
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
    ) -> CreatedEvents<'a, CreatedCustomerEvent>
    where
        I: IntoIterator<Item: CustomerEvent>,
        I::IntoIter: Send + 'a,
    {
        let client = self.clone();
        let calls = events
            .into_iter()
            .map(move |event| client.event_call(event.customer_event(), RateLimitWait::Unbounded));
        CreatedEvents::new(calls)
    }

    /// Creates many thread events concurrently, as
    /// [`create_customer_events`](Self::create_customer_events) does for customer events.
    ///
    /// ```
    /// # use plain_runtime::{Client, CreateThreadEventInput};
    /// # async fn example(client: Client, events: Vec<CreateThreadEventInput>) {
    /// let mut results = client.create_thread_events(&events);
    /// while let Some(result) = results.next().await {
    ///     match result {
    ///         Ok(event) => println!("{}", event.id),
    ///         Err(error) => eprintln!("{error}"),
    ///     }
    /// }
    /// # }
    /// ```
    pub fn create_thread_events<'a, I>(&self, events: I) -> CreatedEvents<'a, CreatedThreadEvent>
    where
        I: IntoIterator<Item: ThreadEvent>,
        I::IntoIter: Send + 'a,
    {
        let client = self.clone();
        let calls = events
            .into_iter()
            .map(move |event| client.event_call(event.thread_event(), RateLimitWait::Unbounded));
        CreatedEvents::new(calls)
    }
}

/// Stream of the results of [`create_customer_events`](Client::create_customer_events).
///
/// Yields one result per event, in the order of the events. Nothing is sent until the stream is
/// polled.
///
/// # Pauses
///
/// Each call is a task of the tokio runtime, so it continues while the stream is not polled: a pause
/// between two calls of [`next`](Self::next), however long, changes no result. Meanwhile no further
/// calls start; at most [`concurrency`](Self::concurrency) results wait to be consumed.
///
/// # Dropping the stream
///
/// The calls that have started continue, with their retries, until they are done or the runtime ends.
/// Aborting them would lose events: they were taken from the iterator, and whether Plain has created
/// them would be unknown. Their results are discarded; [`external_ids_in_flight`] returns the external
/// IDs, with which the events can be sent again safely. The remaining events are not created.
///
/// [`external_ids_in_flight`]: Self::external_ids_in_flight
///
/// # Examples
///
/// ```
/// # use std::num::NonZeroUsize;
/// # use plain_runtime::{Client, CreateCustomerEventInput};
/// # async fn example(client: Client, events: Vec<CreateCustomerEventInput>) {
/// let results = client
///     .create_customer_events(events)
///     .concurrency(NonZeroUsize::new(4).unwrap())
///     .collect()
///     .await;
/// let failed = results.iter().filter(|result| result.is_err()).count();
/// # }
/// ```
#[must_use = "streams do nothing unless polled"]
pub struct CreatedEvents<'a, T> {
    calls: PendingCalls<'a, T>,
    in_flight: VecDeque<StartedCall<T>>,
}

/// Calls that have not started yet.
pub(crate) struct PendingCalls<'a, T> {
    /// `None` after the last call: an exhausted iterator is not polled again.
    calls: Option<Box<dyn Iterator<Item = EventCall<T>> + Send + 'a>>,
    pub(crate) concurrency: usize,
}

impl<T> PendingCalls<'_, T> {
    /// Takes the next call, unless the limit of calls in flight is reached.
    pub(crate) fn next_within_limit(&mut self, in_flight: usize) -> Option<EventCall<T>> {
        if in_flight >= self.concurrency {
            return None;
        }
        let call = self.calls.as_mut()?.next();
        if call.is_none() {
            self.calls = None;
        }
        call
    }
}

/// Call whose result has not been returned yet.
struct StartedCall<T> {
    external_id: String,
    state: CallTask<T>,
}

enum CallTask<T> {
    Spawned(JoinHandle<Result<T, Error>>),
    /// Without a runtime, the call runs while the stream is polled, and fails as every call does.
    Local(BoxFuture<'static, Result<T, Error>>),
}

impl<T: Send + 'static> StartedCall<T> {
    fn start(call: EventCall<T>) -> Self {
        Self {
            external_id: call.external_id,
            state: match Handle::try_current() {
                Ok(runtime) => CallTask::Spawned(runtime.spawn(call.future.in_current_span())),
                Err(_) => CallTask::Local(call.future),
            },
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<T, Error>> {
        let joined = match &mut self.state {
            CallTask::Local(future) => return future.as_mut().poll(context),
            CallTask::Spawned(task) => ready!(Pin::new(task).poll(context)),
        };
        Poll::Ready(joined.unwrap_or_else(|error| match error.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // The runtime ended, and the stream is polled in another one.
            Err(_) => Err(Error::Interrupted {
                call: CallInfo::of_event(&self.external_id),
            }),
        }))
    }
}

impl<'a, T> CreatedEvents<'a, T> {
    fn new(calls: impl Iterator<Item = EventCall<T>> + Send + 'a) -> Self {
        Self {
            calls: PendingCalls {
                calls: Some(Box::new(calls)),
                concurrency: CONCURRENCY,
            },
            in_flight: VecDeque::new(),
        }
    }

    /// Hands out the calls, for the blocking client.
    #[cfg(feature = "blocking")]
    pub(crate) fn into_calls(self) -> PendingCalls<'a, T> {
        self.calls
    }

    /// Sets the maximum number of requests in flight. Defaults to 16. No more are sent than
    /// [`max_concurrent_requests`](crate::ClientBuilder::max_concurrent_requests) allows.
    ///
    /// ```
    /// # use plain_runtime::{Client, CreateCustomerEventInput};
    /// # async fn example(client: Client, events: Vec<CreateCustomerEventInput>) {
    /// use std::num::NonZeroUsize;
    ///
    /// // One after another, for events whose order counts.
    /// let results = client.create_customer_events(&events).concurrency(NonZeroUsize::MIN);
    /// # results.collect().await;
    /// # }
    /// ```
    pub fn concurrency(mut self, concurrency: NonZeroUsize) -> Self {
        self.calls.concurrency = concurrency.get();
        self
    }

    /// External IDs of the events that have been taken from the iterator and whose results have not
    /// been returned, in the order of the events: the caller's, or those that the client generated.
    ///
    /// Keep them before dropping the stream early, to learn later which of these events exist: sending
    /// an event again with its external ID creates it at most once.
    ///
    /// # Examples
    ///
    /// ```
    /// # use plain_runtime::{Client, CreateCustomerEventInput, Error};
    /// # async fn example(client: Client, events: Vec<CreateCustomerEventInput>) -> Result<(), Error> {
    /// let mut results = client.create_customer_events(&events);
    /// while let Some(result) = results.next().await {
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
        self.in_flight.iter().map(|call| call.external_id.as_str())
    }
}

impl<T: Send + 'static> CreatedEvents<'_, T> {
    /// Returns the next result, or `None` after the last one.
    ///
    /// Cancel safe: dropping the future loses no result.
    ///
    /// ```
    /// # use plain_runtime::{Client, CreateCustomerEventInput, Error};
    /// # async fn example(client: Client, events: Vec<CreateCustomerEventInput>) -> Result<(), Error> {
    /// let mut results = client.create_customer_events(&events);
    /// while let Some(event) = results.next().await.transpose()? {
    ///     println!("{}", event.id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Collects all results.
    pub async fn collect(mut self) -> Vec<Result<T, Error>> {
        let mut results = Vec::new();
        while let Some(result) = self.next().await {
            results.push(result);
        }
        results
    }
}

impl<T: Send + 'static> Stream for CreatedEvents<'_, T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        while let Some(call) = this.calls.next_within_limit(this.in_flight.len()) {
            this.in_flight.push_back(StartedCall::start(call));
        }
        let Some(first) = this.in_flight.front_mut() else {
            return Poll::Ready(None);
        };
        let result = ready!(first.poll(context));
        this.in_flight.pop_front();
        Poll::Ready(Some(result))
    }
}

impl<T> fmt::Debug for CreatedEvents<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreatedEvents")
            .field("in_flight", &self.in_flight.len())
            .field("concurrency", &self.calls.concurrency)
            .finish_non_exhaustive()
    }
}
