//! Records an event.

use crate::error::Error;
use crate::event::OutboxEvent;
use crate::outbox::Outbox;
use crate::record::Record;
use crate::telemetry;

/// Says that an event is recorded.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
/// let outbox = plain_outbox::Outbox::in_memory();
/// let receipt = outbox
///     .enqueue(&plain_runtime::customer_event!(
///         title = "Trial completed",
///         customer_identifier = email_address("jane@acme.com"),
///         components = [text("Fourteen days are over.")],
///     ))
///     .await?;
/// assert_eq!(receipt.external_id().len(), 36);
/// assert!(!receipt.is_duplicate());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    external_id: String,
    is_duplicate: bool,
}

impl Receipt {
    pub(crate) fn new(external_id: String, is_new: bool) -> Self {
        Self {
            external_id,
            is_duplicate: !is_new,
        }
    }

    /// The external ID of the event: the caller's, or a version 7 UUID that the outbox made.
    pub fn external_id(&self) -> &str {
        &self.external_id
    }

    /// Whether an event of the same kind with this external ID was recorded before. Then nothing was recorded
    /// now.
    pub fn is_duplicate(&self) -> bool {
        self.is_duplicate
    }
}

impl Outbox {
    /// Records an event. A relay delivers it later, exactly once.
    ///
    /// An event without an external ID gets one. If an event of the same kind with the same external ID
    /// was recorded before, nothing is recorded, and the receipt says so.
    ///
    /// # Errors
    ///
    /// * [`Error::Invalid`] if the event violates a rule.
    /// * [`Error::Database`] if the database fails. Whether the event is recorded is then unknown; with the
    ///   same external ID, enqueuing it again is safe.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_outbox::Outbox;
    /// use plain_runtime::CustomerEvent;
    ///
    /// #[derive(CustomerEvent)]
    /// #[customer_event(
    ///     title = "API key revoked",
    ///     customer_identifier = external_id(account),
    ///     external_id = "api-key-revoked-{id}",
    ///     components = [text("Key {id} no longer works.")],
    /// )]
    /// struct ApiKeyRevoked {
    ///     id: u64,
    ///     account: String,
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
    /// let outbox = Outbox::in_memory();
    /// let event = ApiKeyRevoked { id: 17, account: "user-17".to_owned() };
    /// assert_eq!(outbox.enqueue(&event).await?.external_id(), "api-key-revoked-17");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn enqueue<E, Kind>(&self, event: &E) -> Result<Receipt, Error>
    where
        E: OutboxEvent<Kind> + ?Sized,
    {
        let record = Record::new(event.recorded_event())?;
        let is_new = self.0.store.enqueue(std::slice::from_ref(&record)).await?;
        let is_new = is_new.first().copied().unwrap_or_default();
        if is_new {
            telemetry::record_enqueued(1);
            self.0.enqueued.notify_waiters();
        }
        Ok(Receipt::new(record.external_id, is_new))
    }
}
