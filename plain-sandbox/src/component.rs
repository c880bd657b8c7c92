//! Components as they are read: the objects of the API, made of what was sent.

use plain_schema::{COMPONENTS, Component, Context, StringRule, Value as Takes};
use serde_json::{Map, Value};

use crate::{deprecated, moment};

/// The components of a list that obeys the rules.
pub(crate) fn list(context: Context, sent: &Value) -> Value {
    let sent = sent.as_array().map_or(&[][..], Vec::as_slice);
    sent.iter()
        .filter_map(|object| {
            let object = object.as_object()?;
            COMPONENTS
                .iter()
                .filter(|component| context.admits(component.kind))
                .find_map(|it| Some(read(it, object.get(it.graphql_field)?.as_object()?)))
        })
        .collect()
}

fn read(component: &Component, sent: &Map<String, Value>) -> Value {
    let mut object = Map::new();
    object.insert(
        "__typename".to_owned(),
        output_type(component.graphql_input).into(),
    );
    for property in component.properties {
        let Some((_, sent)) = deprecated::given(component.graphql_input, property, sent) else {
            continue;
        };
        let value = value(property.value, sent);
        if let Some(older) = deprecated::older_name(component.graphql_input, property) {
            object.insert(older.to_owned(), value.clone());
        }
        object.insert(property.graphql_name.to_owned(), value);
    }
    Value::Object(object)
}

fn value(takes: Takes, sent: &Value) -> Value {
    match takes {
        Takes::String(StringRule::DateTime) => sent
            .as_str()
            .and_then(moment::parse)
            .map_or(Value::Null, moment::graphql),
        Takes::String(_) | Takes::Boolean | Takes::Enumeration(_) => sent.clone(),
        Takes::Identifier(identifier) => {
            let mut object = sent.as_object().cloned().unwrap_or_default();
            object.insert(
                "__typename".to_owned(),
                output_type(identifier.graphql_name).into(),
            );
            Value::Object(object)
        }
        Takes::Components(context, _) => list(context, sent),
    }
}

/// The API names what is read as what is sent, without the `Input`.
fn output_type(input_type: &str) -> &str {
    input_type.strip_suffix("Input").unwrap_or(input_type)
}
