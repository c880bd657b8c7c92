//! Events that a sandbox has created.

use std::fmt;
use std::time::SystemTime;

use plain_schema::EventKind;
use serde::Serialize;
use serde_json::Value;

use crate::time::timestamp;

/// An event that a sandbox has created.
///
/// ```
/// # #[cfg(feature = "client")]
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_runtime::Error> {
/// use plain_sandbox::{Event, Sandbox};
///
/// let sandbox = Sandbox::start().await;
/// let created = sandbox.client().create_customer_event(&plain_runtime::customer_event!(
///     title = "Trial completed",
///     customer_identifier = email_address("jane@acme.com"),
///     components = [text("Fourteen days are over.")],
///     external_id = "trial-17",
/// )).await?;
/// let event: &Event = &sandbox.events()[0];
/// assert_eq!(event.id, created.id);
/// assert_eq!(event.title, "Trial completed");
/// assert_eq!(event.external_id.as_deref(), Some("trial-17"));
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "client"))] fn main() {}
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// The id: `tev_` and a ULID.
    pub id: String,
    /// Whether it is a customer event or a thread event.
    pub kind: EventKind,
    /// The title.
    pub title: String,
    /// The id of the customer, or of the thread's customer.
    pub customer_id: String,
    /// The id of the thread; `None` for a customer event.
    pub thread_id: Option<String>,
    /// The id that the client assigned.
    pub external_id: Option<String>,
    /// Whether it is shown collapsed; false unless the client set it.
    pub is_collapsed: bool,
    /// The mutation's `input` after GraphQL's coercion. Explicit nulls are omitted, and an `ID` that was
    /// sent as a number is a string.
    pub input: Value,
    /// The `timestamp` of the input, or the time of the request.
    pub created_at: SystemTime,
    /// The time of the request.
    pub updated_at: SystemTime,
}

impl Event {
    /// The event as `GET /api/events` returns it.
    pub(crate) fn to_json(&self) -> Value {
        serde_json::to_value(EventJson::new(self)).unwrap_or_default()
    }
}

/// An event as `GET /api/events` returns it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EventJson<'a> {
    #[serde(rename = "__typename")]
    typename: &'static str,
    id: &'a str,
    title: &'a str,
    customer_id: &'a str,
    thread_id: Option<&'a str>,
    external_id: Option<&'a str>,
    is_collapsed: bool,
    input: &'a Value,
    created_at: String,
    updated_at: String,
}

impl<'a> EventJson<'a> {
    pub(crate) fn new(event: &'a Event) -> Self {
        Self {
            typename: event.kind.event().mutation.graphql_type,
            id: &event.id,
            title: &event.title,
            customer_id: &event.customer_id,
            thread_id: event.thread_id.as_deref(),
            external_id: event.external_id.as_deref(),
            is_collapsed: event.is_collapsed,
            input: &event.input,
            created_at: timestamp::iso8601(timestamp::of(event.created_at)),
            updated_at: timestamp::iso8601(timestamp::of(event.updated_at)),
        }
    }
}

/// Writes the event on one line: its type, title and ids.
impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {:?} of ",
            self.kind.event().mutation.graphql_type,
            self.title
        )?;
        f.write_str(self.thread_id.as_ref().unwrap_or(&self.customer_id))?;
        if let Some(external_id) = &self.external_id {
            write!(f, ", external id {external_id:?}")?;
        }
        Ok(())
    }
}

/// Properties that events must have; `None` matches every event.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct EventFilter {
    pub(crate) title: Option<String>,
    pub(crate) customer_id: Option<String>,
    pub(crate) thread_id: Option<String>,
    pub(crate) external_id: Option<String>,
}

impl EventFilter {
    pub(crate) fn matches(&self, event: &Event) -> bool {
        let is = |expected: &Option<String>, actual: Option<&String>| {
            expected.is_none() || expected.as_ref() == actual
        };
        is(&self.title, Some(&event.title))
            && is(&self.customer_id, Some(&event.customer_id))
            && is(&self.thread_id, event.thread_id.as_ref())
            && is(&self.external_id, event.external_id.as_ref())
    }
}
