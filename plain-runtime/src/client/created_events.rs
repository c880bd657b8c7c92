//! Many events at a time.

use std::fmt;
use std::num::NonZeroUsize;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_core::future::BoxFuture;
use futures_util::stream::{FuturesOrdered, StreamExt as _};

use crate::error::Error;

/// How many requests are under way at a time.
const CONCURRENCY: usize = 16;

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
    calls: Box<dyn Iterator<Item = BoxFuture<'static, Result<T, Error>>> + Send + 'a>,
    under_way: FuturesOrdered<BoxFuture<'static, Result<T, Error>>>,
    concurrency: usize,
    /// Whether there are no more calls to start: an iterator is not asked again after its end.
    is_exhausted: bool,
}

impl<'a, T> CreatedEvents<'a, T> {
    pub(super) fn new<F>(calls: impl Iterator<Item = F> + Send + 'a) -> Self
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        Self {
            calls: Box::new(calls.map(|call| Box::pin(call) as BoxFuture<'static, _>)),
            under_way: FuturesOrdered::new(),
            concurrency: CONCURRENCY,
            is_exhausted: false,
        }
    }

    /// How many requests are under way at a time: 16 unless set.
    pub fn concurrency(mut self, concurrency: NonZeroUsize) -> Self {
        self.concurrency = concurrency.get();
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
        while !this.is_exhausted && this.under_way.len() < this.concurrency {
            match this.calls.next() {
                Some(call) => this.under_way.push_back(call),
                None => this.is_exhausted = true,
            }
        }
        this.under_way.poll_next_unpin(context)
    }
}

impl<T> fmt::Debug for CreatedEvents<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreatedEvents")
            .field("under_way", &self.under_way.len())
            .field("concurrency", &self.concurrency)
            .finish_non_exhaustive()
    }
}
