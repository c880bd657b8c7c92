//! The mutations `addLabels` and `removeLabels`.

use jiff::Timestamp;
use serde_json::Value;

use super::references::{self, References, texts};
use crate::response::mutation_error::{FieldError, MutationError};
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::label::{Label, LabelType};
use crate::workspace::new_id;
use crate::workspace::thread::Thread;
use crate::workspace::thread_change::ThreadChange;
use crate::workspace::timeline_entry::EntryContent;

/// Adds labels to a thread. Returns the thread and its labels of the given types.
///
/// Plain's schema says that labels which the thread has are skipped. Plain also documents the error
/// `label_with_given_type_already_added_to_thread`, which a fault can inject. That the labels which were
/// skipped are returned is an assumption.
pub(crate) fn add_labels(
    state: &State,
    input: &Value,
) -> Result<(Thread, Vec<Label>), MutationError> {
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let mut thread = references::thread(&workspace, input, "threadId")?.clone();
    let mut references = References::new(&workspace);
    let label_types = references.label_types(&input["labelTypeIds"], "labelTypeIds");
    references.finish()?;
    let new = new_labels(&thread.labels, &label_types, now)?;
    let requested: Vec<String> = label_types.iter().map(|it| it.id.clone()).collect();
    if input["onlyIfNoLabels"] == true && !thread.labels.is_empty() {
        return Ok((thread, Vec::new()));
    }
    if !new.is_empty() {
        let previous = thread.labels.clone();
        thread.labels.extend(new);
        thread.updated_at = now;
        let next = thread.labels.clone();
        let entry = EntryContent::from(ThreadChange::Labels { previous, next });
        workspace.replace_thread(thread.clone(), vec![entry])?;
    }
    let labels = thread.labels.iter();
    let labels = labels
        .filter(|label| requested.contains(&label.type_id))
        .cloned()
        .collect();
    Ok((thread, labels))
}

/// The labels of these types that are not among the present ones. Fails if a type is archived.
pub(super) fn new_labels(
    present: &[Label],
    label_types: &[&LabelType],
    now: Timestamp,
) -> Result<Vec<Label>, MutationError> {
    let is_new = |it: &&&LabelType| present.iter().all(|label| label.type_id != it.id);
    let new: Vec<&&LabelType> = label_types.iter().filter(is_new).collect();
    if let Some(archived) = new.iter().find(|it| it.archived_at.is_some()) {
        return Err(MutationError::of_field(
            "cannot_add_label_using_archived_label_type",
            FieldError::validation(
                "labelTypeIds",
                format!(
                    "Label type {:?} ({}) is archived",
                    archived.id, archived.details.name
                ),
            ),
        ));
    }
    Ok(new
        .into_iter()
        .map(|label_type| Label {
            id: new_id("l_", now.into()),
            type_id: label_type.id.clone(),
            created_at: now,
        })
        .collect())
}

/// Removes labels, all of which must belong to one thread.
pub(crate) fn remove_labels(state: &State, input: &Value) -> Result<Thread, MutationError> {
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let mut found: Option<&Thread> = None;
    for id in texts(&input["labelIds"]) {
        let thread = workspace.threads().by_label(id).ok_or_else(|| {
            MutationError::not_found("labelIds", format!("Label {id:?} does not exist"))
        })?;
        if found.is_some_and(|found| found.id != thread.id) {
            let message = "the labels belong to several threads; expected those of one thread";
            return Err(MutationError::input_validation(vec![
                FieldError::validation("labelIds", message),
            ]));
        }
        found = Some(thread);
    }
    let Some(mut thread) = found.cloned() else {
        let message = "empty; expected at least one label";
        return Err(MutationError::input_validation(vec![FieldError::required(
            "labelIds", message,
        )]));
    };
    let previous = thread.labels.clone();
    thread
        .labels
        .retain(|label| texts(&input["labelIds"]).all(|id| id != label.id));
    thread.updated_at = now;
    let next = thread.labels.clone();
    let entry = EntryContent::from(ThreadChange::Labels { previous, next });
    workspace.replace_thread(thread.clone(), vec![entry])?;
    Ok(thread)
}
