//! Customer events and thread events.

use crate::identifier::CUSTOMER_IDENTIFIER;
use crate::{Context, ListRule, Permission, Property, StringRule, ValueType};

/// Kind of an event.
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
    /// assert_eq!(EventKind::ThreadEvent.event().mutation, "createThreadEvent");
    /// ```
    pub const fn event(self) -> &'static Event {
        match self {
            Self::CustomerEvent => &CUSTOMER_EVENT,
            Self::ThreadEvent => &THREAD_EVENT,
        }
    }
}

/// Event: its names in Rust and in Plain's schema, and its fields.
///
/// ```
/// use plain_schema::event::CUSTOMER_EVENT;
///
/// assert!(CUSTOMER_EVENT.field("customer_identifier").is_some());
/// assert!(CUSTOMER_EVENT.field("thread_id").is_none());
/// ```
#[derive(Debug)]
pub struct Event {
    /// Kind of the event.
    pub kind: EventKind,
    /// Name of its macro, of its derive's attribute and of the method of its trait.
    pub name: &'static str,
    /// Rust trait of the values that can be sent as this event.
    pub trait_name: &'static str,
    /// Method of the clients that a macro with a client calls.
    pub client_method: &'static str,
    /// Object type in Plain's schema.
    pub graphql_type: &'static str,
    /// Mutation that creates the event.
    pub mutation: &'static str,
    /// Input object of the mutation, in Plain's schema and in Rust.
    pub input: &'static str,
    /// Object type of the mutation's payload in Plain's schema.
    pub output: &'static str,
    /// Field of the payload that holds the event.
    pub output_field: &'static str,
    /// Object type of the event's timeline entry in Plain's schema.
    pub entry: &'static str,
    /// Value of `TimelineEntryType` for the event's timeline entry.
    pub entry_type: &'static str,
    /// Code of the mutation's error if an event with its external ID exists.
    ///
    /// An assumption, by analogy with `customer_already_exists_with_external_id`: Plain documents
    /// that the second event fails, but not how.
    pub duplicate_code: &'static str,
    /// Permissions that an API key needs for the mutation.
    pub permissions: &'static [Permission],
    /// Fields of the input.
    pub fields: &'static [Property],
}

impl Event {
    /// Finds a field by its name in the macros.
    pub const fn field(&self, name: &str) -> Option<&'static Property> {
        Property::find(self.fields, name)
    }
}

const TITLE: Property =
    Property::required("title", "title", ValueType::String(StringRule::NotBlank));
const COMPONENTS: Property = Property::required(
    "components",
    "components",
    ValueType::Components(Context::Event, ListRule::NotEmptyAtCompileTime),
);
const EXTERNAL_ID: Property = Property::optional(
    "external_id",
    "externalId",
    ValueType::String(StringRule::ExternalId),
);
const TIMESTAMP: Property = Property::optional(
    "timestamp",
    "timestamp",
    ValueType::String(StringRule::DateTime),
);
const IS_COLLAPSED: Property =
    Property::optional("is_collapsed", "isCollapsed", ValueType::Boolean);

/// Customer event: <https://www.plain.com/docs/api-reference/graphql/events/create-customer-event>.
pub static CUSTOMER_EVENT: Event = Event {
    kind: EventKind::CustomerEvent,
    name: "customer_event",
    trait_name: "CustomerEvent",
    client_method: "submit_customer_event",
    graphql_type: "CustomerEvent",
    mutation: "createCustomerEvent",
    input: "CreateCustomerEventInput",
    output: "CreateCustomerEventOutput",
    output_field: "customerEvent",
    entry: "CustomerEventEntry",
    entry_type: "CUSTOMER_EVENT",
    duplicate_code: "customer_event_already_exists_with_external_id",
    permissions: &[Permission::CustomerEventCreate],
    fields: &[
        TITLE,
        Property::required(
            "customer_identifier",
            "customerIdentifier",
            ValueType::Identifier(&CUSTOMER_IDENTIFIER),
        ),
        COMPONENTS,
        EXTERNAL_ID,
        TIMESTAMP,
        IS_COLLAPSED,
    ],
};

/// Thread event: <https://www.plain.com/docs/api-reference/graphql/events/create-thread-event>.
pub static THREAD_EVENT: Event = Event {
    kind: EventKind::ThreadEvent,
    name: "thread_event",
    trait_name: "ThreadEvent",
    client_method: "submit_thread_event",
    graphql_type: "ThreadEvent",
    mutation: "createThreadEvent",
    input: "CreateThreadEventInput",
    output: "CreateThreadEventOutput",
    output_field: "threadEvent",
    entry: "ThreadEventEntry",
    entry_type: "THREAD_EVENT",
    duplicate_code: "thread_event_already_exists_with_external_id",
    permissions: &[Permission::ThreadEventCreate, Permission::ThreadEventRead],
    fields: &[
        TITLE,
        Property::required(
            "thread_id",
            "threadId",
            ValueType::String(StringRule::Id { prefix: "th_" }),
        ),
        COMPONENTS,
        EXTERNAL_ID,
        TIMESTAMP,
        IS_COLLAPSED,
    ],
};

/// All events.
pub static EVENTS: &[&Event] = &[&CUSTOMER_EVENT, &THREAD_EVENT];
