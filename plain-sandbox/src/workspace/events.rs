//! The events, found by what no two of them share.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use plain_schema::EventKind;

use super::event::Event;

#[derive(Debug, Default)]
pub(crate) struct Events {
    by_number: BTreeMap<usize, Event>,
    /// The number of the event that is added next.
    next: usize,
    /// The numbers of the customer events, by customer.
    of_customer: HashMap<String, BTreeSet<usize>>,
    /// Of the events of both kinds, the pruned ones included.
    external_ids: HashSet<String>,
}

impl Events {
    /// In the order of their creation.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Event> {
        self.by_number.values()
    }

    /// Those that were added when, or after, [`next_number`](Self::next_number) was this.
    pub(crate) fn since(&self, number: usize) -> impl Iterator<Item = &Event> {
        self.by_number.range(number..).map(|(_, event)| event)
    }

    pub(crate) fn by_number(&self, number: usize) -> Option<&Event> {
        self.by_number.get(&number)
    }

    /// The number of the event that is added next.
    pub(crate) fn next_number(&self) -> usize {
        self.next
    }

    /// The customer's events, without those of threads, and their numbers.
    pub(super) fn of_customer(&self, customer_id: &str) -> impl Iterator<Item = (usize, &Event)> {
        let numbers = self.of_customer.get(customer_id).into_iter().flatten();
        numbers.filter_map(|number| Some((*number, self.by_number.get(number)?)))
    }

    pub(super) fn is_taken(&self, external_id: &str) -> bool {
        self.external_ids.contains(external_id)
    }

    pub(super) fn take(&mut self, external_id: String) {
        self.external_ids.insert(external_id);
    }

    pub(super) fn add(&mut self, number: usize, event: Event) {
        if event.kind == EventKind::CustomerEvent {
            self.of_customer
                .entry(event.customer_id.clone())
                .or_default()
                .insert(number);
        }
        self.by_number.insert(number, event);
        self.next = number + 1;
    }

    /// Takes out the events with a lower number, and says which they were.
    pub(super) fn prune(&mut self, before: usize) -> Vec<usize> {
        let kept = self.by_number.split_off(&before);
        let pruned = std::mem::replace(&mut self.by_number, kept);
        for (number, event) in &pruned {
            if let Some(numbers) = self.of_customer.get_mut(&event.customer_id) {
                numbers.remove(number);
            }
        }
        pruned.into_keys().collect()
    }

    /// Takes out all events, and frees their external ids.
    pub(super) fn clear(&mut self) {
        *self = Self {
            // So that who has seen some of them knows what is new.
            next: self.next,
            ..Self::default()
        };
    }
}
