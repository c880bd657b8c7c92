//! The mutations `markCustomerAsSpam` and `unmarkCustomerAsSpam`.

use serde_json::Value;

use super::references;
use crate::response::mutation_error::{MutationError, MutationErrorKind};
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::customer::Customer;

/// Marks a customer as spam, or takes the mark back. A customer with the wanted mark stays as it is.
pub(crate) fn mark_customer_as_spam(
    state: &State,
    input: &Value,
    is_spam: bool,
) -> Result<Customer, MutationError> {
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let found = references::customer(&workspace, input)?;
    if found.marked_as_spam_at.is_some() == is_spam {
        return Ok(found.clone());
    }
    let customer = Customer {
        marked_as_spam_at: is_spam.then_some(now),
        updated_at: now,
        ..found.clone()
    };
    workspace.replace_customer(customer.clone())?;
    Ok(customer)
}

/// Rejects customers that are marked as spam.
pub(super) fn ensure_not_spam(customer: &Customer) -> Result<(), MutationError> {
    if customer.marked_as_spam_at.is_none() {
        return Ok(());
    }
    Err(MutationError {
        kind: MutationErrorKind::Validation,
        code: "customer_is_marked_as_spam".into(),
        message: format!("Customer {:?} is marked as spam", customer.id),
        fields: Vec::new(),
    })
}
