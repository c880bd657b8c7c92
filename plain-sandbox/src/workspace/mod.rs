//! The workspace: everything that a sandbox holds, in memory.
//!
//! A change is written to the store first, if there is one, and then applied here. If it cannot be
//! written, it is not applied.

pub(crate) mod change;
pub(crate) mod component;
pub(crate) mod customer;
pub(crate) mod event;
pub(crate) mod events;
pub mod seed;
#[cfg(feature = "sqlite")]
pub(crate) mod sqlite;
pub(crate) mod thread;
pub(crate) mod timeline;
pub(crate) mod timeline_entry;
pub(crate) mod user;

use std::time::SystemTime;

use jiff::Timestamp;
use plain_schema::EventKind;
use plain_schema::identifier::CUSTOMER_IDENTIFIER;
use serde_json::Value;
use ulid::Ulid;

use crate::time::timestamp;
use change::{Change, History, Store, StoreError};
use customer::{Customer, Customers};
use event::Event;
use events::Events;
use thread::{Thread, Threads};
use timeline::Timeline;
use timeline_entry::{EntryContent, TimelineEntry};
use user::Users;

/// Number of the customer's events that a new thread shows, as documented at
/// <https://www.plain.com/docs/graphql/events>.
const EVENTS_IN_NEW_THREAD: usize = 25;

#[derive(Debug)]
pub(crate) struct Workspace {
    customers: Customers,
    threads: Threads,
    users: Users,
    events: Events,
    timeline: Timeline,
    max_events: Option<usize>,
    store: Option<Box<dyn Store>>,
    /// How often it has changed.
    revision: u64,
}

impl Workspace {
    /// Restores a workspace. It keeps at most `max_events` and writes later changes to the store.
    pub(crate) fn new(
        history: History,
        max_events: Option<usize>,
        store: Option<Box<dyn Store>>,
    ) -> Result<Self, StoreError> {
        let mut workspace = Self {
            customers: Customers::default(),
            threads: Threads::default(),
            users: seed::users(history.created_at),
            events: Events::default(),
            timeline: Timeline::default(),
            max_events,
            store,
            revision: 0,
        };
        for change in history.changes {
            workspace.apply(change);
        }
        if let Some(pruning) = workspace.pruning(workspace.events.next_number()) {
            workspace.commit(vec![pruning])?;
        }
        Ok(workspace)
    }

    /// Differs between two states of the workspace.
    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    pub(crate) fn customers(&self) -> &Customers {
        &self.customers
    }

    pub(crate) fn threads(&self) -> &Threads {
        &self.threads
    }

    pub(crate) fn users(&self) -> &Users {
        &self.users
    }

    pub(crate) fn events(&self) -> &Events {
        &self.events
    }

    pub(crate) fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Finds a customer by a `CustomerIdentifierInput` with one field set.
    pub(crate) fn customer_by_identifier(&self, identifier: &Value) -> Option<&Customer> {
        if let Some(id) = identifier["customerId"].as_str() {
            self.customers.by_id(id)
        } else if let Some(email) = identifier["emailAddress"].as_str() {
            self.customers.by_email(email)
        } else {
            let external_id = identifier["externalId"].as_str()?;
            self.customers.by_external_id(external_id)
        }
    }

    /// Entries of all threads of a customer.
    pub(crate) fn entries_of_customer(
        &self,
        customer_id: &str,
    ) -> impl Iterator<Item = &TimelineEntry> {
        let threads = self.threads.of_customer(customer_id);
        threads.flat_map(|thread| self.timeline.of_thread(&thread.id))
    }

    pub(crate) fn add_customer(&mut self, customer: Customer) -> Result<(), StoreError> {
        self.commit(vec![Change::AddCustomer(customer)])
    }

    /// Replaces the customer with the same id.
    pub(crate) fn replace_customer(&mut self, customer: Customer) -> Result<(), StoreError> {
        self.commit(vec![Change::ReplaceCustomer(customer)])
    }

    /// Adds a thread. Its timeline shows the customer's most recent events and the components it was
    /// created with, if any.
    pub(crate) fn add_thread(
        &mut self,
        thread: Thread,
        components: Option<Value>,
    ) -> Result<(), StoreError> {
        let now = thread.created_at;
        let mut contents: Vec<(Timestamp, EntryContent)> = self
            .latest_events(&thread.customer_id)
            .into_iter()
            .map(|(number, event)| event_entry(number, event))
            .collect();
        if let Some(components) = components {
            let title = thread.title.clone();
            contents.push((now, EntryContent::Custom { title, components }));
        }
        let first = self.timeline.next_number();
        let entries: Vec<Change> = (first..)
            .zip(contents)
            .map(|(number, (timestamp, content))| {
                Change::AddEntry(TimelineEntry {
                    id: new_id("t_", now.into()),
                    number,
                    thread_id: thread.id.clone(),
                    customer_id: thread.customer_id.clone(),
                    timestamp,
                    content,
                })
            })
            .collect();
        let mut changes = vec![Change::AddThread(thread)];
        changes.extend(entries);
        self.commit(changes)
    }

