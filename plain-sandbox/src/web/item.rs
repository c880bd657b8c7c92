//! The entries of a timeline, as records of the workspace.

use std::collections::BTreeSet;
use std::ops::Bound;

use jiff::Timestamp;
use serde_json::Value;

use super::describe::change_text;
use super::search::{Search, SearchFields};
use crate::time::timestamp;
use crate::workspace::Workspace;
use crate::workspace::event::Event;
use crate::workspace::events::TimeKey;
use crate::workspace::note::Note;
use crate::workspace::thread_change::{Reply, ThreadChange};
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
    Change(&'a ThreadChange),
    Reply(&'a Reply),
    Note(&'a Note),
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

    /// Position in the timeline.
    pub(super) fn key(&self) -> TimeKey {
        (self.at, self.number)
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
            ItemContent::Change(change) => {
                let phrases = change_text(workspace, change).into_iter();
                phrases.fold(fields, |fields, phrase| fields.text(phrase.text()))
            }
            ItemContent::Reply(reply) => fields.text(&reply.text),
            ItemContent::Note(note) => fields.text(&note.text),
        })
    }
}

/// Positions of the items of a timeline by time, the oldest first; `None` if there are none.
fn keys<'a>(workspace: &'a Workspace, scope: &Scope) -> Option<&'a BTreeSet<TimeKey>> {
    match scope {
        Scope::All => Some(workspace.events().by_time()),
        Scope::Customer(id) => workspace.events().times_of_customer(id),
        Scope::Thread(id) => workspace.timeline().times_of_thread(id),
    }
}

/// Number of items of a timeline.
pub(super) fn count(workspace: &Workspace, scope: &Scope) -> usize {
    keys(workspace, scope).map_or(0, BTreeSet::len)
}

/// The items of a timeline before a position, or all of them, the newest first.
pub(super) fn items_before<'a>(
    workspace: &'a Workspace,
    scope: &Scope,
    before: Option<TimeKey>,
) -> impl Iterator<Item = TimelineItem<'a>> {
    let end = before.map_or(Bound::Unbounded, Bound::Excluded);
    let keys = keys(workspace, scope).into_iter();
    let keys = keys.flat_map(move |keys| keys.range((Bound::Unbounded, end)).rev());
    let is_thread = matches!(scope, Scope::Thread(_));
    keys.filter_map(move |(_, number)| item(workspace, is_thread, *number))
}

/// Position of the item with an id; `None` if the timeline does not have it.
pub(super) fn key_of(workspace: &Workspace, scope: &Scope, id: &str) -> Option<TimeKey> {
    let key = match scope {
        Scope::Thread(_) => {
            let entry = workspace.timeline().by_id(id)?;
            (entry.timestamp, entry.number)
        }
        Scope::All | Scope::Customer(_) => {
            let (number, event) = workspace.events().by_id(id)?;
            (timestamp::of(event.created_at), number)
        }
    };
    keys(workspace, scope)?.get(&key).copied()
}

/// The item at a position.
pub(super) fn item_at<'a>(
    workspace: &'a Workspace,
    scope: &Scope,
    (_, number): TimeKey,
) -> Option<TimelineItem<'a>> {
    item(workspace, matches!(scope, Scope::Thread(_)), number)
}

/// The item with the number of an event or, in a thread, of an entry.
fn item(workspace: &Workspace, is_thread: bool, number: usize) -> Option<TimelineItem<'_>> {
    let events = workspace.events();
    if !is_thread {
        return Some(TimelineItem::from_event(number, events.by_number(number)?));
    }
    let entry = workspace.timeline().by_number(number)?;
    let content = match &entry.content {
        EntryContent::Event { number, .. } => ItemContent::Event(events.by_number(*number)?),
        EntryContent::Custom { title, components } => ItemContent::Thread { title, components },
        EntryContent::Change(change) => ItemContent::Change(change),
        EntryContent::Reply(reply) => ItemContent::Reply(reply),
        EntryContent::Note(id) => ItemContent::Note(workspace.notes().by_id(id)?),
    };
    Some(TimelineItem {
        id: &entry.id,
        at: entry.timestamp,
        number: entry.number,
        content,
    })
}
