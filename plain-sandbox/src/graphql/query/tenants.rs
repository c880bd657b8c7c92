//! The query `tenants`, and the tenants of a customer.

use std::cmp::Ordering;

use apollo_compiler::resolvers::ResolveInfo;
use serde_json::Value;

use super::filter::{is_in, is_within};
use crate::graphql::arguments::argument;
use crate::graphql::object;
use crate::graphql::pagination::PageRequest;
use crate::workspace::Workspace;
use crate::workspace::tenant::{Membership, Tenant};

/// Resolves the query, from the oldest tenant to the newest. Fails if its arguments are invalid.
pub(crate) fn tenants(workspace: &Workspace, info: &ResolveInfo<'_>) -> Result<Value, String> {
    let filter = argument(info, "filters");
    let mut list = Vec::new();
    for tenant in workspace.tenants().all() {
        if admits(&filter, tenant)? {
            list.push(tenant);
        }
    }
    list.sort_by(|one, other| by_age(one, other));
    let page = PageRequest::from_arguments(info)?
        .select(&list, by_age, |id| workspace.tenants().by_id(id))?;
    Ok(page.graphql("Tenant", |it| &it.id, object::tenant))
}

fn by_age(one: &Tenant, other: &Tenant) -> Ordering {
    (one.created_at, &one.id).cmp(&(other.created_at, &other.id))
}

fn admits(filter: &Value, tenant: &Tenant) -> Result<bool, String> {
    Ok(is_within(&filter["updatedAt"], tenant.updated_at)?
        && is_in(&filter["tenantIds"], tenant.id.as_str())
        // A sandbox deletes no tenants.
        && filter["isDeleted"] != true)
}

/// Resolves the field of a customer, from the oldest membership to the newest. Fails if its arguments are
/// invalid.
pub(crate) fn memberships(
    workspace: &Workspace,
    customer_id: &str,
    info: &ResolveInfo<'_>,
) -> Result<Value, String> {
    let memberships = workspace.tenants().of_customer(customer_id);
    let mut list: Vec<&Membership> = memberships.iter().collect();
    let order = |one: &Membership, other: &Membership| {
        (one.created_at, &one.tenant_id).cmp(&(other.created_at, &other.tenant_id))
    };
    list.sort_by(|one, other| order(one, other));
    let page = PageRequest::from_arguments(info)?.select(&list, order, |id| {
        memberships.iter().find(|it| it.tenant_id == id)
    })?;
    Ok(page.graphql(
        "CustomerTenantMembership",
        |it| &it.tenant_id,
        object::membership,
    ))
}
