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

use std::collections::VecDeque;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::{Arc, mpsc};

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::runtime::{self, Handle};
use tokio::sync::oneshot;
use tokio::task::AbortHandle;

use crate::client;
use crate::error::{ConfigError, Error};
use crate::input::{CustomerEvent, ThreadEvent, UpsertCustomerInput};
use crate::response::{CreatedCustomerEvent, CreatedThreadEvent, Customer, UpsertedCustomer};

/// A [`Client`](crate::Client) whose methods return when they are done.
///
/// Connections and timers live on a thread of its own, so it works wherever it is called, within an
/// asynchronous runtime too. There it holds up the thread that calls it, as any blocking call does.
/// Clones are cheap and share everything.
#[derive(Clone)]
pub struct Client {
    client: client::Client,
    runtime: Arc<BackgroundRuntime>,
}

impl Client {
    /// A client set up as [`Client::from_env`](crate::Client::from_env) does.
    ///
    /// # Errors
    ///
    /// As there, and if the system has no thread to spare.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::new(client::Client::from_env()?)
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
    pub fn new(client: client::Client) -> Result<Self, ConfigError> {
        Ok(Self {
            client,
            runtime: Arc::new(BackgroundRuntime::start_thread()?),
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
            .block_on(client::create_customer_event(&self.client, event))
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
            .block_on(client::create_thread_event(&self.client, event))
    }

    /// Creates a customer, or updates the one that is there.
    ///
    /// # Errors
    ///
    /// As [`Client::upsert_customer`](crate::Client::upsert_customer).
    pub fn upsert_customer(&self, input: &UpsertCustomerInput) -> Result<UpsertedCustomer, Error> {
        let (client, input) = (self.client.clone(), input.clone());
        self.runtime
            .block_on(async move { client.upsert_customer(&input).await })
    }

    /// The customer of this id of Plain's, `c_…`, or `None` if there is none.
    ///
    /// # Errors
    ///
    /// As [`Client::customer`](crate::Client::customer).
    pub fn customer(&self, customer_id: &str) -> Result<Option<Customer>, Error> {
        let (client, customer_id) = (self.client.clone(), customer_id.to_owned());
        self.runtime
            .block_on(async move { client.customer(&customer_id).await })
    }

    /// The customer of this e-mail address, or `None` if there is none.
    ///
    /// # Errors
    ///
    /// As [`Client::customer_by_email`](crate::Client::customer_by_email).
    pub fn customer_by_email(&self, email: &str) -> Result<Option<Customer>, Error> {
        let (client, email) = (self.client.clone(), email.to_owned());
        self.runtime
            .block_on(async move { client.customer_by_email(&email).await })
    }

    /// The customer of this id of your own, or `None` if there is none.
    ///
    /// # Errors
    ///
    /// As [`Client::customer_by_external_id`](crate::Client::customer_by_external_id).
    pub fn customer_by_external_id(&self, external_id: &str) -> Result<Option<Customer>, Error> {
        let (client, external_id) = (self.client.clone(), external_id.to_owned());
        self.runtime
            .block_on(async move { client.customer_by_external_id(&external_id).await })
    }

    /// Whatever else the API offers.
    ///
    /// # Errors
    ///
    /// As [`Client::graphql`](crate::Client::graphql).
    pub fn graphql<T: DeserializeOwned + Send + 'static>(
        &self,
        query: &str,
        variables: impl Serialize,
    ) -> Result<T, Error> {
        let variables = serde_json::to_value(variables).map_err(|error| Error::Encode {
            message: error.to_string(),
        })?;
        let (client, query) = (self.client.clone(), query.to_owned());
        self.runtime
            .block_on(async move { client.graphql(&query, variables).await })
    }

    /// Creates many customer events, several at a time, and reports each one's own result, in the
    /// order of the events, as
    /// [`Client::create_customer_events`](crate::Client::create_customer_events) does.
    pub fn create_customer_events<'a, I>(
        &self,
        events: I,
    ) -> CreatedEventsIter<'a, CreatedCustomerEvent>
    where
        I: IntoIterator<Item: CustomerEvent>,
        I::IntoIter: Send + 'a,
    {
        CreatedEventsIter::new(self.client.create_customer_events(events), &self.runtime)
    }

    /// Creates many thread events, as
    /// [`create_customer_events`](Self::create_customer_events) does customer events.
    pub fn create_thread_events<'a, I>(
        &self,
        events: I,
    ) -> CreatedEventsIter<'a, CreatedThreadEvent>
    where
        I: IntoIterator<Item: ThreadEvent>,
        I::IntoIter: Send + 'a,
    {
        CreatedEventsIter::new(self.client.create_thread_events(events), &self.runtime)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Client").field(&self.client).finish()
    }
}

/// The results of [`Client::create_customer_events`]: an iterator of one result for each event, in
/// their order. Nothing is sent until it is asked for the first.
#[must_use = "nothing is sent until the results are asked for"]
pub struct CreatedEventsIter<'a, T> {
    calls: client::PendingCalls<'a, T>,
    in_flight: VecDeque<PendingCall<T>>,
    runtime: Arc<BackgroundRuntime>,
}

impl<'a, T> CreatedEventsIter<'a, T> {
    fn new(events: client::CreatedEvents<'a, T>, runtime: &Arc<BackgroundRuntime>) -> Self {
        Self {
            calls: events.into_calls(),
            in_flight: VecDeque::new(),
            runtime: Arc::clone(runtime),
        }
    }

    /// How many requests are under way at a time: 16 unless set.
    pub fn concurrency(mut self, concurrency: NonZeroUsize) -> Self {
        self.calls.concurrency = concurrency.get();
        self
    }
}

impl<T: Send + 'static> Iterator for CreatedEventsIter<'_, T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(call) = self.calls.next_within_limit(self.in_flight.len()) {
            self.in_flight.push_back(self.runtime.spawn(call));
        }
        Some(self.in_flight.pop_front()?.wait())
    }
}

impl<T> fmt::Debug for CreatedEventsIter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreatedEventsIter")
            .field("in_flight", &self.in_flight.len())
            .finish_non_exhaustive()
    }
}

/// A runtime on a thread of its own, which ends when this is dropped.
struct BackgroundRuntime {
    handle: Handle,
    _stop: oneshot::Sender<()>,
}

impl BackgroundRuntime {
    fn start_thread() -> Result<Self, ConfigError> {
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

    /// Starts a call on the runtime's thread. This thread polls nothing itself: within another
    /// runtime it could neither enter a second one, nor give way to what it waits for.
    fn spawn<T: Send + 'static>(
        &self,
        call: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> PendingCall<T> {
        let (sender, receiver) = mpsc::sync_channel(1);
        let task = self.handle.spawn(async move {
            // Nobody waits for it any more if this fails.
            let _ = sender.send(call.await);
        });
        PendingCall {
            receiver,
            task: task.abort_handle(),
        }
    }

    fn block_on<T: Send + 'static>(
        &self,
        call: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Result<T, Error> {
        self.spawn(call).wait()
    }
}

/// The answer to a call that is under way. To drop it is to give the call up.
struct PendingCall<T> {
    receiver: mpsc::Receiver<Result<T, Error>>,
    task: AbortHandle,
}

impl<T> PendingCall<T> {
    fn wait(self) -> Result<T, Error> {
        self.receiver.recv().unwrap_or_else(|_| {
            let reason = "it has ended before its time".to_owned();
            Err(ConfigError::Runtime(reason).into())
        })
    }
}

impl<T> Drop for PendingCall<T> {
    fn drop(&mut self) {
        self.task.abort();
    }
}
