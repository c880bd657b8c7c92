//! A copy of the events that all callers who wait with a condition share.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::workspace::Workspace;
use crate::workspace::event::Event;

/// The copy, which exists while somebody reads it.
#[derive(Debug, Default)]
pub(crate) struct SharedEvents(Mutex<EventCopy>);

#[derive(Debug, Default)]
struct EventCopy {
    readers: usize,
    events: Arc<Vec<Event>>,
    /// Number of the first of the events.
    first: usize,
    /// Number of the next event to copy.
    next: usize,
    /// How many events have been copied.
    copied: usize,
}

/// Reads the copy; the last reader to end releases its memory.
#[derive(Debug)]
pub(crate) struct EventReader<'a> {
    shared: &'a SharedEvents,
    workspace: &'a Mutex<Workspace>,
}

impl<'a> EventReader<'a> {
    pub(crate) fn new(shared: &'a SharedEvents, workspace: &'a Mutex<Workspace>) -> Self {
        shared.copy().readers += 1;
        Self { shared, workspace }
    }

    /// The events as they are now. New ones are copied once for all readers.
    pub(crate) fn read(&self) -> Arc<Vec<Event>> {
        let mut copy = self.shared.copy();
        let (first, next, added) = {
            let workspace = self.workspace.lock();
            let workspace = workspace.unwrap_or_else(PoisonError::into_inner);
            let events = workspace.events();
            let added = events.since(copy.next).map(|(_, event)| Arc::clone(event));
            let added: Vec<Arc<Event>> = added.collect();
            (events.first_number(), events.next_number(), added)
        };
        if (copy.first, copy.next) == (first, next) {
            return Arc::clone(&copy.events);
        }
        copy.copied += added.len();
        let removed = first - copy.first;
        // Copies all of them only if another reader evaluates its condition at this moment.
        let known = Arc::make_mut(&mut copy.events);
        known.drain(..removed.min(known.len()));
        known.extend(added.iter().map(|event| Event::clone(event)));
        (copy.first, copy.next) = (first, next);
        Arc::clone(&copy.events)
    }
}

impl Drop for EventReader<'_> {
    fn drop(&mut self) {
        let mut copy = self.shared.copy();
        copy.readers -= 1;
        if copy.readers == 0 {
            *copy = EventCopy::default();
        }
    }
}

impl SharedEvents {
    fn copy(&self) -> MutexGuard<'_, EventCopy> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::EventReader;
    use crate::state::tests::{add_event, state};

    #[test]
    fn new_events_are_copied_once_for_all_readers() {
        let state = state(Some(5));
        let readers: Vec<_> = (0..40)
            .map(|_| EventReader::new(&state.shared_events, &state.workspace))
            .collect();
        for count in 1..=8 {
            add_event(&state, "t");
            let lists: Vec<_> = readers.iter().map(EventReader::read).collect();
            assert!(lists.iter().all(|list| Arc::ptr_eq(list, &lists[0])));
            assert_eq!(*lists[0], state.events());
            assert_eq!(lists[0].len(), count.min(5));
            assert_eq!(state.shared_events.copy().copied, count);
        }
        state.clear_events().unwrap();
        assert!(readers[0].read().is_empty());
        add_event(&state, "t");
        assert_eq!(*readers[1].read(), state.events());
        drop(readers);
        assert_eq!(state.shared_events.copy().events.capacity(), 0);
    }
}
