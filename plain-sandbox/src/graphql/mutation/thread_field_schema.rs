//! The mutation `createThreadFieldSchema`, and the required fields of threads.

use plain_schema::StringRule;
use serde_json::Value;

use super::references::References;
use crate::graphql::validate::InputValidator;
use crate::response::mutation_error::{FieldError, MutationError};
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::thread::Thread;
use crate::workspace::thread_field_schema::{ThreadFieldSchema, ThreadFieldSchemas};
use crate::workspace::{Workspace, new_id};

/// Code of the error for a label that exists and for fields that are nested too deeply. That a key that
/// exists has the same code is an assumption.
const CANNOT_CREATE: &str = "cannot_create_thread_field_schema";

/// Defines a thread field.
pub(crate) fn create_thread_field_schema(
    state: &State,
    input: &Value,
) -> Result<ThreadFieldSchema, MutationError> {
    let mut validator = InputValidator::default();
    validator.string(StringRule::NotBlank, input.get("label"), "label");
    let key = input["key"].as_str().unwrap_or_default();
    // Plain validates the characters in a schema; in a thread, they are checked at compile time only.
    if let Err(violation) = StringRule::FieldKey.check_at_compile_time(key) {
        validator.add(FieldError::violation("key", violation));
    }
    let date = input.get("defaultDateValue");
    validator.string(StringRule::DateTime, date, "defaultDateValue");
    validator.finish()?;
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let mut references = References::new(&workspace);
    references.label_types(&input["dependsOnLabelTypeIds"], "dependsOnLabelTypeIds");
    references.finish()?;
    ensure_creatable(workspace.thread_field_schemas(), input)?;
    let schema = ThreadFieldSchema {
        id: new_id("tfs_", now.into()),
        input: input.clone(),
        created_at: now,
    };
    workspace.add_thread_field_schema(schema.clone())?;
    Ok(schema)
}

fn ensure_creatable(schemas: &ThreadFieldSchemas, input: &Value) -> Result<(), MutationError> {
    let cannot = |field: &str, message: &str| {
        Err(MutationError::of_field(
            CANNOT_CREATE,
            FieldError::validation(field, message),
        ))
    };
    if schemas.all().iter().any(|it| input["label"] == it.label()) {
        return cannot("label", "a thread field has this label");
    }
    if schemas.all().iter().any(|it| input["key"] == it.key()) {
        return cannot("key", "a thread field has this key");
    }
    let Some(id) = input["dependsOnThreadField"]["threadFieldSchemaId"].as_str() else {
        return Ok(());
    };
    let field = "dependsOnThreadField.threadFieldSchemaId";
    match schemas.by_id(id) {
        None => {
            let message = format!("Thread field schema {id:?} does not exist");
            Err(MutationError::not_found(field, message))
        }
        Some(parent) if parent.input.get("dependsOnThreadField").is_some() => {
            cannot(field, "the thread field depends on another one itself")
        }
        Some(_) => Ok(()),
    }
}

/// Rejects a thread without a value for a required field, which Plain does not mark as done. The code of
/// the error is an assumption.
pub(super) fn ensure_complete(workspace: &Workspace, thread: &Thread) -> Result<(), MutationError> {
    let schemas = workspace.thread_field_schemas().all().iter();
    let missing: Vec<&str> = schemas
        .filter(|schema| schema.is_required())
        .map(ThreadFieldSchema::key)
        .filter(|key| thread.fields.iter().all(|field| field.key != *key))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let message = format!(
        "the thread has no value for the required {}",
        missing.join(", ")
    );
    Err(MutationError::input_validation(vec![
        FieldError::validation("threadId", message),
    ]))
}
