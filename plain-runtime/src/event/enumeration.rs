//! The enums of the components.

use plain_schema::{EnumValue, Property, enumeration};
use serde::{Serialize, Serializer};

use super::object::PropertyValue;
use super::validate::{Path, Violations};

const fn graphql_name(found: Option<&'static EnumValue>) -> &'static str {
    match found {
        Some(value) => value.graphql_name,
        None => panic!("no such value in plain-schema"),
    }
}

/// Declares an enum whose variants are the values of a row of `plain_schema`.
macro_rules! enumeration {
    (
        $(#[$meta:meta])*
        $name:ident = $row:path {
            $($(#[$variant_meta:meta])* $variant:ident,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)*
        }

        impl $name {
            /// The value's name in Plain's schema.
            pub const fn graphql_name(self) -> &'static str {
                match self {
                    $(Self::$variant => const { graphql_name($row.value(stringify!($variant))) },)*
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.graphql_name())
            }
        }

        impl PropertyValue for $name {
            fn validate(&self, _: &'static Property, _: &Path<'_>, _: &mut Violations) {}
        }
    };
}

enumeration! {
    /// The size of `text` and `plain_text`; Plain draws `M` where none is given.
    ///
    /// ```
    /// assert_eq!(plain_runtime::TextSize::L.graphql_name(), "L");
    /// ```
    TextSize = enumeration::TEXT_SIZE {
        /// Small.
        S,
        /// Medium.
        M,
        /// Large.
        L,
    }
}

enumeration! {
    /// The colour of `text` and `plain_text`; Plain draws `Normal` where none is given.
    ///
    /// ```
    /// assert_eq!(plain_runtime::TextColor::Muted.graphql_name(), "MUTED");
    /// ```
    TextColor = enumeration::TEXT_COLOR {
        /// Near black.
        Normal,
        /// Grey, for labels and remarks.
        Muted,
        /// Green.
        Success,
        /// Amber.
        Warning,
        /// Red.
        Error,
    }
}

enumeration! {
    /// The height of a `spacer`, and of the space around a `divider`.
    ///
    /// ```
    /// assert_eq!(plain_runtime::SpacingSize::XL.graphql_name(), "XL");
    /// ```
    SpacingSize = enumeration::SPACING_SIZE {
        /// Extra small.
        XS,
        /// Small.
        S,
        /// Medium.
        M,
        /// Large.
        L,
        /// Extra large.
        XL,
    }
}

enumeration! {
    /// The colour of a `badge`; Plain draws `Grey` where none is given.
    ///
    /// ```
    /// assert_eq!(plain_runtime::BadgeColor::Grey.graphql_name(), "GREY");
    /// ```
    BadgeColor = enumeration::BADGE_COLOR {
        /// Grey.
        Grey,
        /// Green.
        Green,
        /// Yellow.
        Yellow,
        /// Red.
        Red,
        /// Blue.
        Blue,
    }
}
