//! What a mutation is given, in one form.

use apollo_compiler::response::{JsonMap, JsonValue};
use serde_json::{Map, Value};

/// An argument of a field, after GraphQL's coercion, with two differences less to care about:
/// an explicit null is an absent value, and an `ID` given as a number is a text.
pub(crate) fn argument(coerced: &JsonMap, name: &str) -> Value {
    coerced.get(name).map_or(Value::Null, normalized)
}

fn object(coerced: &JsonMap) -> Map<String, Value> {
    coerced
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(key, value)| (key.as_str().to_owned(), normalized(value)))
        .collect()
}

fn normalized(value: &JsonValue) -> Value {
    match value {
        JsonValue::Null => Value::Null,
        JsonValue::Bool(boolean) => Value::Bool(*boolean),
        // No input of the schema is an `Int` or a `Float`.
        JsonValue::Number(number) => Value::String(number.to_string()),
        JsonValue::String(text) => Value::String(text.as_str().to_owned()),
        JsonValue::Array(items) => items.iter().map(normalized).collect(),
        JsonValue::Object(fields) => Value::Object(object(fields)),
    }
}

#[cfg(test)]
mod tests {
    use super::argument;
    use apollo_compiler::response::serde_json_bytes::json;

    #[test]
    fn nulls_are_absent_and_numbers_are_texts() {
        let coerced = json!({ "input": { "a": null, "b": 42, "c": [{ "d": null, "e": true }] } });
        assert_eq!(
            argument(coerced.as_object().unwrap(), "input"),
            serde_json::json!({ "b": "42", "c": [{ "e": true }] })
        );
    }

    #[test]
    fn no_input_is_a_number() {
        let types = plain_schema::SDL
            .split("\ninput ")
            .skip(1)
            .filter_map(|rest| rest.split_once("\n}").map(|(body, _)| body));
        for body in types {
            assert!(
                !body.contains(": Int") && !body.contains(": Float"),
                "{body}"
            );
        }
    }
}
