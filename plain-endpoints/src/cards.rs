//! An endpoint for cards.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::Response;
use tokio::time::Instant;

use crate::authentication::{Authentication, Credentials};
use crate::failure::FailurePolicy;
use crate::handler::Handler;

/// An endpoint that answers Plain's requests for customer cards.
///
/// A `tower::Service` for requests of the crate `http`, and [`respond`](Self::respond) for all others. Clones
/// are cheap and share everything.
///
/// ```
/// use std::convert::Infallible;
///
/// use plain_endpoints::Cards;
/// use plain_endpoints::testing::TestRequest;
/// use plain_runtime::customer_card;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_endpoints::BuildError> {
/// let cards = Cards::builder()
///     .signing_secret("secret")
///     .card_for("usage", async |_| {
///         Ok::<_, Infallible>(Some(customer_card!(components = [text("412 requests")])))
///     })
///     .build()?;
///
/// let response = TestRequest::new(["usage", "plan"]).sign("secret").send(&cards).await;
/// assert_eq!(response.status(), 200);
/// assert!(response.card("usage").is_some());
/// // No function builds it.
/// assert!(response.card("plan").is_none());
/// # Ok(())
/// # }
/// ```
///
/// See <https://www.plain.com/docs/customer-cards>.
#[derive(Clone)]
pub struct Cards(pub(crate) Arc<CardsInner>);

pub(crate) struct CardsInner {
    pub(crate) authentication: Authentication,
    pub(crate) handlers: BTreeMap<String, Handler>,
    pub(crate) deadline: Duration,
    pub(crate) failure_policy: FailurePolicy,
    /// Unknown keys that are logged already.
    pub(crate) reported_keys: Mutex<BTreeSet<String>>,
}

impl Cards {
    pub(crate) fn new(
        authentication: Authentication,
        handlers: BTreeMap<String, Handler>,
        deadline: Duration,
        failure_policy: FailurePolicy,
    ) -> Self {
        Self(Arc::new(CardsInner {
            authentication,
            handlers,
            deadline,
            failure_policy,
            reported_keys: Mutex::default(),
        }))
    }

    /// Answers a `POST` with these headers and this body, in a framework that is not built of `http` types.
    ///
    /// Headers are pairs of names and values, which `&HeaderMap` of http 0.2 and 1, of actix-web and of Lambda
    /// are. The body must be the bytes as they were received. The status is 200, or 400, 401, 413 or 503.
    ///
    /// # Panics
    ///
    /// Outside of a tokio runtime whose time driver is enabled, as that of `#[tokio::main]` is.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(cards: plain_endpoints::Cards) {
    /// let body = r#"{"cardKeys":["usage"],"customer":{"id":"c_01HB924RWAW8H3Q8KZDFWYBJHZ"}}"#;
    /// let headers = [("Plain-Request-Signature", "1bff4699de4fb5202a4b1e6cefd7b5fd")];
    /// let response = cards.respond(headers, body).await;
    /// assert_eq!(response.status(), 401);
    /// # }
    /// ```
    pub async fn respond<K, V>(
        &self,
        headers: impl IntoIterator<Item = (K, V)>,
        body: impl AsRef<[u8]>,
    ) -> Response<Bytes>
    where
        K: AsRef<str>,
        V: AsRef<[u8]>,
    {
        let deadline = Instant::now() + self.0.deadline;
        let credentials = Credentials::new(headers);
        if let Some(refused) = self.0.refuse_by_headers(&credentials) {
            return refused;
        }
        self.0.answer(&credentials, body.as_ref(), deadline).await
    }
}

impl fmt::Debug for Cards {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cards")
            .field("keys", &self.0.handlers.keys().collect::<Vec<_>>())
            .field("deadline", &self.0.deadline)
            .finish_non_exhaustive()
    }
}
