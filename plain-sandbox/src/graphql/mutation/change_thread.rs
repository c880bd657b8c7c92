//! The mutations `changeThreadPriority`, `markThreadAsDone`, `markThreadAsTodo` and `assignThread`.
//!
//! A thread that has the wanted value already stays as it is, and its timeline gets no entry.

use plain_schema::enumeration::THREAD_PRIORITY;
use serde_json::Value;

use super::references::{self, References};
use super::thread_field_schema::ensure_complete;
use crate::graphql::validate::InputValidator;
use crate::response::mutation_error::MutationError;
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::status::{StatusDetail, ThreadStatus};
use crate::workspace::thread::{DEFAULT_PRIORITY, Thread};
use crate::workspace::thread_change::ThreadChange;
use crate::workspace::timeline_entry::EntryContent;

/// Detail of a thread that is marked as done without one: an assumption.
const DEFAULT_DONE: StatusDetail = StatusDetail::DoneManuallySet;
/// Detail of a thread that is marked as to do without one: an assumption.
const DEFAULT_TODO: StatusDetail = StatusDetail::InProgress;

/// Sets the priority of a thread.
pub(crate) fn change_thread_priority(
    state: &State,
    input: &Value,
) -> Result<Thread, MutationError> {
    let mut validator = InputValidator::default();
    validator.enumeration(&THREAD_PRIORITY, &input["priority"], "priority");
    validator.finish()?;
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let mut thread = references::thread(&workspace, input, "threadId")?.clone();
    let previous = thread.priority;
    let next = input["priority"].as_i64().unwrap_or(DEFAULT_PRIORITY);
    let is_excluded = input["onlyIfDefault"] == true && previous != DEFAULT_PRIORITY;
    if previous != next && !is_excluded {
        thread.priority = next;
        thread.updated_at = now;
        let entry = EntryContent::from(ThreadChange::Priority { previous, next });
        workspace.replace_thread(thread.clone(), vec![entry])?;
    }
    Ok(thread)
}

/// Marks a thread as done.
pub(crate) fn mark_thread_as_done(state: &State, input: &Value) -> Result<Thread, MutationError> {
    change_status(state, input, DEFAULT_DONE)
}

/// Marks a thread as to do.
pub(crate) fn mark_thread_as_todo(state: &State, input: &Value) -> Result<Thread, MutationError> {
    change_status(state, input, DEFAULT_TODO)
}

/// Sets the status of a thread. Without a detail in the input, a thread of the default's status stays as
/// it is.
fn change_status(
    state: &State,
    input: &Value,
    default: StatusDetail,
) -> Result<Thread, MutationError> {
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let mut thread = references::thread(&workspace, input, "threadId")?.clone();
    let previous = thread.status.detail;
    let next = match input["statusDetail"].as_str() {
        Some(name) => StatusDetail::from_name(name).unwrap_or(default),
        None if previous.status() == default.status() => previous,
        None => default,
    };
    if previous != next {
        if next.status() == DEFAULT_DONE.status() {
            ensure_complete(&workspace, &thread)?;
        }
        let entry = set_status(
            &mut thread,
            ThreadStatus {
                detail: next,
                changed_at: now,
            },
        );
        workspace.replace_thread(thread.clone(), vec![entry])?;
    }
    Ok(thread)
}

/// Sets the status of a thread. Returns the entry for its timeline.
pub(super) fn set_status(thread: &mut Thread, next: ThreadStatus) -> EntryContent {
    let previous = std::mem::replace(&mut thread.status, next);
    thread.updated_at = next.changed_at;
    EntryContent::from(ThreadChange::Status { previous, next })
}

/// Assigns a thread to a user or a machine user. A sandbox has no AI agents, so that the mode of an agent
/// has no effect.
pub(crate) fn assign_thread(state: &State, input: &Value) -> Result<Thread, MutationError> {
    let mut validator = InputValidator::default();
    validator.exactly_one_of(input, &["userId", "machineUserId"], "userId");
    validator.finish()?;
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let mut thread = references::thread(&workspace, input, "threadId")?.clone();
    let mut references = References::new(&workspace);
    let next = references.assignee(input, "");
    references.finish()?;
    let is_excluded = input["onlyIfUnassigned"] == true && thread.assignee.is_some();
    if thread.assignee != next && !is_excluded {
        let previous = std::mem::replace(&mut thread.assignee, next.clone());
        thread.assigned_at = Some(now);
        thread.updated_at = now;
        let entry = EntryContent::from(ThreadChange::Assignment { previous, next });
        workspace.replace_thread(thread.clone(), vec![entry])?;
    }
    Ok(thread)
}
