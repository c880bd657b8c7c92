//! What the data of an answer holds, by operation.

use std::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde_json::Deserializer;
use serde_json::value::RawValue;

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

/// The payload of a mutation, which is there whether or not it was refused: all of it, and one of its
/// fields.
fn mutation<'a>(
    data: &'a RawValue,
    operation: &Operation<'_>,
    field: &str,
) -> Result<(&'a RawValue, &'a RawValue), NoResult> {
    let name = operation.name.unwrap_or_default();
    let [payload] = find(data, [name])?;
    let payload = present(payload, name)?;
    let [error, value] = find(payload, ["error", field])?;
    match error {
        Some(error) if !is_null(error) => Err(NoResult::Refused(read(error)?)),
        _ => Ok((payload, present(value, field)?)),
    }
}

/// A field that is there and not null.
fn present<'a>(value: Option<&'a RawValue>, name: &str) -> Result<&'a RawValue, NoResult> {
    value
        .filter(|value| !is_null(value))
        .ok_or_else(|| has_no(name))
}

fn has_no(name: &str) -> NoResult {
    NoResult::Unreadable(format!("it has no `{name}`"))
}

fn is_null(value: &RawValue) -> bool {
    value.get() == "null"
}

/// Some fields of an object, each unread.
fn find<'a, const N: usize>(
    object: &'a RawValue,
    names: [&str; N],
) -> Result<[Option<&'a RawValue>; N], NoResult> {
    Ok(Find { names }.deserialize(&mut Deserializer::from_str(object.get()))?)
}

fn read<T: DeserializeOwned>(value: &RawValue) -> Result<T, NoResult> {
    Ok(serde_json::from_str(value.get())?)
}

/// An operation that creates something, which is in this field.
pub(super) fn created<T: DeserializeOwned>(
    data: &RawValue,
    operation: &Operation<'_>,
    field: &str,
) -> Result<T, NoResult> {
    let (_, created) = mutation(data, operation, field)?;
    read(created)
}

pub(super) fn upserted_customer(data: &RawValue) -> Result<UpsertedCustomer, NoResult> {
    let (payload, _) = mutation(data, &UPSERT_CUSTOMER, "customer")?;
    read(payload)
}

/// A query for one customer: null if there is none.
pub(super) fn customer(
    data: &RawValue,
    operation: &Operation<'_>,
) -> Result<Option<Customer>, NoResult> {
    let name = operation.name.unwrap_or_default();
    let [customer] = find(data, [name])?;
    read(customer.ok_or_else(|| has_no(name))?)
}

/// Whatever the caller asked for.
pub(super) fn data<T: DeserializeOwned>(data: &RawValue) -> Result<T, NoResult> {
    read(data)
}

/// Reads fields of an object, and leaves their values unread.
struct Find<'n, const N: usize> {
    names: [&'n str; N],
}

impl<'de, const N: usize> DeserializeSeed<'de> for Find<'_, N> {
    type Value = [Option<&'de RawValue>; N];

    fn deserialize<D: serde::Deserializer<'de>>(self, object: D) -> Result<Self::Value, D::Error> {
        object.deserialize_map(self)
    }
}

impl<'de, const N: usize> Visitor<'de> for Find<'_, N> {
    type Value = [Option<&'de RawValue>; N];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with {}", self.names.join(" and "))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut found = [None; N];
        while let Some(index) = object.next_key_seed(IndexIn(&self.names))? {
            match index {
                Some(index) => found[index] = Some(object.next_value()?),
                None => {
                    object.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(found)
    }
}

/// Which of some names a key is.
struct IndexIn<'n>(&'n [&'n str]);

impl<'de> DeserializeSeed<'de> for IndexIn<'_> {
    type Value = Option<usize>;

    fn deserialize<D: serde::Deserializer<'de>>(self, key: D) -> Result<Self::Value, D::Error> {
        key.deserialize_str(self)
    }
}

impl Visitor<'_> for IndexIn<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().position(|name| *name == key))
    }
}
