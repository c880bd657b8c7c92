//! What stands in the threads.

use std::collections::HashMap;

use crate::entry::{Content, Entry};

/// Where an entry stands in the list.
type Place = usize;

#[derive(Debug, Default)]
pub(crate) struct Timeline {
    list: Vec<Entry>,
    by_id: HashMap<String, Place>,
    by_thread: HashMap<String, Vec<Place>>,
}

impl Timeline {
    pub(crate) fn by_id(&self, id: &str) -> Option<&Entry> {
        self.list.get(*self.by_id.get(id)?)
    }

    /// In the order in which they were added.
    pub(crate) fn of_thread(&self, thread_id: &str) -> impl Iterator<Item = &Entry> {
        let places = self.by_thread.get(thread_id).into_iter().flatten();
        places.filter_map(|place| self.list.get(*place))
    }

    pub(crate) fn add(&mut self, entry: Entry) {
        let place = self.list.len();
        self.by_id.insert(entry.id.clone(), place);
        self.by_thread
            .entry(entry.thread_id.clone())
            .or_default()
            .push(place);
        self.list.push(entry);
    }

    /// The number of the entry that is added next.
    pub(crate) fn next_number(&self) -> usize {
        self.list.last().map_or(0, |last| last.number + 1)
    }

    /// Takes out the entries that are events.
    pub(crate) fn clear_events(&mut self) {
        let all = std::mem::take(self);
        let is_event = |entry: &Entry| matches!(entry.content, Content::Event { .. });
        for entry in all.list.into_iter().filter(|entry| !is_event(entry)) {
            self.add(entry);
        }
    }
}
