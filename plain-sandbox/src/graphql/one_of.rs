//! The introspection field `isOneOf` (GraphQL of September 2025), which apollo-compiler lacks.
//!
//! The field is added to the schema, so that documents are validated with it. To execute a document, it is
//! replaced by `kind`, which determines its value: the schema has no `@oneOf`.

use apollo_compiler::executable::{Selection, SelectionSet};
use apollo_compiler::response::{JsonMap, JsonValue};
use apollo_compiler::schema::{Component, ExtendedType, FieldDefinition};
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, Name, Schema, name, ty};

const TYPE: &str = "__Type";
const FIELD: Name = name!("isOneOf");
const KIND: Name = name!("kind");
/// Prefix of the response keys of the replaced fields.
const MARK: &str = "plainSandboxIsOneOf_";

/// Adds the field to the schema.
pub(super) fn with_field(schema: Valid<Schema>) -> Valid<Schema> {
    let mut schema = schema.into_inner();
    if let Some(ExtendedType::Object(definition)) = schema.types.get_mut(TYPE)
        && let Some(field) = definition.fields.get("name")
    {
        let mut field: Component<FieldDefinition> = field.clone();
        let changed = field.make_mut();
        changed.name = FIELD;
        changed.ty = ty!(Boolean);
        definition.make_mut().fields.insert(FIELD, field);
    }
    // A field more in a type of introspection does not conflict with any other.
    Valid::assume_valid(schema)
}

/// Replaces the field in a document. Returns whether the document has it.
pub(super) fn replace(document: &mut ExecutableDocument, schema: &Schema) -> bool {
    let Ok(kind) = schema.type_field(TYPE, &KIND) else {
        return false;
    };
    let mut is_replaced = false;
    let operations = &mut document.operations;
    let operations = operations
        .anonymous
        .iter_mut()
        .chain(operations.named.values_mut());
    for operation in operations {
        if has_field(&operation.selection_set) {
            replace_in(&mut operation.make_mut().selection_set, kind);
            is_replaced = true;
        }
    }
    for fragment in document.fragments.values_mut() {
        if has_field(&fragment.selection_set) {
            replace_in(&mut fragment.make_mut().selection_set, kind);
            is_replaced = true;
        }
    }
    is_replaced
}

fn has_field(set: &SelectionSet) -> bool {
    set.selections.iter().any(|selection| match selection {
        Selection::Field(field) => {
            (set.ty == TYPE && field.name == FIELD) || has_field(&field.selection_set)
        }
        Selection::InlineFragment(fragment) => has_field(&fragment.selection_set),
        Selection::FragmentSpread(_) => false,
    })
}

fn replace_in(set: &mut SelectionSet, kind: &Component<FieldDefinition>) {
    let is_type = set.ty == TYPE;
    for selection in &mut set.selections {
        match selection {
            Selection::Field(field) if is_type && field.name == FIELD => {
                let field = field.make_mut();
                let alias = Name::new(&format!("{MARK}{}", field.response_key()));
                field.alias = alias.ok();
                field.name = KIND;
                field.definition = kind.node.clone();
            }
            Selection::Field(field) => replace_in(&mut field.make_mut().selection_set, kind),
            Selection::InlineFragment(fragment) => {
                replace_in(&mut fragment.make_mut().selection_set, kind);
            }
            Selection::FragmentSpread(_) => {}
        }
    }
}

/// Gives the replaced fields their names and values: false for an input object, null for other types.
pub(super) fn restore(data: &mut JsonMap) {
    for (key, mut value) in std::mem::take(data) {
        match key.as_str().strip_prefix(MARK) {
            Some(original) => {
                let is_input = value.as_str() == Some("INPUT_OBJECT");
                let value = if is_input {
                    JsonValue::Bool(false)
                } else {
                    JsonValue::Null
                };
                data.insert(original.to_owned(), value);
            }
            None => {
                restore_value(&mut value);
                data.insert(key, value);
            }
        }
    }
}

fn restore_value(value: &mut JsonValue) {
    match value {
        JsonValue::Object(object) => restore(object),
        JsonValue::Array(items) => items.iter_mut().for_each(restore_value),
        _ => {}
    }
}
