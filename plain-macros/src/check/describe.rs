//! What the errors call a property and its values.

use plain_schema::{Property, StringRule, Value};

use crate::diagnostic::one_of;

/// What a property takes, for people.
pub(crate) fn noun(property: &Property) -> String {
    let noun = match property.value {
        Value::String(StringRule::DateTime) => "a date",
        Value::String(StringRule::Url) => "a URL",
        Value::String(_) => "text",
        Value::Boolean => "`true` or `false`",
        Value::Enumeration(_) => "a name",
        Value::Identifier(identifier) => {
            return one_of(identifier.kinds.iter().map(|kind| kind.name));
        }
        Value::Components(..) => "a list of components",
    };
    noun.to_owned()
}

/// A property with a value that fits, as it would be written.
pub(crate) fn example(property: &Property) -> String {
    let value = match property.value {
        Value::String(StringRule::DateTime) => "\"2024-10-28T18:30:00Z\"".to_owned(),
        Value::String(StringRule::Url) => "\"https://admin.example.com\"".to_owned(),
        Value::String(StringRule::Id { prefix }) => format!("\"{prefix}..\""),
        Value::String(_) => "\"..\"".to_owned(),
        Value::Boolean => "true".to_owned(),
        Value::Enumeration(enumeration) => {
            match enumeration.values.get(enumeration.values.len() / 2) {
                Some(value) => value.name.to_owned(),
                None => String::new(),
            }
        }
        Value::Identifier(identifier) => match identifier.kinds.first() {
            Some(kind) => format!("{}(\"..\")", kind.name),
            None => String::new(),
        },
        Value::Components(..) => "[..]".to_owned(),
    };
    format!("`{} = {value}`", property.name)
}
