//! Operations on threads and tenants.

use plain_schema::Permission;

use super::fragment::{audit_fields, audit_fragments, mutation};
use super::operation::{Idempotency, Operation};

/// Fields of a tenant.
macro_rules! tenant_fields {
    () => {
        "{id name externalId url}"
    };
}

/// Fields of a label.
macro_rules! label_fields {
    () => {
        "{id labelType{id name isArchived}}"
    };
}

/// Fields of a thread field.
macro_rules! field_fields {
    () => {
        "{id key type stringValue booleanValue numberValue dateValue{...D}}"
    };
}

/// Fragment `T` with the fields of a thread, and those that it uses.
macro_rules! thread_fragments {
    () => {
        concat!(
            "fragment T on Thread{id ref externalId customer{id}title description priority status ",
            "assignedTo{__typename ...on User{id fullName}...on MachineUser{id fullName}...on System{id}}",
            "labels",
            label_fields!(),
            "threadFields",
            field_fields!(),
            "tenant",
            tenant_fields!(),
            audit_fields!(),
            "}",
            audit_fragments!(),
        )
    };
}

/// A mutation whose payload is the changed thread.
macro_rules! thread_mutation {
    ($name:literal($input:literal), $idempotency:ident) => {
        mutation!(
            $name($input),
            $idempotency,
            ["thread{...T}"],
            thread_fragments!()
        )
    };
}

pub(crate) const CREATE_THREAD: Operation<'static> =
    thread_mutation!("createThread"("CreateThreadInput"), ByLookUp).identifying_customer();
pub(crate) const MARK_THREAD_AS_DONE: Operation<'static> =
    thread_mutation!("markThreadAsDone"("MarkThreadAsDoneInput"), Idempotent);
pub(crate) const MARK_THREAD_AS_TODO: Operation<'static> =
    thread_mutation!("markThreadAsTodo"("MarkThreadAsTodoInput"), Idempotent);
pub(crate) const CHANGE_THREAD_PRIORITY: Operation<'static> = thread_mutation!(
    "changeThreadPriority"("ChangeThreadPriorityInput"),
    Idempotent
);
pub(crate) const ASSIGN_THREAD: Operation<'static> =
    thread_mutation!("assignThread"("AssignThreadInput"), Idempotent);

// Plain skips the labels that the thread already has.
pub(crate) const ADD_LABELS: Operation<'static> = mutation!(
    "addLabels"("AddLabelsInput"),
    Idempotent,
    ["labels", label_fields!()],
    ""
);

pub(crate) const UPSERT_THREAD_FIELD: Operation<'static> = mutation!(
    "upsertThreadField"("UpsertThreadFieldInput"),
    Idempotent,
    ["result threadField", field_fields!()],
    "fragment D on DateTime{iso8601 unixTimestamp}"
);

pub(crate) const REPLY_TO_THREAD: Operation<'static> = mutation!(
    "replyToThread"("ReplyToThreadInput"),
    NonIdempotent,
    [""],
    ""
);

pub(crate) const CREATE_NOTE: Operation<'static> = mutation!(
    "createNote"("CreateNoteInput"),
    NonIdempotent,
    ["note{id text markdown createdAt{iso8601 unixTimestamp}}"],
    ""
);

pub(crate) const UPSERT_TENANT: Operation<'static> = mutation!(
    "upsertTenant"("UpsertTenantInput"),
    Idempotent,
    ["result tenant", tenant_fields!()],
    ""
);

pub(crate) const THREAD: Operation<'static> = Operation {
    name: Some("thread"),
    idempotency: Idempotency::Idempotent,
    identifies_customer: false,
    permissions: Permission::needed_for("thread"),
    query: concat!(
        "query thread($threadId:ID!){thread(threadId:$threadId){...T}}",
        thread_fragments!(),
    ),
};

pub(crate) const THREAD_BY_EXTERNAL_ID: Operation<'static> = Operation {
    name: Some("threadByExternalId"),
    idempotency: Idempotency::Idempotent,
    identifies_customer: false,
    permissions: Permission::needed_for("threadByExternalId"),
    query: concat!(
        "query threadByExternalId($customerId:ID!,$externalId:ID!){",
        "threadByExternalId(customerId:$customerId,externalId:$externalId){...T}}",
        thread_fragments!(),
    ),
};
