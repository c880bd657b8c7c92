//! GraphQL operations, and the JSON envelope of requests and responses.

mod customer;
mod document;
mod envelope;
mod event;
mod fragment;
mod operation;
mod thread;

pub(crate) use customer::{
    ADD_CUSTOMER_TO_TENANTS, CUSTOMER, CUSTOMER_BY_EMAIL, CUSTOMER_BY_EXTERNAL_ID,
    SET_CUSTOMER_TENANTS, UPSERT_CUSTOMER,
};
pub(crate) use envelope::{GraphqlError, GraphqlResponse, Input, encode_request};
pub(crate) use event::{
    CREATE_CUSTOMER_EVENT, CREATE_THREAD_EVENT, THREAD_ENTRIES, TIMELINE_ENTRIES,
};
pub(crate) use operation::{Idempotency, Operation};
pub(crate) use thread::{
    ADD_LABELS, ASSIGN_THREAD, CHANGE_THREAD_PRIORITY, CREATE_NOTE, CREATE_THREAD,
    MARK_THREAD_AS_DONE, MARK_THREAD_AS_TODO, REPLY_TO_THREAD, THREAD, THREAD_BY_EXTERNAL_ID,
    UPSERT_TENANT, UPSERT_THREAD_FIELD,
};

#[cfg(test)]
mod tests;
