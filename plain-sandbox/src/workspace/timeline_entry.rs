//! Entries: what stands in a thread.

use std::cmp::Ordering;

use jiff::Timestamp;
use plain_schema::{Context, EventKind};
use serde_json::{Value, json};

use super::component;
use super::event::Event;
use super::events::Events;
use crate::graphql::actor;
use crate::time::timestamp;

/// The API's `TimelineEntry`.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) id: String,
    /// In the order in which entries were made: of two that happened at once, the lower is first.
    pub(crate) number: usize,
    pub(crate) thread_id: String,
    pub(crate) customer_id: String,
    pub(crate) timestamp: Timestamp,
    pub(crate) content: Content,
}

/// The API's `Entry`, of which a sandbox makes these.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// The event, by its number.
    Event { kind: EventKind, number: usize },
    /// What a thread was created with: its title, and the components as they were sent.
    Custom { title: String, components: Value },
}

impl Entry {
    /// From the oldest to the newest.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        (self.timestamp, self.number).cmp(&(other.timestamp, other.number))
    }

    pub(crate) fn graphql(&self, events: &Events) -> Value {
        json!({
            "__typename": "TimelineEntry",
            "id": self.id,
            "customerId": self.customer_id,
            "threadId": self.thread_id,
            "timestamp": timestamp::graphql(self.timestamp),
            "entry": self.content.graphql(events),
            "actor": actor::machine_user(),
        })
    }
}

impl Content {
    /// The API's `TimelineEntryType`.
    pub(crate) fn entry_type(&self) -> &'static str {
        match self {
            Self::Event { kind, .. } => kind.event().entry_type,
            Self::Custom { .. } => "CUSTOM",
        }
    }

    /// Whether it is a message, rather than something that happened.
    pub(crate) fn is_message(&self) -> bool {
        matches!(self, Self::Custom { .. })
    }

    fn graphql(&self, events: &Events) -> Value {
        match self {
            Self::Event { number, .. } => events.by_number(*number).map_or(Value::Null, event),
            Self::Custom { title, components } => json!({
                "__typename": "CustomEntry",
                "title": title,
                "components": component::list(Context::Event, components),
            }),
        }
    }
}

fn event(event: &Event) -> Value {
    json!({
        "__typename": event.kind.event().entry,
        "timelineEventId": event.id,
        "title": event.title,
        "components": component::list(Context::Event, &event.input["components"]),
        "customerId": event.customer_id,
        "externalId": event.external_id,
        "isCollapsed": event.is_collapsed,
    })
}
