//! The mutations `addCustomerToTenants`, `removeCustomerFromTenants` and `setCustomerTenants`.

use jiff::Timestamp;
use plain_schema::identifier::{CUSTOMER_IDENTIFIER, TENANT_IDENTIFIER};
use serde_json::Value;

use super::references::References;
use crate::graphql::validate::InputValidator;
use crate::response::mutation_error::MutationError;
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::customer::Customer;
use crate::workspace::tenant::Membership;

/// Adds a customer to tenants. The memberships that exist are unchanged.
pub(crate) fn add_customer_to_tenants(
    state: &State,
    input: &Value,
) -> Result<Customer, MutationError> {
    change(state, input, |current, tenant_ids, now| {
        let mut memberships = current.to_vec();
        memberships.extend(missing(current, tenant_ids, now));
        memberships
    })
}

/// Removes a customer from tenants.
pub(crate) fn remove_customer_from_tenants(
    state: &State,
    input: &Value,
) -> Result<Customer, MutationError> {
    change(state, input, |current, tenant_ids, _| {
        let mut memberships = current.to_vec();
        memberships.retain(|it| !tenant_ids.contains(&it.tenant_id));
        memberships
    })
}

/// Replaces the tenants of a customer.
pub(crate) fn set_customer_tenants(
    state: &State,
    input: &Value,
) -> Result<Customer, MutationError> {
    change(state, input, |current, tenant_ids, now| {
        let mut memberships = current.to_vec();
        memberships.retain(|it| tenant_ids.contains(&it.tenant_id));
        memberships.extend(missing(current, tenant_ids, now));
        memberships
    })
}

/// Memberships in the tenants that the customer is not in.
fn missing(current: &[Membership], tenant_ids: &[String], now: Timestamp) -> Vec<Membership> {
    let ids = tenant_ids
        .iter()
        .filter(|id| current.iter().all(|it| it.tenant_id != **id));
    ids.map(|id| Membership {
        tenant_id: id.clone(),
        created_at: now,
    })
    .collect()
}

/// Changes the memberships of the input's customer. `next` gets the current ones and the ids of the tenants.
fn change(
    state: &State,
    input: &Value,
    next: impl FnOnce(&[Membership], &[String], Timestamp) -> Vec<Membership>,
) -> Result<Customer, MutationError> {
    let identifier = &input["customerIdentifier"];
    let mut validator = InputValidator::default();
    validator.identifier(&CUSTOMER_IDENTIFIER, identifier, "customerIdentifier");
    let tenants = input["tenantIdentifiers"].as_array().into_iter().flatten();
    for (index, tenant) in tenants.enumerate() {
        validator.identifier(
            &TENANT_IDENTIFIER,
            tenant,
            &format!("tenantIdentifiers[{index}]"),
        );
    }
    validator.finish()?;
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let customer = workspace
        .customer_by_identifier(identifier)
        .ok_or_else(|| MutationError::customer_not_found(identifier))?
        .clone();
    let mut references = References::new(&workspace);
    let tenants = references.tenants(&input["tenantIdentifiers"], "tenantIdentifiers");
    references.finish()?;
    let tenant_ids: Vec<String> = tenants.iter().map(|tenant| tenant.id.clone()).collect();
    let current = workspace.tenants().of_customer(&customer.id);
    let next = next(current, &tenant_ids, now);
    if next != current {
        workspace.set_memberships(customer.id.clone(), next)?;
    }
    Ok(customer)
}
