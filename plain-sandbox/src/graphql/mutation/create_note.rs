//! The mutation `createNote`.

use plain_schema::StringRule;
use serde_json::Value;

use super::references::{self, reject_attachments};
use crate::graphql::validate::InputValidator;
use crate::response::mutation_error::MutationError;
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::new_id;
use crate::workspace::note::Note;

/// Creates a note of a thread, or of all threads of a customer.
///
/// The error for a thread of another customer is an assumption.
pub(crate) fn create_note(state: &State, input: &Value) -> Result<Note, MutationError> {
    let mut validator = InputValidator::default();
    validator.string(StringRule::NotBlank, input.get("text"), "text");
    validator.finish()?;
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let customer_id = references::customer(&workspace, input)?.id.clone();
    let thread_id = match input.get("threadId") {
        None => None,
        Some(_) => {
            let thread = references::thread(&workspace, input, "threadId")?;
            if thread.customer_id != customer_id {
                let message = format!("Thread {:?} belongs to another customer", thread.id);
                return Err(MutationError::not_found("threadId", message));
            }
            Some(thread.id.clone())
        }
    };
    reject_attachments(input)?;
    let text = |name: &str| input[name].as_str().map(str::to_owned);
    let note = Note {
        id: new_id("n_", now.into()),
        customer_id,
        thread_id,
        text: text("text").unwrap_or_default(),
        markdown: text("markdown"),
        created_at: now,
    };
    workspace.add_note(note.clone())?;
    Ok(note)
}
