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
    properties.iter().find(|property| {
        means(written, property.name)
            || means(written, property.graphql_name)
            || property
                .deprecated_name
                .is_some_and(|name| means(written, name))
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

/// Whether a word has the letters of a name in the table, which is ASCII. A call is compared with hundreds
/// of names, most of which differ in the first letter.
fn means(written: &str, name: &str) -> bool {
    let (mut rest, mut name_rest) = (written.as_bytes(), name.as_bytes());
    loop {
        while let [b'_' | b'-', next @ ..] = rest {
            rest = next;
        }
        while let [b'_' | b'-', next @ ..] = name_rest {
            name_rest = next;
        }
        match (rest, name_rest) {
            ([first, next @ ..], [name_first, name_next @ ..]) => {
                if !first.is_ascii() {
                    return letters(written) == letters(name);
                }
                if !first.eq_ignore_ascii_case(name_first) {
                    return false;
                }
                (rest, name_rest) = (next, name_next);
            }
            (rest, name_rest) => return rest.is_empty() && name_rest.is_empty(),
        }
    }
}

pub(crate) fn letters(name: &str) -> String {
    name.chars()
        .filter(|character| !matches!(character, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{component, letters, means};

    #[test]
    fn names_are_compared_by_their_letters() {
        let words = [
            "url",
            "URL",
            "_u-r_l_",
            "ur",
            "urls",
            "",
            "_",
            "linkButtonUrl",
            "link_button_url",
            "üRL",
            "lın\u{212a}",
            "\u{212a}ey",
            "key",
        ];
        for written in words {
            for name in words.into_iter().filter(|word| word.is_ascii()) {
                let expected = letters(written) == letters(name);
                assert_eq!(means(written, name), expected, "{written}, {name}");
            }
        }
    }

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
