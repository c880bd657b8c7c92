//! The workspace: everything that a sandbox holds, in memory.
//!
//! A change is written to the store first, if there is one, and then applied here. If it cannot be
//! written, it is not applied.

pub(crate) mod change;
pub(crate) mod component;
pub(crate) mod customer;
pub(crate) mod event;
pub(crate) mod events;
pub(crate) mod label;
mod mutate;
pub(crate) mod note;
pub mod seed;
#[cfg(feature = "sqlite")]
pub(crate) mod sqlite;
pub(crate) mod status;
pub(crate) mod tenant;
pub(crate) mod thread;
pub(crate) mod thread_change;
pub(crate) mod thread_field_schema;
pub(crate) mod timeline;
pub(crate) mod timeline_entry;
pub(crate) mod user;

use std::time::SystemTime;

use plain_schema::identifier::CUSTOMER_IDENTIFIER;
use serde_json::Value;
use ulid::Ulid;

use change::{Change, History, Store, StoreError};
use customer::{Customer, Customers};
use events::Events;
use label::LabelTypes;
use note::Notes;
use tenant::Tenants;
use thread::Threads;
use thread_field_schema::ThreadFieldSchemas;
use timeline::Timeline;
use timeline_entry::TimelineEntry;
use user::Users;

#[derive(Debug)]
pub(crate) struct Workspace {
    customers: Customers,
    threads: Threads,
    users: Users,
    label_types: LabelTypes,
    tenants: Tenants,
    notes: Notes,
    thread_field_schemas: ThreadFieldSchemas,
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
            label_types: LabelTypes::default(),
            tenants: Tenants::default(),
            notes: Notes::default(),
            thread_field_schemas: ThreadFieldSchemas::default(),
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

    pub(crate) fn label_types(&self) -> &LabelTypes {
        &self.label_types
    }

    pub(crate) fn tenants(&self) -> &Tenants {
        &self.tenants
    }

    pub(crate) fn notes(&self) -> &Notes {
        &self.notes
    }

    pub(crate) fn thread_field_schemas(&self) -> &ThreadFieldSchemas {
        &self.thread_field_schemas
    }

    pub(crate) fn events(&self) -> &Events {
        &self.events
    }

    pub(crate) fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Finds a customer by id, e-mail address or external id.
    pub(crate) fn find_customer(&self, customer: &str) -> Option<&Customer> {
        self.customers
            .by_id(customer)
            .or_else(|| self.customers.by_email(customer))
            .or_else(|| self.customers.by_external_id(customer))
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
            Change::PutThread(thread) => self.threads.put(thread),
            Change::PutLabelType(label_type) => self.label_types.put(label_type),
            Change::PutTenant(tenant) => self.tenants.put(tenant),
            Change::SetMemberships {
                customer_id,
                memberships,
            } => self.tenants.set_memberships(customer_id, memberships),
            Change::AddNote(note) => self.notes.add(note),
            Change::AddThreadFieldSchema(schema) => self.thread_field_schemas.add(schema),
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
