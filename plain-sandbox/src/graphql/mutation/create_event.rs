//! The mutations `createCustomerEvent` and `createThreadEvent`.

use plain_schema::EventKind;
use serde_json::Value;

use super::references;
use crate::graphql::validate::validate_event;
use crate::response::mutation_error::{FieldError, MutationError};
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::event::Event;
use crate::workspace::{Workspace, new_id};

/// Creates an event.
pub(crate) fn create_event(
    state: &State,
    kind: EventKind,
    input: Value,
) -> Result<Event, MutationError> {
    validate_event(kind.event().entity, &input)?;
    let now = timestamp::of(state.clock.now());
    let created_at = match input["timestamp"].as_str() {
        None => now,
        Some(text) => timestamp::parse(text).ok_or_else(|| {
            let message = "after the year 9999; expected an earlier date";
            MutationError::input_validation(vec![FieldError::validation("timestamp", message)])
        })?,
    };

    let mut workspace = state.workspace();
    let (customer_id, thread_id) = target(&workspace, kind, &input)?;
    let external_id = input["externalId"].as_str();
    if let Some(external_id) = external_id
        && workspace.events().is_reserved(external_id)
    {
        return Err(MutationError::already_exists(
            kind.event().duplicate_code,
            "externalId",
            format!("An event with the external id {external_id:?} already exists"),
        ));
    }
    let event = Event {
        id: new_id("tev_", now.into()),
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

/// The ids of the customer and the thread that the event belongs to.
fn target(
    workspace: &Workspace,
    kind: EventKind,
    input: &Value,
) -> Result<(String, Option<String>), MutationError> {
    match kind {
        EventKind::CustomerEvent => {
            let identifier = &input["customerIdentifier"];
            let customer = workspace
                .customer_by_identifier(identifier)
                .ok_or_else(|| MutationError::customer_not_found(identifier))?;
            Ok((customer.id.clone(), None))
        }
        EventKind::ThreadEvent => {
            let thread = references::thread(workspace, input, "threadId")?;
            Ok((thread.customer_id.clone(), Some(thread.id.clone())))
        }
    }
}
