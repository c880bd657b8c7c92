//! The outbox: a store, and the settings that its relays share.

use std::sync::Arc;
use std::time::Duration;

use plain_runtime::client::Clock;
use tokio::sync::Notify;

use crate::builder::OutboxBuilder;
use crate::emit::Emitter;
use crate::pace::Pace;
use crate::store::Store;

/// Records events, for relays to deliver.
///
/// Clones are cheap and share everything.
///
/// ```
/// use plain_outbox::Outbox;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
/// let outbox = Outbox::in_memory();
/// let event = plain_runtime::thread_event!(
///     title = "Escalated",
///     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
///     components = [badge("P1", color = Red)],
/// );
/// outbox.enqueue(&event).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Outbox(pub(crate) Arc<OutboxInner>);

pub(crate) struct OutboxInner {
    pub(crate) store: Arc<dyn Store>,
    /// Name of the database, for `Debug` and logs.
    pub(crate) engine: &'static str,
    pub(crate) clock: Clock,
    pub(crate) pace: Pace,
    /// Time for which the external ID of a delivered event is remembered.
    pub(crate) retention: Duration,
    /// Wakes the relays of this process.
    pub(crate) enqueued: Notify,
    /// Wakes those that wait for deliveries of this process.
    pub(crate) settled: Notify,
    pub(crate) emitter: Emitter,
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

    /// The same events for another runtime, without anything that a task of a blocked runtime may hold.
    pub(crate) fn detach(&self) -> Self {
        let inner = &self.0;
        Self(Arc::new(OutboxInner {
            store: inner
                .store
                .reconnect()
                .unwrap_or_else(|| Arc::clone(&inner.store)),
            engine: inner.engine,
            clock: inner.clock.clone(),
            pace: inner.pace,
            retention: inner.retention,
            enqueued: Notify::new(),
            settled: Notify::new(),
            emitter: inner.emitter.duplicate(),
        }))
    }
}

impl std::fmt::Debug for Outbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outbox")
            .field("engine", &self.0.engine)
            .finish_non_exhaustive()
    }
}
