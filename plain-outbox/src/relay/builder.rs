//! Settings of a relay.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use plain_runtime::Client;
use tokio::sync::watch;

use super::deliver::{CLAIM_MARGIN, Courier, SETTLE_MARGIN, Searches};
use super::handle::RelayHandle;
use super::pass::{DeliveryCounts, Pass};
use super::run::run;
use crate::error::Error;
use crate::outbox::Outbox;

#[derive(Debug, Clone)]
pub(super) struct RelaySettings {
    pub(super) deadline: Duration,
    pub(super) lease: Duration,
    pub(super) max_in_flight: usize,
    pub(super) poll_interval: Duration,
    pub(super) verify_duplicates: bool,
    pub(super) jitter_seed: Option<u64>,
}

impl Default for RelaySettings {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(30),
            lease: Duration::from_mins(2),
            max_in_flight: 16,
            poll_interval: Duration::from_secs(1),
            verify_duplicates: false,
            jitter_seed: None,
        }
    }
}

impl RelaySettings {
    /// Upper bound on the time of the requests of one delivery.
    pub(super) fn time_for_requests(&self) -> Duration {
        // A search waits for its permits, too.
        let calls = if self.verify_duplicates { 3 } else { 1 };
        self.deadline.saturating_mul(calls)
    }

    /// Upper bound on the time from a claim to the settlement of its deliveries, which a lease covers.
    fn time_for_delivery(&self) -> Duration {
        self.time_for_requests()
            .saturating_add(CLAIM_MARGIN + SETTLE_MARGIN)
    }

    fn check(&self) -> Result<(), Error> {
        let needed = self.time_for_delivery();
        let message = if self.deadline.is_zero() {
            "the deadline is zero\nhelp: give a request time: `.deadline(Duration::from_secs(30))`"
                .to_owned()
        } else if self.max_in_flight == 0 {
            "`max_in_flight` is zero\nhelp: allow a delivery at least: `.max_in_flight(16)`"
                .to_owned()
        } else if self.poll_interval.is_zero() {
            "the poll interval is zero\nhelp: write `.poll_interval(Duration::from_secs(1))`"
                .to_owned()
        } else if self.lease < needed {
            format!(
                "a lease of {:?} may run out during a request: expected at least {needed:?} for a deadline of \
                 {:?}\nhelp: set a lease of {} s, or a shorter deadline",
                self.lease,
                self.deadline,
                needed.as_millis().div_ceil(1_000),
            )
        } else {
            return Ok(());
        };
        Err(Error::Config(message))
    }
}

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
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = deadline;
        self
    }

    /// Sets the time for which a claimed event belongs to this relay. If its process dies, other relays
    /// deliver the event after that. Defaults to two minutes.
    ///
    /// A relay whose lease is not at least ten seconds longer than its deadline is an [`Error::Config`]:
    /// another relay might send the event at the same time. With
    /// [`verify_duplicates`](Self::verify_duplicates), three deadlines count.
    pub fn lease(mut self, lease: Duration) -> Self {
        self.settings.lease = lease;
        self
    }

    /// Sets the maximum number of events that the relay holds: those in flight, and those that wait up to
    /// two seconds for their permit. Defaults to 16.
    pub fn max_in_flight(mut self, count: usize) -> Self {
        self.settings.max_in_flight = count;
        self
    }

    /// Sets the time between two searches for due events while there is nothing to do. Defaults to one
    /// second. Events that this process enqueues are noticed at once.
    pub fn poll_interval(mut self, interval: Duration) -> Self {
        self.settings.poll_interval = interval;
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
    pub fn verify_duplicates(mut self, verify: bool) -> Self {
        self.settings.verify_duplicates = verify;
        self
    }

    /// Sets the seed of the random waits, for tests.
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
    /// * [`Error::Config`] if the settings contradict each other.
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

    /// Starts the relay as a task of the current tokio runtime.
    ///
    /// It outlives every failure of the database and of Plain: it logs, waits and goes on.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the settings contradict each other, or without a tokio runtime.
    ///
    /// # Examples
    ///
    /// See [`Relay`].
    pub fn start(&self) -> Result<RelayHandle, Error> {
        let courier = self.courier()?;
        let runtime = tokio::runtime::Handle::try_current().map_err(|_| {
            Error::Config(
                "a relay needs a tokio runtime\nhelp: call `start` in an async function, under \
                 `#[tokio::main]`"
                    .to_owned(),
            )
        })?;
        let stop = watch::Sender::new(false);
        let task = runtime.spawn(run(courier, stop.clone()));
        Ok(RelayHandle::new(self.clone(), runtime, stop, task))
    }

    /// Runs the relay until a future completes, for a process that does nothing else. Then finishes the
    /// requests in flight and returns. All other events stay recorded.
    ///
    /// # Errors
    ///
    /// * [`Error::Config`] if the settings contradict each other.
    /// * [`Error::Unsettled`] if the outcomes of the last deliveries cannot be recorded. They are sent again
    ///   after their lease, and Plain rejects them as duplicates.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(outbox: plain_outbox::Outbox, client: plain_runtime::Client, terminated: impl Future<Output = ()>) -> Result<(), plain_outbox::Error> {
    /// outbox.relay(client).run_until(terminated).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn run_until(&self, shutdown: impl Future) -> Result<(), Error> {
        let courier = self.courier()?;
        let limit = self.settings.time_for_delivery();
        let stop = watch::Sender::new(false);
        let mut relay = std::pin::pin!(run(courier, stop.clone()));
        tokio::select! {
            () = &mut relay => return Ok(()),
            _ = shutdown => stop.send_replace(true),
        };
        let stopped = tokio::time::timeout(limit, relay).await;
        stopped.map_err(|_| Error::Unsettled {
            left: self.settings.max_in_flight as u64,
        })
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

    fn courier(&self) -> Result<Arc<Courier>, Error> {
        self.settings.check()?;
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
