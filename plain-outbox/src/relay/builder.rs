//! Builder of a relay.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use plain_runtime::Client;

use super::deliver::{Courier, Searches};
use super::pass::{DeliveryCounts, Pass};
use super::settings::{MAX_DEADLINE, MAX_TIME, RelaySettings};
use crate::error::Error;
use crate::outbox::Outbox;

/// Builder of a relay, from [`Outbox::relay`]: delivers the events of an outbox.
///
/// Any number of relays in any number of processes share the events and the rate limit. See
/// <https://www.plain.com/docs/api-reference/graphql/rate-limiting>.
///
/// ```
/// use std::time::Duration;
/// use plain_outbox::Outbox;
/// use plain_runtime::Client;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let client = Client::builder().api_key("plainApiKey_xxx").build()?;
/// let outbox = Outbox::in_memory();
/// let relay = outbox.relay(client).deadline(Duration::from_secs(20)).start()?;
/// // At the end of the program:
/// relay.shutdown(Duration::from_secs(5)).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a relay does nothing until it is started"]
pub struct Relay {
    outbox: Outbox,
    client: Client,
    settings: RelaySettings,
    searches: Searches,
}

impl Outbox {
    /// A relay that delivers the events of this outbox with a client.
    ///
    /// It sends one request for each delivery ([`Client::without_retries`]), at the pace of the outbox, and
    /// retries later itself; the client's own timeouts and number of attempts do not apply. The API key
    /// needs the permissions `customerEvent:create` and `threadEvent:create`. See
    /// <https://www.plain.com/docs/api-reference/graphql/events/create-customer-event>.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(outbox: plain_outbox::Outbox, client: plain_runtime::Client) -> Result<(), plain_outbox::Error> {
    /// let counts = outbox.relay(client).deliver_due().await?;
    /// println!("{} events delivered", counts.delivered);
    /// # Ok(())
    /// # }
    /// ```
    pub fn relay(&self, client: Client) -> Relay {
        Relay {
            outbox: self.clone(),
            client,
            settings: RelaySettings::default(),
            searches: Searches::default(),
        }
    }
}

