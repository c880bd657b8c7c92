//! Entities that the macros write: customer events, thread events, threads and customer cards.
//!
//! ```
//! use plain_schema::entity::{CUSTOMER_CARD, CUSTOMER_EVENT, ENTITIES, THREAD, THREAD_EVENT};
//!
//! for event in [&CUSTOMER_EVENT, &THREAD_EVENT] {
//!     assert_eq!(event.noun_with_article(), "an event");
//!     assert!(event.field("title").is_some());
//! }
//! assert!(THREAD.key_rule().is_none());
//! assert!(CUSTOMER_CARD.key_rule().is_some());
//! assert_eq!(ENTITIES.len(), 4);
//! ```

use crate::identifier::{ASSIGNEE_IDENTIFIER, CUSTOMER_IDENTIFIER, TENANT_IDENTIFIER};
use crate::{
    Context, ListContent, ListRule, Permission, Property, StringRule, ValueType, enumeration,
};

/// Kind of an [`Entity`].
///
/// ```
/// use plain_schema::EntityKind;
///
/// assert_eq!(EntityKind::CustomerCard.entity().trait_name, "CustomerCard");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// Event of a customer, shown in all of the customer's threads.
    CustomerEvent,
    /// Event of one thread.
    ThreadEvent,
    /// Conversation with a customer.
    Thread,
    /// Card beside the threads of a customer.
    CustomerCard,
}

impl EntityKind {
    /// Row of the entity in [`ENTITIES`].
    ///
    /// ```
    /// use plain_schema::EntityKind;
    ///
    /// assert_eq!(EntityKind::Thread.entity().type_name, "CreateThreadInput");
    /// ```
    pub const fn entity(self) -> &'static Entity {
        match self {
            Self::CustomerEvent => &CUSTOMER_EVENT,
            Self::ThreadEvent => &THREAD_EVENT,
            Self::Thread => &THREAD,
            Self::CustomerCard => &CUSTOMER_CARD,
        }
    }
}

/// Entity that the call of a macro writes: its names in Rust, and its fields.
///
/// ```
/// use plain_schema::entity::{CUSTOMER_CARD, THREAD};
///
/// assert!(THREAD.field("customer_identifier").is_some());
/// assert_eq!(THREAD.mutation().unwrap().name, "createThread");
/// assert!(CUSTOMER_CARD.mutation().is_none());
/// ```
#[derive(Debug)]
pub struct Entity {
    /// Kind of the entity.
    pub kind: EntityKind,
    /// Name of its macro, of its derive's attribute and of the method of its trait.
    pub name: &'static str,
    /// Noun for it, for messages: `event`, `thread` or `card`.
    pub noun: &'static str,
    /// Rust trait of the values that convert to it.
    pub trait_name: &'static str,
    /// Rust type of its value.
    pub type_name: &'static str,
    /// How it gets to Plain.
    pub delivery: Delivery,
    /// Fields of its value.
    pub fields: &'static [Property],
}

impl Entity {
    /// Finds a field by its name in the macros.
    ///
    /// ```
    /// use plain_schema::entity::{CUSTOMER_EVENT, THREAD_EVENT};
    ///
    /// assert!(CUSTOMER_EVENT.field("customer_identifier").unwrap().is_required());
    /// assert!(THREAD_EVENT.field("customer_identifier").is_none());
    /// ```
    pub const fn field(&self, name: &str) -> Option<&'static Property> {
        Property::find(self.fields, name)
    }

    /// Noun for it with its article: "an event", "a thread" or "a card".
    pub const fn noun_with_article(&self) -> &'static str {
        match self.kind {
            EntityKind::CustomerEvent | EntityKind::ThreadEvent => "an event",
            EntityKind::Thread => "a thread",
            EntityKind::CustomerCard => "a card",
        }
    }

    /// Mutation that creates it; `None` if Plain requests it.
    pub const fn mutation(&self) -> Option<&'static Mutation> {
        match self.delivery {
            Delivery::Mutation(mutation) => Some(mutation),
            Delivery::Request { .. } => None,
        }
    }

    /// Rule of the key by which Plain requests it; `None` for an entity that a mutation creates.
    pub const fn key_rule(&self) -> Option<StringRule> {
        match self.delivery {
            Delivery::Mutation(_) => None,
            Delivery::Request { key } => Some(key),
        }
    }
}

