//! What the data of an answer holds, by operation.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::customer::{Customer, UpsertedCustomer};
use crate::graphql::{Operation, UPSERT_CUSTOMER};
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
fn mutation(mut data: Value, operation: &Operation<'_>) -> Result<Value, NoResult> {
    let mut payload = field(&mut data, operation.name.unwrap_or_default())?;
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

/// An operation that creates something, which is in this field.
pub(super) fn created<T: DeserializeOwned>(
    data: Value,
    operation: &Operation<'_>,
    name: &str,
) -> Result<T, NoResult> {
    let created = field(&mut mutation(data, operation)?, name)?;
    Ok(serde_json::from_value(created)?)
}

pub(super) fn upserted_customer(data: Value) -> Result<UpsertedCustomer, NoResult> {
    let upserted = mutation(data, &UPSERT_CUSTOMER)?;
    Ok(serde_json::from_value(upserted)?)
}

/// A query for one customer: null if there is none.
pub(super) fn customer(
    mut data: Value,
    operation: &Operation<'_>,
) -> Result<Option<Customer>, NoResult> {
    let name = operation.name.unwrap_or_default();
    match data.get_mut(name).map(Value::take) {
        None => Err(NoResult::Unreadable(format!("it has no `{name}`"))),
        Some(customer) => Ok(serde_json::from_value(customer)?),
    }
}

/// Whatever the caller asked for.
pub(super) fn data<T: DeserializeOwned>(data: Value) -> Result<T, NoResult> {
    Ok(serde_json::from_value(data)?)
}