impl Relay {
    /// Sets the time limit of a request. Defaults to 30 seconds.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// # fn example(outbox: plain_outbox::Outbox, client: plain_runtime::Client) {
    /// let relay = outbox.relay(client).deadline(Duration::from_secs(10));
    /// # }
    /// ```
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = deadline.min(MAX_DEADLINE);
        self
    }

    /// Sets the time for which a claimed event belongs to this relay. If its process dies, other relays
    /// deliver the event after that. Defaults to two minutes.
    ///
    /// A relay whose lease is not at least ten seconds longer than its deadline is an [`Error::Config`]:
    /// another relay might send the event at the same time. With
    /// [`verify_duplicates`](Self::verify_duplicates), three deadlines count.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// # fn example(outbox: plain_outbox::Outbox, client: plain_runtime::Client) {
    /// // If this process dies, another one sends its events half a minute later.
    /// let relay = outbox.relay(client).deadline(Duration::from_secs(10)).lease(Duration::from_secs(30));
    /// # }
    /// ```
    pub fn lease(mut self, lease: Duration) -> Self {
        self.settings.lease = lease.min(MAX_TIME);
        self
    }

    /// Sets the maximum number of events that the relay holds: those in flight, and those that wait up to
    /// two seconds for their permit. Defaults to 16.
    ///
    /// ```
    /// # fn example(outbox: plain_outbox::Outbox, client: plain_runtime::Client) {
    /// // Strictly one event after another.
    /// let relay = outbox.relay(client).max_in_flight(1);
    /// # }
    /// ```
    pub fn max_in_flight(mut self, count: usize) -> Self {
        self.settings.max_in_flight = count;
        self
    }

    /// Sets the time between two searches for due events while there is nothing to do. Defaults to one
    /// second. Events that this process enqueues are noticed at once.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// # fn example(outbox: plain_outbox::Outbox, client: plain_runtime::Client) {
    /// // Fewer searches; events of other processes wait up to ten seconds.
    /// let relay = outbox.relay(client).poll_interval(Duration::from_secs(10));
    /// # }
    /// ```
    pub fn poll_interval(mut self, interval: Duration) -> Self {
        self.settings.poll_interval = interval.min(MAX_TIME);
        self
    }

    /// Sets the upper bound on the wait before an event that failed is sent again. Defaults to ten minutes.
    ///
    /// The wait is random: at most one second after the first attempt, then two, four, and so on. Attempts that
    /// a crash of the relay cut off do not lengthen it. A response with `retry-after` may ask for a longer wait.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// # fn example(outbox: plain_outbox::Outbox, client: plain_runtime::Client) {
    /// // After an outage of Plain, every event is sent within a minute.
    /// let relay = outbox.relay(client).max_backoff(Duration::from_mins(1));
    /// # }
    /// ```
    pub fn max_backoff(mut self, backoff: Duration) -> Self {
        self.settings.max_backoff = backoff.min(MAX_TIME);
        self
    }

    /// Makes the relay search the timeline for an event that Plain says exists already, before it counts as
    /// delivered. Defaults to `false`: then Plain's word is enough.
    ///
    /// An event that is in no timeline is sent again later, and is a dead letter after five searches of one
    /// relay. Timelines show the events of customers with a thread only. The API key also needs
    /// `timeline:read`, and `customer:read` or `thread:read`; without them the relay logs an error and keeps
    /// the events. See
    /// [`Client::find_customer_event`].
    ///
    /// ```
    /// # fn example(outbox: plain_outbox::Outbox, client: plain_runtime::Client) {
    /// let relay = outbox.relay(client).verify_duplicates(true);
    /// # }
    /// ```
    pub fn verify_duplicates(mut self, verify: bool) -> Self {
        self.settings.verify_duplicates = verify;
        self
    }

    /// Sets the seed of the random waits, for tests.
    ///
    /// ```
    /// # fn example(outbox: plain_outbox::Outbox, client: plain_runtime::Client) {
    /// // The waits of each run are the same.
    /// let relay = outbox.relay(client).jitter_seed(17);
    /// # }
    /// ```
    pub fn jitter_seed(mut self, seed: u64) -> Self {
        self.settings.jitter_seed = Some(seed);
        self
    }

    /// Delivers the events that are due, until none is, and returns the numbers of settled events: for a job
    /// that runs now and then, and for tests.
    ///
    /// It waits for the pace of the outbox for at most two seconds at a time, and never for a retry, nor for
    /// the end of a pause: such events are left to a later call. A manual clock
    /// ([`OutboxBuilder::clock`](crate::OutboxBuilder::clock)) moves instead of these waits. At the end it
    /// forgets the external IDs whose [retention](crate::OutboxBuilder::retention) is over. Must be called in
    /// a tokio runtime.
    ///
    /// # Errors
    ///
    /// * [`Error::Config`] if the settings contradict each other, or if the database does not let this role relay.
    /// * [`Error::Database`] if the database fails. Events that were delivered but not recorded as such are
    ///   sent again after their lease, and Plain rejects them as duplicates.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_outbox::Outbox;
    /// use plain_sandbox::Sandbox;
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
    /// let sandbox = Sandbox::start().await;
    /// let outbox = Outbox::in_memory();
    /// outbox
    ///     .enqueue(&plain_runtime::customer_event!(
    ///         title = "Trial completed",
    ///         customer_identifier = email_address("jane@acme.com"),
    ///         components = [text("Fourteen days are over.")],
    ///     ))
    ///     .await?;
    /// let counts = outbox.relay(sandbox.client()).deliver_due().await?;
    /// assert_eq!(counts.delivered, 1);
    /// sandbox.expect_events(1, |event| event.title == "Trial completed");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn deliver_due(&self) -> Result<DeliveryCounts, Error> {
        Pass::new(self.courier()?).deliver_due().await
    }

    /// The same relay in another runtime.
    pub(super) fn detach(&self) -> Self {
        Self {
            outbox: self.outbox.detach(),
            ..self.clone()
        }
    }

    pub(super) fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    pub(super) fn settings(&self) -> &RelaySettings {
        &self.settings
    }

    pub(super) fn courier(&self) -> Result<Arc<Courier>, Error> {
        self.settings.check()?;
        self.outbox.0.store.check_relay()?;
        let (outbox, searches) = (self.outbox.clone(), Arc::clone(&self.searches));
        let courier = Courier::new(outbox, &self.client, self.settings.clone(), searches);
        Ok(Arc::new(courier))
    }
}

impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Relay")
            .field("outbox", &self.outbox)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
