//! The mutation `replyToThread`.

use plain_schema::StringRule;
use plain_schema::identifier::{CUSTOMER_IDENTIFIER, USER_IDENTIFIER};
use serde_json::Value;

use super::change_thread::set_status;
use super::references::{self, reject_attachments};
use crate::graphql::validate::InputValidator;
use crate::response::mutation_error::{FieldError, MutationError};
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::status::{StatusDetail, ThreadStatus};
use crate::workspace::thread::Thread;
use crate::workspace::thread_change::{EmailParticipant, Reply, ReplyAuthor};
use crate::workspace::timeline_entry::EntryContent;
use crate::workspace::{Workspace, new_id};

/// The channels that can be replied to. Plain's schema names e-mails, Slack messages and forms, and says
/// that a thread without a message gets an e-mail.
const CHANNELS: [&str; 2] = ["API", "EMAIL"];

/// Replies to a thread, as an e-mail that is not sent.
///
/// A reply of the customer makes a thread that is done one to do, as Plain's schema says of new activity.
pub(crate) fn reply_to_thread(state: &State, input: &Value) -> Result<(), MutationError> {
    validate(input)?;
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let mut thread = references::thread(&workspace, input, "threadId")?.clone();
    if !CHANNELS.contains(&&thread.channel[..]) {
        let channels = CHANNELS.join(" and ");
        return Err(MutationError::of_field(
            "cannot_reply_to_thread",
            FieldError::validation(
                "threadId",
                format!(
                    "The channel of the thread is {}; a reply needs {channels}",
                    thread.channel
                ),
            ),
        ));
    }
    reject_attachments(input)?;
    let author = author(&workspace, &thread, &input["impersonation"])?;
    let is_inbound = matches!(author, ReplyAuthor::Customer(_));
    let email = &input["channelSpecificOptions"]["email"];
    let mut entries = workspace.timeline().of_thread(&thread.id);
    let is_start_of_thread = !entries.any(|entry| entry.content.is_message());
    drop(entries);
    let reply = EntryContent::from(Reply {
        email_id: new_id("em_", now.into()),
        author,
        text: text(&input["textContent"]).unwrap_or_default(),
        markdown: text(&input["markdownContent"]),
        additional_recipients: participants(&email["additionalRecipients"]),
        hidden_recipients: participants(&email["hiddenRecipients"]),
        is_start_of_thread,
    });
    let mut contents = vec![reply];
    thread.updated_at = now;
    if is_inbound && thread.status.detail.status() == "DONE" {
        let status = ThreadStatus {
            detail: StatusDetail::NewReply,
            changed_at: now,
        };
        contents.push(set_status(&mut thread, status));
    }
    workspace.replace_thread(thread, contents)?;
    Ok(())
}

fn validate(input: &Value) -> Result<(), MutationError> {
    let mut validator = InputValidator::default();
    let text = input.get("textContent");
    validator.string(StringRule::NotBlank, text, "textContent");
    let impersonation = &input["impersonation"];
    if !impersonation.is_null() {
        validator.exactly_one_of(impersonation, &["asCustomer", "asUser"], "impersonation");
        validator.identifier(
            &CUSTOMER_IDENTIFIER,
            &impersonation["asCustomer"]["customerIdentifier"],
            "impersonation.asCustomer.customerIdentifier",
        );
        validator.identifier(
            &USER_IDENTIFIER,
            &impersonation["asUser"]["userIdentifier"],
            "impersonation.asUser.userIdentifier",
        );
    }
    validator.finish()
}

/// The author of a reply. That only the thread's own customer can be impersonated is an assumption.
fn author(
    workspace: &Workspace,
    thread: &Thread,
    impersonation: &Value,
) -> Result<ReplyAuthor, MutationError> {
    if let Some(customer) = impersonation.get("asCustomer") {
        let identifier = &customer["customerIdentifier"];
        let found = workspace.customer_by_identifier(identifier);
        return match found.filter(|customer| customer.id == thread.customer_id) {
            Some(customer) => Ok(ReplyAuthor::Customer(customer.id.clone())),
            None => Err(MutationError::not_found(
                "impersonation.asCustomer.customerIdentifier",
                "The customer does not exist or is not the customer of the thread",
            )),
        };
    }
    let Some(user) = impersonation.get("asUser") else {
        return Ok(ReplyAuthor::MachineUser);
    };
    match references::user(workspace, &user["userIdentifier"]) {
        Some(user) => Ok(ReplyAuthor::User(user.id.clone())),
        None => Err(MutationError::not_found(
            "impersonation.asUser.userIdentifier",
            "The user does not exist",
        )),
    }
}

fn participants(list: &Value) -> Vec<EmailParticipant> {
    let list = list.as_array().into_iter().flatten();
    list.map(|participant| EmailParticipant {
        name: text(&participant["name"]),
        email: text(&participant["email"]).unwrap_or_default(),
    })
    .collect()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
