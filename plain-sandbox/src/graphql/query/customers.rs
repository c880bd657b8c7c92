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
        if admits(&filter, customer)? {
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

fn admits(filter: &Value, customer: &Customer) -> Result<bool, String> {
    const UNSUPPORTED: [&str; 4] = [
        "customerGroupIds",
        "customerGroupKeys",
        "companyIdentifiers",
        "tenantIdentifiers",
    ];
    Ok(is_within(&filter["updatedAt"], customer.updated_at)?
        && is(&filter["isMarkedAsSpam"], false)
        && is_unset(filter, &UNSUPPORTED))
}
