//! Events that a sandbox has created.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;
use std::time::SystemTime;

use plain_schema::EventKind;
use serde_json::{Value, json};

use crate::time::timestamp;

/// An event that a sandbox has created.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// The id: `tev_` and a ULID.
    pub id: String,
    /// Whether it is a customer event or a thread event.
    pub kind: EventKind,
    /// The title.
    pub title: String,
    /// The id of the customer, or of the thread's customer.
    pub customer_id: String,
    /// The id of the thread; `None` for a customer event.
    pub thread_id: Option<String>,
    /// The id that the client assigned.
    pub external_id: Option<String>,
    /// Whether it is shown collapsed; false unless the client set it.
    pub is_collapsed: bool,
    /// The mutation's `input` after GraphQL's coercion. Explicit nulls are omitted, and an `ID` that was
    /// sent as a number is a string.
    pub input: Value,
    /// The `timestamp` of the input, or the time of the request.
    pub created_at: SystemTime,
    /// The time of the request.
    pub updated_at: SystemTime,
}

impl Event {
    /// The event as `GET /api/events` returns it.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "__typename": self.kind.event().graphql_type,
            "id": self.id,
            "title": self.title,
            "customerId": self.customer_id,
            "threadId": self.thread_id,
            "externalId": self.external_id,
            "isCollapsed": self.is_collapsed,
            "input": self.input,
            "createdAt": timestamp::iso8601(timestamp::of(self.created_at)),
            "updatedAt": timestamp::iso8601(timestamp::of(self.updated_at)),
        })
    }
}

/// Writes the event on one line: its type, title and ids.
impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} of ", self.kind.event().graphql_type, self.title)?;
        f.write_str(self.thread_id.as_ref().unwrap_or(&self.customer_id))?;
        if let Some(external_id) = &self.external_id {
            write!(f, ", external id {external_id:?}")?;
        }
        Ok(())
    }
}

/// The events of a workspace, indexed by number and by customer.
#[derive(Debug, Default)]
pub(crate) struct Events {
    by_number: BTreeMap<usize, Event>,
    /// Number of the next event.
    next: usize,
    /// Numbers of the customer events of each customer.
    of_customer: HashMap<String, BTreeSet<usize>>,
    /// External ids of events of both kinds, including those of pruned events.
    external_ids: HashSet<String>,
}

impl Events {
    /// The events in order of creation.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Event> {
        self.by_number.values()
    }

    /// The events added since [`next_number`](Self::next_number) returned `number`.
    pub(crate) fn since(&self, number: usize) -> impl Iterator<Item = &Event> {
        self.by_number.range(number..).map(|(_, event)| event)
    }

    pub(crate) fn by_number(&self, number: usize) -> Option<&Event> {
        self.by_number.get(&number)
    }

    /// Number of the next event.
    pub(crate) fn next_number(&self) -> usize {
        self.next
    }

    /// A customer's events and their numbers, without the events of threads.
    pub(super) fn of_customer(&self, customer_id: &str) -> impl Iterator<Item = (usize, &Event)> {
        let numbers = self.of_customer.get(customer_id).into_iter().flatten();
        numbers.filter_map(|number| Some((*number, self.by_number.get(number)?)))
    }

    /// Whether an event has this external id, or had it before it was pruned.
    pub(crate) fn is_reserved(&self, external_id: &str) -> bool {
        self.external_ids.contains(external_id)
    }

    pub(super) fn reserve(&mut self, external_id: String) {
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

    /// Removes the events with a lower number and returns their numbers.
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

    /// Removes all events and releases their external ids.
    pub(super) fn clear(&mut self) {
        *self = Self {
            // Numbers are never reused, so that `since` works across a clear.
            next: self.next,
            ..Self::default()
        };
    }
}
