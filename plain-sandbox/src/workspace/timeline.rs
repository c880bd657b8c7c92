//! Timelines of the threads.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::events::TimeKey;
use super::timeline_entry::{EntryContent, TimelineEntry};

/// The timeline entries of a workspace, indexed by id, thread and event.
#[derive(Debug, Default)]
pub(crate) struct Timeline {
    by_number: BTreeMap<usize, TimelineEntry>,
    by_id: HashMap<String, usize>,
    of_thread: HashMap<String, BTreeSet<TimeKey>>,
    /// The keys are numbers of events.
    of_event: HashMap<usize, Vec<usize>>,
}

impl Timeline {
    pub(crate) fn by_id(&self, id: &str) -> Option<&TimelineEntry> {
        self.by_number.get(self.by_id.get(id)?)
    }

    pub(crate) fn by_number(&self, number: usize) -> Option<&TimelineEntry> {
        self.by_number.get(&number)
    }

    /// The entries of a thread by time, the oldest first.
    pub(crate) fn of_thread(&self, thread_id: &str) -> impl Iterator<Item = &TimelineEntry> {
        let keys = self.of_thread.get(thread_id).into_iter().flatten();
        keys.filter_map(|(_, number)| self.by_number.get(number))
    }

    /// The positions of a thread's entries; `None` if there are none.
    pub(crate) fn times_of_thread(&self, thread_id: &str) -> Option<&BTreeSet<TimeKey>> {
        self.of_thread.get(thread_id)
    }

    pub(crate) fn add(&mut self, entry: TimelineEntry) {
        let number = entry.number;
        self.by_id.insert(entry.id.clone(), number);
        self.of_thread
            .entry(entry.thread_id.clone())
            .or_default()
            .insert((entry.timestamp, number));
        if let EntryContent::Event { number: event, .. } = entry.content {
            self.of_event.entry(event).or_default().push(number);
        }
        self.by_number.insert(number, entry);
    }

    /// Number of the next entry.
    pub(crate) fn next_number(&self) -> usize {
        let last = self.by_number.last_key_value();
        last.map_or(0, |(number, _)| number + 1)
    }

    /// Removes the entries of an event.
    pub(crate) fn remove_event(&mut self, event: usize) {
        for number in self.of_event.remove(&event).unwrap_or_default() {
            let Some(entry) = self.by_number.remove(&number) else {
                continue;
            };
            self.by_id.remove(&entry.id);
            if let Some(numbers) = self.of_thread.get_mut(&entry.thread_id) {
                numbers.remove(&(entry.timestamp, number));
            }
        }
    }

    /// Removes the entries of all events.
    pub(crate) fn clear_events(&mut self) {
        let events: Vec<usize> = self.of_event.keys().copied().collect();
        for event in events {
            self.remove_event(event);
        }
    }
}