    /// Adds an event to its thread, or to every thread of its customer. Prunes the oldest events if
    /// there are too many.
    pub(crate) fn add_event(&mut self, event: Event) -> Result<(), StoreError> {
        let now = timestamp::of(event.updated_at);
        let thread_ids: Vec<String> = match &event.thread_id {
            Some(thread_id) => vec![thread_id.clone()],
            None => self
                .threads
                .of_customer(&event.customer_id)
                .map(|thread| thread.id.clone())
                .collect(),
        };
        let number = self.events.next_number();
        let (timestamp, content) = event_entry(number, &event);
        let first = self.timeline.next_number();
        let entries: Vec<Change> = (first..)
            .zip(thread_ids)
            .map(|(number, thread_id)| {
                Change::AddEntry(TimelineEntry {
                    id: new_id("t_", now.into()),
                    number,
                    thread_id,
                    customer_id: event.customer_id.clone(),
                    timestamp,
                    content: content.clone(),
                })
            })
            .collect();
        let external_id = event.external_id.clone();
        let mut changes = vec![Change::AddEvent { number, event }];
        changes.extend(external_id.map(Change::ReserveExternalId));
        changes.extend(entries);
        changes.extend(self.pruning(number + 1));
        self.commit(changes)
    }

    /// Removes all events from the workspace and its threads, and releases their external ids.
    pub(crate) fn clear_events(&mut self) -> Result<(), StoreError> {
        self.commit(vec![Change::ClearEvents])
    }

    /// A customer's latest events and their numbers, from the oldest to the newest. Events of threads are
    /// not among them.
    fn latest_events(&self, customer_id: &str) -> Vec<(usize, &Event)> {
        let events = self.events.of_customer(customer_id).rev();
        let mut latest: Vec<_> = events
            .filter_map(|(_, number)| Some((number, self.events.by_number(number)?)))
            .filter(|(_, event)| event.kind == EventKind::CustomerEvent)
            .take(EVENTS_IN_NEW_THREAD)
            .collect();
        latest.reverse();
        latest
    }

    /// The change that removes the events beyond `max_events`, where `next` is the number of the next
    /// event.
    fn pruning(&self, next: usize) -> Option<Change> {
        let before = next.saturating_sub(self.max_events?);
        (before > 0).then_some(Change::PruneEvents { before })
    }

    fn commit(&mut self, changes: Vec<Change>) -> Result<(), StoreError> {
        if let Some(store) = &mut self.store {
            store.write(&changes)?;
        }
        for change in changes {
            self.apply(change);
        }
        Ok(())
    }

    fn apply(&mut self, change: Change) {
        self.revision += 1;
        match change {
            Change::AddCustomer(customer) => self.customers.add(customer),
            Change::ReplaceCustomer(customer) => self.customers.replace(customer),
            Change::AddThread(thread) => self.threads.add(thread),
            Change::AddEvent { number, event } => self.events.add(number, event),
            Change::ReserveExternalId(external_id) => self.events.reserve(external_id),
            Change::AddEntry(entry) => self.timeline.add(entry),
            Change::PruneEvents { before } => {
                for number in self.events.prune(before) {
                    self.timeline.remove_event(number);
                }
            }
            Change::ClearEvents => {
                self.events.clear();
                self.timeline.clear_events();
            }
        }
    }
}

/// Timestamp and content of an event's timeline entries.
fn event_entry(number: usize, event: &Event) -> (Timestamp, EntryContent) {
    let kind = event.kind;
    (
        timestamp::of(event.created_at),
        EntryContent::Event { kind, number },
    )
}

/// Describes a customer identifier with one field set, such as `externalId "1"`.
pub(crate) fn describe_identifier(identifier: &Value) -> String {
    CUSTOMER_IDENTIFIER
        .kinds
        .iter()
        .find_map(|kind| Some((kind.graphql_name, identifier[kind.graphql_name].as_str()?)))
        .map_or_else(String::new, |(name, text)| format!("{name} {text:?}"))
}

/// A new id in Plain's format: a prefix for the type, such as `tev_`, and a ULID.
pub(crate) fn new_id(prefix: &str, now: SystemTime) -> String {
    format!("{prefix}{}", Ulid::from_datetime(now))
}
