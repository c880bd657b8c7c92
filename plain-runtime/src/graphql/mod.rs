//! GraphQL operations, and the JSON envelope of requests and responses.

mod document;
mod envelope;
mod operation;

pub(crate) use envelope::{GraphqlError, GraphqlResponse, Input, encode_request};
pub(crate) use operation::{
    CREATE_CUSTOMER_EVENT, CREATE_THREAD_EVENT, CUSTOMER, CUSTOMER_BY_EMAIL,
    CUSTOMER_BY_EXTERNAL_ID, Idempotency, Operation, THREAD_ENTRIES, TIMELINE_ENTRIES,
    UPSERT_CUSTOMER,
};

#[cfg(test)]
mod tests;
