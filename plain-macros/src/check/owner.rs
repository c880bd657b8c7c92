//! Owners of properties, and suggestions for a name that an owner does not know.

use plain_schema::{Property, ValueType};
use proc_macro2::Span;

use crate::diagnostic::one_of;
use crate::suggest::nearest;

/// An entity or a component.
pub(crate) trait PropertyOwner {
    fn properties(&self) -> &'static [Property];
    /// `field` or `property`, for errors.
    fn describe_property(&self) -> &'static str;
    fn name(&self) -> &str;
    /// Location of a missing property.
    fn span(&self) -> Span;
    /// Whether a missing property is an error that has not been reported.
    fn reports_missing(&self) -> bool {
        true
    }
    /// Suggestion for an unknown name, if there is a better one than the nearest name.
    fn suggest(&self, unknown: &str) -> Option<Suggestion>;
}

/// Help for an unknown name.
pub(crate) struct Suggestion {
    pub(crate) text: String,
    /// Property that the user probably meant. It is not reported as missing too.
    pub(crate) property: Option<&'static str>,
    /// Whether the name is a typo, so that the value is meant for the property.
    pub(crate) is_typo: bool,
    /// Whether the property was found only because no other one lacks a value.
    pub(crate) is_only_choice: bool,
}

/// Finds the best suggestion for an unknown name.
pub(super) fn suggestion(owner: &dyn PropertyOwner, unknown: &str) -> Suggestion {
    owner
        .suggest(unknown)
        .or_else(|| suggest_kind(owner, unknown))
        .unwrap_or_else(|| suggest_name(owner, unknown))
}

/// Suggests `customer_identifier = email_address(..)` for `email_address = ..`.
fn suggest_kind(owner: &dyn PropertyOwner, unknown: &str) -> Option<Suggestion> {
    let mut properties = owner.properties().iter();
    let property = properties.find(|property| match property.value {
        ValueType::Identifier(identifier) => identifier.kind(unknown).is_some(),
        _ => false,
    })?;
    Some(Suggestion {
        text: format!("write `{} = {unknown}(..)`", property.name),
        property: Some(property.name),
        is_typo: false,
        is_only_choice: false,
    })
}

/// Suggests the property with that name in Plain's schema, such as `url` for `linkButtonUrl`, or
/// else the nearest name.
fn suggest_name(owner: &dyn PropertyOwner, unknown: &str) -> Suggestion {
    let properties = owner.properties();
    let names = || properties.iter().map(|property| property.name);
    let known = properties
        .iter()
        .find(|property| property.graphql_name == unknown)
        .map(|property| property.name)
        .or_else(|| nearest(unknown, names()));
    Suggestion {
        text: match known {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("expected {}", one_of(names())),
        },
        property: known,
        is_typo: true,
        is_only_choice: false,
    }
}
