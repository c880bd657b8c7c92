//! Reads inputs as they are serialised.
//!
//! Names come from tables, so that each type adds little code. An unknown name is an error, in the
//! words of serde. The rules are not checked here but by `validate`.

use std::fmt;
use std::marker::PhantomData;
use std::slice;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

/// Reads one of some names, as its index.
#[derive(Clone, Copy)]
pub(crate) enum Names {
    /// Names of fields.
    Fields(&'static [&'static str]),
    /// Names of components, of kinds of identifiers, or of values of an enum.
    Variants(&'static [&'static str]),
}

impl<'de> DeserializeSeed<'de> for Names {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Names {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        let (Self::Fields(names) | Self::Variants(names)) = self;
        let found = names.iter().position(|known| *known == name);
        found.ok_or_else(|| match self {
            Self::Fields(_) => E::unknown_field(name, names),
            Self::Variants(_) => E::unknown_variant(name, names),
        })
    }
}

/// Struct that is read from a map.
pub(crate) trait FromMap: Sized {
    /// Name of the struct.
    const NAME: &'static str;

    /// Names of the fields.
    const FIELDS: &'static [&'static str];

    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;
}

struct MapVisitor<T>(PhantomData<T>);

impl<'de, T: FromMap> Visitor<'de> for MapVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a map with the fields of `{}`", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::from_map(map)
    }
}

pub(crate) fn object<'de, T: FromMap, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::NAME, T::FIELDS, MapVisitor(PhantomData))
}

/// Reads the value of a field that must not have been read before.
pub(crate) fn field<T, E: Error>(
    value: &mut Option<T>,
    name: &'static str,
    read: impl FnOnce() -> Result<T, E>,
) -> Result<(), E> {
    if value.is_some() {
        return Err(E::duplicate_field(name));
    }
    *value = Some(read()?);
    Ok(())
}

/// The value of the field with the next name, or the value that it has if it is missing.
pub(crate) fn required<T, E: Error>(
    value: Option<T>,
    absent: fn() -> Option<T>,
    names: &mut slice::Iter<'static, &'static str>,
) -> Result<T, E> {
    let name = names.next().copied().unwrap_or_default();
    value.or_else(absent).ok_or_else(|| E::missing_field(name))
}

/// Input object of which one field is given: an enum with a variant for each field.
pub(crate) trait OneOf: Sized {
    /// Name of the enum.
    const NAME: &'static str;

    /// Names of the fields.
    const FIELDS: &'static [&'static str];

    /// Reads the value of the field with an index in `FIELDS`. Null is the same as no field.
    fn from_field<'de, A: MapAccess<'de>>(
        index: usize,
        map: &mut A,
    ) -> Result<Option<Self>, A::Error>;
}

struct OneOfVisitor<T>(PhantomData<T>);

impl<'de, T: OneOf> Visitor<'de> for OneOfVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a map with one entry, a variant of `{}`", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let (mut found, mut count) = (None, 0);
        while let Some(index) = map.next_key_seed(Names::Variants(T::FIELDS))? {
            if let Some(value) = T::from_field(index, &mut map)? {
                found = Some(value);
                count += 1;
            }
        }
        found
            .filter(|_| count == 1)
            .ok_or_else(|| A::Error::invalid_length(count, &self))
    }
}

pub(crate) fn one_of<'de, T: OneOf, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::NAME, T::FIELDS, OneOfVisitor(PhantomData))
}
