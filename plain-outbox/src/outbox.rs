//! The outbox: a store, and the settings that its relays share.

use std::sync::Arc;
use std::time::Duration;

use plain_runtime::client::Clock;
use tokio::sync::Notify;

use crate::emit_buffer::EmitBuffer;
use crate::error::Error;
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
    pub(crate) emitted: EmitBuffer,
}

impl Outbox {
    /// Waits for the right to send one request to the same workspace, outside the outbox. The relays then
    /// send one less, so that both together keep the rate limit. Cancelling the call wastes its permit.
    ///
    /// See <https://www.plain.com/docs/api-reference/graphql/rate-limiting>.
    ///
    /// # Errors
    ///
    /// [`Error::Database`] if the database fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(outbox: plain_outbox::Outbox, client: plain_runtime::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// outbox.acquire_permit().await?;
    /// let customer = client.customer_by_email("jane@acme.com").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn acquire_permit(&self) -> Result<(), Error> {
        let wait = self.0.store.draw_permit(self.0.pace).await?;
        if !wait.is_zero() {
            self.0.clock.sleep(wait).await;
        }
        Ok(())
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
            emitted: inner.emitted.duplicate(),
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
