//! The client and its configuration.

mod api_key;
mod api_url;
mod batch;
mod builder;
mod call;
mod client_argument;
mod clock;
mod create_thread;
mod customers;
mod deadline;
mod event_call;
mod external_id;
mod inner;
mod look_up;
mod observer;
mod options;
mod prepare;
mod rate_limit;
mod response;
mod retry;
mod same_customer;
mod span;
mod submit;
mod tenants;
mod thread_changes;
mod thread_messages;
mod threads;
mod timeline;
mod transport;
mod unknown_reference;
mod upserting;

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use batch::CreatedEvents;
#[cfg(feature = "blocking")]
pub(crate) use batch::PendingCalls;
pub use builder::{ClientBuilder, DEFAULT_API_URL};
#[doc(hidden)]
pub use client_argument::{ClientArgument, client};
pub use clock::Clock;
pub use create_thread::CreateThread;
#[cfg(feature = "blocking")]
pub(crate) use event_call::EventCall;
pub use observer::{CallEvent, WaitReason};
pub use prepare::PreparedEvent;
#[doc(no_inline)]
pub use reqwest;
pub use response::{is_already_created, is_customer_not_found};

use crate::error::Error;
use crate::graphql::Operation;
use crate::input::{CustomerEvent, ThreadEvent};
use crate::response::{CreatedCustomerEvent, CreatedThreadEvent};
use inner::{ClientInner, Request};
use response::DuplicateLookup;
use response::payload::{self, RawData};
use retry::RateLimitWait;

/// Asynchronous client for Plain's API.
///
/// Clones are cheap: they share connections, the rate limit and the retry quota. Create one client
/// per workspace and clone it.
///
/// ```
/// use plain_runtime::{Client, customer_event};
///
/// # async fn example() -> Result<(), plain_runtime::Error> {
/// let client = Client::builder().api_key("plainApiKey_xxx").build()?;
/// let event = customer_event!(
///     title = "Trial completed",
///     customer_identifier = email_address("jane@acme.com"),
///     components = [text("Fourteen days are over.")],
/// );
/// let created = client.create_customer_event(&event).await?;
/// println!("{}", created.id);
/// # Ok(())
/// # }
/// ```
///
/// # Validation, retries and rate limits
///
/// Every call takes these steps. [`ClientBuilder`] sets the numbers.
///
/// 1. The input is validated. If it is invalid, [`Error::Invalid`] lists every violation and nothing
///    is sent.
/// 2. An event without an `external_id` gets one, a version 7 UUID. Plain does not create two events
///    with the same external ID, so sending the event again is safe.
/// 3. If the rate limit of the workspace is exceeded, the call waits for it, repeatedly if it must. If
///    that would exceed the timeout of the call, it fails with [`Error::RateLimited`]. No wait is
///    longer than two minutes: Plain counts by the minute.
/// 4. The request is sent up to three times: after a failed connection, a timeout, a transient or
///    unknown error of the server or an undecodable response, the client retries with exponential
///    backoff (at most 250 ms before the first retry, then twice that, with jitter). All calls share
///    one retry quota, so that an outage does not triple their traffic. Attempts that the rate limit
///    rejected, or that the server refused without processing them, count towards neither. At most 32
///    requests are in flight; further calls wait for others.
/// 5. If a response is lost and Plain rejects the retry of an event whose external ID the client
///    generated, the call has created the event. The client reads it from the timeline and returns
///    it; see [`ClientBuilder::verify_duplicates`].
///
/// # Repetition
///
/// A request that was certainly not executed is repeated: the rate limit rejected it, the server refused
/// it, or no connection was made. After an attempt whose outcome is unknown (a timeout, a lost response, a
/// server error, an undecodable response), the operation decides:
///
/// | operation | then |
/// |---|---|
/// | [`create_customer_event`](Self::create_customer_event), [`create_thread_event`](Self::create_thread_event) | the request is repeated with the same external ID; that the event exists is success |
/// | a query; [`upsert_customer`](Self::upsert_customer), [`upsert_tenant`](Self::upsert_tenant), [`add_customer_to_tenants`](Self::add_customer_to_tenants), [`set_customer_tenants`](Self::set_customer_tenants), [`add_labels`](Self::add_labels), [`upsert_thread_field`](Self::upsert_thread_field), [`mark_thread_as_done`](Self::mark_thread_as_done), [`mark_thread_as_todo`](Self::mark_thread_as_todo), [`change_thread_priority`](Self::change_thread_priority), [`assign_thread`](Self::assign_thread) | the request is repeated: executing it twice is the same as once |
/// | [`create_thread`](Self::create_thread) with an external ID | the client looks the thread up, and repeats the request only if there is none |
/// | [`create_thread`](Self::create_thread) without one, [`reply_to_thread`](Self::reply_to_thread), [`create_note`](Self::create_note), a mutation through [`graphql`](Self::graphql) | the call ends, and [`Error::may_have_taken_effect`] is true |
///
/// # Runtime
///
/// Calls need a [tokio](https://docs.rs/tokio) runtime with its timer and I/O, as `#[tokio::main]` and
/// `#[tokio::test]` create it; `Builder` needs `enable_all`. Elsewhere, a call is an
/// [`Error::Config`]. Several runtimes may share a client, for example in a `static`: each has
/// connections of its own. `plain_runtime::blocking::Client` needs no runtime.
///
/// # Cancellation
///
/// A future that is dropped early, by `select!` or an outer timeout, may have created the event, and
/// a generated external ID is then only in the `tracing` span of the call. Give events that may be
/// cancelled an external ID of your own, or a generated one before sending, with
/// [`CreateCustomerEventInput::with_external_id`], and send them again.
/// When the client's own timeouts expire, [`Error::external_id`] returns the external ID.
///
/// [`CreateCustomerEventInput::with_external_id`]: crate::CreateCustomerEventInput::with_external_id
#[derive(Debug, Clone)]
pub struct Client(Arc<ClientInner>);

