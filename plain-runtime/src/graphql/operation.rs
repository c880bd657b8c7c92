//! GraphQL operations of the client.

use plain_schema::Permission;

use super::document;

/// A GraphQL operation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operation<'a> {
    /// Name of the operation and of its field in the schema; `None` for a document of the caller.
    pub(crate) name: Option<&'static str>,
    /// GraphQL document.
    pub(crate) query: &'a str,
    pub(crate) idempotency: Idempotency,
    /// Permissions that the API key needs; empty if unknown.
    pub(crate) permissions: &'static [Permission],
}

/// Effect of executing an operation twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Idempotency {
    /// The same as executing it once: a query, or an update to the same values.
    Idempotent,
    /// The second execution fails, because the external ID is taken.
    ByKey,
    /// The effect may occur twice.
    NonIdempotent,
}

impl<'a> Operation<'a> {
    /// An operation with a document of the caller.
    pub(crate) fn custom(query: &'a str) -> Self {
        Self {
            name: None,
            query,
            idempotency: if may_mutate(query) {
                Idempotency::NonIdempotent
            } else {
                Idempotency::Idempotent
            },
            permissions: &[],
        }
    }

    /// Whether the document may contain a mutation.
    pub(crate) fn may_mutate(&self) -> bool {
        may_mutate(self.query)
    }

    /// Name of the first operation in the document, if it has one.
    pub(crate) fn document_name(&self) -> Option<&'a str> {
        document::operation_name(self.query)
    }
}

/// Whether a document may contain a mutation. A false positive, such as the word in a comment, only
/// costs retries.
fn may_mutate(query: &str) -> bool {
    query.contains("mutation")
}

/// Fields that say when and by whom an object was created and updated.
macro_rules! audit_fields {
    () => {
        "createdAt{...D}createdBy{...A}updatedAt{...D}updatedBy{...A}"
    };
}

/// Fragments that `audit_fields` uses. `__typename` is requested only where the type is unknown.
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
            idempotency: Idempotency::ByKey,
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
    // The second execution returns NOOP or UPDATED.
    idempotency: Idempotency::Idempotent,
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
            idempotency: Idempotency::Idempotent,
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

/// A page of events in a timeline. The largest page has 100 entries.
macro_rules! entries_fields {
    ($entry:literal) => {
        concat!(
            "{edges{node{customerId threadId timestamp{...D}actor{...A}entry{...on ",
            $entry,
            "{timelineEventId externalId title}}}}pageInfo{hasPreviousPage startCursor}}",
        )
    };
}

pub(crate) const TIMELINE_ENTRIES: Operation<'static> = Operation {
    name: Some("timelineEntries"),
    idempotency: Idempotency::Idempotent,
    permissions: Permission::needed_for("timelineEntries"),
    query: concat!(
        "query timelineEntries($customerId:ID!,$before:String){",
        "timelineEntries(customerId:$customerId,last:100,before:$before)",
        entries_fields!("CustomerEventEntry"),
        "}",
        audit_fragments!(),
    ),
};

pub(crate) const THREAD_ENTRIES: Operation<'static> = Operation {
    name: Some("thread"),
    idempotency: Idempotency::Idempotent,
    permissions: &[Permission::ThreadRead, Permission::TimelineRead],
    query: concat!(
        "query thread($threadId:ID!,$before:String){thread(threadId:$threadId){",
        "timelineEntries(filters:{entryTypes:[THREAD_EVENT]},last:100,before:$before)",
        entries_fields!("ThreadEventEntry"),
        "}}",
        audit_fragments!(),
    ),
};

/// All operations, for tests.
#[cfg(test)]
pub(super) const ALL: [Operation<'static>; 8] = [
    CREATE_CUSTOMER_EVENT,
    CREATE_THREAD_EVENT,
    UPSERT_CUSTOMER,
    CUSTOMER,
    CUSTOMER_BY_EMAIL,
    CUSTOMER_BY_EXTERNAL_ID,
    TIMELINE_ENTRIES,
    THREAD_ENTRIES,
];
