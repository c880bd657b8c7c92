//! Operations on events.

use plain_schema::Permission;

use super::fragment::{audit_fields, audit_fragments, mutation};
use super::operation::{Idempotency, Operation};

pub(crate) const CREATE_CUSTOMER_EVENT: Operation<'static> = mutation!(
    "createCustomerEvent"("CreateCustomerEventInput"),
    ByKey,
    ["customerEvent{id customerId title ", audit_fields!(), "}"],
    audit_fragments!()
)
.identifying_customer();

pub(crate) const CREATE_THREAD_EVENT: Operation<'static> = mutation!(
    "createThreadEvent"("CreateThreadEventInput"),
    ByKey,
    [
        "threadEvent{id customerId threadId title ",
        audit_fields!(),
        "}"
    ],
    audit_fragments!()
);

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
    identifies_customer: false,
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
    identifies_customer: false,
    permissions: &[Permission::ThreadRead, Permission::TimelineRead],
    query: concat!(
        "query thread($threadId:ID!,$before:String){thread(threadId:$threadId){",
        "timelineEntries(filters:{entryTypes:[THREAD_EVENT]},last:100,before:$before)",
        entries_fields!("ThreadEventEntry"),
        "}}",
        audit_fragments!(),
    ),
};
