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
}

impl Notes {
    pub(crate) fn by_id(&self, id: &str) -> Option<&Note> {
        self.list.get(*self.by_id.get(id)?)
    }

    /// The notes of a customer that belong to no thread, in order of creation.
    pub(crate) fn of_customer(&self, customer_id: &str) -> impl Iterator<Item = &Note> {
        self.list
            .iter()
            .filter(move |note| note.customer_id == customer_id && note.thread_id.is_none())
    }

    pub(super) fn add(&mut self, note: Note) {
        self.by_id.insert(note.id.clone(), self.list.len());
        self.list.push(note);
    }
}
