//! What a field is given, in one form.

use apollo_compiler::Schema;
use apollo_compiler::ast::Type;
use apollo_compiler::resolvers::ResolveInfo;
use apollo_compiler::response::{JsonMap, JsonValue};
use serde_json::{Map, Value};

/// An argument of a field, after GraphQL's coercion, with two differences less to care about:
/// an explicit null is an absent value, and an `ID` given as a number is a text.
pub(crate) fn argument(info: &ResolveInfo<'_>, name: &str) -> Value {
    let value = info.arguments().get(name);
    let definition = info.field_definition().argument_by_name(name);
    match (value, definition) {
        (Some(value), Some(definition)) => normalized(value, &definition.ty, info.schema()),
        _ => Value::Null,
    }
}

fn normalized(value: &JsonValue, ty: &Type, schema: &Schema) -> Value {
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
            .map(|item| normalized(item, ty, schema))
            .collect(),
        JsonValue::Object(fields) => Value::Object(object(fields, ty, schema)),
    }
}

fn object(fields: &JsonMap, ty: &Type, schema: &Schema) -> Map<String, Value> {
    let Some(input) = schema.get_input_object(ty.inner_named_type()) else {
        return Map::new();
    };
    let fields = fields.iter().filter(|(_, value)| !value.is_null());
    fields
        .filter_map(|(name, value)| {
            let ty = &input.fields.get(name.as_str())?.ty;
            Some((name.as_str().to_owned(), normalized(value, ty, schema)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use apollo_compiler::Schema;
    use apollo_compiler::ast::Type;
    use apollo_compiler::response::serde_json_bytes::json;

    use super::normalized;

    #[test]
    fn nulls_are_absent_and_ids_are_texts() {
        let schema = "input I { a: ID, b: ID, c: [I!], d: Int, e: [ID!], f: Boolean }";
        let schema = Schema::parse(schema, "schema.graphql").unwrap();
        let ty = Type::parse("[I!]", "type.graphql").unwrap();
        let coerced = json!([{
            "a": null, "b": 42, "c": [{ "d": 42, "f": true, "a": null }], "e": [1, "2"],
        }]);
        assert_eq!(
            normalized(&coerced, &ty, &schema),
            serde_json::json!([{ "b": "42", "c": [{ "d": 42, "f": true }], "e": ["1", "2"] }])
        );
    }
}
