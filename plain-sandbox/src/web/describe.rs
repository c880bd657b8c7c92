//! Words for the properties of threads and their changes.

use plain_schema::enumeration::THREAD_PRIORITY;

use crate::workspace::Workspace;
use crate::workspace::label::Label;
use crate::workspace::status::StatusDetail;
use crate::workspace::thread::Assignee;
use crate::workspace::thread_change::ThreadChange;

/// Describes a change, such as "Priority changed from Normal to Urgent".
pub(super) fn change_text(workspace: &Workspace, change: &ThreadChange) -> String {
    match change {
        ThreadChange::Labels { previous, next } => {
            let differing = |labels: &[Label], others: &[Label]| {
                let labels = labels.iter().filter(|it| !others.contains(it));
                let names: Vec<&str> = labels.map(|it| label_name(workspace, it)).collect();
                names.join(", ")
            };
            let (added, removed) = (differing(next, previous), differing(previous, next));
            match (&added[..], &removed[..]) {
                (added, "") => format!("Label added: {added}"),
                ("", removed) => format!("Label removed: {removed}"),
                (added, removed) => format!("Label added: {added}; removed: {removed}"),
            }
        }
        ThreadChange::Priority { previous, next } => {
            let (previous, next) = (priority_name(*previous), priority_name(*next));
            format!("Priority changed from {previous} to {next}")
        }
        ThreadChange::Status { next, .. } => {
            format!("Status changed to {}", status_name(next.detail))
        }
        ThreadChange::Assignment { next, .. } => match next {
            None => "Unassigned".to_owned(),
            Some(assignee) => format!("Assigned to {}", assignee_name(workspace, assignee)),
        },
    }
}

/// Name of a label's type.
pub(super) fn label_name<'a>(workspace: &'a Workspace, label: &'a Label) -> &'a str {
    let label_type = workspace.label_types().by_id(&label.type_id);
    label_type.map_or(&label.type_id, |it| &it.details.name)
}

/// Name of a user or machine user.
pub(super) fn assignee_name<'a>(workspace: &'a Workspace, assignee: &'a Assignee) -> &'a str {
    let users = workspace.users();
    match assignee {
        Assignee::User(id) => users.by_id(id).map_or(id, |user| &user.full_name),
        Assignee::MachineUser(id) => users.machine_user(id).map_or(id, |user| &user.full_name),
    }
}

/// Name of a priority, such as "Urgent".
pub(super) fn priority_name(priority: i64) -> &'static str {
    let index = usize::try_from(priority).ok();
    let value = index.and_then(|index| THREAD_PRIORITY.values.get(index));
    value.map_or("", |value| value.name)
}

/// Name of a status with its detail, such as "Done: ignored".
pub(super) fn status_name(detail: StatusDetail) -> &'static str {
    match detail {
        StatusDetail::Created => "Todo: created",
        StatusDetail::InProgress => "Todo: in progress",
        StatusDetail::NewReply => "Todo: new reply",
        StatusDetail::ThreadLinkUpdated => "Todo: link updated",
        StatusDetail::ThreadDiscussionResolved => "Todo: discussion resolved",
        StatusDetail::Ignored => "Done: ignored",
        StatusDetail::DoneManuallySet => "Done: set manually",
        StatusDetail::DoneAutomaticallySet => "Done: set automatically",
    }
}
