//! Objects of an input: structs whose fields are declared in `plain_schema`, which has their GraphQL
//! names and rules.

use std::borrow::Cow;
use std::marker::PhantomData;

use plain_schema::{ListContent, Property, ValueType};
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use super::validate::{PropertyPath, Violations};
use super::validation_error::ValidationError;

/// Value of a property.
pub(super) trait PropertyValue: Serialize {
    /// Whether the value is serialised. Absent values are omitted, never sent as null.
    fn is_present(&self) -> bool {
        true
    }

    /// Value of a property that is not given, if the property is optional.
    fn absent() -> Option<Self>
    where
        Self: Sized,
    {
        None
    }

    /// Adds the violations of the value.
    fn validate(
        &self,
        property: &'static Property,
        path: &PropertyPath<'_>,
        violations: &mut Violations,
    );
}

impl PropertyValue for Cow<'static, str> {
    fn validate(
        &self,
        property: &'static Property,
        path: &PropertyPath<'_>,
        violations: &mut Violations,
    ) {
        if let Some(rule) = property.value.string_rule()
            && let Err(violation) = rule.check(self)
        {
            violations.add(path, violation);
        }
    }
}

impl PropertyValue for Cow<'static, [Cow<'static, str>]> {
    fn validate(
        &self,
        property: &'static Property,
        path: &PropertyPath<'_>,
        violations: &mut Violations,
    ) {
        let ValueType::List(ListContent::Texts(rule), _) = property.value else {
            return;
        };
        for (index, text) in self.iter().enumerate() {
            if let Err(violation) = rule.check(text) {
                violations.add(&path.index(index), violation);
            }
        }
    }
}

impl PropertyValue for bool {
    fn validate(&self, _: &'static Property, _: &PropertyPath<'_>, _: &mut Violations) {}
}

impl<T: PropertyValue> PropertyValue for Option<T> {
    fn is_present(&self) -> bool {
        self.is_some()
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn validate(
        &self,
        property: &'static Property,
        path: &PropertyPath<'_>,
        violations: &mut Violations,
    ) {
        if let Some(value) = self {
            value.validate(property, path, violations);
        }
    }
}

/// An object with properties: a component, a thread field or an entity.
pub(super) trait Object: Serialize {
    /// Adds the violations of all properties.
    fn validate(&self, path: &PropertyPath<'_>, violations: &mut Violations);
}

/// Writes an input object of which one field is given.
#[inline]
pub(crate) fn serialize_one_of<S: Serializer>(
    serializer: S,
    name: &'static str,
    field: &'static str,
    value: &(impl Serialize + ?Sized),
) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_struct(name, 1)?;
    object.serialize_field(field, value)?;
    object.end()
}

/// Validates all values of an input. `noun` is the noun for it in the message.
pub(super) fn validate(input: &impl Object, noun: &'static str) -> Result<(), ValidationError> {
    let mut violations = Violations::default();
    input.validate(&PropertyPath::ROOT, &mut violations);
    violations.into_result(noun)
}

/// Unwraps the declaration of a property at compile time.
pub(super) const fn declared(found: Option<&'static Property>) -> &'static Property {
    match found {
        Some(property) => property,
        None => panic!("no such property in plain-schema"),
    }
}

/// Name of a property that takes a `T`, as an item that an editor can show.
#[derive(Debug)]
pub struct PropertyName<T>(PhantomData<T>);

impl<T> PropertyName<T> {
    pub(crate) const NAME: Self = Self(PhantomData);
}

/// Placeholder for a missing or invalid value, beside the compile error that reports it.
pub fn placeholder<T>() -> T {
    unreachable!("an expansion with a placeholder does not compile")
}

/// Declares a struct whose fields are the properties of an entry of `plain_schema`, and a module with
/// the names of the properties, which share the documentation of the fields. `$page` is a page of
/// Plain's documentation.
macro_rules! object {
    (
        $(#[$meta:meta])*
        $name:ident = $table:ident::$row:ident.$lookup:ident, $page:literal, $module:ident $(+ $function:item $role:item)? {
            $($(#[$field_meta:meta])* $field:ident: $type:ty,)*
        }
    ) => {
        #[allow(dead_code, non_upper_case_globals, unreachable_pub, unused_imports)]
        pub(crate) mod $module {
            use super::*;

            $(
                /// Function of the component.
                pub mod own {
                    use super::*;

                    $function
                }

                /// Name of the component as the role of a field of a derive.
                pub mod role {
                    use super::*;

                    $role
                }
            )?

            /// Names of the properties.
            pub mod properties {
                use super::*;

                $(
                    $(#[$field_meta])*
                    #[doc = ""]
                    #[doc = concat!("See <", $page, ">.")]
                    pub const $field: $crate::input::object::PropertyName<$type> =
                        $crate::input::object::PropertyName::NAME;
                )*
            }
        }

        $(#[$meta])*
        #[doc = ""]
        #[doc = concat!("See <", $page, ">.")]
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name {
            $(
                $(#[$field_meta])*
                #[doc = ""]
                #[doc = concat!("See <", $page, ">.")]
                pub $field: $type,
            )*
        }

        impl ::serde::Serialize for $name {
            #[inline]
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use $crate::input::object::PropertyValue as _;
                use ::serde::ser::SerializeStruct as _;

                let length = 0 $(+ usize::from(self.$field.is_present()))*;
                let mut object = serializer.serialize_struct(stringify!($name), length)?;
                $(
                    let name = const {
                        $crate::input::object::declared(::plain_schema::$table::$row.$lookup(stringify!($field))).graphql_name
                    };
                    if self.$field.is_present() {
                        object.serialize_field(name, &self.$field)?;
                    } else {
                        object.skip_field(name)?;
                    }
                )*
                object.end()
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::input::deserialize::object(deserializer)
            }
        }

        impl $crate::input::deserialize::FromMap for $name {
            const NAME: &'static str = stringify!($name);
            const FIELDS: &'static [&'static str] = &[$(
                $crate::input::object::declared(::plain_schema::$table::$row.$lookup(stringify!($field))).graphql_name,
            )*];

            fn from_map<'de, A: ::serde::de::MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
                use $crate::input::deserialize::{Names, field, required};
                use $crate::input::object::PropertyValue;

                $(let mut $field = None;)*
                while let Some(index) = map.next_key_seed(Names::Fields(Self::FIELDS))? {
                    let mut positions = 0..;
                    $(if positions.next() == Some(index) {
                        field(&mut $field, Self::FIELDS[index], || map.next_value())?;
                    })*
                }
                let mut names = Self::FIELDS.iter();
                Ok(Self { $($field: required($field, PropertyValue::absent, &mut names)?,)* })
            }
        }

        impl $crate::input::object::Object for $name {
            fn validate(
                &self,
                path: &$crate::input::validate::PropertyPath<'_>,
                violations: &mut $crate::input::validate::Violations,
            ) {
                $(
                    let property = const {
                        $crate::input::object::declared(::plain_schema::$table::$row.$lookup(stringify!($field)))
                    };
                    $crate::input::object::PropertyValue::validate(
                        &self.$field,
                        property,
                        &path.property(property.name),
                        violations,
                    );
                )*
            }
        }
    };
}
pub(super) use object;
