//! Pages of timelines.

use serde::Deserialize;

use super::payload::{OperationData, PayloadError};
use crate::response::{Actor, CreatedCustomerEvent, CreatedThreadEvent, DateTime};

/// Entries of a customer.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::client) struct TimelineEntriesData {
    timeline_entries: Entries,
}

impl OperationData for TimelineEntriesData {
    type Output = TimelinePage;

    fn into_result(self) -> Result<TimelinePage, PayloadError> {
        Ok(self.timeline_entries.into())
    }
}

/// Entries of a thread, which is null if it does not exist.
#[derive(Deserialize)]
pub(in crate::client) struct ThreadEntriesData {
    // Makes an absent field an error, not null.
    #[serde(deserialize_with = "Option::deserialize")]
    thread: Option<ThreadEntries>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ThreadEntries {
    timeline_entries: Entries,
}

impl OperationData for ThreadEntriesData {
    type Output = TimelinePage;

    fn into_result(self) -> Result<TimelinePage, PayloadError> {
        let page = self.thread.map(|thread| thread.timeline_entries.into());
        Ok(page.unwrap_or_default())
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entries {
    edges: Vec<Edge>,
    page_info: PageInfo,
}

#[derive(Deserialize)]
struct Edge {
    node: Node,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    customer_id: String,
    thread_id: String,
    timestamp: DateTime,
    actor: Actor,
    entry: EntryContent,
}

/// Content of an entry; all fields are `None` if it is not an event of the requested kind.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EntryContent {
    timeline_event_id: Option<String>,
    external_id: Option<String>,
    title: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PageInfo {
    has_previous_page: bool,
    start_cursor: Option<String>,
}

/// Events with external IDs on one page, and the cursor of the page before.
#[derive(Default)]
pub(in crate::client) struct TimelinePage {
    events: Vec<EventEntry>,
    previous: Option<String>,
}

/// Entry of an event that has an external ID.
pub(in crate::client) struct EventEntry {
    id: String,
    external_id: String,
    title: String,
    customer_id: String,
    thread_id: String,
    timestamp: DateTime,
    actor: Actor,
}

impl From<Entries> for TimelinePage {
    fn from(entries: Entries) -> Self {
        let page = entries.page_info;
        Self {
            events: entries
                .edges
                .into_iter()
                .filter_map(|edge| EventEntry::new(edge.node))
                .collect(),
            previous: page.start_cursor.filter(|_| page.has_previous_page),
        }
    }
}

impl TimelinePage {
    /// The event with an external ID, and the cursor of the page before.
    pub(in crate::client) fn find(self, external_id: &str) -> (Option<EventEntry>, Option<String>) {
        let mut events = self.events.into_iter();
        let found = events.find(|event| event.external_id == external_id);
        (found, self.previous)
    }
}

impl EventEntry {
    fn new(node: Node) -> Option<Self> {
        Some(Self {
            id: node.entry.timeline_event_id?,
            external_id: node.entry.external_id?,
            title: node.entry.title?,
            customer_id: node.customer_id,
            thread_id: node.thread_id,
            timestamp: node.timestamp,
            actor: node.actor,
        })
    }

    pub(in crate::client) fn into_customer_event(self) -> CreatedCustomerEvent {
        CreatedCustomerEvent {
            id: self.id,
            external_id: Some(self.external_id),
            customer_id: self.customer_id,
            title: self.title,
            created_at: self.timestamp.clone(),
            created_by: self.actor.clone(),
            updated_at: self.timestamp,
            updated_by: self.actor,
        }
    }

    pub(in crate::client) fn into_thread_event(self) -> CreatedThreadEvent {
        CreatedThreadEvent {
            id: self.id,
            external_id: Some(self.external_id),
            customer_id: self.customer_id,
            thread_id: self.thread_id,
            title: self.title,
            created_at: self.timestamp.clone(),
            created_by: self.actor.clone(),
            updated_at: self.timestamp,
            updated_by: self.actor,
        }
    }
}
