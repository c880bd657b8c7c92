//! Properties of components and fields of entities.

use crate::rules::same;
use crate::{Enumeration, Identifier, ListContent, ListRule, StringRule};

/// Property of a component or of a thread field, or field of an [`Entity`](crate::Entity).
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
    /// Name in the macros and in Rust: the schema's name in `snake_case`, without the component's
    /// prefix.
    pub name: &'static str,
    /// Name in Plain's schema.
    pub graphql_name: &'static str,
    /// Deprecated name in Plain's schema, which clients may still send.
    pub deprecated_name: Option<&'static str>,
    /// Type of its value.
    pub value: ValueType,
    /// Whether it is required.
    pub presence: Presence,
    /// Whether the value may be given without the name, in the order of the table.
    pub positional: bool,
    /// Whether Plain's schema marks it as deprecated, although Plain's documentation uses it.
    pub deprecated: bool,
}

impl Property {
    /// Whether a value without this property is invalid.
    ///
    /// ```
    /// use plain_schema::component::TEXT;
    ///
    /// assert!(TEXT.property("text").unwrap().is_required());
    /// assert!(!TEXT.property("size").unwrap().is_required());
    /// ```
    pub const fn is_required(&self) -> bool {
        !matches!(self.presence, Presence::Optional)
    }

    /// Content of a list; `None` for any other type.
    ///
    /// ```
    /// use plain_schema::component::CONTAINER;
    /// use plain_schema::{Context, ListContent};
    ///
    /// let content = CONTAINER.property("content").unwrap();
    /// assert_eq!(content.list_content(), Some(ListContent::Components(Context::Container)));
    /// ```
    pub const fn list_content(&self) -> Option<ListContent> {
        match self.value {
            ValueType::List(content, _) => Some(content),
            _ => None,
        }
    }

    pub(crate) const fn required(
        name: &'static str,
        graphql_name: &'static str,
        value: ValueType,
    ) -> Self {
        Self {
            name,
            graphql_name,
            deprecated_name: None,
            value,
            presence: Presence::RequiredBySchema,
            positional: false,
            deprecated: false,
        }
    }

    pub(crate) const fn optional(
        name: &'static str,
        graphql_name: &'static str,
        value: ValueType,
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

    pub(crate) const fn deprecated(self) -> Self {
        Self {
            deprecated: true,
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

    /// Finds a property by its name in the macros.
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

/// Whether a property is required, and by which source.
///
/// ```
/// use plain_schema::{Presence, component};
///
/// assert_eq!(component::BADGE.property("color").unwrap().presence, Presence::Optional);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Required: non-null in Plain's schema.
    RequiredBySchema,
    /// Required by the description of its nullable field in Plain's schema, or by the non-null field
    /// of the object type. It is nullable only because it replaces a deprecated field.
    RequiredByDescription,
    /// Optional.
    Optional,
}

/// Type of a property's value.
///
/// ```
/// use plain_schema::entity::CUSTOMER_CARD;
/// use plain_schema::ValueType;
///
/// let seconds = CUSTOMER_CARD.field("time_to_live_seconds").unwrap();
/// assert!(matches!(seconds.value, ValueType::Integer { max: 31_536_000 }));
/// ```
#[derive(Debug, Clone, Copy)]
pub enum ValueType {
    /// Text that obeys a rule.
    String(StringRule),
    /// `true` or `false`.
    Boolean,
    /// Value of an enum.
    Enumeration(&'static Enumeration),
    /// Exactly one kind of an identifier.
    Identifier(&'static Identifier),
    /// Whole number from 0.
    Integer {
        /// Maximum.
        max: u64,
    },
    /// Finite number.
    Number,
    /// List.
    List(ListContent, ListRule),
}

impl ValueType {
    /// Rule of a text; `None` for any other type.
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
