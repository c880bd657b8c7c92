//! The client for programs that are not asynchronous.
//!
//! ```
//! use plain_runtime::{blocking, customer_event};
//!
//! # fn example() -> Result<(), plain_runtime::Error> {
//! let client = blocking::Client::from_env()?;
//! let event = client.create_customer_event(&customer_event!(
//!     title = "Trial completed",
//!     customer_identifier = email_address("jane@acme.com"),
//!     components = [text("Fourteen days are over.")],
//! ))?;
//! println!("{}", event.id);
//! # Ok(())
//! # }
//! ```

use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::runtime::{self, Handle};
use tokio::sync::oneshot;

use crate::client::{self, ConfigError};
use crate::{
    CreatedCustomerEvent, CreatedThreadEvent, Customer, CustomerEvent, Error, ThreadEvent,
    UpsertCustomerInput, UpsertedCustomer,
};

/// A [`Client`](crate::Client) whose methods return when they are done.
///
/// Connections and timers live on a thread of its own, so it works wherever it is called, within an
/// asynchronous runtime too. There it holds up the thread that calls it, as any blocking call does.
/// Clones are cheap and share everything.
#[derive(Clone)]
pub struct Client {
    client: crate::Client,
    runtime: Arc<Background>,
}

impl Client {
    /// A client set up as [`Client::from_env`](crate::Client::from_env) does.
    ///
    /// # Errors
    ///
    /// As there, and if the system has no thread to spare.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::new(crate::Client::from_env()?)
    }

    /// A client set up by [`Client::builder`](crate::Client::builder).
    ///
    /// ```
    /// # fn example() -> Result<(), plain_runtime::ConfigError> {
    /// use plain_runtime::{Client, blocking};
    ///
    /// let client = blocking::Client::new(Client::builder().api_key("plainApiKey_xxx").build()?)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the system has no thread to spare.
    pub fn new(client: crate::Client) -> Result<Self, ConfigError> {
        Ok(Self {
            client,
            runtime: Arc::new(Background::start()?),
        })
    }

    /// Creates a customer event.
    ///
    /// # Errors
    ///
    /// As [`Client::create_customer_event`](crate::Client::create_customer_event).
    pub fn create_customer_event<E: CustomerEvent + ?Sized>(
        &self,
        event: &E,
    ) -> Result<CreatedCustomerEvent, Error> {
        let event = event.customer_event();
        self.runtime
            .wait(client::create_customer_event(&self.client, event))
    }

    /// Creates a thread event.
    ///
    /// # Errors
    ///
    /// As [`Client::create_thread_event`](crate::Client::create_thread_event).
    pub fn create_thread_event<E: ThreadEvent + ?Sized>(
        &self,
        event: &E,
    ) -> Result<CreatedThreadEvent, Error> {
        let event = event.thread_event();
        self.runtime
            .wait(client::create_thread_event(&self.client, event))
    }

    /// Creates a customer, or updates the one that is there.
    ///
    /// # Errors
    ///
    /// As [`Client::upsert_customer`](crate::Client::upsert_customer).
    pub fn upsert_customer(&self, input: &UpsertCustomerInput) -> Result<UpsertedCustomer, Error> {
        self.runtime.wait(self.client.upsert_customer(input))
    }

    /// The customer of this id of Plain's, `c_…`, or `None` if there is none.
    ///
    /// # Errors
    ///
    /// As [`Client::customer`](crate::Client::customer).
    pub fn customer(&self, customer_id: &str) -> Result<Option<Customer>, Error> {
        self.runtime.wait(self.client.customer(customer_id))
    }

    /// The customer of this e-mail address, or `None` if there is none.
    ///
    /// # Errors
    ///
    /// As [`Client::customer_by_email`](crate::Client::customer_by_email).
    pub fn customer_by_email(&self, email: &str) -> Result<Option<Customer>, Error> {
        self.runtime.wait(self.client.customer_by_email(email))
    }

    /// The customer of this id of your own, or `None` if there is none.
    ///
    /// # Errors
    ///
    /// As [`Client::customer_by_external_id`](crate::Client::customer_by_external_id).
    pub fn customer_by_external_id(&self, external_id: &str) -> Result<Option<Customer>, Error> {
        self.runtime
            .wait(self.client.customer_by_external_id(external_id))
    }

    /// Whatever else the API offers.
    ///
    /// # Errors
    ///
    /// As [`Client::graphql`](crate::Client::graphql).
    pub fn graphql<T: DeserializeOwned>(
        &self,
        query: &str,
        variables: impl Serialize,
    ) -> Result<T, Error> {
        self.runtime.wait(self.client.graphql(query, variables))
    }

    /// Creates many customer events, several at a time, and reports each one's own result, in the
    /// order of the events, as
    /// [`Client::create_customer_events`](crate::Client::create_customer_events) does.
    pub fn create_customer_events<'a, I>(
        &self,
        events: I,
    ) -> CreatedEvents<'a, CreatedCustomerEvent>
    where
        I: IntoIterator<Item: CustomerEvent>,
        I::IntoIter: Send + 'a,
    {
        CreatedEvents {
            results: self.client.create_customer_events(events),
            runtime: Arc::clone(&self.runtime),
        }
    }

    /// Creates many thread events, as
    /// [`create_customer_events`](Self::create_customer_events) does customer events.
    pub fn create_thread_events<'a, I>(&self, events: I) -> CreatedEvents<'a, CreatedThreadEvent>
    where
        I: IntoIterator<Item: ThreadEvent>,
        I::IntoIter: Send + 'a,
    {
        CreatedEvents {
            results: self.client.create_thread_events(events),
            runtime: Arc::clone(&self.runtime),
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Client").field(&self.client).finish()
    }
}

/// The results of [`Client::create_customer_events`]: an iterator of one result for each event, in
/// their order. Nothing is sent until it is asked for the first; between two of its calls, what is
/// under way stands still.
#[must_use = "nothing is sent until the results are asked for"]
pub struct CreatedEvents<'a, T> {
    results: client::CreatedEvents<'a, T>,
    runtime: Arc<Background>,
}

impl<T> CreatedEvents<'_, T> {
    /// How many requests are under way at a time: 16 unless set.
    pub fn concurrency(mut self, concurrency: NonZeroUsize) -> Self {
        self.results = self.results.concurrency(concurrency);
        self
    }
}

impl<T> Iterator for CreatedEvents<'_, T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.runtime.wait(self.results.next())
    }
}

impl<T> fmt::Debug for CreatedEvents<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.results.fmt(f)
    }
}

/// A runtime on a thread of its own, which ends when this is dropped.
struct Background {
    handle: Handle,
    _stop: oneshot::Sender<()>,
}

impl Background {
    fn start() -> Result<Self, ConfigError> {
        let failed = |error: std::io::Error| ConfigError::Runtime(error.to_string());
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(failed)?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel();
        std::thread::Builder::new()
            .name("plain-client".to_owned())
            .spawn(move || {
                // It ends when the sender is dropped.
                let _ = runtime.block_on(stopped);
            })
            .map_err(failed)?;
        Ok(Self {
            handle,
            _stop: stop,
        })
    }

    /// Polls a future on this thread, while the runtime's thread drives what it waits for. Were it
    /// the runtime that polled it, this would panic within another.
    fn wait<F: Future>(&self, future: F) -> F::Output {
        let _guard = self.handle.enter();
        pollster::block_on(future)
    }
}
