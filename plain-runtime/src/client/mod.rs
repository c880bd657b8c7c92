//! The client.

mod api_url;
mod batch;
mod builder;
mod call;
mod clock;
mod inner;
mod rate_limit;
mod response;
mod retry;
mod span;
mod submit;
mod transport;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

#[cfg(feature = "blocking")]
pub(crate) use batch::Calls;
pub use batch::CreatedEvents;
pub use builder::{ClientBuilder, DEFAULT_API_URL};
pub use clock::Clock;
pub use response::is_already_created;

use crate::error::Error;
use crate::graphql::{
    CUSTOMER, CUSTOMER_BY_EMAIL, CUSTOMER_BY_EXTERNAL_ID, Input, Operation, UPSERT_CUSTOMER,
};
use crate::input::{
    CreateCustomerEventInput, CreateThreadEventInput, CustomerEvent, ThreadEvent,
    UpsertCustomerInput,
};
use crate::response::{CreatedCustomerEvent, CreatedThreadEvent, Customer, UpsertedCustomer};
use inner::{Outgoing, Shared};
use response::payload::{
    self, CustomerByEmailData, CustomerByExternalIdData, CustomerData, Data, UpsertCustomerData,
    Whole,
};
use retry::Patience;

/// A connection to Plain. Clones are cheap, and share its connections, its rate limit and its retry
/// quota.
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
/// # How a call goes
///
/// 1. The input is checked: [`Error::Invalid`] names every mistake, and nothing is sent.
/// 2. An event without an `external_id` gets one, a version 7 UUID. Plain creates no second event of
///    the same external id, so sending it again is safe.
/// 3. If the workspace's rate limit is reached, the call waits, provided that it can within its time
///    limit; otherwise it fails with [`Error::RateLimited`].
/// 4. The request is sent, up to three times: after a failed connection, a timeout, a server's error
///    or an unreadable answer again, with a wait of up to 250 ms that doubles. All calls together
///    draw on one quota for that, so that a service that is down is not asked three times as often.
///
/// [`ClientBuilder`] sets these numbers.
///
/// A future that is dropped before its end, by `select!` or a timeout around it, may have created the
/// event, and takes the id that it was given with it. What may end so needs an `external_id`
/// of its own; the client's own time limits leave the id in the error.
#[derive(Debug, Clone)]
pub struct Client(Arc<Shared>);

impl Client {
    /// Creates a customer event.
    ///
    /// See <https://www.plain.com/docs/api-reference/graphql/events/create-customer-event>. The
    /// API key needs the permission `customerEvent:create`.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] if the event breaks a rule: then nothing is sent. [`Error::Rejected`] if
    /// Plain refuses it. [`Error::AlreadyCreated`] if there is an event of its external id.
    /// Otherwise the variant says what failed on the way.
    pub async fn create_customer_event<E: CustomerEvent + ?Sized>(
        &self,
        event: &E,
    ) -> Result<CreatedCustomerEvent, Error> {
        self.0
            .submit(event.customer_event(), Patience::Deadline)
            .await
    }

    /// Creates a thread event.
    ///
    /// See <https://www.plain.com/docs/api-reference/graphql/events/create-thread-event>. The API
    /// key needs the permission `threadEvent:create`.
    ///
    /// # Errors
    ///
    /// As those of [`create_customer_event`](Self::create_customer_event).
    pub async fn create_thread_event<E: ThreadEvent + ?Sized>(
        &self,
        event: &E,
    ) -> Result<CreatedThreadEvent, Error> {
        self.0
            .submit(event.thread_event(), Patience::Deadline)
            .await
    }

