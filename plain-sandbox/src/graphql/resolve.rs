//! Resolves the fields of objects that are plain data.

use std::borrow::Cow;

use apollo_compiler::resolvers::{FieldError, ObjectValue, ResolveInfo, ResolvedValue};
use serde_json::{Map, Value};

use super::query;
use crate::state::State;
use crate::workspace::customer::Customer;
use crate::workspace::user::{MachineUser, User};

/// An object of the schema: a JSON object that names its type in `__typename`.
///
/// What it lacks is looked up if it is [linked](link), else null.
pub(crate) struct Object<'a> {
    fields: Cow<'a, Map<String, Value>>,
    state: &'a State,
}

impl ObjectValue for Object<'_> {
    fn type_name(&self) -> &str {
        type_name(&self.fields)
    }

    fn resolve_field<'a>(
        &'a self,
        info: &'a ResolveInfo<'a>,
    ) -> Result<ResolvedValue<'a>, FieldError> {
        let name = info.field_name();
        match self.fields.get(name) {
            Some(value) => Ok(borrowed(value, self.state)),
            None => match link(&self.fields, info, self.state)? {
                Some(value) => Ok(owned(value, self.state)),
                None => Ok(ResolvedValue::null()),
            },
        }
    }
}

/// Resolves a value to what it is.
pub(crate) fn owned(value: Value, state: &State) -> ResolvedValue<'_> {
    match value {
        Value::Object(fields) => ResolvedValue::object(Object {
            fields: Cow::Owned(fields),
            state,
        }),
        Value::Array(items) => {
            ResolvedValue::list(items.into_iter().map(move |item| owned(item, state)))
        }
        leaf => ResolvedValue::leaf(leaf),
    }
}

fn borrowed<'a>(value: &'a Value, state: &'a State) -> ResolvedValue<'a> {
    match value {
        Value::Object(fields) => ResolvedValue::object(Object {
            fields: Cow::Borrowed(fields),
            state,
        }),
        Value::Array(items) => {
            ResolvedValue::list(items.iter().map(move |item| borrowed(item, state)))
        }
        leaf => ResolvedValue::leaf(leaf.clone()),
    }
}

/// The field cannot be answered as it is asked for: the client's mistake.
///
/// What else fails to resolve is a mistake of the sandbox.
pub(crate) fn refused(message: String) -> FieldError {
    FieldError { message }
}

/// Objects that stand in others by their ids. They are looked up when they are read: users know
/// who created them, so a tree of them has no end.
fn link(
    fields: &Map<String, Value>,
    info: &ResolveInfo<'_>,
    state: &State,
) -> Result<Option<Value>, FieldError> {
    let workspace = state.workspace();
    let id = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let user = |id: &str| workspace.user(id).map(User::graphql);
    let machine_user = |id: &str| workspace.machine_user(id).map(MachineUser::graphql);
    Ok(match (type_name(fields), info.field_name()) {
        ("MachineUserActor", "machineUser") => machine_user(id("machineUserId")),
        ("Thread", "customer") => workspace.customer(id("customerId")).map(Customer::graphql),
        ("Thread", "assignedTo") => {
            let id = id("assigneeId");
            user(id).or_else(|| machine_user(id))
        }
        ("Thread", "timelineEntries") => {
            Some(query::of_thread(&workspace, id("id"), info).map_err(refused)?)
        }
        ("ComponentUser", field) => {
            let identifier = fields.get("userIdentifier").unwrap_or(&Value::Null);
            let id = |name: &str| identifier[name].as_str();
            match field {
                "user" => id("userId").and_then(user).or_else(|| {
                    let found = workspace.user_by_email(id("emailAddress")?)?;
                    Some(found.graphql())
                }),
                "userMachineUser" => id("machineUserId").and_then(machine_user),
                _ => None,
            }
        }
        _ => None,
    })
}

fn type_name(fields: &Map<String, Value>) -> &str {
    fields
        .get("__typename")
        .and_then(Value::as_str)
        .unwrap_or_default()
}
