//! What happens in a workspace.

use jiff::Timestamp;

use super::customer::Customer;
use super::event::Event;
use super::thread::Thread;
use super::timeline_entry::Entry;

/// A change of a workspace. It is written down before it is made.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    AddCustomer(Customer),
    /// Puts a customer in the place of the one with the same id.
    ReplaceCustomer(Customer),
    AddThread(Thread),
    AddEvent {
        /// Events are counted in the order in which they are sent.
        number: usize,
        event: Event,
    },
    /// No event that is added later may have it, also when the one that has it is pruned.
    TakeExternalId(String),
    AddEntry(Entry),
    /// Takes out the events with a lower number, and their entries.
    PruneEvents {
        before: usize,
    },
    /// Takes out the events and their entries, and frees their external ids.
    ClearEvents,
}

/// A workspace as the changes that lead to it.
#[derive(Debug)]
pub(crate) struct History {
    /// When the workspace was created.
    pub(crate) created_at: Timestamp,
    pub(crate) changes: Vec<Change>,
}
