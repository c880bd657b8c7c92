//! Settings of an outbox.

use std::sync::Arc;
use std::time::Duration;

use plain_runtime::client::Clock;

use crate::emit_buffer::EmitBuffer;
use crate::outbox::{Outbox, OutboxInner};
use crate::pace::{DEFAULT_REQUESTS_PER_MINUTE, Pace};
use crate::store::{MemoryStore, Store};

/// Default time for which the external ID of a delivered event is remembered: 30 days.
const DEFAULT_RETENTION: Duration = Duration::from_hours(30 * 24);

/// Default number of emitted events that wait to be recorded.
const DEFAULT_EMIT_CAPACITY: usize = 10_000;

/// Builder of an [`Outbox`], from [`Outbox::builder`].
///
/// ```
/// use std::time::Duration;
/// use plain_outbox::Outbox;
///
/// let outbox = Outbox::builder()
///     .requests_per_minute(600)
///     .retention(Duration::from_hours(7 * 24))
///     .in_memory();
/// ```
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until the outbox is opened"]
pub struct OutboxBuilder {
    clock: Clock,
    requests_per_minute: u32,
    retention: Duration,
    emit_capacity: usize,
    migrate: bool,
}

impl Default for OutboxBuilder {
    fn default() -> Self {
        Self {
            clock: Clock::system(),
            requests_per_minute: DEFAULT_REQUESTS_PER_MINUTE,
            retention: DEFAULT_RETENTION,
            emit_capacity: DEFAULT_EMIT_CAPACITY,
            migrate: true,
        }
    }
}

impl Outbox {
    /// An outbox in the memory of this process: for tests, and for events that may be lost with the
    /// process.
    ///
    /// ```
    /// let outbox = plain_outbox::Outbox::in_memory();
    /// ```
    pub fn in_memory() -> Self {
        OutboxBuilder::default().in_memory()
    }

    /// Settings other than the defaults.
    ///
    /// ```
    /// let outbox = plain_outbox::Outbox::builder().requests_per_minute(600).in_memory();
    /// ```
    pub fn builder() -> OutboxBuilder {
        OutboxBuilder::default()
    }
}

impl OutboxBuilder {
    /// Sets the number of requests per minute that all relays of the outbox send together. Defaults to 450,
    /// which is the limit of Plain's smallest plan; others have 600 or 1,000. See
    /// <https://www.plain.com/docs/api-reference/graphql/rate-limiting>.
    ///
    /// A backlog is delivered at 98 % of it or more. A limit of 0 counts as 1.
    ///
    /// ```
    /// // The limit is 600, and other programs of the workspace need a part of it.
    /// let outbox = plain_outbox::Outbox::builder().requests_per_minute(500).in_memory();
    /// ```
    pub fn requests_per_minute(mut self, limit: u32) -> Self {
        self.requests_per_minute = limit;
        self
    }

    /// Sets the time for which the external ID of a delivered event is remembered, so that enqueuing it again
    /// does nothing. Defaults to 30 days. Plain itself remembers the ID forever.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// // An import that is repeated for a year, with the same external IDs.
    /// let outbox = plain_outbox::Outbox::builder()
    ///     .retention(Duration::from_hours(365 * 24))
    ///     .in_memory();
    /// ```
    pub fn retention(mut self, retention: Duration) -> Self {
        self.retention = retention;
        self
    }

    /// Sets the number of events that [`Outbox::emit`] buffers. Defaults to 10,000. Further events are dropped
    /// and counted.
    ///
    /// ```
    /// use plain_runtime::customer_event;
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let outbox = plain_outbox::Outbox::builder().emit_capacity(2).in_memory();
    /// for step in 1..=3 {
    ///     outbox.emit(&customer_event!(
    ///         title = "Step {step}",
    ///         customer_identifier = email_address("jane@acme.com"),
    ///         components = [text("Onboarding, step {step} of 3.")],
    ///     ));
    /// }
    /// // The third event did not fit.
    /// # }
    /// ```
    pub fn emit_capacity(mut self, events: usize) -> Self {
        self.emit_capacity = events;
        self
    }

    /// Sets the clock, for tests. Defaults to the system's clock. PostgreSQL uses its own.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    ///
    /// use plain_outbox::Outbox;
    /// use plain_runtime::client::Clock;
    ///
    /// let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    /// let outbox = Outbox::builder().clock(clock.clone()).in_memory();
    /// // The next day, without a wait.
    /// clock.advance(Duration::from_hours(24));
    /// ```
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Sets whether opening a database creates the outbox's tables and updates those of an older version.
    /// Defaults to `true`. With `false`, opening a database without them is
    /// [`Error::SchemaMissing`](crate::Error::SchemaMissing), and `plain-outbox migrate` creates them.
    ///
    /// ```
    /// # #[cfg(feature = "sqlite")] {
    /// use plain_outbox::{Error, Outbox};
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Error> {
    /// # let directory = tempfile::tempdir().unwrap();
    /// # let path = directory.path().join("events.db");
    /// let opened = Outbox::builder().migrate(false).sqlite(&path).await;
    /// assert!(matches!(opened, Err(Error::SchemaMissing { .. })));
    /// // Creates the tables.
    /// Outbox::builder().sqlite(&path).await?;
    /// Outbox::builder().migrate(false).sqlite(&path).await?;
    /// # Ok(())
    /// # }
    /// # main().unwrap();
    /// # }
    /// ```
    pub fn migrate(mut self, migrate: bool) -> Self {
        self.migrate = migrate;
        self
    }

    /// Opens an outbox in the memory of this process. See [`Outbox::in_memory`].
    pub fn in_memory(self) -> Outbox {
        let store = MemoryStore::new(self.clock.clone());
        self.open("memory", Arc::new(store))
    }

    #[cfg(any(feature = "sqlite", feature = "postgres"))]
    pub(crate) fn migrates(&self) -> bool {
        self.migrate
    }

    #[cfg(feature = "sqlite")]
    pub(crate) fn clock_of_store(&self) -> Clock {
        self.clock.clone()
    }

    pub(crate) fn open(self, engine: &'static str, store: Arc<dyn Store>) -> Outbox {
        Outbox(Arc::new(OutboxInner {
            store,
            engine,
            clock: self.clock,
            pace: Pace::per_minute(self.requests_per_minute),
            retention: self.retention,
            enqueued: tokio::sync::Notify::new(),
            settled: tokio::sync::Notify::new(),
            emitted: EmitBuffer::new(self.emit_capacity),
        }))
    }
}
