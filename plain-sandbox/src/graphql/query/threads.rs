//! The query `threads`.

use apollo_compiler::resolvers::ResolveInfo;
use serde_json::Value;

use super::filter::{is, is_in, is_unset, is_within};
use crate::graphql::arguments::argument;
use crate::graphql::object;
use crate::graphql::pagination::PageRequest;
use crate::workspace::Workspace;
use crate::workspace::thread::{Assignee, STATUS, STATUS_DETAIL, Thread};

/// Resolves the query. Fails if its arguments are invalid.
pub(crate) fn threads(workspace: &Workspace, info: &ResolveInfo<'_>) -> Result<Value, String> {
    let filter = argument(info, "filters");
    let sort = argument(info, "sortBy");
    let by_priority = sort["field"] == "PRIORITY";
    let is_ascending = sort["direction"] == "ASC";
    let order = |one: &Thread, other: &Thread| {
        let order = if by_priority {
            one.priority.cmp(&other.priority)
        } else {
            // Statuses never change, so `STATUS_CHANGED_AT` and `CREATED_AT` sort alike.
            one.created_at.cmp(&other.created_at)
        };
        let order = order.then(one.number.cmp(&other.number));
        if is_ascending { order } else { order.reverse() }
    };

    let mut list = Vec::new();
    for thread in workspace.threads().all() {
        if admits(&filter, thread)? {
            list.push(thread);
        }
    }
    list.sort_by(|one, other| order(one, other));
    let page = PageRequest::from_arguments(info)?
        .select(&list, order, |id| workspace.threads().by_id(id))?;
    Ok(page.graphql("Thread", |it| &it.id, object::thread))
}

fn admits(filter: &Value, thread: &Thread) -> Result<bool, String> {
    const UNSUPPORTED: [&str; 5] = [
        "labelTypeIds",
        "customerGroupIdentifiers",
        "tierIdentifiers",
        "tenantIdentifiers",
        "companyIdentifiers",
    ];
    let assignee = thread.assignee.as_ref();
    let mut admitted = is_in(&filter["threadIds"], thread.id.as_str())
        && is_in(&filter["refs"], thread.r#ref())
        && is_in(&filter["customerIds"], thread.customer_id.as_str())
        && is_in(&filter["priorities"], thread.priority)
        && is_in(&filter["statuses"], STATUS)
        && is_in(&filter["statusDetails"], STATUS_DETAIL)
        && is_in(&filter["assignedToUser"], assignee.map(Assignee::id))
        && is(&filter["isAssigned"], assignee.is_some())
        && is(&filter["isMarkedAsSpam"], false)
        && is_unset(filter, &UNSUPPORTED);
    // Evaluated without short-circuiting, because an invalid bound is an error in any case.
    for name in ["statusChangedAt", "createdAt", "updatedAt"] {
        admitted &= is_within(&filter[name], thread.created_at)?;
    }
    for filter in each(&filter["and"]) {
        admitted &= admits(filter, thread)?;
    }
    if let Some(filters) = filter["or"].as_array() {
        let mut any = false;
        for filter in filters {
            any |= admits(filter, thread)?;
        }
        admitted &= any;
    }
    if let Some(filter) = filter.get("not") {
        admitted &= !admits(filter, thread)?;
    }
    Ok(admitted)
}

fn each(filters: &Value) -> impl Iterator<Item = &Value> {
    filters.as_array().into_iter().flatten()
}
