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

/// Declares an enum whose variants are the values of a row of `plain_schema`. The page is that of
/// Plain's documentation.
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
    TextSize = enumeration::TEXT_SIZE,
    "https://www.plain.com/docs/api-reference/ui-components/text" {
        /// Small text, as of a remark.
        S,
        /// Text of the usual size: what is drawn where no size is given.
        M,
        /// Large text, as of a heading.
        L,
    }
}

enumeration! {
    /// The colour of `text` and `plain_text`; Plain draws `Normal` where none is given.
    ///
    /// ```
    /// assert_eq!(plain_runtime::TextColor::Muted.graphql_name(), "MUTED");
    /// ```
    TextColor = enumeration::TEXT_COLOR,
    "https://www.plain.com/docs/api-reference/ui-components/text" {
        /// Near black: what is drawn where no colour is given.
        Normal,
        /// Grey, for labels and remarks.
        Muted,
        /// Green, for what went well.
        Success,
        /// Amber, for what needs a look.
        Warning,
        /// Red, for what went wrong.
        Error,
    }
}

enumeration! {
    /// The height of a `spacer`, and of the space around a `divider`.
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
    /// The colour of a `badge`; Plain draws `Grey` where none is given.
    ///
    /// ```
    /// assert_eq!(plain_runtime::BadgeColor::Grey.graphql_name(), "GREY");
    /// ```
    BadgeColor = enumeration::BADGE_COLOR,
    "https://www.plain.com/docs/api-reference/ui-components/badge" {
        /// A grey pill: what is drawn where no colour is given.
        Grey,
        /// A pill of light green, its dot and its words darker.
        Green,
        /// A pill of light yellow, its dot and its words darker.
        Yellow,
        /// A pill of light red, its dot and its words darker.
        Red,
        /// A pill of light blue, its dot and its words darker.
        Blue,
    }
}
