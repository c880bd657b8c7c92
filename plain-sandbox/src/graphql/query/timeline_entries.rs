//! The field `timelineEntries` of a thread and the query for those of a customer.

use apollo_compiler::resolvers::ResolveInfo;
use serde_json::Value;

use super::filter::{is, is_in};
use crate::graphql::arguments::argument;
use crate::graphql::object;
use crate::graphql::pagination::PageRequest;
use crate::workspace::Workspace;
use crate::workspace::timeline_entry::TimelineEntry;

/// Resolves the field of a thread. Fails if its arguments are invalid.
pub(crate) fn entries_of_thread(
    workspace: &Workspace,
    thread_id: &str,
    info: &ResolveInfo<'_>,
) -> Result<Value, String> {
    let filter = argument(info, "filters");
    let entries = workspace.timeline().of_thread(thread_id);
    page(
        workspace,
        entries.filter(|entry| admits(&filter, entry)),
        info,
    )
}

/// Resolves the query. Fails if its arguments are invalid.
pub(crate) fn entries_of_customer(
    workspace: &Workspace,
    customer_id: &str,
    info: &ResolveInfo<'_>,
) -> Result<Value, String> {
    page(workspace, workspace.entries_of_customer(customer_id), info)
}

fn page<'a>(
    workspace: &'a Workspace,
    entries: impl Iterator<Item = &'a TimelineEntry>,
    info: &ResolveInfo<'_>,
) -> Result<Value, String> {
    let mut list: Vec<&TimelineEntry> = entries.collect();
    list.sort_by(|one, other| one.order(other));
    let page = PageRequest::from_arguments(info)?.select(&list, TimelineEntry::order, |id| {
        workspace.timeline().by_id(id)
    })?;
    Ok(page.graphql(
        "TimelineEntry",
        |it| &it.id,
        |it| object::timeline_entry(it, workspace),
    ))
}

fn admits(filter: &Value, entry: &TimelineEntry) -> bool {
    match &filter["entryTypes"] {
        Value::Null => is(&filter["isMessage"], entry.content.is_message()),
        types => is_in(types, entry.content.entry_type()),
    }
}
