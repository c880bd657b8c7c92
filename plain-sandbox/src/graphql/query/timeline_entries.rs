//! `timelineEntries`, of a thread and of a customer.

use apollo_compiler::resolvers::ResolveInfo;
use serde_json::Value;

use super::filter::{is, is_in};
use crate::graphql::arguments::argument;
use crate::graphql::pagination::Page;
use crate::workspace::Workspace;
use crate::workspace::timeline_entry::Entry;

/// Answers as the field of a thread does, or says what is wrong with the arguments.
pub(crate) fn of_thread(
    workspace: &Workspace,
    thread_id: &str,
    info: &ResolveInfo<'_>,
) -> Result<Value, String> {
    let filter = argument(info, "filters");
    let entries = workspace.entries_of_thread(thread_id);
    page(
        workspace,
        entries.filter(|entry| admits(&filter, entry)),
        info,
    )
}

/// Answers as the query does, or says what is wrong with the arguments.
pub(crate) fn of_customer(
    workspace: &Workspace,
    customer_id: &str,
    info: &ResolveInfo<'_>,
) -> Result<Value, String> {
    page(workspace, workspace.entries_of_customer(customer_id), info)
}

fn page<'a>(
    workspace: &'a Workspace,
    entries: impl Iterator<Item = &'a Entry>,
    info: &ResolveInfo<'_>,
) -> Result<Value, String> {
    let mut list: Vec<&Entry> = entries.collect();
    list.sort_by(|one, other| one.order(other));
    let page = Page::of(info)?.of_list(&list, Entry::order, |id| workspace.entry(id))?;
    Ok(page.graphql(
        "TimelineEntry",
        |it| &it.id,
        |it| it.graphql(workspace.events()),
    ))
}

fn admits(filter: &Value, entry: &Entry) -> bool {
    match &filter["entryTypes"] {
        Value::Null => is(&filter["isMessage"], entry.content.is_message()),
        types => is_in(types, entry.content.entry_type()),
    }
}
