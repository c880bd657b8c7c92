//! The places where the names of the language may stand.

use plain_schema::{Component, Context, Enumeration, Event, Identifier};
use proc_macro2::Ident;

/// A list of names of the language, or the place of one, for an editor.
pub(crate) struct Place {
    pub(crate) names: Names,
    /// What stands there and is none of the names: each may become one.
    pub(crate) half_typed: Vec<Ident>,
}

/// The names that may stand in a place.
pub(crate) enum Names {
    /// The properties of a component, or the fields of an event, that are not there yet.
    Properties {
        owner: &'static str,
        left: Vec<&'static str>,
    },
    Components(Context),
    /// What a field of a derive's type can be.
    Roles(&'static Event),
    Values(&'static Enumeration),
    Kinds(&'static Identifier),
    /// Without their texts, as the attribute of a field has them.
    KindsAlone(&'static Identifier),
}

impl Names {
    pub(crate) fn contain(&self, name: &str) -> bool {
        match self {
            Self::Properties { left, .. } => left.contains(&name),
            Self::Components(_) => Component::named(name).is_some(),
            Self::Roles(event) => event.field(name).is_some() || Component::named(name).is_some(),
            Self::Values(enumeration) => enumeration.value(name).is_some(),
            Self::Kinds(identifier) | Self::KindsAlone(identifier) => {
                identifier.kind(name).is_some()
            }
        }
    }
}
