//! External IDs that the client makes, which make sending an event idempotent.

use std::time::SystemTime;

use uuid::{NoContext, Timestamp, Uuid};

use crate::input::{CreateCustomerEventInput, CreateThreadEventInput};

/// Generates an external ID, a version 7 UUID.
pub(super) fn generate_external_id(now: SystemTime) -> String {
    let since_epoch = now
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    let (seconds, nanoseconds) = (since_epoch.as_secs(), since_epoch.subsec_nanos());
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, nanoseconds)).to_string()
}

impl CreateCustomerEventInput {
    /// Gives the event an external ID, a version 7 UUID, if it has none.
    ///
    /// The client does this for every event that it sends, but then the ID is known only from the
    /// result. With this, you know it before anything is sent, so that you can send the event again
    /// after a cancelled call: it is created once.
    ///
    /// See <https://www.plain.com/docs/api-reference/graphql/events/create-customer-event>.
    ///
    /// # Examples
    ///
    /// ```
    /// # use plain_runtime::{CreateCustomerEventInput, Client, Error};
    /// # async fn example(client: Client, event: CreateCustomerEventInput) -> Result<(), Error> {
    /// let event = event.with_external_id();
    /// // Both calls send the same external ID, even if the first one is dropped half-way.
    /// let first = tokio::time::timeout(
    ///     std::time::Duration::from_secs(1),
    ///     client.create_customer_event(&event),
    /// )
    /// .await;
    /// if first.is_err() {
    ///     client.create_customer_event(&event).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_external_id(mut self) -> Self {
        self.external_id
            .get_or_insert_with(|| generate_external_id(SystemTime::now()).into());
        self
    }
}

impl CreateThreadEventInput {
    /// Gives the event an external ID, a version 7 UUID, if it has none.
    ///
    /// The client does this for every event that it sends, but then the ID is known only from the
    /// result. With this, you know it before anything is sent, so that you can send the event again
    /// after a cancelled call: it is created once.
    ///
    /// See <https://www.plain.com/docs/api-reference/graphql/events/create-thread-event>.
    ///
    /// # Examples
    ///
    /// ```
    /// # use plain_runtime::{CreateThreadEventInput, Client, Error};
    /// # async fn example(client: Client, event: CreateThreadEventInput) -> Result<(), Error> {
    /// let event = event.with_external_id();
    /// // Both calls send the same external ID, even if the first one is dropped half-way.
    /// let first = tokio::time::timeout(
    ///     std::time::Duration::from_secs(1),
    ///     client.create_thread_event(&event),
    /// )
    /// .await;
    /// if first.is_err() {
    ///     client.create_thread_event(&event).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_external_id(mut self) -> Self {
        self.external_id
            .get_or_insert_with(|| generate_external_id(SystemTime::now()).into());
        self
    }
}
