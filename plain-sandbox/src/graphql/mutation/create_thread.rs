//! `createThread`.

use plain_schema::StringRule;
use plain_schema::identifier::CUSTOMER_IDENTIFIER;
use serde_json::{Map, Value, json};

use super::identified_customer;
use crate::graphql::validate::Check;
use crate::response::mutation_error::{FieldError, MutationError};
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::Workspace;
use crate::workspace::id;
use crate::workspace::thread::{Assignee, Thread, ThreadField, value_name};

/// The priority of a thread that is given none: normal.
const DEFAULT_PRIORITY: i64 = 2;
const DEFAULT_CHANNEL: &str = "API";
/// The channels that need no more than their name.
const CHANNELS: [&str; 4] = ["API", "EMAIL", "CHAT", "INTERNAL"];

/// Creates a thread, and answers as the mutation does.
pub(crate) fn create_thread(state: &State, input: &Value) -> Value {
    match create(state, input) {
        Ok(thread) => json!({ "__typename": "CreateThreadOutput", "thread": thread.graphql() }),
        Err(error) => json!({ "__typename": "CreateThreadOutput", "error": error.graphql() }),
    }
}

fn create(state: &State, input: &Value) -> Result<Thread, MutationError> {
    let violations = violations(input);
    if !violations.is_empty() {
        return Err(MutationError::input_validation(violations));
    }
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let customer = identified_customer(&workspace, &input["customerIdentifier"])?;
    let customer_id = customer.id.clone();
    refuse_taken(&workspace, &customer_id, &input["externalId"])?;
    refuse_absent(input)?;
    let assignee = assignee(&workspace, &input["assignedTo"])?;

    let text = |name: &str| input[name].as_str().map(str::to_owned);
    let components = input.get("components").cloned();
    let said = components.as_ref().and_then(what_they_say);
    let description = text("description").or(said);
    let thread = Thread {
        id: id::new("th_", now.into()),
        number: workspace.threads().len() + 1,
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
                id: id::new("tf_", now.into()),
                key: text_of(field, "key"),
                kind: text_of(field, "type"),
                value: field_value(field),
            })
            .collect(),
        created_at: now,
    };
    workspace.add_thread(thread.clone(), components)?;
    Ok(thread)
}

fn violations(input: &Value) -> Vec<FieldError> {
    let mut check = Check::default();
    let customer = &input["customerIdentifier"];
    check.identifier(&CUSTOMER_IDENTIFIER, customer, "customerIdentifier");
    for name in ["title", "externalId"] {
        check.text(StringRule::NotBlank, input.get(name), name);
    }
    check.thread_components(&input["components"], "components");
    if let Some(priority) = input["priority"].as_i64()
        && !(0..=3).contains(&priority)
    {
        let message = format!("{priority}; write 0, the most urgent, to 3");
        check.add(FieldError::validation("priority", message));
    }
    if let Some(channel) = input["channel"].as_str()
        && !CHANNELS.contains(&channel)
    {
        let message = format!(
            "{channel}, which a sandbox has not; write one of {}",
            CHANNELS.join(", ")
        );
        check.add(FieldError::validation("channel", message));
    }
    if let Some(assignee) = input["assignedTo"].as_object() {
        let given: Vec<&str> = assignee.keys().map(String::as_str).collect();
        check.exactly_one(
            &given,
            ["userId", "machineUserId"].into_iter(),
            "assignedTo",
        );
    }
    for (index, field) in objects(&input["threadFields"]).enumerate() {
        let path = |name: &str| format!("threadFields[{index}].{name}");
        check.text(StringRule::NotBlank, field.get("key"), &path("key"));
        let name = value_name(&text_of(field, "type"));
        match field.get(name) {
            None => {
                let message = "missing; it goes with the type";
                check.add(FieldError::required(&path(name), message));
            }
            date if name == "dateValue" => check.text(StringRule::DateTime, date, &path(name)),
            Some(_) => {}
        }
    }
    check.into_errors()
}

fn refuse_taken(
    workspace: &Workspace,
    customer_id: &str,
    external_id: &Value,
) -> Result<(), MutationError> {
    let Some(external_id) = external_id.as_str() else {
        return Ok(());
    };
    if workspace
        .thread_by_external_id(customer_id, external_id)
        .is_none()
    {
        return Ok(());
    }
    let message = format!("The customer has a thread with the external id {external_id:?} already");
    let code = "thread_already_exists_with_external_id";
    Err(MutationError::already_exists(code, "externalId", message))
}

/// A sandbox has no label types and no tenants, so whatever names one names nothing.
fn refuse_absent(input: &Value) -> Result<(), MutationError> {
    if let Some(id) = input["labelTypeIds"][0].as_str() {
        let message = format!("There is no label type {id:?}; a sandbox has none");
        return Err(MutationError::not_found("labelTypeIds[0]", message));
    }
    if input.get("tenantIdentifier").is_some() {
        let message = "There is no such tenant; a sandbox has none";
        return Err(MutationError::not_found("tenantIdentifier", message));
    }
    Ok(())
}

fn assignee(workspace: &Workspace, assigned_to: &Value) -> Result<Option<Assignee>, MutationError> {
    let not_found = |name: &str, id: &str| {
        MutationError::not_found(format!("assignedTo.{name}"), format!("There is no {id:?}"))
    };
    if let Some(id) = assigned_to["userId"].as_str() {
        let user = workspace.user(id).ok_or_else(|| not_found("userId", id))?;
        return Ok(Some(Assignee::User(user.id.clone())));
    }
    let Some(id) = assigned_to["machineUserId"].as_str() else {
        return Ok(None);
    };
    let user = workspace
        .machine_user(id)
        .ok_or_else(|| not_found("machineUserId", id))?;
    Ok(Some(Assignee::MachineUser(user.id.clone())))
}

/// The texts of the components, one after another.
fn what_they_say(components: &Value) -> Option<String> {
    let texts: Vec<&str> = objects(components)
        .filter_map(|component| {
            let text = |name: &str, property: &str| component.get(name)?.get(property)?.as_str();
            text("componentText", "text").or_else(|| text("componentPlainText", "plainText"))
        })
        .collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

/// The value of a thread field that obeys the rules.
fn field_value(field: &Map<String, Value>) -> Value {
    let name = value_name(&text_of(field, "type"));
    let value = field.get(name).cloned().unwrap_or_default();
    if name != "dateValue" {
        return value;
    }
    let date = value.as_str().and_then(timestamp::parse);
    date.map_or(Value::Null, timestamp::graphql)
}

fn text_of(field: &Map<String, Value>, name: &str) -> String {
    let text = field.get(name).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

fn objects(list: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(Value::as_object)
}
