//! Values of thread fields, and the mutation `upsertThreadField`.

use jiff::Timestamp;
use plain_schema::StringRule;
use serde_json::Value;

use super::references::{self, References};
use super::upsert_customer::UpsertResult;
use crate::graphql::object;
use crate::graphql::validate::InputValidator;
use crate::response::mutation_error::MutationError;
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::new_id;
use crate::workspace::thread::{ThreadField, value_name};

/// Sets a field of a thread. Returns it and the id of the thread.
pub(crate) fn upsert_thread_field(
    state: &State,
    input: &Value,
) -> Result<(UpsertResult, ThreadField, String), MutationError> {
    let identifier = &input["identifier"];
    let mut validator = InputValidator::default();
    let key = identifier.get("key");
    validator.string(StringRule::FieldKey, key, "identifier.key");
    if let Some(field) = input.as_object() {
        validator.thread_field_value(field, "");
    }
    validator.finish()?;
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let mut thread = references::thread(&workspace, identifier, "identifier.threadId")?.clone();
    let key = identifier["key"].as_str().unwrap_or_default();
    let mut references = References::new(&workspace);
    references.thread_field((key, "identifier.key"), (input, ""));
    references.finish()?;
    let (result, field) = upsert(&mut thread.fields, key, input, now);
    let thread_id = thread.id.clone();
    if result != UpsertResult::Noop {
        thread.updated_at = now;
        workspace.replace_thread(thread, Vec::new())?;
    }
    Ok((result, field, thread_id))
}

/// Sets the field with this key to the value of a valid object, and returns it.
pub(super) fn upsert(
    fields: &mut Vec<ThreadField>,
    key: &str,
    object: &Value,
    now: Timestamp,
) -> (UpsertResult, ThreadField) {
    let kind = object["type"].as_str().unwrap_or_default();
    let value = value(kind, object);
    let Some(field) = fields.iter_mut().find(|field| field.key == key) else {
        let field = ThreadField {
            id: new_id("tf_", now.into()),
            key: key.to_owned(),
            kind: kind.to_owned(),
            value,
            created_at: now,
            updated_at: now,
        };
        fields.push(field.clone());
        return (UpsertResult::Created, field);
    };
    if (&field.kind[..], &field.value) == (kind, &value) {
        return (UpsertResult::Noop, field.clone());
    }
    kind.clone_into(&mut field.kind);
    field.value = value;
    field.updated_at = now;
    (UpsertResult::Updated, field.clone())
}

fn value(kind: &str, object: &Value) -> Value {
    let name = value_name(kind);
    let value = object[name].clone();
    if name != "dateValue" {
        return value;
    }
    let date = value.as_str().and_then(timestamp::parse);
    date.map_or(Value::Null, object::date_time)
}