/// How an [`Entity`] gets to Plain.
///
/// ```
/// use plain_schema::Delivery;
/// use plain_schema::entity::CUSTOMER_CARD;
///
/// let Delivery::Request { key } = CUSTOMER_CARD.delivery else { unreachable!() };
/// assert!(key.check("plan-details").is_ok());
/// assert!(key.check("plan details").is_err());
/// ```
#[derive(Debug, Clone, Copy)]
pub enum Delivery {
    /// The client calls a mutation.
    Mutation(&'static Mutation),
    /// Plain requests it by a key from an endpoint of yours.
    Request {
        /// Rule of the key.
        key: StringRule,
    },
}

/// Mutation that creates an [`Entity`].
///
/// ```
/// use plain_schema::Permission;
/// use plain_schema::entity::THREAD;
///
/// let mutation = THREAD.mutation().unwrap();
/// assert_eq!(mutation.input, "CreateThreadInput");
/// assert!(mutation.permissions.contains(&Permission::ThreadCreate));
/// ```
#[derive(Debug)]
pub struct Mutation {
    /// Name in Plain's schema.
    pub name: &'static str,
    /// Method of the clients that a macro with a client calls.
    pub client_method: &'static str,
    /// Input object in Plain's schema.
    pub input: &'static str,
    /// Object type of the payload in Plain's schema.
    pub output: &'static str,
    /// Field of the payload that holds the new entity.
    pub output_field: &'static str,
    /// Object type of the entity in Plain's schema.
    pub graphql_type: &'static str,
    /// Permissions that an API key needs.
    pub permissions: &'static [Permission],
}

const CUSTOMER: Property = Property::required(
    "customer_identifier",
    "customerIdentifier",
    ValueType::Identifier(&CUSTOMER_IDENTIFIER),
);
const EVENT_TITLE: Property =
    Property::required("title", "title", ValueType::String(StringRule::NotBlank));
const EVENT_COMPONENTS: Property = Property::required(
    "components",
    "components",
    ValueType::List(
        ListContent::Components(Context::Event),
        ListRule::NotEmptyAtCompileTime,
    ),
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

/// Maximum length of a thread's title and external ID in the source: rule T2.
const THREAD_TEXT_MAX: usize = 500;
/// Maximum length of a card's key: rule K1.
pub(crate) const CARD_KEY_MAX: usize = 500;
/// Maximum of `time_to_live_seconds`, a year: rule K2.
pub(crate) const TIME_TO_LIVE_MAX: u64 = 31_536_000;

/// Customer event: <https://www.plain.com/docs/api-reference/graphql/events/create-customer-event>.
pub static CUSTOMER_EVENT: Entity = Entity {
    kind: EntityKind::CustomerEvent,
    name: "customer_event",
    noun: "event",
    trait_name: "CustomerEvent",
    type_name: "CreateCustomerEventInput",
    delivery: Delivery::Mutation(&CREATE_CUSTOMER_EVENT),
    fields: &[
        EVENT_TITLE,
        CUSTOMER,
        EVENT_COMPONENTS,
        EXTERNAL_ID,
        TIMESTAMP,
        IS_COLLAPSED,
    ],
};

pub(crate) static CREATE_CUSTOMER_EVENT: Mutation = Mutation {
    name: "createCustomerEvent",
    client_method: "submit_customer_event",
    input: "CreateCustomerEventInput",
    output: "CreateCustomerEventOutput",
    output_field: "customerEvent",
    graphql_type: "CustomerEvent",
    permissions: &[Permission::CustomerEventCreate],
};

/// Thread event: <https://www.plain.com/docs/api-reference/graphql/events/create-thread-event>.
pub static THREAD_EVENT: Entity = Entity {
    kind: EntityKind::ThreadEvent,
    name: "thread_event",
    noun: "event",
    trait_name: "ThreadEvent",
    type_name: "CreateThreadEventInput",
    delivery: Delivery::Mutation(&CREATE_THREAD_EVENT),
    fields: &[
        EVENT_TITLE,
        Property::required(
            "thread_id",
            "threadId",
            ValueType::String(StringRule::Id { prefix: "th_" }),
        ),
        EVENT_COMPONENTS,
        EXTERNAL_ID,
        TIMESTAMP,
        IS_COLLAPSED,
    ],
};

pub(crate) static CREATE_THREAD_EVENT: Mutation = Mutation {
    name: "createThreadEvent",
    client_method: "submit_thread_event",
    input: "CreateThreadEventInput",
    output: "CreateThreadEventOutput",
    output_field: "threadEvent",
    graphql_type: "ThreadEvent",
    permissions: &[Permission::ThreadEventCreate, Permission::ThreadEventRead],
};

/// Thread: <https://www.plain.com/docs/api-reference/graphql/threads/create>.
///
/// The channel of a thread and its account are not fields: a thread of the channel `API`, the
/// default, needs neither.
pub static THREAD: Entity = Entity {
    kind: EntityKind::Thread,
    name: "thread",
    noun: "thread",
    trait_name: "Thread",
    type_name: "CreateThreadInput",
    delivery: Delivery::Mutation(&CREATE_THREAD),
    fields: &[
        CUSTOMER,
        Property::optional(
            "title",
            "title",
            ValueType::String(StringRule::Title {
                max: THREAD_TEXT_MAX,
            }),
        ),
        Property::optional(
            "description",
            "description",
            ValueType::String(StringRule::Any),
        ),
        Property::optional(
            "components",
            "components",
            ValueType::List(
                ListContent::Components(Context::Thread),
                ListRule::NotEmptyAtCompileTime,
            ),
        )
        .deprecated(),
        Property::optional(
            "priority",
            "priority",
            ValueType::Enumeration(&enumeration::THREAD_PRIORITY),
        ),
        Property::optional(
            "label_type_ids",
            "labelTypeIds",
            ValueType::List(
                ListContent::Texts(StringRule::Id { prefix: "lt_" }),
                ListRule::MayBeEmpty,
            ),
        ),
        Property::optional(
            "thread_fields",
            "threadFields",
            ValueType::List(ListContent::ThreadFields, ListRule::MayBeEmpty),
        ),
        Property::optional(
            "tenant_identifier",
            "tenantIdentifier",
            ValueType::Identifier(&TENANT_IDENTIFIER),
        ),
        Property::optional(
            "assigned_to",
            "assignedTo",
            ValueType::Identifier(&ASSIGNEE_IDENTIFIER),
        ),
        Property::optional(
            "external_id",
            "externalId",
            ValueType::String(StringRule::ShortExternalId {
                max: THREAD_TEXT_MAX,
            }),
        ),
        Property::optional(
            "attachment_ids",
            "attachmentIds",
            ValueType::List(
                ListContent::Texts(StringRule::Id { prefix: "att_" }),
                ListRule::MayBeEmpty,
            ),
        )
        .deprecated(),
    ],
};

static CREATE_THREAD: Mutation = Mutation {
    name: "createThread",
    client_method: "submit_thread",
    input: "CreateThreadInput",
    output: "CreateThreadOutput",
    output_field: "thread",
    graphql_type: "Thread",
    permissions: &[Permission::ThreadCreate, Permission::ThreadRead],
};

/// Customer card, the answer of an endpoint:
/// <https://www.plain.com/docs/customer-cards>.
pub static CUSTOMER_CARD: Entity = Entity {
    kind: EntityKind::CustomerCard,
    name: "customer_card",
    noun: "card",
    trait_name: "CustomerCard",
    type_name: "Card",
    delivery: Delivery::Request {
        key: StringRule::CardKey { max: CARD_KEY_MAX },
    },
    fields: &[
        Property::required(
            "components",
            "components",
            ValueType::List(ListContent::Components(Context::Card), ListRule::MayBeEmpty),
        ),
        Property::optional(
            "time_to_live_seconds",
            "timeToLiveSeconds",
            ValueType::Integer {
                max: TIME_TO_LIVE_MAX,
            },
        ),
    ],
};

/// All entities.
pub static ENTITIES: &[&Entity] = &[&CUSTOMER_EVENT, &THREAD_EVENT, &THREAD, &CUSTOMER_CARD];
