//! The workspace: everything a sandbox holds, in memory.
//!
//! A change is written to the store first, if there is one, and then made here. What cannot be
//! written is not made.

pub(crate) mod change;
pub(crate) mod component;
pub(crate) mod customer;
mod customers;
pub(crate) mod event;
pub(crate) mod events;
pub(crate) mod id;
pub mod seed;
mod seeded;
#[cfg(feature = "sqlite")]
pub(crate) mod sqlite;
pub(crate) mod store;
pub(crate) mod thread;
mod threads;
mod timeline;
pub(crate) mod timeline_entry;
pub(crate) mod user;

use jiff::Timestamp;
use plain_schema::identifier::CUSTOMER_IDENTIFIER;
use serde_json::Value;

use crate::time::timestamp;
use change::{Change, History};
use customer::Customer;
use customers::Customers;
use event::Event;
use events::Events;
use store::{Store, StoreError};
use thread::Thread;
use threads::Threads;
use timeline::Timeline;
use timeline_entry::{Content, Entry};
use user::{MachineUser, User};

/// How many of a customer's events a new thread shows, as
/// <https://www.plain.com/docs/graphql/events> says.
const EVENTS_OF_A_NEW_THREAD: usize = 25;

#[derive(Debug)]
pub(crate) struct Workspace {
    customers: Customers,
    threads: Threads,
    users: Vec<User>,
    machine_users: Vec<MachineUser>,
    events: Events,
    timeline: Timeline,
    max_events: Option<usize>,
    store: Option<Box<dyn Store>>,
}

impl Workspace {
    /// A workspace that keeps so many events, and writes what happens from now on to the store.
    pub(crate) fn new(
        history: History,
        max_events: Option<usize>,
        store: Option<Box<dyn Store>>,
    ) -> Result<Self, StoreError> {
        let mut workspace = Self {
            customers: Customers::default(),
            threads: Threads::default(),
            users: vec![seeded::user(history.created_at)],
            machine_users: vec![seeded::machine_user(history.created_at)],
            events: Events::default(),
            timeline: Timeline::default(),
            max_events,
            store,
        };
        for change in history.changes {
            workspace.apply(change);
        }
        if let Some(pruning) = workspace.pruning(workspace.events.next_number()) {
            workspace.commit(vec![pruning])?;
        }
        Ok(workspace)
    }

    pub(crate) fn customers(&self) -> &[Customer] {
        self.customers.all()
    }

    pub(crate) fn customer(&self, id: &str) -> Option<&Customer> {
        self.customers.by_id(id)
    }

    pub(crate) fn customer_by_email(&self, email: &str) -> Option<&Customer> {
        self.customers.by_email(email)
    }

    pub(crate) fn customer_by_external_id(&self, external_id: &str) -> Option<&Customer> {
        self.customers.by_external_id(external_id)
    }

    /// The customer that an identifier with one field set names.
    pub(crate) fn identified(&self, identifier: &Value) -> Option<&Customer> {
        if let Some(id) = identifier["customerId"].as_str() {
            self.customer(id)
        } else if let Some(email) = identifier["emailAddress"].as_str() {
            self.customer_by_email(email)
        } else {
            self.customer_by_external_id(identifier["externalId"].as_str()?)
        }
    }

    pub(crate) fn add_customer(&mut self, customer: Customer) -> Result<(), StoreError> {
        self.commit(vec![Change::AddCustomer(customer)])
    }

    /// Puts a customer in the place of the one with the same id.
    pub(crate) fn replace_customer(&mut self, customer: Customer) -> Result<(), StoreError> {
        self.commit(vec![Change::ReplaceCustomer(customer)])
    }

    /// In the order of their creation.
    pub(crate) fn threads(&self) -> &[Thread] {
        self.threads.all()
    }

    pub(crate) fn thread(&self, id: &str) -> Option<&Thread> {
        self.threads.by_id(id)
    }

    /// In the order of their creation.
    pub(crate) fn threads_of_customer(&self, customer_id: &str) -> impl Iterator<Item = &Thread> {
        self.threads.of_customer(customer_id)
    }

