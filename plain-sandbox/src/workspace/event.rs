//! Events, as a sandbox records them.

use std::fmt;
use std::time::SystemTime;

use plain_schema::{Context, EventKind};
use serde_json::{Value, json};

use super::component;
use crate::graphql::actor;
use crate::time::timestamp;

/// An event that a sandbox has created.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// The id: `tev_` and a ULID.
    pub id: String,
    /// Whether it is for a customer or for a thread.
    pub kind: EventKind,
    /// The title.
    pub title: String,
    /// The id of the customer, or of the thread's customer.
    pub customer_id: String,
    /// The id of the thread of a thread event; `None` of a customer event.
    pub thread_id: Option<String>,
    /// The id that the client gave it.
    pub external_id: Option<String>,
    /// Whether it is shown folded; not, unless the client asked for it.
    pub is_collapsed: bool,
    /// The mutation's `input`, after GraphQL's coercion. Explicit nulls are left out, and an `ID`
    /// that was sent as a number is a string.
    pub input: Value,
    /// When it happened: its `timestamp`, else when it was sent.
    pub created_at: SystemTime,
    /// When it was sent.
    pub updated_at: SystemTime,
}

impl Event {
    pub(crate) fn graphql(&self) -> Value {
        json!({
            "__typename": self.kind.event().graphql_type,
            "id": self.id,
            "customerId": self.customer_id,
            "threadId": self.thread_id,
            "title": self.title,
            "components": component::list(Context::Event, &self.input["components"]),
            "isCollapsed": self.is_collapsed,
            "createdAt": date_time(self.created_at),
            "createdBy": actor::machine_user(),
            "updatedAt": date_time(self.updated_at),
            "updatedBy": actor::machine_user(),
        })
    }
}

/// The event on one line: its type, its title and the ids that tell it from others.
impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} of ", self.kind.event().graphql_type, self.title)?;
        f.write_str(self.thread_id.as_ref().unwrap_or(&self.customer_id))?;
        if let Some(external_id) = &self.external_id {
            write!(f, ", external id {external_id:?}")?;
        }
        Ok(())
    }
}

fn date_time(time: SystemTime) -> Value {
    timestamp::graphql(timestamp::of(time))
}
