//! The entries of a timeline, as records of the workspace.

use jiff::Timestamp;
use serde_json::Value;

use super::search::{Search, SearchFields};
use crate::time::timestamp;
use crate::workspace::Workspace;
use crate::workspace::event::Event;
use crate::workspace::timeline_entry::EntryContent;

/// The subject of a timeline.
#[derive(Debug)]
pub(super) enum Scope {
    All,
    /// Id of a customer.
    Customer(String),
    /// Id of a thread.
    Thread(String),
}

impl Scope {
    pub(super) fn path(&self) -> String {
        match self {
            Self::All => "/".to_owned(),
            Self::Customer(id) => format!("/customers/{id}"),
            Self::Thread(id) => format!("/threads/{id}"),
        }
    }

    pub(super) fn noun(&self) -> &'static str {
        match self {
            Self::All => "event",
            Self::Customer(_) => "customer",
            Self::Thread(_) => "thread",
        }
    }
}

/// An entry of a timeline.
#[derive(Debug)]
pub(super) struct TimelineItem<'a> {
    pub(super) id: &'a str,
    pub(super) at: Timestamp,
    /// Sequence number, which orders items with the same timestamp.
    pub(super) number: usize,
    pub(super) content: ItemContent<'a>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum ItemContent<'a> {
    Event(&'a Event),
    /// The title and components that a thread was created with.
    Thread {
        title: &'a str,
        components: &'a Value,
    },
}

impl<'a> TimelineItem<'a> {
    pub(super) fn from_event(number: usize, event: &'a Event) -> Self {
        Self {
            id: &event.id,
            at: timestamp::of(event.created_at),
            number,
            content: ItemContent::Event(event),
        }
    }

    pub(super) fn matches(&self, workspace: &Workspace, search: &Search) -> bool {
        let fields = SearchFields::default();
        search.matches(&match self.content {
            ItemContent::Event(event) => {
                let fields = fields.event(event);
                match workspace.customers().by_id(&event.customer_id) {
                    Some(customer) => fields.customer(customer),
                    None => fields,
                }
            }
            ItemContent::Thread { title, components } => fields.text(title).json(components),
        })
    }
}

/// The items of a timeline, unordered.
pub(super) fn items<'a>(workspace: &'a Workspace, scope: &Scope) -> Vec<TimelineItem<'a>> {
    let events = workspace.events();
    let all = events
        .iter()
        .enumerate()
        .map(|(number, event)| (event, TimelineItem::from_event(number, event)));
    match scope {
        Scope::All => all.map(|(_, item)| item).collect(),
        Scope::Customer(id) => all
            .filter(|(event, _)| &event.customer_id == id)
            .map(|(_, item)| item)
            .collect(),
        Scope::Thread(id) => workspace
            .timeline()
            .of_thread(id)
            .filter_map(|entry| {
                let content = match &entry.content {
                    EntryContent::Event { number, .. } => {
                        ItemContent::Event(events.by_number(*number)?)
                    }
                    EntryContent::Custom { title, components } => {
                        ItemContent::Thread { title, components }
                    }
                };
                Some(TimelineItem {
                    id: &entry.id,
                    at: entry.timestamp,
                    number: entry.number,
                    content,
                })
            })
            .collect(),
    }
}
