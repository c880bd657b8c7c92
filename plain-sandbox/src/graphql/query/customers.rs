//! `customers`.

use std::cmp::Ordering;

use apollo_compiler::resolvers::ResolveInfo;
use serde_json::Value;

use super::filter::{is, is_not_asked, is_within};
use crate::graphql::arguments::argument;
use crate::graphql::pagination::Page;
use crate::workspace::Workspace;
use crate::workspace::customer::Customer;

/// Answers as the query does, or says what is wrong with the arguments.
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
    for customer in workspace.customers() {
        if admits(&filter, customer)? {
            list.push(customer);
        }
    }
    list.sort_by(|one, other| order(one, other));
    let page = Page::of(info)?.of_list(&list, order, |id| workspace.customer(id))?;
    Ok(page.graphql("Customer", |it| &it.id, Customer::graphql))
}

fn by_name(one: &Customer, other: &Customer) -> Ordering {
    let key = |it: &Customer| (it.details.full_name.to_lowercase(), it.id.clone());
    key(one).cmp(&key(other))
}

fn admits(filter: &Value, customer: &Customer) -> Result<bool, String> {
    const ABSENT: [&str; 4] = [
        "customerGroupIds",
        "customerGroupKeys",
        "companyIdentifiers",
        "tenantIdentifiers",
    ];
    Ok(is_within(&filter["updatedAt"], customer.updated_at)?
        && is(&filter["isMarkedAsSpam"], false)
        && is_not_asked(filter, &ABSENT))
}
