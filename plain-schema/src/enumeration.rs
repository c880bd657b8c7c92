//! Enums: sizes and colours of components, and the priority of a thread.
//!
//! ```
//! use plain_schema::enumeration::{
//!     BADGE_COLOR, ENUMERATIONS, SPACING_SIZE, TEXT_COLOR, TEXT_SIZE, THREAD_PRIORITY,
//! };
//!
//! let of_components = [&TEXT_SIZE, &TEXT_COLOR, &SPACING_SIZE, &BADGE_COLOR];
//! assert_eq!(ENUMERATIONS.len(), of_components.len() + 1);
//! assert_eq!(THREAD_PRIORITY.values[0].name, "Urgent");
//! ```

use crate::rules::same;

/// Enum of Plain's schema, or a number that means one of a few things.
///
/// ```
/// use plain_schema::enumeration::BADGE_COLOR;
///
/// assert_eq!(BADGE_COLOR.value("Grey").unwrap().graphql_name, "GREY");
/// assert!(BADGE_COLOR.value("Gray").is_none());
/// ```
#[derive(Debug)]
pub struct Enumeration {
    /// Rust type.
    pub name: &'static str,
    /// Types of Plain's schema that it represents. All have the same values.
    pub graphql_names: &'static [&'static str],
    /// How its values are serialised.
    pub encoding: EnumEncoding,
    /// Values.
    pub values: &'static [EnumValue],
}

impl Enumeration {
    /// Finds a value by its Rust variant.
    ///
    /// ```
    /// use plain_schema::enumeration::SPACING_SIZE;
    ///
    /// assert!(SPACING_SIZE.value("L").is_some());
    /// assert!(SPACING_SIZE.value("Huge").is_none());
    /// ```
    pub const fn value(&self, name: &str) -> Option<&'static EnumValue> {
        let mut index = 0;
        while index < self.values.len() {
            if same(self.values[index].name, name) {
                return Some(&self.values[index]);
            }
            index += 1;
        }
        None
    }
}

/// How the values of an [`Enumeration`] are serialised.
///
/// ```
/// use plain_schema::EnumEncoding;
/// use plain_schema::enumeration::{TEXT_SIZE, THREAD_PRIORITY};
///
/// assert_eq!(TEXT_SIZE.encoding, EnumEncoding::Names);
/// assert_eq!(THREAD_PRIORITY.encoding, EnumEncoding::Numbers);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumEncoding {
    /// By their names in Plain's schema.
    Names,
    /// As numbers from 0, in the order of the values.
    Numbers,
}

/// Value of an [`Enumeration`].
///
/// ```
/// use plain_schema::enumeration::THREAD_PRIORITY;
///
/// let urgent = THREAD_PRIORITY.value("Urgent").unwrap();
/// assert_eq!(urgent.graphql_name, "0");
/// ```
#[derive(Debug)]
pub struct EnumValue {
    /// Rust variant.
    pub name: &'static str,
    /// Name in Plain's schema, or its number.
    pub graphql_name: &'static str,
}

const fn value(name: &'static str, graphql_name: &'static str) -> EnumValue {
    EnumValue { name, graphql_name }
}

/// Sizes of text.
pub static TEXT_SIZE: Enumeration = Enumeration {
    name: "TextSize",
    graphql_names: &["ComponentTextSize", "ComponentPlainTextSize"],
    encoding: EnumEncoding::Names,
    values: &[value("S", "S"), value("M", "M"), value("L", "L")],
};

/// Colours of text.
pub static TEXT_COLOR: Enumeration = Enumeration {
    name: "TextColor",
    graphql_names: &["ComponentTextColor", "ComponentPlainTextColor"],
    encoding: EnumEncoding::Names,
    values: &[
        value("Normal", "NORMAL"),
        value("Muted", "MUTED"),
        value("Success", "SUCCESS"),
        value("Warning", "WARNING"),
        value("Error", "ERROR"),
    ],
};

/// Sizes of a spacer and of the space around a divider.
pub static SPACING_SIZE: Enumeration = Enumeration {
    name: "SpacingSize",
    graphql_names: &["ComponentSpacerSize", "ComponentDividerSpacingSize"],
    encoding: EnumEncoding::Names,
    values: &[
        value("XS", "XS"),
        value("S", "S"),
        value("M", "M"),
        value("L", "L"),
        value("XL", "XL"),
    ],
};

/// Colours of a badge.
pub static BADGE_COLOR: Enumeration = Enumeration {
    name: "BadgeColor",
    graphql_names: &["ComponentBadgeColor"],
    encoding: EnumEncoding::Names,
    values: &[
        value("Grey", "GREY"),
        value("Green", "GREEN"),
        value("Yellow", "YELLOW"),
        value("Red", "RED"),
        value("Blue", "BLUE"),
    ],
};

/// Priorities of a thread: rule T4.
pub static THREAD_PRIORITY: Enumeration = Enumeration {
    name: "ThreadPriority",
    graphql_names: &["Int"],
    encoding: EnumEncoding::Numbers,
    values: &[
        value("Urgent", "0"),
        value("High", "1"),
        value("Normal", "2"),
        value("Low", "3"),
    ],
};

/// All enums.
pub static ENUMERATIONS: &[&Enumeration] = &[
    &TEXT_SIZE,
    &TEXT_COLOR,
    &SPACING_SIZE,
    &BADGE_COLOR,
    &THREAD_PRIORITY,
];
