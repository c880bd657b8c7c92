//! `createCustomerEvent` and `createThreadEvent`.

use plain_schema::EventKind;
use serde_json::{Value, json};

use super::identified_customer;
use crate::graphql::validate;
use crate::response::mutation_error::{FieldError, MutationError};
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::Workspace;
use crate::workspace::event::Event;
use crate::workspace::id;

/// Creates an event, and answers as the mutation does.
pub(crate) fn create_event(state: &State, kind: EventKind, input: Value) -> Value {
    let plain_schema::Event {
        output,
        output_field,
        ..
    } = kind.event();
    match create(state, kind, input) {
        Ok(event) => json!({ "__typename": output, *output_field: event.graphql() }),
        Err(error) => json!({ "__typename": output, "error": error.graphql() }),
    }
}

fn create(state: &State, kind: EventKind, input: Value) -> Result<Event, MutationError> {
    let violations = validate::event(kind.event(), &input);
    if !violations.is_empty() {
        return Err(MutationError::input_validation(violations));
    }
    let now = timestamp::of(state.clock.now());
    let created_at = match input["timestamp"].as_str() {
        None => now,
        Some(text) => timestamp::parse(text).ok_or_else(|| {
            let message = "after the year 9999; write an earlier date";
            MutationError::input_validation(vec![FieldError::validation("timestamp", message)])
        })?,
    };

    let mut workspace = state.workspace();
    let (customer_id, thread_id) = target(&workspace, kind, &input)?;
    let external_id = input["externalId"].as_str();
    if let Some(external_id) = external_id
        && workspace.has_event(external_id)
    {
        return Err(already_exists(kind, external_id));
    }
    let event = Event {
        id: id::new("tev_", now.into()),
        kind,
        title: input["title"].as_str().unwrap_or_default().to_owned(),
        customer_id,
        thread_id,
        external_id: external_id.map(str::to_owned),
        is_collapsed: input["isCollapsed"] == true,
        input,
        created_at: created_at.into(),
        updated_at: now.into(),
    };
    workspace.add_event(event.clone())?;
    Ok(event)
}

/// The ids of the customer and of the thread that the event is for.
fn target(
    workspace: &Workspace,
    kind: EventKind,
    input: &Value,
) -> Result<(String, Option<String>), MutationError> {
    match kind {
        EventKind::CustomerEvent => {
            let customer = identified_customer(workspace, &input["customerIdentifier"])?;
            Ok((customer.id.clone(), None))
        }
        EventKind::ThreadEvent => {
            let id = input["threadId"].as_str().unwrap_or_default();
            let thread = workspace.thread(id).ok_or_else(|| {
                MutationError::not_found("threadId", format!("There is no thread {id:?}"))
            })?;
            Ok((thread.customer_id.clone(), Some(thread.id.clone())))
        }
    }
}

fn already_exists(kind: EventKind, external_id: &str) -> MutationError {
    let code = kind.event().duplicate_code;
    let message = format!("There is an event with the external id {external_id:?} already");
    MutationError::already_exists(code, "externalId", message)
}
