//! Enums, such as sizes and colours of components.

use plain_schema::{EnumEncoding, EnumValue, Enumeration, Property, enumeration};
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::deserialize::Names;
use super::object::PropertyValue;
use super::validate::{PropertyPath, Violations};

const fn graphql_name(found: Option<&'static EnumValue>) -> &'static str {
    match found {
        Some(value) => value.graphql_name,
        None => panic!("no such value in plain-schema"),
    }
}

/// Serialises the value with an index.
#[inline]
fn encode<S: Serializer>(
    enumeration: &'static Enumeration,
    index: usize,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match enumeration.encoding {
        EnumEncoding::Names => serializer.serialize_str(enumeration.values[index].graphql_name),
        EnumEncoding::Numbers => serializer.serialize_u64(index as u64),
    }
}

/// Reads the index of a value.
fn decode<'de, D: Deserializer<'de>>(
    enumeration: &Enumeration,
    names: &'static [&'static str],
    deserializer: D,
) -> Result<usize, D::Error> {
    match enumeration.encoding {
        EnumEncoding::Names => deserializer.deserialize_str(Names::Variants(names)),
        EnumEncoding::Numbers => {
            let number = u64::deserialize(deserializer)?;
            let index = usize::try_from(number).ok();
            index.filter(|index| *index < names.len()).ok_or_else(|| {
                let expected = format!("one of {}", names.join(", "));
                D::Error::invalid_value(Unexpected::Unsigned(number), &expected.as_str())
            })
        }
    }
}

/// Declares an enum whose variants are the values of an enumeration of `plain_schema`. `$page` is a
/// page of Plain's documentation.
macro_rules! enumeration {
    (
        $(#[$meta:meta])*
        $name:ident = $row:path, $page:literal {
            $($(#[$variant_meta:meta])* $variant:ident,)*
        }
    ) => {
        $(#[$meta])*
        #[doc = ""]
        #[doc = concat!("See <", $page, ">.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[doc = ""]
                #[doc = concat!("See <", $page, ">.")]
                $variant,
            )*
        }

        impl $name {
            /// Name of the value in Plain's GraphQL schema, or its number.
            pub const fn graphql_name(self) -> &'static str {
                match self {
                    $(Self::$variant => const { graphql_name($row.value(stringify!($variant))) },)*
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                encode(&$row, *self as usize, serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                const NAMES: &[&str] = &[$($name::$variant.graphql_name(),)*];
                Ok([$(Self::$variant,)*][decode(&$row, NAMES, deserializer)?])
            }
        }

        impl PropertyValue for $name {
            fn validate(&self, _: &'static Property, _: &PropertyPath<'_>, _: &mut Violations) {}
        }
    };
}

enumeration! {
    /// Size of `text` and `plain_text`. Defaults to `M`.
    ///
    /// ```
    /// assert_eq!(plain_runtime::TextSize::L.graphql_name(), "L");
    /// ```
    TextSize = enumeration::TEXT_SIZE,
    "https://www.plain.com/docs/api-reference/ui-components/text" {
        /// Small text, suited to remarks.
        S,
        /// Medium text. This is the default.
        M,
        /// Large text, suited to headings.
        L,
    }
}

enumeration! {
    /// Colour of `text` and `plain_text`. Defaults to `Normal`.
    ///
    /// ```
    /// assert_eq!(plain_runtime::TextColor::Muted.graphql_name(), "MUTED");
    /// ```
    TextColor = enumeration::TEXT_COLOR,
    "https://www.plain.com/docs/api-reference/ui-components/text" {
        /// Near black. This is the default.
        Normal,
        /// Grey text, for labels and remarks.
        Muted,
        /// Green text, to indicate success.
        Success,
        /// Amber text, to indicate a warning.
        Warning,
        /// Red text, to indicate an error.
        Error,
    }
}

enumeration! {
    /// Height of a `spacer`, and of the space around a `divider`.
    ///
    /// ```
    /// assert_eq!(plain_runtime::SpacingSize::XL.graphql_name(), "XL");
    /// ```
    SpacingSize = enumeration::SPACING_SIZE,
    "https://www.plain.com/docs/api-reference/ui-components/spacer" {
        /// Extra small: 4 pixels high as a spacer.
        XS,
        /// Small: 8 pixels high as a spacer.
        S,
        /// Medium: 16 pixels high as a spacer.
        M,
        /// Large: 24 pixels high as a spacer.
        L,
        /// Extra large: 32 pixels high as a spacer.
        XL,
    }
}

enumeration! {
    /// Colour of a `badge`. Defaults to `Grey`.
    ///
    /// ```
    /// assert_eq!(plain_runtime::BadgeColor::Grey.graphql_name(), "GREY");
    /// ```
    BadgeColor = enumeration::BADGE_COLOR,
    "https://www.plain.com/docs/api-reference/ui-components/badge" {
        /// Grey pill. This is the default.
        Grey,
        /// Light green pill with a darker dot and label.
        Green,
        /// Light yellow pill with a darker dot and label.
        Yellow,
        /// Light red pill with a darker dot and label.
        Red,
        /// Light blue pill with a darker dot and label.
        Blue,
    }
}

enumeration! {
    /// Priority of a thread. Defaults to `Normal`. It is serialised as a number.
    ///
    /// ```
    /// use plain_runtime::ThreadPriority;
    ///
    /// assert_eq!(serde_json::to_string(&ThreadPriority::Urgent).unwrap(), "0");
    /// assert_eq!(serde_json::from_str::<ThreadPriority>("3").unwrap(), ThreadPriority::Low);
    /// ```
    ThreadPriority = enumeration::THREAD_PRIORITY,
    "https://www.plain.com/docs/api-reference/graphql/threads/create" {
        /// The highest priority, 0 in Plain's schema.
        Urgent,
        /// Above the default, 1 in Plain's schema.
        High,
        /// The default, 2 in Plain's schema.
        Normal,
        /// The lowest priority, 3 in Plain's schema.
        Low,
    }
}
