//! Entries of a thread's timeline.

use std::cmp::Ordering;

use jiff::Timestamp;
use plain_schema::EventKind;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::thread_change::{Reply, ThreadChange};

/// The API's `TimelineEntry`.
#[derive(Debug, Clone)]
pub(crate) struct TimelineEntry {
    pub(crate) id: String,
    /// Sequence number, which orders entries with the same timestamp.
    pub(crate) number: usize,
    pub(crate) thread_id: String,
    pub(crate) customer_id: String,
    pub(crate) timestamp: Timestamp,
    pub(crate) content: EntryContent,
}

/// The variants of the API's `Entry` that a sandbox creates.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum EntryContent {
    /// An event, by its number.
    #[serde(skip)]
    Event {
        kind: EventKind,
        number: usize,
    },
    /// The title and the components that a thread was created with.
    Custom {
        title: String,
        components: Value,
    },
    /// A change of the thread. It is boxed, like a reply, because there may be a million entries of events,
    /// which are small.
    Change(Box<ThreadChange>),
    Reply(Box<Reply>),
    /// Id of a note.
    Note(String),
}

impl TimelineEntry {
    /// Orders entries from the oldest to the newest.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        (self.timestamp, self.number).cmp(&(other.timestamp, other.number))
    }
}

impl EntryContent {
    /// The API's `TimelineEntryType`.
    pub(crate) fn entry_type(&self) -> &'static str {
        match self {
            Self::Event { kind, .. } => kind.event().entry_type,
            Self::Custom { .. } => "CUSTOM",
            Self::Change(change) => change.entry_type(),
            Self::Reply(_) => "EMAIL",
            Self::Note(_) => "NOTE",
        }
    }

    /// Whether it is a message, as opposed to an event, a change or a note.
    pub(crate) fn is_message(&self) -> bool {
        matches!(self, Self::Custom { .. } | Self::Reply(_))
    }
}

impl From<ThreadChange> for EntryContent {
    fn from(change: ThreadChange) -> Self {
        Self::Change(Box::new(change))
    }
}

impl From<Reply> for EntryContent {
    fn from(reply: Reply) -> Self {
        Self::Reply(Box::new(reply))
    }
}
