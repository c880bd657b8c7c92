//! What the objects of an event have in common: their fields are rows of `plain_schema`, from
//! which come the names on the wire and the rules.

use std::borrow::Cow;
use std::marker::PhantomData;

use plain_schema::Property;
use serde::Serialize;

use super::validate::{Path, Violations};

/// The value of one property.
pub(super) trait PropertyValue: Serialize {
    /// Whether it is there at all: an absent value is left out, never sent as null.
    fn is_present(&self) -> bool {
        true
    }

    /// Adds whatever is wrong with it.
    fn validate(&self, property: &'static Property, path: &Path<'_>, violations: &mut Violations);
}

impl PropertyValue for Cow<'static, str> {
    fn validate(&self, property: &'static Property, path: &Path<'_>, violations: &mut Violations) {
        if let Some(rule) = property.value.string_rule()
            && let Err(violation) = rule.check(self)
        {
            violations.add(path, violation);
        }
    }
}

impl PropertyValue for bool {
    fn validate(&self, _: &'static Property, _: &Path<'_>, _: &mut Violations) {}
}

impl<T: PropertyValue> PropertyValue for Option<T> {
    fn is_present(&self) -> bool {
        self.is_some()
    }

    fn validate(&self, property: &'static Property, path: &Path<'_>, violations: &mut Violations) {
        if let Some(value) = self {
            value.validate(property, path, violations);
        }
    }
}

/// An object whose properties can be wrong: a component, an event.
pub(super) trait Object: Serialize {
    /// Adds whatever is wrong with its properties.
    fn validate(&self, path: &Path<'_>, violations: &mut Violations);
}

/// The row of a property, looked up when this crate is compiled.
pub(super) const fn row(found: Option<&'static Property>) -> &'static Property {
    match found {
        Some(property) => property,
        None => panic!("no such property in plain-schema"),
    }
}

/// The name of a property that takes a `T`.
#[derive(Debug)]
pub struct PropertyName<T>(PhantomData<T>);

impl<T> PropertyName<T> {
    pub(crate) const NAME: Self = Self(PhantomData);
}

/// Placeholder for a value that is missing or invalid, next to the error that reports it.
pub fn placeholder<T>() -> T {
    unreachable!("an expansion with a placeholder has a compile error")
}

/// Declares a struct whose fields are properties of a row of `plain_schema`, and a module of their
/// `names`, which have the same documentation. The page is that of
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
                /// Its own.
                pub mod own {
                    use super::*;

                    $function
                }

                /// Its own, of what a field of a derive's type is.
                pub mod role {
                    use super::*;

                    $role
                }
            )?

            /// Those of its properties.
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
                        $crate::input::object::row(::plain_schema::$table::$row.$lookup(stringify!($field))).graphql_name
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

        impl $crate::input::object::Object for $name {
            fn validate(
                &self,
                path: &$crate::input::validate::Path<'_>,
                violations: &mut $crate::input::validate::Violations,
            ) {
                $(
                    let property = const {
                        $crate::input::object::row(::plain_schema::$table::$row.$lookup(stringify!($field)))
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
