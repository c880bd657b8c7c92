//! What the data of an answer holds, by operation.

use std::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde_json::Deserializer;
use serde_json::value::RawValue;

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
fn mutation<'a>(data: &'a RawValue, name: &str) -> Result<&'a RawValue, NoResult> {
    let payload = field(data, name)?;
    match find(payload, "error")? {
        Some(error) if !is_null(error) => Err(NoResult::Refused(read(error)?)),
        _ => Ok(payload),
    }
}

/// A field that is there and not null.
fn field<'a>(object: &'a RawValue, name: &str) -> Result<&'a RawValue, NoResult> {
    find(object, name)?
        .filter(|value| !is_null(value))
        .ok_or_else(|| has_no(name))
}

fn has_no(name: &str) -> NoResult {
    NoResult::Unreadable(format!("it has no `{name}`"))
}

fn is_null(value: &RawValue) -> bool {
    value.get() == "null"
}

fn find<'a>(object: &'a RawValue, name: &str) -> Result<Option<&'a RawValue>, NoResult> {
    let field = Find { name };
    Ok(field.deserialize(&mut Deserializer::from_str(object.get()))?)
}

fn read<T: DeserializeOwned>(value: &RawValue) -> Result<T, NoResult> {
    Ok(serde_json::from_str(value.get())?)
}

/// `createCustomerEvent` and `createThreadEvent`: the event is in the field named like its type.
fn created<T: DeserializeOwned>(data: &RawValue, name: &str, event: &str) -> Result<T, NoResult> {
    read(field(mutation(data, name)?, event)?)
}

pub(super) fn created_customer_event<T: DeserializeOwned>(data: &RawValue) -> Result<T, NoResult> {
    created(data, "createCustomerEvent", "customerEvent")
}

pub(super) fn created_thread_event<T: DeserializeOwned>(data: &RawValue) -> Result<T, NoResult> {
    created(data, "createThreadEvent", "threadEvent")
}

pub(super) fn upserted_customer(data: &RawValue) -> Result<UpsertedCustomer, NoResult> {
    read(mutation(data, "upsertCustomer")?)
}

/// A query for one customer: null if there is none.
pub(super) fn customer(data: &RawValue, name: &str) -> Result<Option<Customer>, NoResult> {
    read(find(data, name)?.ok_or_else(|| has_no(name))?)
}

/// Whatever the caller asked for.
pub(super) fn data<T: DeserializeOwned>(data: &RawValue) -> Result<T, NoResult> {
    read(data)
}

/// Reads one field of an object, and leaves its value unread.
struct Find<'n> {
    name: &'n str,
}

impl<'de> DeserializeSeed<'de> for Find<'_> {
    type Value = Option<&'de RawValue>;

    fn deserialize<D: serde::Deserializer<'de>>(self, object: D) -> Result<Self::Value, D::Error> {
        object.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Find<'_> {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with a `{}`", self.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(is_it) = object.next_key_seed(IsNamed(self.name))? {
            if is_it {
                found = Some(object.next_value()?);
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// Whether a key is a name.
struct IsNamed<'n>(&'n str);

impl<'de> DeserializeSeed<'de> for IsNamed<'_> {
    type Value = bool;

    fn deserialize<D: serde::Deserializer<'de>>(self, key: D) -> Result<bool, D::Error> {
        key.deserialize_str(self)
    }
}

impl Visitor<'_> for IsNamed<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<bool, E> {
        Ok(key == self.0)
    }
}
