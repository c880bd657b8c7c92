//! What the mutations do.

mod create_event;
mod create_thread;
mod upsert_customer;

pub(crate) use create_event::create_event;
pub(crate) use create_thread::create_thread;
pub(crate) use upsert_customer::upsert_customer;

use serde_json::Value;

use crate::customer::Customer;
use crate::error::MutationError;
use crate::workspace::{self, Workspace};

/// The customer that a `customerIdentifier` names.
fn identified_customer<'a>(
    workspace: &'a Workspace,
    identifier: &Value,
) -> Result<&'a Customer, MutationError> {
    workspace.identified(identifier).ok_or_else(|| {
        let said = workspace::said(identifier);
        let message = format!("There is no customer with {said}; create one with upsertCustomer");
        MutationError::not_found("customerIdentifier", message)
    })
}
