//! Many events at a time.

use std::fmt;
use std::num::NonZeroUsize;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_core::future::BoxFuture;
use futures_util::stream::{FuturesOrdered, StreamExt as _};

use super::Client;
use super::retry::Patience;
use crate::error::Error;
use crate::input::{CustomerEvent, ThreadEvent};
use crate::response::{CreatedCustomerEvent, CreatedThreadEvent};

/// How many requests are under way at a time.
const CONCURRENCY: usize = 16;

impl Client {
    /// Creates many customer events, several at a time, and reports each one's own result, in the
    /// order of the events.
    ///
    /// Where a single call gives up, this waits for the rate limit as long as it takes. The
    /// events are taken one by one, as there is room for them; what is dropped before its end has
    /// not created the rest.
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
            async move { client.0.submit(event, Patience::Gate).await }
        }))
    }

    /// Creates many thread events, as
    /// [`create_customer_events`](Self::create_customer_events) does customer events.
    pub fn create_thread_events<'a, I>(&self, events: I) -> CreatedEvents<'a, CreatedThreadEvent>
    where
        I: IntoIterator<Item: ThreadEvent>,
        I::IntoIter: Send + 'a,
    {
        let client = self.clone();
        CreatedEvents::new(events.into_iter().map(move |event| {
            let (client, event) = (client.clone(), event.thread_event());
            async move { client.0.submit(event, Patience::Gate).await }
        }))
    }
}

/// The results of [`create_customer_events`](crate::Client::create_customer_events): a stream of one
/// result for each event, in their order. Nothing is sent until it is asked for the first.
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
#[must_use = "nothing is sent until the results are asked for"]
pub struct CreatedEvents<'a, T> {
    calls: Calls<'a, T>,
    under_way: FuturesOrdered<Call<T>>,
}

/// The call that creates one event.
type Call<T> = BoxFuture<'static, Result<T, Error>>;

/// The calls that are still to be started.
pub(crate) struct Calls<'a, T> {
    /// `None` after the last: an iterator is not asked again after its end.
    calls: Option<Box<dyn Iterator<Item = Call<T>> + Send + 'a>>,
    pub(crate) concurrency: usize,
}

impl<T> Calls<'_, T> {
    /// The next call, if so many that are under way leave room for it.
    pub(crate) fn next_if_fewer_than(&mut self, under_way: usize) -> Option<Call<T>> {
        if under_way >= self.concurrency {
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
    pub(super) fn new<F>(calls: impl Iterator<Item = F> + Send + 'a) -> Self
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        Self {
            calls: Calls {
                calls: Some(Box::new(calls.map(|call| Box::pin(call) as Call<T>))),
                concurrency: CONCURRENCY,
            },
            under_way: FuturesOrdered::new(),
        }
    }

    /// The calls themselves, for whoever drives them otherwise.
    #[cfg(feature = "blocking")]
    pub(crate) fn into_calls(self) -> Calls<'a, T> {
        self.calls
    }

    /// How many requests are under way at a time: 16 unless set.
    pub fn concurrency(mut self, concurrency: NonZeroUsize) -> Self {
        self.calls.concurrency = concurrency.get();
        self
    }

    /// The next result; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// All results.
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
        while let Some(call) = this.calls.next_if_fewer_than(this.under_way.len()) {
            this.under_way.push_back(call);
        }
        this.under_way.poll_next_unpin(context)
    }
}

impl<T> fmt::Debug for CreatedEvents<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreatedEvents")
            .field("under_way", &self.under_way.len())
            .field("concurrency", &self.calls.concurrency)
            .finish_non_exhaustive()
    }
}
