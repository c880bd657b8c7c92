//! What the data of an answer holds, by operation.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::customer::{Customer, UpsertedCustomer};
use crate::mutation_error::MutationError;

/// Why data holds no result.
#[derive(Debug)]
pub(super) enum NoResult {
    /// The mutation was refused.
    Refused(MutationError),
    /// It is not what the operation answers.
    Unreadable(String),
}

impl From<serde_json::Error> for NoResult {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

/// The payload of a mutation, which is there whether or not it was refused.
fn mutation(mut data: Value, name: &str) -> Result<Value, NoResult> {
    let mut payload = field(&mut data, name)?;
    match payload.get_mut("error").map(Value::take) {
        None | Some(Value::Null) => Ok(payload),
        Some(error) => Err(NoResult::Refused(serde_json::from_value(error)?)),
    }
}

/// A field that is there and not null.
fn field(object: &mut Value, name: &str) -> Result<Value, NoResult> {
    match object.get_mut(name).map(Value::take) {
        None | Some(Value::Null) => Err(NoResult::Unreadable(format!("it has no `{name}`"))),
        Some(value) => Ok(value),
    }
}

/// `createCustomerEvent` and `createThreadEvent`: the event is in the field named like its type.
fn created<T: DeserializeOwned>(data: Value, name: &str, event: &str) -> Result<T, NoResult> {
    let event = field(&mut mutation(data, name)?, event)?;
    Ok(serde_json::from_value(event)?)
}

pub(super) fn created_customer_event<T: DeserializeOwned>(data: Value) -> Result<T, NoResult> {
    created(data, "createCustomerEvent", "customerEvent")
}

pub(super) fn created_thread_event<T: DeserializeOwned>(data: Value) -> Result<T, NoResult> {
    created(data, "createThreadEvent", "threadEvent")
}

pub(super) fn upserted_customer(data: Value) -> Result<UpsertedCustomer, NoResult> {
    Ok(UpsertedCustomer::deserialize(mutation(
        data,
        "upsertCustomer",
    )?)?)
}

/// A query for one customer: null if there is none.
pub(super) fn customer(mut data: Value, name: &str) -> Result<Option<Customer>, NoResult> {
    match data.get_mut(name).map(Value::take) {
        None => Err(NoResult::Unreadable(format!("it has no `{name}`"))),
        Some(customer) => Ok(serde_json::from_value(customer)?),
    }
}

/// Whatever the caller asked for.
pub(super) fn data<T: DeserializeOwned>(data: Value) -> Result<T, NoResult> {
    Ok(serde_json::from_value(data)?)
}
