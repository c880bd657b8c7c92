//! Entries of timelines.

use plain_schema::Context;
use serde_json::{Value, json};

use super::thread::status_detail;
use super::{actor, components, date_time, label};
use crate::workspace::Workspace;
use crate::workspace::event::Event;
use crate::workspace::label::Label;
use crate::workspace::thread::Assignee;
use crate::workspace::thread_change::{EmailParticipant, Reply, ReplyAuthor, ThreadChange};
use crate::workspace::timeline_entry::{EntryContent, TimelineEntry};

/// Address of the workspace in e-mails.
const SUPPORT_EMAIL_ADDRESS: &str = "support@sandbox.invalid";

/// The API's `TimelineEntry`.
pub(crate) fn timeline_entry(entry: &TimelineEntry, workspace: &Workspace) -> Value {
    let actor = match &entry.content {
        EntryContent::Reply(reply) => author(&reply.author),
        _ => actor(),
    };
    json!({
        "__typename": "TimelineEntry",
        "id": entry.id,
        "customerId": entry.customer_id,
        "threadId": entry.thread_id,
        "timestamp": date_time(entry.timestamp),
        "entry": content(entry, workspace),
        "actor": actor,
    })
}

fn content(entry: &TimelineEntry, workspace: &Workspace) -> Value {
    match &entry.content {
        EntryContent::Event { number, .. } => workspace
            .events()
            .by_number(*number)
            .map_or(Value::Null, event_entry),
        EntryContent::Custom { title, components } => json!({
            "__typename": "CustomEntry",
            "title": title,
            "components": super::components(Context::Event, components),
        }),
        EntryContent::Change(change) => change_entry(change),
        EntryContent::Reply(reply) => email_entry(entry, reply, workspace),
        EntryContent::Note(id) => {
            let note = workspace.notes().by_id(id);
            note.map_or(Value::Null, |note| {
                json!({
                    "__typename": "NoteEntry",
                    "noteId": note.id,
                    "text": note.text,
                    "markdown": note.markdown,
                    "isEdited": false,
                })
            })
        }
    }
}

fn event_entry(event: &Event) -> Value {
    json!({
        "__typename": event.kind.event().entry,
        "timelineEventId": event.id,
        "title": event.title,
        "components": components(Context::Event, &event.input["components"]),
        "customerId": event.customer_id,
        "externalId": event.external_id,
        "isCollapsed": event.is_collapsed,
    })
}

fn change_entry(change: &ThreadChange) -> Value {
    let labels = |labels: &[Label]| labels.iter().map(label).collect::<Vec<Value>>();
    let id = |assignee: &Option<Assignee>| assignee.as_ref().map(|it| it.id().to_owned());
    match change {
        ThreadChange::Labels { previous, next } => json!({
            "__typename": "ThreadLabelsChangedEntry",
            "previousLabels": labels(previous),
            "nextLabels": labels(next),
        }),
        ThreadChange::Priority { previous, next } => json!({
            "__typename": "ThreadPriorityChangedEntry",
            "previousPriority": previous,
            "nextPriority": next,
        }),
        ThreadChange::Status { previous, next } => json!({
            "__typename": "ThreadStatusTransitionedEntry",
            "previousStatus": previous.detail.status(),
            "previousStatusDetail": status_detail(previous),
            "nextStatus": next.detail.status(),
            "nextStatusDetail": status_detail(next),
        }),
        ThreadChange::Assignment { previous, next } => json!({
            "__typename": "ThreadAssignmentTransitionedEntry",
            "previousAssigneeId": id(previous),
            "nextAssigneeId": id(next),
        }),
    }
}

fn email_entry(entry: &TimelineEntry, reply: &Reply, workspace: &Workspace) -> Value {
    let customer = workspace.customers().by_id(&entry.customer_id);
    let customer = customer.map_or(Value::Null, |customer| {
        participant(&EmailParticipant {
            name: Some(customer.details.full_name.clone()),
            email: customer.details.email.clone(),
        })
    });
    let support = participant(&EmailParticipant {
        name: None,
        email: SUPPORT_EMAIL_ADDRESS.to_owned(),
    });
    let is_inbound = matches!(reply.author, ReplyAuthor::Customer(_));
    let (from, to) = if is_inbound {
        (customer, support)
    } else {
        (support, customer)
    };
    let at = date_time(entry.timestamp);
    let thread = workspace.threads().by_id(&entry.thread_id);
    json!({
        "__typename": "EmailEntry",
        "emailId": reply.email_id,
        "from": from,
        "to": to,
        "additionalRecipients": participants(&reply.additional_recipients),
        "hiddenRecipients": participants(&reply.hidden_recipients),
        "subject": thread.map(|thread| &thread.title),
        "textContent": reply.text,
        "hasMoreTextContent": false,
        "fullTextContent": reply.text,
        "markdownContent": reply.markdown,
        "hasMoreMarkdownContent": false,
        "fullMarkdownContent": reply.markdown,
        "authenticity": "PASS",
        "sentAt": (!is_inbound).then_some(&at),
        "sendStatus": (!is_inbound).then_some("SENT"),
        "receivedAt": is_inbound.then_some(&at),
        "isStartOfThread": reply.is_start_of_thread,
        "category": "MESSAGING",
    })
}

fn participants(participants: &[EmailParticipant]) -> Vec<Value> {
    participants.iter().map(participant).collect()
}

fn participant(participant: &EmailParticipant) -> Value {
    json!({
        "__typename": "EmailParticipant",
        "name": participant.name,
        "email": participant.email,
    })
}

/// The API's `Actor` for the author of a reply.
fn author(author: &ReplyAuthor) -> Value {
    match author {
        ReplyAuthor::MachineUser => actor(),
        ReplyAuthor::User(id) => json!({ "__typename": "UserActor", "userId": id }),
        ReplyAuthor::Customer(id) => json!({ "__typename": "CustomerActor", "customerId": id }),
    }
}

/// The API's `ThreadMessageInfo` for a field of a thread, such as `lastInboundMessageInfo`.
///
/// Inbound are replies of the customer and, as a form, the components that the thread was created with.
pub(crate) fn message_info(workspace: &Workspace, thread_id: &str, field: &str) -> Option<Value> {
    let is_inbound = |entry: &TimelineEntry| match &entry.content {
        EntryContent::Custom { .. } => true,
        EntryContent::Reply(reply) => matches!(reply.author, ReplyAuthor::Customer(_)),
        _ => false,
    };
    let mut messages = workspace
        .timeline()
        .of_thread(thread_id)
        .filter(|entry| entry.content.is_message())
        .filter(|entry| is_inbound(entry) == field.contains("Inbound"));
    let message = if field.starts_with("first") {
        messages.next()
    } else {
        messages.last()
    };
    let message = message?;
    let source = match message.content {
        EntryContent::Reply(_) => "EMAIL",
        _ => "API",
    };
    Some(json!({
        "__typename": "ThreadMessageInfo",
        "timestamp": date_time(message.timestamp),
        "messageSource": source,
    }))
}
