//! The blocking client: it runs the asynchronous client on a background thread.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::runtime::{BackgroundRuntime, BlockingCall};
use crate::client::{Client, ClientArgument};
use crate::error::{ConfigError, Error};
use crate::input::{
    CreateCustomerEventInput, CreateThreadEventInput, CustomerEvent, CustomerIdentifier,
    ThreadEvent, UpsertCustomerInput,
};
use crate::response::{CreatedCustomerEvent, CreatedThreadEvent};

/// Blocking client for Plain's API.
///
/// Wraps a [`Client`](crate::Client) and blocks the calling thread until each call returns.
/// Connections and timers run on a background thread, so the client can be used anywhere, including
/// within an asynchronous runtime, where it blocks the current worker. Clones are cheap and share
/// everything.
///
/// A call returns at its [timeout](crate::ClientBuilder::call_timeout), a second later at the latest,
/// even if the background thread does not respond. After `fork`, the child process does not have the
/// thread: calls fail at once with [`ConfigError::Runtime`], and the child needs a client of its own.
///
/// ```
/// use plain_runtime::{blocking, customer_event};
///
/// # fn example() -> Result<(), plain_runtime::Error> {
/// let client = blocking::Client::from_env()?;
/// let event = customer_event!(
///     client,
///     title = "Trial completed",
///     customer_identifier = email_address("jane@acme.com"),
///     components = [text("Fourteen days are over.")],
///     external_id = "trial-17",
/// )?;
/// println!("{}", event.id);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct BlockingClient {
    client: Client,
    runtime: Arc<BackgroundRuntime>,
}

