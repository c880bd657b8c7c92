//! The older names of some properties, which clients still send.

use plain_schema::Property;
use serde_json::{Map, Value};

/// The input object, the name of the property, its older name.
const NAMES: [(&str, &str, &str); 6] = [
    ("ComponentTextInput", "textSize", "size"),
    ("ComponentTextInput", "textColor", "color"),
    ("ComponentSpacerInput", "spacerSize", "size"),
    ("ComponentDividerInput", "dividerSpacingSize", "spacingSize"),
    ("ComponentLinkButtonInput", "linkButtonUrl", "url"),
    ("ComponentLinkButtonInput", "linkButtonLabel", "label"),
];

/// The older name of a property, if it has one.
pub(crate) fn older_name(input_type: &str, property: &Property) -> Option<&'static str> {
    NAMES
        .iter()
        .find(|(input, name, _)| *input == input_type && *name == property.graphql_name)
        .map(|(_, _, older)| *older)
}

/// The value of a property, and the name it was given by. The newer name wins.
pub(crate) fn given<'a>(
    input_type: &str,
    property: &Property,
    object: &'a Map<String, Value>,
) -> Option<(&'static str, &'a Value)> {
    [
        Some(property.graphql_name),
        older_name(input_type, property),
    ]
    .into_iter()
    .flatten()
    .find_map(|name| Some((name, object.get(name)?)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use apollo_compiler::schema::ExtendedType;

    use super::NAMES;
    use crate::graphql::SCHEMA;

    #[test]
    fn the_older_names_are_the_deprecated_fields_of_the_components() {
        let mut deprecated = BTreeSet::new();
        for (name, definition) in &SCHEMA.types {
            if let ExtendedType::InputObject(input) = definition
                && name.starts_with("Component")
            {
                for field in input.fields.values() {
                    if field.directives.has("deprecated") {
                        deprecated.insert((name.as_str(), field.name.as_str()));
                    }
                }
            }
        }
        let known = NAMES
            .iter()
            .map(|(input, _, older)| (*input, *older))
            .collect();
        assert_eq!(deprecated, known);
    }
}
