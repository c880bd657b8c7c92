//! The operations, and the envelope that requests and answers come in.

mod envelope;
mod operation;

pub(crate) use envelope::{GraphqlError, Input, Response, request};
pub(crate) use operation::{
    CREATE_CUSTOMER_EVENT, CREATE_THREAD_EVENT, CUSTOMER, CUSTOMER_BY_EMAIL,
    CUSTOMER_BY_EXTERNAL_ID, Kind, Operation, UPSERT_CUSTOMER,
};

#[cfg(test)]
mod tests;
