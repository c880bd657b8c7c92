//! Facts that only events have.
//!
//! ```
//! use plain_schema::event::{CUSTOMER_EVENT, EVENTS, THREAD_EVENT};
//!
//! let mutations = EVENTS.iter().map(|event| event.mutation.name);
//! assert!(mutations.eq([CUSTOMER_EVENT.mutation.name, THREAD_EVENT.mutation.name]));
//! ```

use crate::entity::{
    self, CREATE_CUSTOMER_EVENT, CREATE_THREAD_EVENT, Entity, EntityKind, Mutation,
};

/// Kind of an event.
///
/// ```
/// use plain_schema::{EntityKind, EventKind};
///
/// assert_eq!(EventKind::CustomerEvent.event().entry_type, "CUSTOMER_EVENT");
/// assert_eq!(EntityKind::from(EventKind::ThreadEvent), EntityKind::ThreadEvent);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// Event of a customer, shown in all of the customer's threads.
    CustomerEvent,
    /// Event of one thread.
    ThreadEvent,
}

impl EventKind {
    /// Row of the event in [`EVENTS`].
    ///
    /// ```
    /// use plain_schema::EventKind;
    ///
    /// assert_eq!(EventKind::ThreadEvent.event().mutation.name, "createThreadEvent");
    /// ```
    pub const fn event(self) -> &'static Event {
        match self {
            Self::CustomerEvent => &CUSTOMER_EVENT,
            Self::ThreadEvent => &THREAD_EVENT,
        }
    }
}

impl From<EventKind> for EntityKind {
    fn from(kind: EventKind) -> Self {
        kind.event().entity.kind
    }
}

/// Event: an [`Entity`] that has an entry in timelines, and whose external ID is unique.
///
/// ```
/// use plain_schema::event::CUSTOMER_EVENT;
///
/// assert_eq!(CUSTOMER_EVENT.entity.name, "customer_event");
/// assert_eq!(CUSTOMER_EVENT.entry, "CustomerEventEntry");
/// ```
#[derive(Debug)]
pub struct Event {
    /// Kind of the event.
    pub kind: EventKind,
    /// Its names and fields.
    pub entity: &'static Entity,
    /// Mutation that creates it.
    pub mutation: &'static Mutation,
    /// Object type of the event's timeline entry in Plain's schema.
    pub entry: &'static str,
    /// Value of `TimelineEntryType` for the event's timeline entry.
    pub entry_type: &'static str,
    /// Code of the mutation's error if an event with its external ID exists.
    ///
    /// An assumption, by analogy with `customer_already_exists_with_external_id`: Plain documents
    /// that the second event fails, but not how.
    pub duplicate_code: &'static str,
}

/// Customer event: <https://www.plain.com/docs/api-reference/graphql/events/create-customer-event>.
pub static CUSTOMER_EVENT: Event = Event {
    kind: EventKind::CustomerEvent,
    entity: &entity::CUSTOMER_EVENT,
    mutation: &CREATE_CUSTOMER_EVENT,
    entry: "CustomerEventEntry",
    entry_type: "CUSTOMER_EVENT",
    duplicate_code: "customer_event_already_exists_with_external_id",
};

/// Thread event: <https://www.plain.com/docs/api-reference/graphql/events/create-thread-event>.
pub static THREAD_EVENT: Event = Event {
    kind: EventKind::ThreadEvent,
    entity: &entity::THREAD_EVENT,
    mutation: &CREATE_THREAD_EVENT,
    entry: "ThreadEventEntry",
    entry_type: "THREAD_EVENT",
    duplicate_code: "thread_event_already_exists_with_external_id",
};

/// All events.
pub static EVENTS: &[&Event] = &[&CUSTOMER_EVENT, &THREAD_EVENT];
