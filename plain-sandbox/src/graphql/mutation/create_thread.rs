//! The mutation `createThread`.

use plain_schema::StringRule;
use plain_schema::identifier::CUSTOMER_IDENTIFIER;
use serde_json::{Map, Value};

use crate::graphql::object;
use crate::graphql::validate::InputValidator;
use crate::response::mutation_error::{FieldError, MutationError};
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::thread::{Assignee, Thread, ThreadField, value_name};
use crate::workspace::{Workspace, new_id};

/// Normal priority.
const DEFAULT_PRIORITY: i64 = 2;
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
    let customer_id = customer.id.clone();
    ensure_unique(&workspace, &customer_id, &input["externalId"])?;
    reject_unsupported(input)?;
    let assignee = assignee(&workspace, &input["assignedTo"])?;

    let text = |name: &str| input[name].as_str().map(str::to_owned);
    let components = input.get("components").cloned();
    let component_text = components.as_ref().and_then(component_text);
    let description = text("description").or(component_text);
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
        assignee,
        fields: objects(&input["threadFields"])
            .map(|field| ThreadField {
                id: new_id("tf_", now.into()),
                key: string_field(field, "key"),
                kind: string_field(field, "type"),
                value: thread_field_value(field),
            })
            .collect(),
        created_at: now,
    };
    workspace.add_thread(thread.clone(), components)?;
    Ok(thread)
}

fn validate(input: &Value) -> Result<(), MutationError> {
    let mut validator = InputValidator::default();
    let customer = &input["customerIdentifier"];
    validator.identifier(&CUSTOMER_IDENTIFIER, customer, "customerIdentifier");
    validator.string(StringRule::NotBlank, input.get("title"), "title");
    let external_id = input.get("externalId");
    validator.string(StringRule::ExternalId, external_id, "externalId");
    validator.thread_components(&input["components"], "components");
    if let Some(priority) = input["priority"].as_i64()
        && !(0..=3).contains(&priority)
    {
        let message = format!("{priority}; expected 0, the most urgent, to 3");
        validator.add(FieldError::validation("priority", message));
    }
    if let Some(channel) = input["channel"].as_str()
        && !CHANNELS.contains(&channel)
    {
        let channels = CHANNELS.join(", ");
        let message = format!("unsupported channel {channel}; expected one of {channels}");
        validator.add(FieldError::validation("channel", message));
    }
    if let Some(assignee) = input["assignedTo"].as_object() {
        let present: Vec<&str> = assignee.keys().map(String::as_str).collect();
        validator.exactly_one(
            &present,
            ["userId", "machineUserId"].into_iter(),
            "assignedTo",
        );
    }
    validate_thread_fields(&mut validator, &input["threadFields"]);
    validator.finish()
}

fn validate_thread_fields(validator: &mut InputValidator, fields: &Value) {
    for (index, field) in objects(fields).enumerate() {
        let path = |name: &str| format!("threadFields[{index}].{name}");
        validator.string(StringRule::NotBlank, field.get("key"), &path("key"));
        let name = value_name(&string_field(field, "type"));
        match field.get(name) {
            None => {
                let message = "missing; the type requires it";
                validator.add(FieldError::required(&path(name), message));
            }
            date if name == "dateValue" => {
                validator.string(StringRule::DateTime, date, &path(name));
            }
            Some(_) => {}
        }
    }
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

/// Rejects references to label types and tenants, which a sandbox does not have.
fn reject_unsupported(input: &Value) -> Result<(), MutationError> {
    if let Some(id) = input["labelTypeIds"][0].as_str() {
        let message = format!("Label type {id:?} does not exist; a sandbox has no label types");
        return Err(MutationError::not_found("labelTypeIds[0]", message));
    }
    if input.get("tenantIdentifier").is_some() {
        let message = "The tenant does not exist; a sandbox has no tenants";
        return Err(MutationError::not_found("tenantIdentifier", message));
    }
    Ok(())
}

fn assignee(workspace: &Workspace, assigned_to: &Value) -> Result<Option<Assignee>, MutationError> {
    if let Some(id) = assigned_to["userId"].as_str() {
        let user = workspace.users().by_id(id).ok_or_else(|| {
            let message = format!("User {id:?} does not exist");
            MutationError::not_found("assignedTo.userId", message)
        })?;
        return Ok(Some(Assignee::User(user.id.clone())));
    }
    let Some(id) = assigned_to["machineUserId"].as_str() else {
        return Ok(None);
    };
    let user = workspace.users().machine_user(id).ok_or_else(|| {
        let message = format!("Machine user {id:?} does not exist");
        MutationError::not_found("assignedTo.machineUserId", message)
    })?;
    Ok(Some(Assignee::MachineUser(user.id.clone())))
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

/// The value of a valid thread field.
fn thread_field_value(field: &Map<String, Value>) -> Value {
    let name = value_name(&string_field(field, "type"));
    let value = field.get(name).cloned().unwrap_or_default();
    if name != "dateValue" {
        return value;
    }
    let date = value.as_str().and_then(timestamp::parse);
    date.map_or(Value::Null, object::date_time)
}

fn string_field(object: &Map<String, Value>, name: &str) -> String {
    let text = object.get(name).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

fn objects(list: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(Value::as_object)
}