impl BlockingClient {
    /// Creates a client from the environment, like
    /// [`Client::from_env`](crate::Client::from_env).
    ///
    /// # Errors
    ///
    /// The same as [`Client::from_env`](crate::Client::from_env), and [`ConfigError::Runtime`] if
    /// the background thread cannot be started.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # fn main() -> Result<(), plain_runtime::ConfigError> {
    /// let client = plain_runtime::blocking::Client::from_env()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::new(Client::from_env()?)
    }

    /// Wraps a client, usually built with [`Client::builder`](crate::Client::builder).
    ///
    /// # Errors
    ///
    /// [`ConfigError::Runtime`] if the background thread cannot be started.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example() -> Result<(), plain_runtime::ConfigError> {
    /// use plain_runtime::{Client, blocking};
    ///
    /// let client = blocking::Client::new(Client::builder().api_key("plainApiKey_xxx").build()?)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn new(client: Client) -> Result<Self, ConfigError> {
        Ok(Self {
            client,
            runtime: Arc::new(BackgroundRuntime::start()?),
        })
    }

    /// A client like this one with another timeout for its calls. See
    /// [`Client::with_call_timeout`](crate::Client::with_call_timeout).
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// use std::time::Duration;
    ///
    /// let customer = client.with_call_timeout(Duration::from_secs(2)).customer("c_1")?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_call_timeout(&self, timeout: Duration) -> Self {
        Self {
            client: self.client.with_call_timeout(timeout),
            runtime: Arc::clone(&self.runtime),
        }
    }

    /// Creates a customer event. See
    /// [`Client::create_customer_event`](crate::Client::create_customer_event).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::CustomerEvent;
    ///
    /// #[derive(CustomerEvent)]
    /// #[customer_event(
    ///     title = "Invoice {number} paid",
    ///     customer_identifier = email_address(email),
    ///     components = [text("Invoice **{number}**")],
    ///     external_id = "invoice-{number}",
    /// )]
    /// struct InvoicePaid {
    ///     number: u32,
    ///     email: String,
    /// }
    ///
    /// let paid = InvoicePaid { number: 17, email: "jane@acme.com".to_owned() };
    /// let event = client.create_customer_event(&paid)?;
    /// println!("{}", event.id);
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_customer_event<E: CustomerEvent + ?Sized>(
        &self,
        event: &E,
    ) -> Result<CreatedCustomerEvent, Error> {
        self.submit_customer_event(event.customer_event())
    }

    /// Result of `customer_event!` with a client.
    #[doc(hidden)]
    pub fn submit_customer_event(
        &self,
        event: CreateCustomerEventInput,
    ) -> Result<CreatedCustomerEvent, Error> {
        let call = self.client.customer_event_call(event);
        self.block_on(Some(call.external_id), call.future)
    }

    /// Creates a customer event, upserting a customer whom Plain does not know. See
    /// [`Client::create_customer_event_upserting`](crate::Client::create_customer_event_upserting).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # use plain_runtime::{CreateCustomerEventInput, Error, blocking};
    /// # fn example(client: blocking::Client, event: CreateCustomerEventInput) -> Result<(), Error> {
    /// use plain_runtime::UpsertCustomerInput;
    ///
    /// let jane = UpsertCustomerInput::by_email("jane@acme.com", "Jane Doe");
    /// client.create_customer_event_upserting(&event, &jane)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_customer_event_upserting<E: CustomerEvent + ?Sized>(
        &self,
        event: &E,
        customer: &UpsertCustomerInput,
    ) -> Result<CreatedCustomerEvent, Error> {
        let event = event.customer_event();
        let call = self.client.upserting_call(event, customer.clone());
        self.block_on(Some(call.external_id), call.future)
    }

    /// Creates a thread event. See
    /// [`Client::create_thread_event`](crate::Client::create_thread_event).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// let event = plain_runtime::thread_event!(
    ///     title = "Escalated",
    ///     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
    ///     components = [badge("P1", color = Red)],
    /// );
    /// println!("{}", client.create_thread_event(&event)?.id);
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_thread_event<E: ThreadEvent + ?Sized>(
        &self,
        event: &E,
    ) -> Result<CreatedThreadEvent, Error> {
        self.submit_thread_event(event.thread_event())
    }

    /// Result of `thread_event!` with a client.
    #[doc(hidden)]
    pub fn submit_thread_event(
        &self,
        event: CreateThreadEventInput,
    ) -> Result<CreatedThreadEvent, Error> {
        let call = self.client.thread_event_call(event);
        self.block_on(Some(call.external_id), call.future)
    }

    /// Finds the customer event with an external ID in the timeline of a customer; `None` does not
    /// prove that it does not exist. See
    /// [`Client::find_customer_event`](crate::Client::find_customer_event).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::CustomerIdentifier;
    ///
    /// let jane = CustomerIdentifier::email_address("jane@acme.com");
    /// if let Some(event) = client.find_customer_event(&jane, "invoice-17")? {
    ///     println!("created at {}", event.created_at.iso8601);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn find_customer_event(
        &self,
        customer: &CustomerIdentifier,
        external_id: &str,
    ) -> Result<Option<CreatedCustomerEvent>, Error> {
        let (client, customer) = (self.client.clone(), customer.clone());
        let external_id = external_id.to_owned();
        self.block_on(None, async move {
            client.find_customer_event(&customer, &external_id).await
        })
    }

    /// Finds the thread event with an external ID in the timeline of a thread; `None` does not prove
    /// that it does not exist. See
    /// [`Client::find_thread_event`](crate::Client::find_thread_event).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// let found = client.find_thread_event("th_01HB924RWAW8H3Q8KZDFWYBJHZ", "escalation-7")?;
    /// println!("{}", found.map_or("not in the timeline".to_owned(), |event| event.id));
    /// # Ok(())
    /// # }
    /// ```
    pub fn find_thread_event(
        &self,
        thread_id: &str,
        external_id: &str,
    ) -> Result<Option<CreatedThreadEvent>, Error> {
        let (client, thread_id) = (self.client.clone(), thread_id.to_owned());
        let external_id = external_id.to_owned();
        self.block_on(None, async move {
            client.find_thread_event(&thread_id, &external_id).await
        })
    }

    /// Executes any GraphQL document and returns the `data` of the response. See
    /// [`Client::graphql`](crate::Client::graphql).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// use serde_json::{Value, json};
    ///
    /// let query = "query ($id: ID!) { customer(customerId: $id) { fullName } }";
    /// let data: Value = client.graphql(query, json!({ "id": "c_01H14DFQ4PDYBH398J1E99TWSS" }))?;
    /// println!("{}", data["customer"]["fullName"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn graphql<T: DeserializeOwned + Send + 'static>(
        &self,
        query: &str,
        variables: impl Serialize,
    ) -> Result<T, Error> {
        let variables = serde_json::to_value(variables).map_err(|error| Error::Encode {
            message: error.to_string(),
        })?;
        let (client, query) = (self.client.clone(), query.to_owned());
        self.block_on(None, async move { client.graphql(&query, variables).await })
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    pub(super) fn runtime(&self) -> &Arc<BackgroundRuntime> {
        &self.runtime
    }

    /// Runs a call on the background thread. The calling thread waits for it until the call's timeout.
    pub(super) fn block_on<T: Send + 'static>(
        &self,
        external_id: Option<String>,
        future: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Result<T, Error> {
        self.runtime.block_on(BlockingCall {
            future,
            external_id,
            limit: Some(self.client.waiting_limit()),
        })
    }
}

impl ClientArgument for BlockingClient {
    type Client = Self;

    fn client(&self) -> &Self {
        self
    }
}

impl fmt::Debug for BlockingClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Client").field(&self.client).finish()
    }
}
