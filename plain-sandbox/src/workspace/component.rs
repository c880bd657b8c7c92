//! Components as they are read: made of what was sent.

use plain_schema::{COMPONENTS, Component, Context, Property, StringRule, ValueType};
use serde_json::{Map, Value};

use crate::time::timestamp;

/// A component as it was sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sent<'a> {
    pub(crate) component: &'static Component,
    object: &'a Map<String, Value>,
}

impl<'a> Sent<'a> {
    /// The value of the property that has this name in the macros, if it was sent.
    pub(crate) fn property(&self, name: &str) -> Option<&'a Value> {
        let property = self.component.property(name)?;
        let (_, value) = given(property, self.object)?;
        Some(value)
    }

    /// The object of the API.
    fn graphql(&self) -> Value {
        let component = self.component;
        let mut object = Map::new();
        object.insert(
            "__typename".to_owned(),
            output_type(component.graphql_input).into(),
        );
        for property in component.properties {
            let Some(sent) = self.property(property.name) else {
                continue;
            };
            let value = value(property.value, sent);
            if let Some(name) = property.deprecated_name {
                object.insert(name.to_owned(), value.clone());
            }
            object.insert(property.graphql_name.to_owned(), value);
        }
        Value::Object(object)
    }
}

/// The value of a property, and the name it was sent by. A deprecated name counts if the current
/// one is missing.
pub(crate) fn given<'a>(
    property: &Property,
    object: &'a Map<String, Value>,
) -> Option<(&'static str, &'a Value)> {
    [Some(property.graphql_name), property.deprecated_name]
        .into_iter()
        .flatten()
        .find_map(|name| Some((name, object.get(name)?)))
}

/// The components of a list that obeys the rules, as they were sent.
pub(crate) fn sent(context: Context, list: &Value) -> impl Iterator<Item = Sent<'_>> {
    let list = list.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(move |object| {
        let object = object.as_object()?;
        COMPONENTS
            .iter()
            .filter(|component| context.admits(component.kind))
            .find_map(|component| {
                let object = object.get(component.graphql_field)?.as_object()?;
                Some(Sent { component, object })
            })
    })
}

/// The components of a list that obeys the rules, as the API's objects.
pub(crate) fn list(context: Context, list: &Value) -> Value {
    sent(context, list).map(|it| it.graphql()).collect()
}

fn value(takes: ValueType, sent: &Value) -> Value {
    match takes {
        ValueType::String(StringRule::DateTime) => sent
            .as_str()
            .and_then(timestamp::parse)
            .map_or(Value::Null, timestamp::graphql),
        ValueType::String(_) | ValueType::Boolean | ValueType::Enumeration(_) => sent.clone(),
        ValueType::Identifier(identifier) => {
            let mut object = sent.as_object().cloned().unwrap_or_default();
            object.insert(
                "__typename".to_owned(),
                output_type(identifier.graphql_name).into(),
            );
            Value::Object(object)
        }
        ValueType::Components(context, _) => list(context, sent),
    }
}

/// The API names what is read as what is sent, without the `Input`.
fn output_type(input_type: &str) -> &str {
    input_type.strip_suffix("Input").unwrap_or(input_type)
}
