//! What the client asks of Plain, each as a constant.

use plain_schema::Permission;

/// An operation, by the name of its field in the schema, which is its own name as well.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operation<'a> {
    pub(crate) name: Option<&'static str>,
    /// The document.
    pub(crate) query: &'a str,
    pub(crate) kind: Kind,
    /// The permissions that an API key needs for it, if they are known.
    pub(crate) permissions: &'static [Permission],
}

/// What carrying out an operation twice does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It reads, or sets something to what it is already: nothing.
    Repeatable,
    /// It creates something under an external id: the second time fails.
    CreatesOnce,
    /// It may do again what it did.
    NotRepeatable,
}

impl<'a> Operation<'a> {
    /// A document of the caller's.
    pub(crate) fn of(query: &'a str) -> Self {
        Self {
            name: None,
            query,
            kind: if may_mutate(query) {
                Kind::NotRepeatable
            } else {
                Kind::Repeatable
            },
            permissions: &[],
        }
    }
}

/// Whether a document may hold a mutation. The word may stand elsewhere as well, in a name or a
/// comment: then the operation is only repeated less often than it could be.
fn may_mutate(query: &str) -> bool {
    query.contains("mutation")
}

/// When something was done, and by whom.
macro_rules! audit_fields {
    () => {
        "createdAt{...D}createdBy{...A}updatedAt{...D}updatedBy{...A}"
    };
}

/// What `audit_fields` needs. `__typename` is read only where the type cannot be known.
macro_rules! audit_fragments {
    () => {
        concat!(
            "fragment D on DateTime{iso8601 unixTimestamp}",
            "fragment A on Actor{__typename ...on UserActor{userId}...on CustomerActor{customerId}",
            "...on DeletedCustomerActor{customerId}...on SystemActor{systemId}",
            "...on MachineUserActor{machineUserId}}",
        )
    };
}

macro_rules! error_fields {
    () => {
        "error{message type code fields{field message type}}"
    };
}

/// A mutation that creates an event.
macro_rules! create_event {
    ($name:literal, $input:literal, $payload:literal, $own_fields:literal) => {
        Operation {
            name: Some($name),
            kind: Kind::CreatesOnce,
            permissions: Permission::needed_for($name),
            query: concat!(
                "mutation ",
                $name,
                "($input:",
                $input,
                "!){",
                $name,
                "(input:$input){",
                $payload,
                "{id customerId",
                $own_fields,
                " title ",
                audit_fields!(),
                "}",
                error_fields!(),
                "}}",
                audit_fragments!(),
            ),
        }
    };
}

pub(crate) const CREATE_CUSTOMER_EVENT: Operation<'static> = create_event!(
    "createCustomerEvent",
    "CreateCustomerEventInput",
    "customerEvent",
    ""
);

pub(crate) const CREATE_THREAD_EVENT: Operation<'static> = create_event!(
    "createThreadEvent",
    "CreateThreadEventInput",
    "threadEvent",
    " threadId"
);

macro_rules! customer_fragments {
    () => {
        concat!(
            "fragment C on Customer{id externalId fullName shortName email{email isVerified}",
            audit_fields!(),
            "}",
            audit_fragments!(),
        )
    };
}

pub(crate) const UPSERT_CUSTOMER: Operation<'static> = Operation {
    name: Some("upsertCustomer"),
    // The second time it answers NOOP or UPDATED.
    kind: Kind::Repeatable,
    permissions: Permission::needed_for("upsertCustomer"),
    query: concat!(
        "mutation upsertCustomer($input:UpsertCustomerInput!){upsertCustomer(input:$input){result customer{...C}",
        error_fields!(),
        "}}",
        customer_fragments!(),
    ),
};

/// A query for one customer.
macro_rules! customer_query {
    ($name:literal, $argument:literal, $type:literal) => {
        Operation {
            name: Some($name),
            kind: Kind::Repeatable,
            permissions: Permission::needed_for($name),
            query: concat!(
                "query ",
                $name,
                "($",
                $argument,
                ":",
                $type,
                "!){",
                $name,
                "(",
                $argument,
                ":$",
                $argument,
                "){...C}}",
                customer_fragments!(),
            ),
        }
    };
}

pub(crate) const CUSTOMER: Operation<'static> = customer_query!("customer", "customerId", "ID");
pub(crate) const CUSTOMER_BY_EMAIL: Operation<'static> =
    customer_query!("customerByEmail", "email", "String");
pub(crate) const CUSTOMER_BY_EXTERNAL_ID: Operation<'static> =
    customer_query!("customerByExternalId", "externalId", "ID");

/// All of them, so that none goes untested.
#[cfg(test)]
pub(super) const ALL: [Operation<'static>; 6] = [
    CREATE_CUSTOMER_EVENT,
    CREATE_THREAD_EVENT,
    UPSERT_CUSTOMER,
    CUSTOMER,
    CUSTOMER_BY_EMAIL,
    CUSTOMER_BY_EXTERNAL_ID,
];
