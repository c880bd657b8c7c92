//! The queries `threads`, `labelTypes` and `threadFieldSchemas`.

use apollo_compiler::resolvers::ResolveInfo;
use serde_json::Value;

use super::filter::{is, is_in, is_unset, is_within};
use crate::graphql::arguments::argument;
use crate::graphql::object;
use crate::graphql::pagination::PageRequest;
use crate::workspace::Workspace;
use crate::workspace::label::LabelType;
use crate::workspace::thread::{Assignee, Thread};
use crate::workspace::thread_field_schema::ThreadFieldSchema;

/// Resolves the query `threads`. Fails if its arguments are invalid.
pub(crate) fn threads(workspace: &Workspace, info: &ResolveInfo<'_>) -> Result<Value, String> {
    let filter = argument(info, "filters");
    let sort = argument(info, "sortBy");
    let field = sort["field"].as_str();
    let is_ascending = sort["direction"] == "ASC";
    let order = |one: &Thread, other: &Thread| {
        let order = match field {
            Some("PRIORITY") => one.priority.cmp(&other.priority),
            Some("STATUS_CHANGED_AT") => one.status.changed_at.cmp(&other.status.changed_at),
            _ => one.created_at.cmp(&other.created_at),
        };
        let order = order.then(one.number.cmp(&other.number));
        if is_ascending { order } else { order.reverse() }
    };

    let mut list = Vec::new();
    for thread in workspace.threads().all() {
        if admits(workspace, &filter, thread)? {
            list.push(thread);
        }
    }
    list.sort_by(|one, other| order(one, other));
    let page = PageRequest::from_arguments(info)?
        .select(&list, order, |id| workspace.threads().by_id(id))?;
    Ok(page.graphql("Thread", |it| &it.id, object::thread))
}

fn admits(workspace: &Workspace, filter: &Value, thread: &Thread) -> Result<bool, String> {
    const UNSUPPORTED: [&str; 3] = [
        "customerGroupIdentifiers",
        "tierIdentifiers",
        "companyIdentifiers",
    ];
    let customer = workspace.customers().by_id(&thread.customer_id);
    let is_spam = customer.is_some_and(|it| it.marked_as_spam_at.is_some());
    let assignee = thread.assignee.as_ref();
    let mut admitted = is_in(&filter["threadIds"], thread.id.as_str())
        && is_in(&filter["refs"], thread.r#ref())
        && is_in(&filter["customerIds"], thread.customer_id.as_str())
        && is_in(&filter["priorities"], thread.priority)
        && is_in(&filter["statuses"], thread.status.detail.status())
        && is_in(&filter["statusDetails"], thread.status.detail.name())
        && has_label(&filter["labelTypeIds"], thread)
        && has_tenant(workspace, &filter["tenantIdentifiers"], thread)
        && is_in(&filter["assignedToUser"], assignee.map(Assignee::id))
        && is(&filter["isAssigned"], assignee.is_some())
        && is(&filter["isMarkedAsSpam"], is_spam)
        && is_unset(filter, &UNSUPPORTED);
    // Evaluated without short-circuiting, because an invalid bound is an error in any case.
    for (name, timestamp) in [
        ("statusChangedAt", thread.status.changed_at),
        ("createdAt", thread.created_at),
        ("updatedAt", thread.updated_at),
    ] {
        admitted &= is_within(&filter[name], timestamp)?;
    }
    for filter in each(&filter["and"]) {
        admitted &= admits(workspace, filter, thread)?;
    }
    if let Some(filters) = filter["or"].as_array() {
        let mut any = false;
        for filter in filters {
            any |= admits(workspace, filter, thread)?;
        }
        admitted &= any;
    }
    if let Some(filter) = filter.get("not") {
        admitted &= !admits(workspace, filter, thread)?;
    }
    Ok(admitted)
}

/// Whether the thread has a label of one of the types.
fn has_label(label_type_ids: &Value, thread: &Thread) -> bool {
    label_type_ids.is_null()
        || thread
            .labels
            .iter()
            .any(|label| is_in(label_type_ids, label.type_id.as_str()))
}

/// Whether the thread belongs to one of the tenants.
fn has_tenant(workspace: &Workspace, identifiers: &Value, thread: &Thread) -> bool {
    let tenants = workspace.tenants();
    identifiers.is_null()
        || each(identifiers)
            .filter_map(|identifier| tenants.by_identifier(identifier))
            .any(|tenant| thread.tenant_id.as_ref() == Some(&tenant.id))
}

fn each(filters: &Value) -> impl Iterator<Item = &Value> {
    filters.as_array().into_iter().flatten()
}

/// Resolves the query `labelTypes`, from the oldest label type to the newest. Fails if its arguments are invalid.
///
/// Archived label types are among them, unless the filter excludes them.
pub(crate) fn label_types(workspace: &Workspace, info: &ResolveInfo<'_>) -> Result<Value, String> {
    let filter = argument(info, "filters");
    let list: Vec<&LabelType> = workspace
        .label_types()
        .all()
        .iter()
        .filter(|it| is(&filter["isArchived"], it.archived_at.is_some()))
        .collect();
    let order = |one: &LabelType, other: &LabelType| one.number.cmp(&other.number);
    let page = PageRequest::from_arguments(info)?
        .select(&list, order, |id| workspace.label_types().by_id(id))?;
    Ok(page.graphql("LabelType", |it| &it.id, object::label_type))
}

/// Resolves the query `threadFieldSchemas`, sorted by their order. Fails if its arguments are invalid.
pub(crate) fn thread_field_schemas(
    workspace: &Workspace,
    info: &ResolveInfo<'_>,
) -> Result<Value, String> {
    let schemas = workspace.thread_field_schemas();
    let mut list: Vec<&ThreadFieldSchema> = schemas.all().iter().collect();
    let order = |one: &ThreadFieldSchema, other: &ThreadFieldSchema| {
        let key = |it: &ThreadFieldSchema| (it.input["order"].as_i64(), it.created_at);
        key(one).cmp(&key(other)).then(one.id.cmp(&other.id))
    };
    list.sort_by(|one, other| order(one, other));
    let page = PageRequest::from_arguments(info)?.select(&list, order, |id| schemas.by_id(id))?;
    Ok(page.graphql(
        "ThreadFieldSchema",
        |it| &it.id,
        object::thread_field_schema,
    ))
}
