//! A property of a component or a field of an event: its names, and what it takes.

use crate::{Context, Enumeration, Identifier, StringRule};

/// A property of a component, or a field of an event.
///
/// ```
/// use plain_schema::{Presence, component};
///
/// let size = component::SPACER.property("size").unwrap();
/// assert_eq!(size.graphql_name, "spacerSize");
/// assert_eq!(size.presence, Presence::RequiredByDescription);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Property {
    /// The name in the macros and in Rust: the schema's in `snake_case`, without the component's prefix.
    pub name: &'static str,
    /// The name in Plain's schema.
    pub graphql_name: &'static str,
    /// The deprecated name in Plain's schema, which clients may still send.
    pub deprecated_name: Option<&'static str>,
    /// What it takes.
    pub value: Value,
    /// Whether it may be left out.
    pub presence: Presence,
    /// Whether it may be written without its name, in the order of the table.
    pub positional: bool,
}

impl Property {
    /// Whether an event without this property is wrong.
    pub const fn is_required(&self) -> bool {
        !matches!(self.presence, Presence::Optional)
    }

    pub(crate) const fn required(
        name: &'static str,
        graphql_name: &'static str,
        value: Value,
    ) -> Self {
        Self {
            name,
            graphql_name,
            deprecated_name: None,
            value,
            presence: Presence::RequiredBySchema,
            positional: false,
        }
    }

    pub(crate) const fn optional(
        name: &'static str,
        graphql_name: &'static str,
        value: Value,
    ) -> Self {
        Self {
            presence: Presence::Optional,
            ..Self::required(name, graphql_name, value)
        }
    }

    pub(crate) const fn positional(self) -> Self {
        Self {
            positional: true,
            ..self
        }
    }

    pub(crate) const fn deprecated_name(self, name: &'static str) -> Self {
        Self {
            deprecated_name: Some(name),
            ..self
        }
    }

    pub(crate) const fn required_by_description(self) -> Self {
        Self {
            presence: Presence::RequiredByDescription,
            ..self
        }
    }

    /// Looks a property up by its name in the macros.
    pub(crate) const fn find(properties: &'static [Self], name: &str) -> Option<&'static Self> {
        let mut index = 0;
        while index < properties.len() {
            if same(properties[index].name, name) {
                return Some(&properties[index]);
            }
            index += 1;
        }
        None
    }
}

/// Whether a property may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Plain's schema declares it non-null.
    RequiredBySchema,
    /// Plain's schema declares it nullable, for the sake of deprecated fields, and its description
    /// or its reading side says that it must be there.
    RequiredByDescription,
    /// It may be left out.
    Optional,
}

/// What a property takes.
#[derive(Debug, Clone, Copy)]
pub enum Value {
    /// Text, with the rule it must obey.
    String(StringRule),
    /// `true` or `false`.
    Boolean,
    /// One of the values of an enum.
    Enumeration(&'static Enumeration),
    /// Exactly one of several ways to name something.
    Identifier(&'static Identifier),
    /// A list of the components that may stand there.
    Components(Context, ListRule),
}

impl Value {
    /// The rule of a property that is text, `None` for any other.
    ///
    /// ```
    /// use plain_schema::{Violation, component};
    ///
    /// let label = component::BADGE.property("label").unwrap();
    /// assert_eq!(label.value.string_rule().unwrap().check(""), Err(Violation::Empty));
    /// ```
    pub const fn string_rule(&self) -> Option<StringRule> {
        match self {
            Self::String(rule) => Some(*rule),
            _ => None,
        }
    }
}

/// When an empty list is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListRule {
    /// At every moment: Plain refuses it.
    NotEmpty,
    /// Only where the list is written in the source: Plain's own sources differ, and it decides.
    NotEmptyInSource,
}

/// `==` for strings in `const`.
pub(crate) const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    true
}
