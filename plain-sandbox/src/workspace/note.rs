//! Notes, which only the team sees.

use std::collections::HashMap;

use jiff::Timestamp;

#[derive(Debug, Clone)]
pub(crate) struct Note {
    pub(crate) id: String,
    pub(crate) customer_id: String,
    /// Without a thread, the note appears in all threads of the customer.
    pub(crate) thread_id: Option<String>,
    pub(crate) text: String,
    pub(crate) markdown: Option<String>,
    pub(crate) created_at: Timestamp,
}

/// The notes of a workspace.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    list: Vec<Note>,
    by_id: HashMap<String, usize>,
    /// Notes without a thread by the id of their customer.
    of_customer: HashMap<String, Vec<usize>>,
}

impl Notes {
    pub(crate) fn by_id(&self, id: &str) -> Option<&Note> {
        self.list.get(*self.by_id.get(id)?)
    }

    /// The notes of a customer that belong to no thread, in order of creation.
    pub(crate) fn of_customer(&self, customer_id: &str) -> impl Iterator<Item = &Note> {
        let indexes = self.of_customer.get(customer_id).into_iter().flatten();
        indexes.filter_map(|index| self.list.get(*index))
    }

    pub(super) fn add(&mut self, note: Note) {
        let index = self.list.len();
        self.by_id.insert(note.id.clone(), index);
        if note.thread_id.is_none() {
            let of_customer = self.of_customer.entry(note.customer_id.clone());
            of_customer.or_default().push(index);
        }
        self.list.push(note);
    }
}
