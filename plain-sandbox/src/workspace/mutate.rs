//! Changes of a workspace with the timeline entries that they cause.

use jiff::Timestamp;
use plain_schema::EventKind;
use serde_json::Value;

use super::change::{Change, StoreError};
use super::customer::Customer;
use super::event::Event;
use super::label::LabelType;
use super::note::Note;
use super::tenant::{Membership, Tenant};
use super::thread::Thread;
use super::thread_field_schema::ThreadFieldSchema;
use super::timeline_entry::{EntryContent, TimelineEntry};
use super::{Workspace, new_id};
use crate::time::timestamp;

/// Number of the customer's events that a new thread shows, as documented at
/// <https://www.plain.com/docs/graphql/events>.
const EVENTS_IN_NEW_THREAD: usize = 25;

impl Workspace {
    pub(crate) fn add_customer(&mut self, customer: Customer) -> Result<(), StoreError> {
        self.commit(vec![Change::AddCustomer(customer)])
    }

    /// Replaces the customer with the same id.
    pub(crate) fn replace_customer(&mut self, customer: Customer) -> Result<(), StoreError> {
        self.commit(vec![Change::ReplaceCustomer(customer)])
    }

    /// Adds a label type, or replaces the one with the same id.
    pub(crate) fn put_label_type(&mut self, label_type: LabelType) -> Result<(), StoreError> {
        self.commit(vec![Change::PutLabelType(label_type)])
    }

    /// Adds a tenant, or replaces the one with the same id.
    pub(crate) fn put_tenant(&mut self, tenant: Tenant) -> Result<(), StoreError> {
        self.commit(vec![Change::PutTenant(tenant)])
    }

    /// Replaces the memberships of a customer.
    pub(crate) fn set_memberships(
        &mut self,
        customer_id: String,
        memberships: Vec<Membership>,
    ) -> Result<(), StoreError> {
        self.commit(vec![Change::SetMemberships {
            customer_id,
            memberships,
        }])
    }

    pub(crate) fn add_thread_field_schema(
        &mut self,
        schema: ThreadFieldSchema,
    ) -> Result<(), StoreError> {
        self.commit(vec![Change::AddThreadFieldSchema(schema)])
    }

    /// Adds a note to its thread, or to every thread of its customer.
    pub(crate) fn add_note(&mut self, note: Note) -> Result<(), StoreError> {
        let now = note.created_at;
        let content = EntryContent::Note(note.id.clone());
        let contents = self
            .threads_of(&note.customer_id, note.thread_id.as_deref())
            .into_iter()
            .map(|thread| (thread, now, content.clone()))
            .collect();
        let entries = self.entries(now, contents);
        let mut changes = vec![Change::AddNote(note)];
        changes.extend(entries);
        self.commit(changes)
    }

    /// Replaces the thread with the same id, and adds entries to its timeline.
    pub(crate) fn replace_thread(
        &mut self,
        thread: Thread,
        contents: Vec<EntryContent>,
    ) -> Result<(), StoreError> {
        let now = thread.updated_at;
        let contents = contents
            .into_iter()
            .map(|content| (&thread, now, content))
            .collect();
        let entries = self.entries(now, contents);
        let mut changes = vec![Change::PutThread(thread)];
        changes.extend(entries);
        self.commit(changes)
    }

    /// Adds a thread. Its timeline shows the customer's most recent events, the notes of the customer, and
    /// the components it was created with, if any.
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
        let notes = self.notes.of_customer(&thread.customer_id);
        contents.extend(notes.map(|it| (it.created_at, EntryContent::Note(it.id.clone()))));
        if let Some(components) = components {
            let title = thread.title.clone();
            contents.push((now, EntryContent::Custom { title, components }));
        }
        let contents = contents
            .into_iter()
            .map(|(timestamp, content)| (&thread, timestamp, content))
            .collect();
        let entries = self.entries(now, contents);
        let mut changes = vec![Change::PutThread(thread)];
        changes.extend(entries);
        self.commit(changes)
    }

    /// Adds an event to its thread, or to every thread of its customer. Prunes the oldest events if
    /// there are too many.
    pub(crate) fn add_event(&mut self, event: Event) -> Result<(), StoreError> {
        let now = timestamp::of(event.updated_at);
        let number = self.events.next_number();
        let (timestamp, content) = event_entry(number, &event);
        let contents = self
            .threads_of(&event.customer_id, event.thread_id.as_deref())
            .into_iter()
            .map(|thread| (thread, timestamp, content.clone()))
            .collect();
        let entries = self.entries(now, contents);
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

    /// The threads that show an event or a note: the given one, or all of the customer.
    fn threads_of(&self, customer_id: &str, thread_id: Option<&str>) -> Vec<&Thread> {
        match thread_id {
            Some(id) => self.threads.by_id(id).into_iter().collect(),
            None => self.threads.of_customer(customer_id).collect(),
        }
    }

    /// The changes that add entries to the timelines of threads.
    fn entries(
        &self,
        now: Timestamp,
        contents: Vec<(&Thread, Timestamp, EntryContent)>,
    ) -> Vec<Change> {
        (self.timeline.next_number()..)
            .zip(contents)
            .map(|(number, (thread, timestamp, content))| {
                Change::AddEntry(TimelineEntry {
                    id: new_id("t_", now.into()),
                    number,
                    thread_id: thread.id.clone(),
                    customer_id: thread.customer_id.clone(),
                    timestamp,
                    content,
                })
            })
            .collect()
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
    pub(super) fn pruning(&self, next: usize) -> Option<Change> {
        let before = next.saturating_sub(self.max_events?);
        (before > 0).then_some(Change::PruneEvents { before })
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
