//! Structs that are read and written as Plain's schema has them, without a row in `plain_schema`.
//!
//! They implement serde's traits by the macro below, since serde's derive would have to be compiled for every
//! application that only builds values.

use serde::Deserialize;
use serde::de::MapAccess;

use super::identifier::{CustomerIdentifier, TenantIdentifier};

/// Value of a field of a record.
pub(super) trait RecordField<'de>: Deserialize<'de> {
    /// Whether the value is serialised.
    fn is_present(&self) -> bool {
        true
    }

    /// Value of a field that is missing, if it may be.
    fn absent() -> Option<Self> {
        None
    }

    /// Reads the value that follows the name of the field.
    fn read<A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error> {
        map.next_value()
    }
}

impl RecordField<'_> for String {}
impl RecordField<'_> for bool {}
impl RecordField<'_> for CustomerIdentifier {}
impl RecordField<'_> for TenantIdentifier {}

impl<'de, T: Deserialize<'de>> RecordField<'de> for Option<T> {
    fn is_present(&self) -> bool {
        self.is_some()
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

/// Null is the same as an empty list.
impl<'de> RecordField<'de> for Vec<String> {
    fn is_present(&self) -> bool {
        !self.is_empty()
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn read<A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error> {
        let value: Option<Self> = map.next_value()?;
        Ok(value.unwrap_or_default())
    }
}

/// Implements the traits for a struct, with the names of its fields in JSON. Absent
/// fields are omitted, and unknown ones are errors.
macro_rules! record {
    ($name:ident { $($field:ident = $key:literal,)* }) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use $crate::input::record::RecordField;
                use ::serde::ser::SerializeStruct as _;

                let length = 0 $(+ usize::from(RecordField::is_present(&self.$field)))*;
                let mut object = serializer.serialize_struct(stringify!($name), length)?;
                $(
                    if RecordField::is_present(&self.$field) {
                        object.serialize_field($key, &self.$field)?;
                    } else {
                        object.skip_field($key)?;
                    }
                )*
                object.end()
            }
        }

        $crate::input::record::deserialize_record!($name { $($field = $key,)* });

        impl $crate::input::record::RecordField<'_> for $name {}
    };
}
pub(super) use record;

/// Implements `Deserialize` only.
macro_rules! deserialize_record {
    ($name:ident { $($field:ident = $key:literal,)* }) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::input::deserialize::object(deserializer)
            }
        }

        impl $crate::input::deserialize::FromMap for $name {
            const NAME: &'static str = stringify!($name);
            const FIELDS: &'static [&'static str] = &[$($key,)*];

            fn from_map<'de, A: ::serde::de::MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
                use $crate::input::deserialize::{Names, field, required};
                use $crate::input::record::RecordField;

                $(let mut $field = None;)*
                while let Some(index) = map.next_key_seed(Names::Fields(Self::FIELDS))? {
                    match Self::FIELDS[index] {
                        $($key => field(&mut $field, $key, || RecordField::read(&mut map))?,)*
                        _ => {}
                    }
                }
                let mut names = Self::FIELDS.iter();
                Ok(Self { $($field: required($field, RecordField::absent, &mut names)?,)* })
            }
        }
    };
}
pub(super) use deserialize_record;
