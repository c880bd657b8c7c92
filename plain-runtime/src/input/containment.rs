//! Containment: the components that each context admits, as enums, so that a row in a row does not
//! type-check.

use std::borrow::Cow;

use plain_schema::{Property, ValueType};
use serde::Serialize;

use super::object::PropertyValue;
use super::validate::{PropertyPath, Violations};

/// A component that may be used in a certain context: an event, a container or a row.
pub(super) trait ContextComponent: Serialize + Clone + 'static {
    fn validate(&self, path: &PropertyPath<'_>, violations: &mut Violations);
}

impl<C: ContextComponent> PropertyValue for Cow<'static, [C]> {
    fn validate(
        &self,
        property: &'static Property,
        path: &PropertyPath<'_>,
        violations: &mut Violations,
    ) {
        if let ValueType::List(_, rule) = property.value
            && let Err(violation) = rule.check(self.len())
        {
            violations.add(path, violation);
        }
        for (index, component) in self.iter().enumerate() {
            component.validate(&path.index(index), violations);
        }
    }
}

/// Declares the enum of the components that a context admits.
macro_rules! context_components {
    (
        $(#[$meta:meta])*
        $name:ident in $context:path { $($component:ident,)* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each variant is the struct of the same name")]
        pub enum $name {
            $($component($component),)*
        }

        const _: () = {
            $(assert!($context.admits(plain_schema::ComponentKind::$component));)*

            let components = plain_schema::COMPONENTS;
            let mut admitted = 0;
            let mut index = 0;
            while index < components.len() {
                if $context.admits(components[index].kind) {
                    admitted += 1;
                }
                index += 1;
            }
            assert!(
                admitted == [$(plain_schema::ComponentKind::$component),*].len(),
                concat!("a component that `", stringify!($context), "` admits is missing here"),
            );
        };

        $(
            impl From<$component> for $name {
                fn from(component: $component) -> Self {
                    Self::$component(component)
                }
            }
        )*

        impl From<&Self> for $name {
            fn from(component: &Self) -> Self {
                component.clone()
            }
        }

        impl ::serde::Serialize for $name {
            #[inline]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$component(component) => $crate::input::object::serialize_one_of(
                        serializer,
                        stringify!($name),
                        plain_schema::ComponentKind::$component.component().graphql_field,
                        component,
                    ),)*
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::input::deserialize::one_of(deserializer)
            }
        }

        impl $crate::input::deserialize::OneOf for $name {
            const NAME: &'static str = stringify!($name);
            const FIELDS: &'static [&'static str] =
                &[$(plain_schema::ComponentKind::$component.component().graphql_field,)*];

            fn from_field<'de, A: serde::de::MapAccess<'de>>(
                index: usize,
                map: &mut A,
            ) -> Result<Option<Self>, A::Error> {
                let readers = [$(|map: &mut A| {
                    Ok(map.next_value::<Option<$component>>()?.map(Self::$component))
                },)*];
                readers[index](map)
            }
        }

        impl $crate::input::containment::ContextComponent for $name {
            fn validate(&self, path: &$crate::input::validate::PropertyPath<'_>, violations: &mut $crate::input::validate::Violations) {
                match self {
                    $(Self::$component(component) => {
                        let name = plain_schema::ComponentKind::$component.component().name;
                        component.validate(&path.property(name), violations);
                    })*
                }
            }
        }
    };
}
pub(super) use context_components;

/// Converts the components of a narrower context to those of a wider one.
macro_rules! widen {
    ($narrow:ident into $wide:ident: $($component:ident,)*) => {
        impl From<$narrow> for $wide {
            fn from(content: $narrow) -> Self {
                match content {
                    $($narrow::$component(component) => Self::$component(component),)*
                }
            }
        }

        impl From<&$narrow> for $wide {
            fn from(content: &$narrow) -> Self {
                content.clone().into()
            }
        }
    };
}
pub(super) use widen;
