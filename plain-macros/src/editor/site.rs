//! Completion sites: positions where a name of the language is allowed.

use plain_schema::{Entity, Enumeration, Identifier, ListContent};
use proc_macro2::Ident;

/// A list of names, or the position of one.
pub(super) struct CompletionSite {
    pub(super) names: NameSet,
    /// Names at the site that may become one of the set.
    pub(super) incomplete: Vec<Ident>,
}

/// Names that are allowed at a site.
pub(super) enum NameSet {
    /// Properties of a component, or fields of an entity, that are not set yet.
    Properties {
        /// Name of the component or the entity in `plain_schema`.
        table_name: &'static str,
        unset: Vec<&'static str>,
    },
    /// Items of a list.
    Items(ListContent),
    /// Roles of a field in a derive.
    Roles(&'static Entity),
    Values(&'static Enumeration),
    Kinds(&'static Identifier),
    /// Kinds without a text, as in the attribute of a field.
    BareKinds(&'static Identifier),
}

impl NameSet {
    pub(super) fn contains(&self, name: &str) -> bool {
        match self {
            Self::Properties { unset, .. } => unset.contains(&name),
            Self::Items(content) => content.constructor(name).is_some(),
            Self::Roles(entity) => entity.field(name).is_some() || entity.list_of(name).is_some(),
            Self::Values(enumeration) => enumeration.value(name).is_some(),
            Self::Kinds(identifier) | Self::BareKinds(identifier) => {
                identifier.kind(name).is_some()
            }
        }
    }
}
