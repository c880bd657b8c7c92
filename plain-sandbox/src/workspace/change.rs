//! Changes of a workspace and the store that persists them.

use std::error::Error;
use std::fmt;

use jiff::Timestamp;

use super::customer::Customer;
use super::event::Event;
use super::label::LabelType;
use super::note::Note;
use super::tenant::{Membership, Tenant};
use super::thread::Thread;
use super::thread_field_schema::ThreadFieldSchema;
use super::timeline_entry::TimelineEntry;

/// A change of a workspace. It is written to the store before it is applied.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    AddCustomer(Customer),
    /// Replaces the customer with the same id.
    ReplaceCustomer(Customer),
    /// Adds a thread, or replaces the one with the same id.
    PutThread(Thread),
    /// Adds a label type, or replaces the one with the same id.
    PutLabelType(LabelType),
    /// Adds a tenant, or replaces the one with the same id.
    PutTenant(Tenant),
    /// Replaces the memberships of a customer.
    SetMemberships {
        customer_id: String,
        memberships: Vec<Membership>,
    },
    AddNote(Note),
    AddThreadFieldSchema(ThreadFieldSchema),
    AddEvent {
        /// Sequence number, in the order in which events are sent.
        number: usize,
        event: Event,
    },
    /// Reserves an external id, which stays reserved when its event is pruned.
    ReserveExternalId(String),
    AddEntry(TimelineEntry),
    /// Removes the events with a lower number and their timeline entries.
    PruneEvents {
        before: usize,
    },
    /// Removes all events and their timeline entries, and releases their external ids.
    ClearEvents,
}

/// A workspace as the changes that led to it.
#[derive(Debug)]
pub(crate) struct History {
    /// Creation time of the workspace.
    pub(crate) created_at: Timestamp,
    pub(crate) changes: Vec<Change>,
}

/// Error of a store, for display.
pub(crate) type StoreError = Box<dyn Error + Send + Sync>;

/// Persistent storage of a workspace.
pub(crate) trait Store: fmt::Debug + Send {
    /// Writes all of the changes durably, or none of them.
    fn write(&mut self, changes: &[Change]) -> Result<(), StoreError>;
}
