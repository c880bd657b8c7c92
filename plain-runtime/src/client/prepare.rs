//! Validates an event and hands out its request without sending it.

use std::fmt;

use bytes::Bytes;

use super::Client;
use super::inner::ClientInner;
use super::submit::EventInput;
use crate::error::Error;
use crate::input::{CustomerEvent, ThreadEvent};

/// The request that creates an event, from [`Client::prepare_customer_event`] or
/// [`Client::prepare_thread_event`].
///
/// `Display` writes its body, which is JSON.
///
/// ```
/// # use plain_runtime::{Client, CreateCustomerEventInput, Error};
/// # fn example(client: Client, event: CreateCustomerEventInput) -> Result<(), Error> {
/// use plain_runtime::client::PreparedEvent;
///
/// let prepared: PreparedEvent = client.prepare_customer_event(&event)?;
/// println!("{prepared}");
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a prepared request is not sent"]
pub struct PreparedEvent {
    body: Bytes,
    external_id: String,
}

impl PreparedEvent {
    /// The body of the request: JSON with the GraphQL document `query` and its `variables`.
    ///
    /// ```
    /// # fn example(client: plain_runtime::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let event = plain_runtime::thread_event!(
    ///     title = "Escalated",
    ///     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
    ///     components = [badge("P1", color = Red)],
    /// );
    /// let prepared = client.prepare_thread_event(&event)?;
    /// let body: serde_json::Value = serde_json::from_slice(prepared.body())?;
    /// assert_eq!(body["variables"]["input"]["title"], "Escalated");
    /// # Ok(())
    /// # }
    /// ```
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The external ID in the body: the caller's, or a generated one.
    ///
    /// ```
    /// # fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// # let event = plain_runtime::thread_event!(
    /// #     title = "Escalated", thread_id = "th_1", components = [divider()],
    /// # );
    /// let prepared = client.prepare_thread_event(&event)?;
    /// assert_eq!(prepared.external_id().len(), 36);
    /// # Ok(())
    /// # }
    /// ```
    pub fn external_id(&self) -> &str {
        &self.external_id
    }
}

impl fmt::Display for PreparedEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.body))
    }
}

impl Client {
    /// Validates a customer event and returns the request that creates it, without sending it: for a dry
    /// run, or to send it by other means. See
    /// <https://www.plain.com/docs/api-reference/graphql/events/create-customer-event>.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] if the event violates a rule.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_runtime::{Client, customer_event};
    ///
    /// # fn main() -> Result<(), plain_runtime::Error> {
    /// let client = Client::builder().api_key("plainApiKey_xxx").build()?;
    /// let prepared = client.prepare_customer_event(&customer_event!(
    ///     title = "Trial completed",
    ///     customer_identifier = email_address("jane@acme.com"),
    ///     components = [text("Fourteen days are over.")],
    ///     external_id = "trial-completed-17",
    /// ))?;
    /// assert_eq!(prepared.external_id(), "trial-completed-17");
    /// println!("{prepared}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn prepare_customer_event<E: CustomerEvent + ?Sized>(
        &self,
        event: &E,
    ) -> Result<PreparedEvent, Error> {
        self.0.prepare(event.customer_event())
    }

    /// Validates a thread event and returns the request that creates it, without sending it. See
    /// [`prepare_customer_event`](Self::prepare_customer_event), and
    /// <https://www.plain.com/docs/api-reference/graphql/events/create-thread-event>.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] if the event violates a rule.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// let prepared = client.prepare_thread_event(&plain_runtime::thread_event!(
    ///     title = "Escalated",
    ///     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
    ///     components = [badge("P1", color = Red)],
    /// ))?;
    /// println!("{prepared}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn prepare_thread_event<E: ThreadEvent + ?Sized>(
        &self,
        event: &E,
    ) -> Result<PreparedEvent, Error> {
        self.0.prepare(event.thread_event())
    }
}

impl ClientInner {
    fn prepare<E: EventInput>(&self, event: E) -> Result<PreparedEvent, Error> {
        let identified = self.identify(event);
        let request = identified.request()?;
        Ok(PreparedEvent {
            body: request.body,
            external_id: identified.external_id,
        })
    }
}