    pub(crate) fn thread_by_ref(&self, r#ref: &str) -> Option<&Thread> {
        self.threads.by_ref(r#ref)
    }

    pub(crate) fn thread_by_external_id(
        &self,
        customer_id: &str,
        external_id: &str,
    ) -> Option<&Thread> {
        self.threads.by_external_id(customer_id, external_id)
    }

    /// Adds a thread, in which the customer's most recent events stand, and with what it was
    /// created, if anything.
    pub(crate) fn add_thread(
        &mut self,
        thread: Thread,
        components: Option<Value>,
    ) -> Result<(), StoreError> {
        let now = thread.created_at;
        let mut contents: Vec<(Timestamp, Content)> = self
            .most_recent_events(&thread.customer_id)
            .into_iter()
            .map(|(number, event)| content(number, event))
            .collect();
        if let Some(components) = components {
            let title = thread.title.clone();
            contents.push((now, Content::Custom { title, components }));
        }
        let first = self.timeline.next_number();
        let entries = (first..)
            .zip(contents)
            .map(|(number, (timestamp, content))| {
                Change::AddEntry(Entry {
                    id: id::new("t_", now.into()),
                    number,
                    thread_id: thread.id.clone(),
                    customer_id: thread.customer_id.clone(),
                    timestamp,
                    content,
                })
            });
        let entries: Vec<Change> = entries.collect();
        let mut changes = vec![Change::AddThread(thread)];
        changes.extend(entries);
        self.commit(changes)
    }

    pub(crate) fn user(&self, id: &str) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    pub(crate) fn user_by_email(&self, email: &str) -> Option<&User> {
        self.users
            .iter()
            .find(|user| user.email.eq_ignore_ascii_case(email))
    }

    pub(crate) fn machine_user(&self, id: &str) -> Option<&MachineUser> {
        self.machine_users.iter().find(|user| user.id == id)
    }

    pub(crate) fn events(&self) -> &Events {
        &self.events
    }

    /// Whether an event has this external id, or had it before it was pruned.
    pub(crate) fn has_event(&self, external_id: &str) -> bool {
        self.events.is_taken(external_id)
    }

    /// Adds an event: to its thread, or to every thread that its customer has. The oldest ones go
    /// where there are too many.
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
        let (timestamp, content) = content(number, &event);
        let first = self.timeline.next_number();
        let entries = (first..).zip(thread_ids).map(|(number, thread_id)| {
            Change::AddEntry(Entry {
                id: id::new("t_", now.into()),
                number,
                thread_id,
                customer_id: event.customer_id.clone(),
                timestamp,
                content: content.clone(),
            })
        });
        let entries: Vec<Change> = entries.collect();
        let external_id = event.external_id.clone();
        let mut changes = vec![Change::AddEvent { number, event }];
        changes.extend(external_id.map(Change::TakeExternalId));
        changes.extend(entries);
        changes.extend(self.pruning(number + 1));
        self.commit(changes)
    }

    /// They stand in no thread any more, and their external ids are free again.
    pub(crate) fn clear_events(&mut self) -> Result<(), StoreError> {
        self.commit(vec![Change::ClearEvents])
    }

    pub(crate) fn entry(&self, id: &str) -> Option<&Entry> {
        self.timeline.by_id(id)
    }

    pub(crate) fn entries_of_thread(&self, thread_id: &str) -> impl Iterator<Item = &Entry> {
        self.timeline.of_thread(thread_id)
    }

    pub(crate) fn entries_of_customer(&self, customer_id: &str) -> impl Iterator<Item = &Entry> {
        let threads = self.threads.of_customer(customer_id);
        threads.flat_map(|thread| self.timeline.of_thread(&thread.id))
    }

    /// A customer's most recent events and their numbers, from the oldest to the newest.
    fn most_recent_events(&self, customer_id: &str) -> Vec<(usize, &Event)> {
        let mut events: Vec<_> = self.events.of_customer(customer_id).collect();
        events.sort_by_key(|(_, event)| event.created_at);
        events.split_off(events.len().saturating_sub(EVENTS_OF_A_NEW_THREAD))
    }

    /// What takes out the events that are too many when `next` is the number of the next.
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
        match change {
            Change::AddCustomer(customer) => self.customers.add(customer),
            Change::ReplaceCustomer(customer) => self.customers.replace(customer),
            Change::AddThread(thread) => self.threads.add(thread),
            Change::AddEvent { number, event } => self.events.add(number, event),
            Change::TakeExternalId(external_id) => self.events.take(external_id),
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

/// How an event stands in a thread, and when.
fn content(number: usize, event: &Event) -> (Timestamp, Content) {
    let kind = event.kind;
    (
        timestamp::of(event.created_at),
        Content::Event { kind, number },
    )
}

/// What an identifier with one field set says, for an error.
pub(crate) fn said(identifier: &Value) -> String {
    CUSTOMER_IDENTIFIER
        .kinds
        .iter()
        .find_map(|kind| Some((kind.graphql_name, identifier[kind.graphql_name].as_str()?)))
        .map_or_else(String::new, |(name, text)| format!("{name} {text:?}"))
}
