//! Reads inputs as they are serialised.
//!
//! Names come from tables, so that each type adds little code. An unknown name is an error, in the
//! words of serde. The rules are not checked here but by `validate`.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::slice;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, VariantAccess, Visitor,
};

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
pub(crate) fn field<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    value: &mut Option<T>,
    name: &'static str,
    map: &mut A,
) -> Result<(), A::Error> {
    if value.is_some() {
        return Err(A::Error::duplicate_field(name));
    }
    *value = Some(map.next_value()?);
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

/// Enum that is read from a map with one entry, whose key is the name of the variant.
pub(crate) trait FromVariant: Sized {
    /// Name of the enum.
    const NAME: &'static str;

    /// Names of the variants.
    const VARIANTS: &'static [&'static str];

    /// Reads the variant with an index in `VARIANTS`.
    fn from_variant<'de, A: VariantAccess<'de>>(index: usize, variant: A)
    -> Result<Self, A::Error>;
}

struct VariantVisitor<T>(PhantomData<T>);

impl<'de, T: FromVariant> Visitor<'de> for VariantVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a map with one entry, a variant of `{}`", T::NAME)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<T, A::Error> {
        let (index, variant) = data.variant_seed(Names::Variants(T::VARIANTS))?;
        T::from_variant(index, variant)
    }
}

pub(crate) fn variant<'de, T: FromVariant, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_enum(T::NAME, T::VARIANTS, VariantVisitor(PhantomData))
}

/// Reads the text of an identifier.
pub(crate) fn text<'de, A: VariantAccess<'de>>(variant: A) -> Result<Cow<'static, str>, A::Error> {
    variant.newtype_variant()
}
