//! Words for the properties of threads and their changes.

use plain_schema::enumeration::THREAD_PRIORITY;

use crate::workspace::Workspace;
use crate::workspace::label::Label;
use crate::workspace::status::StatusDetail;
use crate::workspace::thread::Assignee;
use crate::workspace::thread_change::ThreadChange;

/// A part of a sentence: words of ours, or a name of theirs, which may be in another direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase<'a> {
    Words(&'static str),
    Name(&'a str),
}

impl<'a> Phrase<'a> {
    pub(super) fn text(self) -> &'a str {
        match self {
            Self::Words(words) => words,
            Self::Name(name) => name,
        }
    }
}

/// Describes a change, such as "Priority changed from Normal to Urgent".
pub(super) fn change_text<'a>(
    workspace: &'a Workspace,
    change: &'a ThreadChange,
) -> Vec<Phrase<'a>> {
    match change {
        ThreadChange::Labels { previous, next } => {
            let mut phrases = label_names(workspace, "Label added: ", next, previous);
            let removed = label_names(workspace, "Label removed: ", previous, next);
            if !phrases.is_empty() && !removed.is_empty() {
                phrases.push(Phrase::Words(". "));
            }
            phrases.extend(removed);
            phrases
        }
        ThreadChange::Priority { previous, next } => vec![
            Phrase::Words("Priority changed from "),
            Phrase::Words(priority_name(*previous)),
            Phrase::Words(" to "),
            Phrase::Words(priority_name(*next)),
        ],
        ThreadChange::Status { next, .. } => vec![
            Phrase::Words("Status changed to "),
            Phrase::Words(status_name(next.detail)),
        ],
        ThreadChange::Assignment { next, .. } => match next {
            None => vec![Phrase::Words("Unassigned")],
            Some(assignee) => vec![
                Phrase::Words("Assigned to "),
                Phrase::Name(assignee_name(workspace, assignee)),
            ],
        },
    }
}

/// The names of the labels that are not among the others, after these words; empty if there are none.
fn label_names<'a>(
    workspace: &'a Workspace,
    words: &'static str,
    labels: &'a [Label],
    others: &[Label],
) -> Vec<Phrase<'a>> {
    let mut phrases = Vec::new();
    for label in labels.iter().filter(|it| !others.contains(it)) {
        let separator = if phrases.is_empty() { words } else { ", " };
        phrases.push(Phrase::Words(separator));
        phrases.push(Phrase::Name(label_name(workspace, label)));
    }
    phrases
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
