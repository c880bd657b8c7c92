//! Counts events for one that waits for them.

use std::collections::VecDeque;

use crate::workspace::event::EventFilter;
use crate::workspace::events::Events;

/// Counts the matching events for one that waits for them.
///
/// It looks at each event once and copies none: it keeps the numbers of the matching events, of which
/// there are fewer than it waits for.
#[derive(Debug)]
pub(crate) struct EventCounter<'a> {
    filter: &'a EventFilter,
    matching: VecDeque<usize>,
    /// Number of the first event to look at.
    next: usize,
    /// How many events it has looked at.
    examined: usize,
}

impl<'a> EventCounter<'a> {
    pub(crate) fn new(filter: &'a EventFilter) -> Self {
        Self {
            filter,
            matching: VecDeque::new(),
            next: 0,
            examined: 0,
        }
    }

    /// Whether at least `count` of the events match, after a look at the new ones.
    pub(crate) fn reaches(&mut self, count: usize, events: &Events) -> bool {
        if *self.filter == EventFilter::default() {
            return events.len() >= count;
        }
        let first = events.first_number();
        while self.matching.front().is_some_and(|number| *number < first) {
            self.matching.pop_front();
        }
        if self.next == 0 && self.filter.external_id.is_some() {
            // The index has the event, if there is one.
            self.next = events.next_number();
            let found = events.matching(self.filter);
            let numbers = found.iter().filter_map(|event| events.by_id(&event.id));
            self.matching.extend(numbers.map(|(number, _)| number));
        }
        for (number, event) in events.since(self.next) {
            if self.matching.len() >= count {
                break;
            }
            self.next = number + 1;
            self.examined += 1;
            if self.filter.matches(event) {
                self.matching.push_back(number);
            }
        }
        self.matching.len() >= count
    }
}

#[cfg(test)]
mod tests {
    use super::EventCounter;
    use crate::state::State;
    use crate::state::tests::{add_event, state};
    use crate::workspace::event::EventFilter;

    fn titled(title: &str) -> EventFilter {
        EventFilter {
            title: Some(title.to_owned()),
            ..EventFilter::default()
        }
    }

    fn reaches(counter: &mut EventCounter<'_>, count: usize, state: &State) -> bool {
        counter.reaches(count, state.workspace().events())
    }

    #[test]
    fn each_event_is_examined_once() {
        let state = state(None);
        let filter = titled("b");
        let mut counter = EventCounter::new(&filter);
        for index in 1..=1_000 {
            add_event(&state, "a");
            assert!(!reaches(&mut counter, 2, &state));
            assert_eq!(counter.examined, index);
        }
        add_event(&state, "b");
        assert!(!reaches(&mut counter, 2, &state));
        add_event(&state, "b");
        assert!(reaches(&mut counter, 2, &state));
        assert_eq!((counter.examined, counter.matching.len()), (1_002, 2));
    }

    #[test]
    fn an_external_id_is_looked_up_instead_of_searched() {
        let state = state(None);
        for _ in 0..1_000 {
            add_event(&state, "a");
        }
        for (external_id, is_found) in [("a-500", true), ("a-1000", false)] {
            let filter = EventFilter {
                external_id: Some(external_id.to_owned()),
                ..EventFilter::default()
            };
            let mut counter = EventCounter::new(&filter);
            assert_eq!(reaches(&mut counter, 1, &state), is_found);
            assert_eq!(counter.examined, 0);
            assert_eq!(state.events_matching(&filter).len(), usize::from(is_found));
        }
    }

    #[test]
    fn the_number_of_all_events_needs_no_look_at_them() {
        let state = state(None);
        let filter = EventFilter::default();
        let mut counter = EventCounter::new(&filter);
        for count in 1..=100 {
            add_event(&state, "a");
            assert!(reaches(&mut counter, count, &state));
            assert!(!reaches(&mut counter, count + 1, &state));
        }
        assert_eq!((counter.examined, counter.matching.len()), (0, 0));
    }

    #[test]
    fn pruned_and_cleared_events_no_longer_count() {
        let state = state(Some(3));
        let filter = titled("b");
        let mut counter = EventCounter::new(&filter);
        for title in ["b", "a", "b"] {
            add_event(&state, title);
        }
        assert!(!reaches(&mut counter, 3, &state));
        // The first one is pruned.
        add_event(&state, "b");
        assert!(!reaches(&mut counter, 3, &state));
        assert!(reaches(&mut counter, 2, &state));
        state.clear_events().unwrap();
        assert!(!reaches(&mut counter, 1, &state));
        add_event(&state, "b");
        assert!(reaches(&mut counter, 1, &state));
    }
}
