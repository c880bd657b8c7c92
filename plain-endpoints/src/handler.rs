//! Functions that build cards.

use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;

use plain_runtime::Card;

use crate::request::CardRequest;

/// Any error of a function that builds a card.
pub(crate) type BoxError = Box<dyn Error + Send + Sync>;

pub(crate) type CardFuture = Pin<Box<dyn Future<Output = Result<Option<Card>, BoxError>> + Send>>;

/// A function that builds a card, of one type for all.
#[derive(Clone)]
pub(crate) struct Handler(Arc<dyn Fn(CardRequest) -> CardFuture + Send + Sync>);

impl Handler {
    /// `into_card` converts the values of the function.
    pub(crate) fn new<F, Fut, T, E>(function: F, into_card: fn(T) -> Card) -> Self
    where
        F: Fn(CardRequest) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Option<T>, E>> + Send + 'static,
        T: 'static,
        E: Into<BoxError>,
    {
        let function = Arc::new(function);
        Self(Arc::new(move |request| {
            let function = Arc::clone(&function);
            Box::pin(async move {
                let value = function(request).await.map_err(Into::into)?;
                Ok(value.map(into_card))
            })
        }))
    }

    /// The function is called when the future is polled first.
    pub(crate) fn call(&self, request: CardRequest) -> CardFuture {
        (self.0)(request)
    }
}
