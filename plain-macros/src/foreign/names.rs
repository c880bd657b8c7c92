//! Names of Plain's schema and of other languages, and the names here.

use plain_schema::{
    COMPONENTS, Component, ENTITIES, EVENTS, Enumeration, Identifier, IdentifierKind, Property,
    ThreadFieldType,
};
use proc_macro2::Ident;

/// The component that a name means: `Text`, `componentText` and `LINK_BUTTON` as well.
pub(crate) fn component(written: &str) -> Option<&'static Component> {
    let written = letters(written);
    COMPONENTS.into_iter().find(|component| {
        written == letters(component.name)
            || written == letters(component.graphql_field)
            || written == letters(component.graphql_input)
    })
}

/// Properties of a component or a thread field.
pub(super) fn properties_of(name: &Ident) -> Option<&'static [Property]> {
    let name = name.to_string();
    let field = || ThreadFieldType::named(&name).map(|field| field.constructor().properties);
    Component::named(&name).map_or_else(field, |component| Some(component.properties))
}

/// The property that a name means.
pub(crate) fn property(
    properties: &'static [Property],
    written: &str,
) -> Option<&'static Property> {
    let written = letters(written);
    properties.iter().find(|property| {
        let names = [property.name, property.graphql_name];
        let mut names = names.into_iter().chain(property.deprecated_name);
        names.any(|name| letters(name) == written)
    })
}

/// Properties of that name, of any entity or component.
pub(crate) fn any_property(name: &str) -> impl Iterator<Item = &'static Property> {
    all_properties().filter_map(move |properties| property(properties, name))
}

pub(super) fn all_properties() -> impl Iterator<Item = &'static [Property]> {
    let entities = ENTITIES.iter().map(|entity| entity.fields);
    let components = COMPONENTS.iter().map(|component| component.properties);
    entities.chain(components)
}

/// Whether a name is that of a property of any component, or of a field of any entity.
pub(crate) fn is_property(name: &str) -> bool {
    let components = COMPONENTS.iter().map(|component| component.properties);
    let events = EVENTS.iter().map(|entity| entity.entity.fields);
    let mut properties = components.chain(events).flatten();
    properties.any(|property| property.name == name)
}

/// The kind of an identifier that a name means.
pub(crate) fn kind(
    identifier: &'static Identifier,
    written: &str,
) -> Option<&'static IdentifierKind> {
    let written = letters(written);
    let mut kinds = identifier.kinds.iter();
    kinds.find(|kind| letters(kind.name) == written || letters(kind.graphql_name) == written)
}

/// The value of an enum that a name means, in any case.
pub(crate) fn enum_value(enumeration: &'static Enumeration, written: &str) -> Option<&'static str> {
    let mut values = enumeration.values.iter();
    values
        .find(|value| {
            value.name.eq_ignore_ascii_case(written)
                || value.graphql_name.eq_ignore_ascii_case(written)
        })
        .map(|value| value.name)
}

pub(crate) fn letters(name: &str) -> String {
    name.chars()
        .filter(|character| !matches!(character, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::component;

    #[test]
    fn names_of_other_languages_mean_the_component() {
        for (written, expected) in [
            ("Text", Some("text")),
            ("componentLinkButton", Some("link_button")),
            ("ComponentRowInput", Some("row")),
            ("COPY_BUTTON", Some("copy_button")),
            ("plain-text", Some("plain_text")),
            ("image", None),
        ] {
            let found = component(written).map(|component| component.name);
            assert_eq!(found, expected, "{written}");
        }
    }
}
