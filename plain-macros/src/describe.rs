//! Descriptions of properties and their values for errors.

use plain_schema::{Property, StringRule, ValueType};

use crate::diagnostic::one_of;

/// Type of a property's value.
pub(crate) fn describe(property: &Property) -> String {
    let description = match property.value {
        ValueType::String(StringRule::DateTime) => "a date",
        ValueType::String(StringRule::Url) => "a URL",
        ValueType::String(_) => "text",
        ValueType::Boolean => "`true` or `false`",
        ValueType::Enumeration(_) => "a name",
        ValueType::Identifier(identifier) => {
            return one_of(identifier.kinds.iter().map(|kind| kind.name));
        }
        ValueType::Components(..) => "a list of components",
    };
    description.to_owned()
}

/// A property with a valid value, as it is written.
pub(crate) fn example(property: &Property) -> String {
    let value = match property.value {
        ValueType::String(StringRule::DateTime) => "\"2024-10-28T18:30:00Z\"".to_owned(),
        ValueType::String(StringRule::Url) => "\"https://admin.example.com\"".to_owned(),
        ValueType::String(StringRule::Id { prefix }) => format!("\"{prefix}..\""),
        ValueType::String(_) => "\"..\"".to_owned(),
        ValueType::Boolean => "true".to_owned(),
        ValueType::Enumeration(enumeration) => {
            match enumeration.values.get(enumeration.values.len() / 2) {
                Some(value) => value.name.to_owned(),
                None => String::new(),
            }
        }
        ValueType::Identifier(identifier) => match identifier.kinds.first() {
            Some(kind) => format!("{}(\"..\")", kind.name),
            None => String::new(),
        },
        ValueType::Components(..) => "[..]".to_owned(),
    };
    format!("`{} = {value}`", property.name)
}
