//! The two kinds of event and their fields.

use crate::identifier::CUSTOMER_IDENTIFIER;
use crate::{Context, ListRule, Property, StringRule, Value};

/// A kind of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// For a customer: it stands in every thread of theirs.
    CustomerEvent,
    /// For one thread.
    ThreadEvent,
}

impl EventKind {
    /// The event's row in the table.
    ///
    /// ```
    /// use plain_schema::EventKind;
    ///
    /// assert_eq!(EventKind::ThreadEvent.event().mutation, "createThreadEvent");
    /// ```
    pub const fn event(self) -> &'static Event {
        match self {
            Self::CustomerEvent => &CUSTOMER_EVENT,
            Self::ThreadEvent => &THREAD_EVENT,
        }
    }
}

/// An event: what it is called and which fields it has.
///
/// ```
/// use plain_schema::event::CUSTOMER_EVENT;
///
/// assert!(CUSTOMER_EVENT.field("customer_identifier").is_some());
/// assert!(CUSTOMER_EVENT.field("thread_id").is_none());
/// ```
#[derive(Debug)]
pub struct Event {
    /// Which of the two it is.
    pub kind: EventKind,
    /// The name of its macro.
    pub name: &'static str,
    /// The mutation that creates it.
    pub mutation: &'static str,
    /// The input object of that mutation, in Plain's schema and in Rust.
    pub input: &'static str,
    /// Its fields.
    pub fields: &'static [Property],
}

impl Event {
    /// The field of that name.
    pub const fn field(&self, name: &str) -> Option<&'static Property> {
        Property::find(self.fields, name)
    }
}

const TITLE: Property = Property::required("title", "title", Value::String(StringRule::NotBlank));
const COMPONENTS: Property = Property::required(
    "components",
    "components",
    Value::Components(Context::Event, ListRule::NotEmptyInSource),
);
const EXTERNAL_ID: Property = Property::optional(
    "external_id",
    "externalId",
    Value::String(StringRule::NotBlank),
);
const TIMESTAMP: Property = Property::optional(
    "timestamp",
    "timestamp",
    Value::String(StringRule::DateTime),
);
const IS_COLLAPSED: Property = Property::optional("is_collapsed", "isCollapsed", Value::Boolean);

/// A customer event: <https://www.plain.com/docs/api-reference/graphql/events/create-customer-event>.
pub static CUSTOMER_EVENT: Event = Event {
    kind: EventKind::CustomerEvent,
    name: "customer_event",
    mutation: "createCustomerEvent",
    input: "CreateCustomerEventInput",
    fields: &[
        TITLE,
        Property::required(
            "customer_identifier",
            "customerIdentifier",
            Value::Identifier(&CUSTOMER_IDENTIFIER),
        ),
        COMPONENTS,
        EXTERNAL_ID,
        TIMESTAMP,
        IS_COLLAPSED,
    ],
};

/// A thread event: <https://www.plain.com/docs/api-reference/graphql/events/create-thread-event>.
pub static THREAD_EVENT: Event = Event {
    kind: EventKind::ThreadEvent,
    name: "thread_event",
    mutation: "createThreadEvent",
    input: "CreateThreadEventInput",
    fields: &[
        TITLE,
        Property::required(
            "thread_id",
            "threadId",
            Value::String(StringRule::Id { prefix: "th_" }),
        ),
        COMPONENTS,
        EXTERNAL_ID,
        TIMESTAMP,
        IS_COLLAPSED,
    ],
};

/// Both events.
pub static EVENTS: &[&Event] = &[&CUSTOMER_EVENT, &THREAD_EVENT];