    /// Creates a customer, or updates the one that is there.
    ///
    /// See <https://www.plain.com/docs/api-reference/graphql/customers/upsert>. The API key needs
    /// the permissions `customer:create` and `customer:edit`.
    ///
    /// If the answer to the request is lost and it is sent again, the
    /// [`result`](UpsertedCustomer::result) is that of the second time.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] if the input breaks a rule: then nothing is sent. [`Error::Rejected`] if
    /// Plain refuses it, as when another customer has the e-mail address.
    pub async fn upsert_customer(
        &self,
        input: &UpsertCustomerInput,
    ) -> Result<UpsertedCustomer, Error> {
        input.validate()?;
        let outgoing = Outgoing::new(&UPSERT_CUSTOMER, Input { input })?;
        self.0
            .carry_out(
                &outgoing,
                Patience::Deadline,
                payload::read::<UpsertCustomerData>,
            )
            .await
    }

    /// The customer of this id of Plain's, `c_…`, or `None` if there is none.
    ///
    /// See <https://www.plain.com/docs/api-reference/graphql/customers/get>. The API key needs the
    /// permission `customer:read`.
    ///
    /// # Errors
    ///
    /// As the variant says.
    pub async fn customer(&self, customer_id: &str) -> Result<Option<Customer>, Error> {
        self.query_customer::<CustomerData>(&CUSTOMER, "customerId", customer_id)
            .await
    }

    /// The customer of this e-mail address, or `None` if there is none.
    ///
    /// See <https://www.plain.com/docs/api-reference/graphql/customers/get>. The API key needs the
    /// permission `customer:read`.
    ///
    /// # Errors
    ///
    /// As the variant says.
    pub async fn customer_by_email(&self, email: &str) -> Result<Option<Customer>, Error> {
        self.query_customer::<CustomerByEmailData>(&CUSTOMER_BY_EMAIL, "email", email)
            .await
    }

    /// The customer of this id of your own, or `None` if there is none.
    ///
    /// See <https://www.plain.com/docs/api-reference/graphql/customers/get>. The API key needs the
    /// permission `customer:read`.
    ///
    /// # Errors
    ///
    /// As the variant says.
    pub async fn customer_by_external_id(
        &self,
        external_id: &str,
    ) -> Result<Option<Customer>, Error> {
        let operation = &CUSTOMER_BY_EXTERNAL_ID;
        self.query_customer::<CustomerByExternalIdData>(operation, "externalId", external_id)
            .await
    }

    /// Whatever else the API offers: the `data` of an answer, as the type that the caller expects.
    ///
    /// See <https://www.plain.com/docs/api-reference/graphql>. A mutation is sent again only if
    /// Plain cannot have carried it out: if there was no connection, or the rate limit was reached.
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
    ///
    /// # Errors
    ///
    /// If the answer has `errors`, even beside data; a `MutationError` is data here. If the
    /// variables or the data are not of their types.
    pub async fn graphql<T: DeserializeOwned>(
        &self,
        query: &str,
        variables: impl Serialize,
    ) -> Result<T, Error> {
        let operation = Operation::of(query);
        let outgoing = Outgoing::new(&operation, variables)?;
        self.0
            .carry_out(&outgoing, Patience::Deadline, payload::read::<Whole<T>>)
            .await
    }

    async fn query_customer<D: Data<Result = Option<Customer>>>(
        &self,
        operation: &Operation<'static>,
        argument: &str,
        value: &str,
    ) -> Result<Option<Customer>, Error> {
        let variables = BTreeMap::from([(argument, value)]);
        let outgoing = Outgoing::new(operation, variables)?;
        self.0
            .carry_out(&outgoing, Patience::Deadline, payload::read::<D>)
            .await
    }
}

/// The future of `customer_event!` with a client: it owns what it needs, so that it can be spawned.
#[doc(hidden)]
pub fn create_customer_event(
    client: &Client,
    event: CreateCustomerEventInput,
) -> impl Future<Output = Result<CreatedCustomerEvent, Error>> + Send + use<> {
    let client = client.clone();
    async move { client.0.submit(event, Patience::Deadline).await }
}

/// The future of `thread_event!` with a client: it owns what it needs, so that it can be spawned.
#[doc(hidden)]
pub fn create_thread_event(
    client: &Client,
    event: CreateThreadEventInput,
) -> impl Future<Output = Result<CreatedThreadEvent, Error>> + Send + use<> {
    let client = client.clone();
    async move { client.0.submit(event, Patience::Deadline).await }
}