impl Client {
    /// Creates a customer event.
    ///
    /// The API key needs the permission `customerEvent:create`. See
    /// <https://www.plain.com/docs/api-reference/graphql/events/create-customer-event>.
    ///
    /// # Errors
    ///
    /// * [`Error::Invalid`] if the event violates a rule. Nothing is sent.
    /// * [`Error::Rejected`] if Plain rejects the event, for example because the customer does not
    ///   exist.
    /// * [`Error::AlreadyCreated`] if an event with the same external ID exists;
    ///   [`ClientBuilder::verify_duplicates`] returns the event instead.
    /// * Another variant if the request fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::CustomerEvent;
    ///
    /// #[derive(CustomerEvent)]
    /// #[customer_event(
    ///     title = "API key revoked",
    ///     customer_identifier = external_id(account),
    ///     external_id = "api-key-revoked-{id}",
    ///     components = [text("Key {id} no longer works.")],
    /// )]
    /// struct ApiKeyRevoked {
    ///     id: u64,
    ///     account: String,
    /// }
    ///
    /// let event = ApiKeyRevoked { id: 17, account: "user-17".to_owned() };
    /// let created = client.create_customer_event(&event).await?;
    /// println!("{}", created.id);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_customer_event<E: CustomerEvent + ?Sized>(
        &self,
        event: &E,
    ) -> Result<CreatedCustomerEvent, Error> {
        self.0
            .submit(event.customer_event(), RateLimitWait::UntilDeadline)
            .await
    }

    /// Creates a thread event.
    ///
    /// The API key needs the permission `threadEvent:create`. See
    /// <https://www.plain.com/docs/api-reference/graphql/events/create-thread-event>.
    ///
    /// # Errors
    ///
    /// The same as [`create_customer_event`](Self::create_customer_event).
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// let event = plain_runtime::thread_event!(
    ///     title = "Escalated",
    ///     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
    ///     components = [badge("P1", color = Red)],
    /// );
    /// let created = client.create_thread_event(&event).await?;
    /// println!("{}", created.id);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_thread_event<E: ThreadEvent + ?Sized>(
        &self,
        event: &E,
    ) -> Result<CreatedThreadEvent, Error> {
        self.0
            .submit(event.thread_event(), RateLimitWait::UntilDeadline)
            .await
    }

    /// Time limit of a call for a thread that waits for it. The call itself ends earlier, with an
    /// error that says more.
    #[cfg(feature = "blocking")]
    pub(crate) fn waiting_limit(&self) -> std::time::Duration {
        /// Time for the result to reach the waiting thread.
        const MARGIN: std::time::Duration = std::time::Duration::from_secs(1);
        let policy = &self.0.policy;
        // The time of the call may be a test's, but attempts always follow the system's clock.
        let attempts = policy.attempt_timeout.saturating_mul(policy.max_attempts);
        let limit = if self.0.clock.is_system() {
            policy.call_timeout
        } else {
            policy.call_timeout.max(attempts)
        };
        limit.saturating_add(MARGIN)
    }

    /// A client like this one with another timeout for its calls, for one call or several.
    ///
    /// Everything else is shared, like with a clone: connections, the rate limit, the retry quota.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use std::time::Duration;
    ///
    /// let quick = client.with_call_timeout(Duration::from_secs(2));
    /// let customer = quick.customer_by_email("jane@acme.com").await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_call_timeout(&self, timeout: Duration) -> Self {
        let mut inner = ClientInner::clone(&self.0);
        inner.policy.call_timeout = timeout;
        Self(Arc::new(inner))
    }

    /// A client like this one whose calls send one request: no retry, no look-up after it, and no wait for
    /// the rate limit. For code that schedules its requests itself, such as a queue.
    ///
    /// While the rate limit of the workspace is exceeded, a call fails at once with
    /// [`Error::RateLimited`], whose `until` is by [`clock`](Self::clock). The request may take as long as the
    /// call; [`ClientBuilder::attempt_timeout`] does not apply. A search in a timeline and
    /// [`create_customer_event_upserting`](Self::create_customer_event_upserting) consist of several requests,
    /// each of which is sent once.
    ///
    /// Everything else is shared, like with a clone: connections, the rate limit, the retry quota. See
    /// <https://www.plain.com/docs/api-reference/graphql/rate-limiting>.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) {
    /// use plain_runtime::Error;
    ///
    /// match client.without_retries().customer_by_email("jane@acme.com").await {
    ///     Ok(customer) => println!("{customer:?}"),
    ///     Err(Error::RateLimited { until, .. }) => println!("again at {until:?}"),
    ///     Err(error) => println!("{error}"),
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn without_retries(&self) -> Self {
        let mut inner = ClientInner::clone(&self.0);
        inner.policy.is_single_request = true;
        inner.duplicate_lookup = DuplicateLookup::Never;
        Self(Arc::new(inner))
    }

    /// The clock of the client, as given to [`ClientBuilder::clock`]: that of
    /// [`Error::RateLimited`]'s `until`.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: &plain_runtime::Client, error: &plain_runtime::Error) {
    /// if let plain_runtime::Error::RateLimited { until, .. } = error {
    ///     let wait = until.duration_since(client.clock().now()).unwrap_or_default();
    ///     println!("the next request may be sent in {wait:?}");
    /// }
    /// # }
    /// ```
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Executes any GraphQL document and returns the `data` of the response.
    ///
    /// See <https://www.plain.com/docs/api-reference/graphql>.
    ///
    /// A query is retried like any other call. A mutation is retried only if Plain cannot have
    /// executed it: after a failed connection or a rate-limit rejection.
    ///
    /// # Errors
    ///
    /// * [`Error::Encode`] if the variables cannot be serialised as JSON. Nothing is sent.
    /// * [`Error::Decode`] if the data cannot be deserialised as a `T`.
    /// * Another variant if the request fails or the response has `errors`, even alongside data. A
    ///   `MutationError` in the data is not an error here.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use serde::Deserialize;
    ///
    /// #[derive(Deserialize)]
    /// struct Data {
    ///     thread: Option<Thread>,
    /// }
    /// #[derive(Deserialize)]
    /// struct Thread {
    ///     title: String,
    /// }
    ///
    /// let data: Data = client
    ///     .graphql(
    ///         "query ($id: ID!) { thread(threadId: $id) { title } }",
    ///         serde_json::json!({ "id": "th_01HB924RWAW8H3Q8KZDFWYBJHZ" }),
    ///     )
    ///     .await?;
    /// if let Some(thread) = data.thread {
    ///     println!("{}", thread.title);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn graphql<T: DeserializeOwned>(
        &self,
        query: &str,
        variables: impl Serialize,
    ) -> Result<T, Error> {
        let operation = Operation::custom(query);
        let request = Request::new(&operation, variables)?;
        self.0
            .execute(
                &request,
                RateLimitWait::UntilDeadline,
                payload::decode::<RawData<T>>,
            )
            .await
    }
}
