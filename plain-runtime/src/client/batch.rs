//! Creates many events concurrently.

use std::fmt;
use std::num::NonZeroUsize;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_core::future::BoxFuture;
use futures_util::stream::{FuturesOrdered, StreamExt as _};

use super::Client;
use super::retry::RateLimitWait;
use crate::error::Error;
use crate::input::{CustomerEvent, ThreadEvent};
use crate::response::{CreatedCustomerEvent, CreatedThreadEvent};

/// Default number of requests in flight.
const CONCURRENCY: usize = 16;

impl Client {
    /// Creates many customer events concurrently.
    ///
    /// Returns one result per event, in the order of the events. The events are taken from the
    /// iterator one by one, when there is capacity for another request. Dropping the stream early
    /// cancels the requests in flight and leaves the remaining events uncreated.
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
        CreatedEvents::new(events.into_iter().map(move |event| {
            let (client, event) = (client.clone(), event.customer_event());
            async move { client.0.submit(event, RateLimitWait::Unbounded).await }
        }))
    }

    /// Creates many thread events concurrently, as
    /// [`create_customer_events`](Self::create_customer_events) does for customer events.
    pub fn create_thread_events<'a, I>(&self, events: I) -> CreatedEvents<'a, CreatedThreadEvent>
    where
        I: IntoIterator<Item: ThreadEvent>,
        I::IntoIter: Send + 'a,
    {
        let client = self.clone();
        CreatedEvents::new(events.into_iter().map(move |event| {
            let (client, event) = (client.clone(), event.thread_event());
            async move { client.0.submit(event, RateLimitWait::Unbounded).await }
        }))
    }
}

/// Stream of the results of [`create_customer_events`](Client::create_customer_events).
///
/// Yields one result per event, in the order of the events. Nothing is sent until the stream is
/// polled.
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
    in_flight: FuturesOrdered<BoxedCall<T>>,
}

/// Call that creates one event.
type BoxedCall<T> = BoxFuture<'static, Result<T, Error>>;

/// Calls that have not started yet.
pub(crate) struct PendingCalls<'a, T> {
    /// `None` after the last call: an exhausted iterator is not polled again.
    calls: Option<Box<dyn Iterator<Item = BoxedCall<T>> + Send + 'a>>,
    pub(crate) concurrency: usize,
}

impl<T> PendingCalls<'_, T> {
    /// Takes the next call, unless the limit of calls in flight is reached.
    pub(crate) fn next_within_limit(&mut self, in_flight: usize) -> Option<BoxedCall<T>> {
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

impl<'a, T> CreatedEvents<'a, T> {
    fn new<F>(calls: impl Iterator<Item = F> + Send + 'a) -> Self
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        Self {
            calls: PendingCalls {
                calls: Some(Box::new(calls.map(|call| Box::pin(call) as BoxedCall<T>))),
                concurrency: CONCURRENCY,
            },
            in_flight: FuturesOrdered::new(),
        }
    }

    /// Hands out the calls, for the blocking client.
    #[cfg(feature = "blocking")]
    pub(crate) fn into_calls(self) -> PendingCalls<'a, T> {
        self.calls
    }

    /// Sets the maximum number of requests in flight. Defaults to 16.
    pub fn concurrency(mut self, concurrency: NonZeroUsize) -> Self {
        self.calls.concurrency = concurrency.get();
        self
    }

    /// Returns the next result, or `None` after the last one.
    ///
    /// Cancel safe: dropping the future loses no result.
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

impl<T> Stream for CreatedEvents<'_, T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        while let Some(call) = this.calls.next_within_limit(this.in_flight.len()) {
            this.in_flight.push_back(call);
        }
        this.in_flight.poll_next_unpin(context)
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
