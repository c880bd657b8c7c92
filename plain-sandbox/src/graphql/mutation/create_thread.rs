//! The mutation `createThread`.

use plain_schema::entity::THREAD;
use serde_json::Value;

use super::labels::new_labels;
use super::references::{References, reject_attachments};
use super::spam::ensure_not_spam;
use super::thread_field;
use crate::graphql::validate::InputValidator;
use crate::response::mutation_error::{FieldError, MutationError};
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::status::{StatusDetail, ThreadStatus};
use crate::workspace::thread::{DEFAULT_PRIORITY, Thread};
use crate::workspace::{Workspace, new_id};

const DEFAULT_CHANNEL: &str = "API";
/// The channels that need no further input.
const CHANNELS: [&str; 4] = ["API", "EMAIL", "CHAT", "INTERNAL"];

/// Creates a thread.
pub(crate) fn create_thread(state: &State, input: &Value) -> Result<Thread, MutationError> {
    validate(input)?;
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let identifier = &input["customerIdentifier"];
    let customer = workspace
        .customer_by_identifier(identifier)
        .ok_or_else(|| MutationError::customer_not_found(identifier))?;
    ensure_not_spam(customer)?;
    let customer_id = customer.id.clone();
    ensure_unique(&workspace, &customer_id, &input["externalId"])?;
    reject_attachments(input)?;
    let mut references = References::new(&workspace);
    let label_types = references.label_types(&input["labelTypeIds"], "labelTypeIds");
    let assignee = references.assignee(&input["assignedTo"], "assignedTo.");
    let tenant = references.tenant(&input["tenantIdentifier"], "tenantIdentifier");
    let account = references.tenant(&input["accountIdentifier"], "accountIdentifier");
    for (index, field) in objects(&input["threadFields"]).enumerate() {
        let path = format!("threadFields[{index}].");
        let key = field["key"].as_str().unwrap_or_default();
        references.thread_field((key, &format!("{path}key")), (field, &path));
    }
    references.finish()?;
    let labels = new_labels(&[], &label_types, now)?;

    let text = |name: &str| input[name].as_str().map(str::to_owned);
    let components = input.get("components").cloned();
    let component_text = components.as_ref().and_then(component_text);
    let description = text("description").or(component_text);
    let mut fields = Vec::new();
    for field in objects(&input["threadFields"]) {
        let key = field["key"].as_str().unwrap_or_default();
        thread_field::upsert(&mut fields, key, field, now);
    }
    let thread = Thread {
        id: new_id("th_", now.into()),
        number: workspace.threads().all().len() + 1,
        customer_id,
        external_id: text("externalId"),
        title: text("title")
            .or_else(|| description.clone())
            .unwrap_or_default(),
        description,
        priority: input["priority"].as_i64().unwrap_or(DEFAULT_PRIORITY),
        channel: text("channel").unwrap_or_else(|| DEFAULT_CHANNEL.to_owned()),
        status: ThreadStatus {
            detail: StatusDetail::Created,
            changed_at: now,
        },
        assigned_at: assignee.is_some().then_some(now),
        assignee,
        labels,
        fields,
        tenant_id: tenant.or(account).map(|tenant| tenant.id.clone()),
        input: input.clone(),
        created_at: now,
        updated_at: now,
    };
    workspace.add_thread(thread.clone(), components)?;
    Ok(thread)
}

fn validate(input: &Value) -> Result<(), MutationError> {
    let mut validator = InputValidator::default();
    validator.entity(&THREAD, input);
    if let Some(channel) = input["channel"].as_str()
        && !CHANNELS.contains(&channel)
    {
        let channels = CHANNELS.join(", ");
        let message = format!("unsupported channel {channel}; expected one of {channels}");
        validator.add(FieldError::validation("channel", message));
    }
    if let Some(account) = input.get("accountIdentifier") {
        validator.exactly_one_of(account, &["accountId", "externalId"], "accountIdentifier");
    }
    validator.finish()
}

fn ensure_unique(
    workspace: &Workspace,
    customer_id: &str,
    external_id: &Value,
) -> Result<(), MutationError> {
    let threads = workspace.threads();
    if let Some(external_id) = external_id.as_str()
        && threads.by_external_id(customer_id, external_id).is_some()
    {
        return Err(MutationError::already_exists(
            "thread_already_exists_with_external_id",
            "externalId",
            format!("The customer already has a thread with the external id {external_id:?}"),
        ));
    }
    Ok(())
}

/// The texts of the text components, joined by spaces.
fn component_text(components: &Value) -> Option<String> {
    let texts: Vec<&str> = objects(components)
        .filter_map(|component| {
            let text = |name: &str, property: &str| component.get(name)?.get(property)?.as_str();
            text("componentText", "text").or_else(|| text("componentPlainText", "plainText"))
        })
        .collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

fn objects(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}
