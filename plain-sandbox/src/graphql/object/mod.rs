//! The records of the workspace as the API's objects.

mod label;
mod tenant;
mod thread;
mod timeline_entry;

use std::time::SystemTime;

use jiff::Timestamp;
use plain_schema::{Context, ListContent, StringRule, ValueType};
use serde_json::{Map, Value, json};

use crate::response::mutation_error::{FieldError, FieldErrorKind, MutationError};
use crate::time::timestamp;
use crate::workspace::component::{ComponentInput, component_inputs};
use crate::workspace::customer::Customer;
use crate::workspace::event::Event;
use crate::workspace::note::Note;
use crate::workspace::seed::MACHINE_USER_ID;
use crate::workspace::user::{MachineUser, User};

pub(crate) use label::{label, label_type};
pub(crate) use tenant::{membership, tenant};
pub(crate) use thread::{thread, thread_field, thread_field_schema};
pub(crate) use timeline_entry::{message_info, timeline_entry};

/// The API's `Customer`.
pub(crate) fn customer(customer: &Customer) -> Value {
    let details = &customer.details;
    json!({
        "__typename": "Customer",
        "id": customer.id,
        "externalId": details.external_id,
        "fullName": details.full_name,
        "shortName": details.short_name,
        "email": {
            "__typename": "EmailAddress",
            "email": details.email,
            "isVerified": details.is_email_verified,
        },
        "isAnonymous": false,
        "identities": [{ "__typename": "EmailCustomerIdentity", "email": details.email }],
        "status": "ACTIVE",
        "markedAsSpamAt": customer.marked_as_spam_at.map(date_time),
        "markedAsSpamBy": customer.marked_as_spam_at.map(|_| actor()),
        "createdAt": date_time(customer.created_at),
        "createdBy": actor(),
        "updatedAt": date_time(customer.updated_at),
        "updatedBy": actor(),
    })
}

/// The API's `CustomerEvent` or `ThreadEvent`.
pub(crate) fn event(event: &Event) -> Value {
    json!({
        "__typename": event.kind.event().mutation.graphql_type,
        "id": event.id,
        "customerId": event.customer_id,
        "threadId": event.thread_id,
        "title": event.title,
        "components": components(Context::Event, &event.input["components"]),
        "isCollapsed": event.is_collapsed,
        "createdAt": system_time(event.created_at),
        "createdBy": actor(),
        "updatedAt": system_time(event.updated_at),
        "updatedBy": actor(),
    })
}

/// The API's `Note`.
pub(crate) fn note(note: &Note) -> Value {
    let created_at = date_time(note.created_at);
    json!({
        "__typename": "Note",
        "id": note.id,
        "text": note.text,
        "markdown": note.markdown,
        "customerId": note.customer_id,
        "isEdited": false,
        "isDeleted": false,
        "createdAt": created_at,
        "createdBy": actor(),
        "updatedAt": created_at,
        "updatedBy": actor(),
    })
}

/// The API's `User`.
pub(crate) fn user(user: &User) -> Value {
    let created_at = date_time(user.created_at);
    json!({
        "__typename": "User",
        "id": user.id,
        "fullName": user.full_name,
        "publicName": user.public_name,
        "email": user.email,
        "slackIdentities": [],
        "status": "ONLINE",
        "statusChangedAt": created_at,
        "createdAt": created_at,
        "createdBy": actor(),
        "updatedAt": created_at,
        "updatedBy": actor(),
        "isDeleted": false,
    })
}

/// The API's `MachineUser`.
pub(crate) fn machine_user(user: &MachineUser) -> Value {
    let created_at = date_time(user.created_at);
    json!({
        "__typename": "MachineUser",
        "id": user.id,
        "fullName": user.full_name,
        "publicName": user.public_name,
        "type": "API_USER",
        "createdAt": created_at,
        "createdBy": actor(),
        "updatedAt": created_at,
        "updatedBy": actor(),
        "isDeleted": false,
    })
}

/// The components of a valid list.
fn components(context: Context, list: &Value) -> Value {
    component_inputs(context, list)
        .map(|input| component(&input))
        .collect()
}

fn component(input: &ComponentInput<'_>) -> Value {
    let component = input.component;
    let mut object = Map::new();
    let type_name = output_type(component.graphql_input);
    object.insert("__typename".to_owned(), type_name.into());
    for property in component.properties {
        let Some(sent) = input.property(property.name) else {
            continue;
        };
        let value = property_value(property.value, sent);
        if let Some(name) = property.deprecated_name {
            object.insert(name.to_owned(), value.clone());
        }
        object.insert(property.graphql_name.to_owned(), value);
    }
    Value::Object(object)
}

fn property_value(value_type: ValueType, sent: &Value) -> Value {
    match value_type {
        ValueType::String(StringRule::DateTime) => sent
            .as_str()
            .and_then(timestamp::parse)
            .map_or(Value::Null, date_time),
        ValueType::String(_)
        | ValueType::Boolean
        | ValueType::Enumeration(_)
        | ValueType::Integer { .. }
        | ValueType::Number
        | ValueType::List(ListContent::ThreadFields | ListContent::Texts(_), _) => sent.clone(),
        ValueType::Identifier(identifier) => {
            let mut object = sent.as_object().cloned().unwrap_or_default();
            let type_name = output_type(identifier.graphql_name);
            object.insert("__typename".to_owned(), type_name.into());
            Value::Object(object)
        }
        ValueType::List(ListContent::Components(context), _) => components(context, sent),
    }
}

/// The output type of an input type, which has the same name without `Input`.
fn output_type(input_type: &str) -> &str {
    input_type.strip_suffix("Input").unwrap_or(input_type)
}

/// The API's `MutationError`.
pub(crate) fn mutation_error(error: &MutationError) -> Value {
    let fields: Vec<Value> = error.fields.iter().map(field_error).collect();
    json!({
        "__typename": "MutationError",
        "message": error.message,
        "type": error.kind.name(),
        "code": error.code,
        "fields": fields,
    })
}

fn field_error(error: &FieldError) -> Value {
    json!({
        "__typename": "MutationFieldError",
        "field": error.field,
        "message": error.message,
        "type": match error.kind {
            FieldErrorKind::Validation => "VALIDATION",
            FieldErrorKind::Required => "REQUIRED",
            FieldErrorKind::NotFound => "NOT_FOUND",
        },
    })
}

/// The API's `DateTime`.
pub(crate) fn date_time(timestamp: Timestamp) -> Value {
    json!({
        "__typename": "DateTime",
        "iso8601": timestamp::iso8601(timestamp),
        "unixTimestamp": timestamp.as_millisecond().to_string(),
    })
}

fn system_time(time: SystemTime) -> Value {
    date_time(timestamp::of(time))
}

/// The API's `MachineUserActor` for the owner of the API key, who creates everything.
fn actor() -> Value {
    json!({ "__typename": "MachineUserActor", "machineUserId": MACHINE_USER_ID })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::date_time;

    #[test]
    fn a_date_time_has_unix_milliseconds_as_a_string() {
        let timestamp = "2023-09-26T15:36:23.690Z".parse().unwrap();
        assert_eq!(
            date_time(timestamp),
            json!({
                "__typename": "DateTime",
                "iso8601": "2023-09-26T15:36:23.690Z",
                "unixTimestamp": "1695742583690",
            })
        );
    }
}
