//! The query `customers`.

use std::cmp::Ordering;

use apollo_compiler::resolvers::ResolveInfo;
use serde_json::Value;

use super::filter::{is, is_unset, is_within};
use crate::graphql::arguments::argument;
use crate::graphql::object;
use crate::graphql::pagination::PageRequest;
use crate::workspace::Workspace;
use crate::workspace::customer::Customer;

/// Resolves the query. Fails if its arguments are invalid.
pub(crate) fn customers(workspace: &Workspace, info: &ResolveInfo<'_>) -> Result<Value, String> {
    let filter = argument(info, "filters");
    let is_descending = argument(info, "sortBy")["direction"] == "DESC";
    let order = |one: &Customer, other: &Customer| {
        let order = by_name(one, other);
        if is_descending {
            order.reverse()
        } else {
            order
        }
    };

    let mut list = Vec::new();
    for customer in workspace.customers().all() {
        if admits(workspace, &filter, customer)? {
            list.push(customer);
        }
    }
    list.sort_by(|one, other| order(one, other));
    let page = PageRequest::from_arguments(info)?
        .select(&list, order, |id| workspace.customers().by_id(id))?;
    Ok(page.graphql("Customer", |it| &it.id, object::customer))
}

fn by_name(one: &Customer, other: &Customer) -> Ordering {
    let key = |it: &Customer| (it.details.full_name.to_lowercase(), it.id.clone());
    key(one).cmp(&key(other))
}

fn admits(workspace: &Workspace, filter: &Value, customer: &Customer) -> Result<bool, String> {
    const UNSUPPORTED: [&str; 3] = [
        "customerGroupIds",
        "customerGroupKeys",
        "companyIdentifiers",
    ];
    let is_spam = customer.marked_as_spam_at.is_some();
    Ok(is_within(&filter["updatedAt"], customer.updated_at)?
        && is(&filter["isMarkedAsSpam"], is_spam)
        && has_tenant(workspace, &filter["tenantIdentifiers"], customer)
        && is_unset(filter, &UNSUPPORTED))
}

/// Whether the customer is in one of the tenants.
fn has_tenant(workspace: &Workspace, identifiers: &Value, customer: &Customer) -> bool {
    let Some(identifiers) = identifiers.as_array() else {
        return true;
    };
    let tenants = workspace.tenants();
    let memberships = tenants.of_customer(&customer.id);
    identifiers
        .iter()
        .filter_map(|identifier| tenants.by_identifier(identifier))
        .any(|tenant| memberships.iter().any(|it| it.tenant_id == tenant.id))
}
