//! Normalized arguments of a field.

use apollo_compiler::Schema;
use apollo_compiler::ast::Type;
use apollo_compiler::resolvers::ResolveInfo;
use apollo_compiler::response::{JsonMap, JsonValue};
use serde_json::{Map, Value};

/// An argument of a field after GraphQL's coercion, normalized further: explicit nulls are removed,
/// and an `ID` that was sent as a number is a string.
pub(crate) fn argument(info: &ResolveInfo<'_>, name: &str) -> Value {
    let value = info.arguments().get(name);
    let definition = info.field_definition().argument_by_name(name);
    match (value, definition) {
        (Some(value), Some(definition)) => normalize(value, &definition.ty, info.schema()),
        _ => Value::Null,
    }
}

/// Normalizes a value that was coerced to a type.
pub(super) fn normalize(value: &JsonValue, ty: &Type, schema: &Schema) -> Value {
    match value {
        JsonValue::Null => Value::Null,
        JsonValue::Bool(boolean) => Value::Bool(*boolean),
        JsonValue::Number(number) if ty.inner_named_type() == "ID" => {
            Value::String(number.to_string())
        }
        JsonValue::Number(number) => Value::Number(number.clone()),
        JsonValue::String(text) => Value::String(text.as_str().to_owned()),
        JsonValue::Array(items) => items
            .iter()
            .map(|item| normalize(item, ty, schema))
            .collect(),
        JsonValue::Object(fields) => Value::Object(normalize_object(fields, ty, schema)),
    }
}

fn normalize_object(fields: &JsonMap, ty: &Type, schema: &Schema) -> Map<String, Value> {
    let Some(input) = schema.get_input_object(ty.inner_named_type()) else {
        return Map::new();
    };
    let fields = fields.iter().filter(|(_, value)| !value.is_null());
    fields
        .filter_map(|(name, value)| {
            let ty = &input.fields.get(name.as_str())?.ty;
            Some((name.as_str().to_owned(), normalize(value, ty, schema)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use apollo_compiler::Schema;
    use apollo_compiler::ast::Type;
    use apollo_compiler::response::serde_json_bytes::json;

    use super::normalize;

    #[test]
    fn nulls_are_removed_and_ids_are_strings() {
        let schema = "input I { a: ID, b: ID, c: [I!], d: Int, e: [ID!], f: Boolean }";
        let schema = Schema::parse(schema, "schema.graphql").unwrap();
        let ty = Type::parse("[I!]", "type.graphql").unwrap();
        let coerced = json!([{
            "a": null, "b": 42, "c": [{ "d": 42, "f": true, "a": null }], "e": [1, "2"],
        }]);
        assert_eq!(
            normalize(&coerced, &ty, &schema),
            serde_json::json!([{ "b": "42", "c": [{ "d": 42, "f": true }], "e": ["1", "2"] }])
        );
    }
}
