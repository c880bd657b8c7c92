//! The events of a workspace and their indexes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::Timestamp;

use super::event::{Event, EventFilter};
use crate::time::timestamp;

/// Position of an event or entry by time: its timestamp and its number.
pub(crate) type TimeKey = (Timestamp, usize);

/// The events of a workspace, indexed by number, id, time and customer.
///
/// Events are shared, so that a list of them can be read without holding the workspace.
#[derive(Debug, Default)]
pub(crate) struct Events {
    /// The numbers are consecutive: events are added at the end and pruned at the beginning.
    by_number: BTreeMap<usize, Arc<Event>>,
    /// Number of the next event.
    next: usize,
    by_id: HashMap<String, usize>,
    by_time: BTreeSet<TimeKey>,
    of_customer: HashMap<String, CustomerEvents>,
    /// External ids of events of both kinds with the number of the event, unless it was pruned.
    external_ids: HashMap<String, Option<usize>>,
}

/// The events of a customer and of the customer's threads.
#[derive(Debug, Default)]
struct CustomerEvents {
    by_time: BTreeSet<TimeKey>,
    latest: usize,
}

impl Events {
    pub(crate) fn len(&self) -> usize {
        self.by_number.len()
    }

    /// Number of the first event that is kept, or of the next one.
    pub(crate) fn first_number(&self) -> usize {
        let first = self.by_number.first_key_value();
        first.map_or(self.next, |(number, _)| *number)
    }

    /// Number of the next event.
    pub(crate) fn next_number(&self) -> usize {
        self.next
    }

    /// The events from a number on, with their numbers.
    pub(crate) fn since(&self, number: usize) -> impl Iterator<Item = (usize, &Arc<Event>)> {
        let events = self.by_number.range(number..);
        events.map(|(number, event)| (*number, event))
    }

    pub(crate) fn by_number(&self, number: usize) -> Option<&Event> {
        self.by_number.get(&number).map(|event| &**event)
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<(usize, &Event)> {
        let number = *self.by_id.get(id)?;
        Some((number, self.by_number(number)?))
    }

    /// The events of a filter in order of creation. Only a title or a thread makes it look at others.
    pub(crate) fn matching(&self, filter: &EventFilter) -> Vec<Arc<Event>> {
        let candidates: Box<dyn Iterator<Item = &Arc<Event>>> =
            if let Some(external_id) = &filter.external_id {
                let number = self.external_ids.get(external_id).copied().flatten();
                Box::new(number.and_then(|it| self.by_number.get(&it)).into_iter())
            } else if let Some(customer_id) = &filter.customer_id {
                let keys = self.of_customer(customer_id);
                let mut numbers: Vec<usize> = keys.map(|(_, number)| number).collect();
                numbers.sort_unstable();
                let events = numbers.into_iter();
                Box::new(events.filter_map(|number| self.by_number.get(&number)))
            } else {
                Box::new(self.by_number.values())
            };
        candidates
            .filter(|it| filter.matches(it))
            .cloned()
            .collect()
    }

    /// All events by time, the oldest first.
    pub(crate) fn by_time(&self) -> &BTreeSet<TimeKey> {
        &self.by_time
    }

    /// The events of a customer and of the customer's threads by time, the oldest first.
    pub(crate) fn of_customer(
        &self,
        customer_id: &str,
    ) -> impl DoubleEndedIterator<Item = TimeKey> {
        let events = self.of_customer.get(customer_id);
        events.into_iter().flat_map(|it| it.by_time.iter().copied())
    }

    /// The events of a customer as a set; `None` if there are none.
    pub(crate) fn times_of_customer(&self, customer_id: &str) -> Option<&BTreeSet<TimeKey>> {
        Some(&self.of_customer.get(customer_id)?.by_time)
    }

    /// Number of the event of a customer that was added last.
    pub(crate) fn latest_of_customer(&self, customer_id: &str) -> Option<usize> {
        Some(self.of_customer.get(customer_id)?.latest)
    }

    /// Whether an event has this external id, or had it before it was pruned.
    pub(crate) fn is_reserved(&self, external_id: &str) -> bool {
        self.external_ids.contains_key(external_id)
    }

    pub(super) fn reserve(&mut self, external_id: String) {
        self.external_ids.entry(external_id).or_default();
    }

    pub(super) fn add(&mut self, number: usize, event: Event) {
        let key = (timestamp::of(event.created_at), number);
        self.by_id.insert(event.id.clone(), number);
        self.by_time.insert(key);
        let of_customer = self
            .of_customer
            .entry(event.customer_id.clone())
            .or_default();
        of_customer.by_time.insert(key);
        of_customer.latest = number;
        if let Some(external_id) = &event.external_id {
            self.external_ids.insert(external_id.clone(), Some(number));
        }
        self.by_number.insert(number, Arc::new(event));
        self.next = number + 1;
    }

    /// Removes the events with a lower number and returns their numbers.
    pub(super) fn prune(&mut self, before: usize) -> Vec<usize> {
        let kept = self.by_number.split_off(&before);
        let pruned = std::mem::replace(&mut self.by_number, kept);
        for (number, event) in &pruned {
            let key = (timestamp::of(event.created_at), *number);
            self.by_id.remove(&event.id);
            self.by_time.remove(&key);
            if let Some(of_customer) = self.of_customer.get_mut(&event.customer_id) {
                of_customer.by_time.remove(&key);
                if of_customer.by_time.is_empty() {
                    self.of_customer.remove(&event.customer_id);
                }
            }
            if let Some(external_id) = &event.external_id {
                self.external_ids.insert(external_id.clone(), None);
            }
        }
        pruned.into_keys().collect()
    }

    /// Removes all events and releases their external ids.
    pub(super) fn clear(&mut self) {
        *self = Self {
            // Numbers are never reused, so that `since` works across a clear.
            next: self.next,
            ..Self::default()
        };
    }
}
