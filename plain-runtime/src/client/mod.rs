//! The client.

mod config;
mod transport;

use serde::de::DeserializeOwned;

pub use config::{ClientBuilder, ConfigError, DEFAULT_API_URL};

use crate::error::Error;
use crate::graphql::{CREATE_CUSTOMER_EVENT, CREATE_THREAD_EVENT, Operation, Request};
use crate::{
    CreateCustomerEventInput, CreateThreadEventInput, CreatedCustomerEvent, CreatedThreadEvent,
    CustomerEvent, ThreadEvent,
};
use transport::Transport;

/// A connection to Plain. Clones are cheap and share it.
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
#[derive(Debug, Clone)]
pub struct Client {
    transport: Transport,
}

impl Client {
    /// A client with the API key in `PLAIN_API_KEY`, for the API at `PLAIN_API_URL`, or
    /// [`DEFAULT_API_URL`] if that is not set. These are the names that Plain's own command-line
    /// tool reads.
    ///
    /// # Errors
    ///
    /// If the key is missing, or either is not what it should be.
    pub fn from_env() -> Result<Self, ConfigError> {
        ClientBuilder::from_env()?.build()
    }

    /// A client set up by hand.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Creates a customer event.
    ///
    /// See <https://www.plain.com/docs/api-reference/graphql/events/create-customer-event>. The
    /// API key needs the permission `customerEvent:create`.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] if the event breaks a rule: then nothing is sent. [`Error::Rejected`] if
    /// Plain refuses it. Otherwise the variant says what failed on the way.
    pub async fn create_customer_event<E: CustomerEvent + ?Sized>(
        &self,
        event: &E,
    ) -> Result<CreatedCustomerEvent, Error> {
        self.submit_customer_event(event.customer_event()).await
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
        self.submit_thread_event(event.thread_event()).await
    }

    async fn submit_customer_event(
        &self,
        event: CreateCustomerEventInput,
    ) -> Result<CreatedCustomerEvent, Error> {
        event.validate()?;
        let mut created: CreatedCustomerEvent = self.mutate(&CREATE_CUSTOMER_EVENT, &event).await?;
        created.external_id = event.external_id.map(Into::into);
        Ok(created)
    }

    async fn submit_thread_event(
        &self,
        event: CreateThreadEventInput,
    ) -> Result<CreatedThreadEvent, Error> {
        event.validate()?;
        let mut created: CreatedThreadEvent = self.mutate(&CREATE_THREAD_EVENT, &event).await?;
        created.external_id = event.external_id.map(Into::into);
        Ok(created)
    }

    /// Carries out a mutation that creates something.
    async fn mutate<C: DeserializeOwned>(
        &self,
        operation: &Operation,
        input: &impl serde::Serialize,
    ) -> Result<C, Error> {
        let request = Request::new(operation, input);
        let answer = self.transport.send(&request).await?;
        let request_id = answer.request_id;
        let decode = |message: String| Error::Decode {
            message,
            request_id: request_id.clone(),
        };
        let payload = answer
            .response
            .payload(operation)
            .map_err(|error| decode(error.to_string()))?
            .ok_or_else(|| decode(format!("it has no `{}`", operation.name)))?;
        if let Some(error) = payload.error {
            return Err(Error::Rejected { error, request_id });
        }
        let created = payload
            .created
            .ok_or_else(|| decode(format!("it has no `{}`", operation.payload)))?;
        serde_json::from_value(created).map_err(|error| decode(error.to_string()))
    }
}

/// The future of `customer_event!` with a client: it owns what it needs, so that it can be spawned.
#[doc(hidden)]
pub fn create_customer_event(
    client: &Client,
    event: CreateCustomerEventInput,
) -> impl Future<Output = Result<CreatedCustomerEvent, Error>> + Send + use<> {
    let client = client.clone();
    async move { client.submit_customer_event(event).await }
}

/// The future of `thread_event!` with a client: it owns what it needs, so that it can be spawned.
#[doc(hidden)]
pub fn create_thread_event(
    client: &Client,
    event: CreateThreadEventInput,
) -> impl Future<Output = Result<CreatedThreadEvent, Error>> + Send + use<> {
    let client = client.clone();
    async move { client.submit_thread_event(event).await }
}
