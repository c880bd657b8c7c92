//! Resolves the fields of objects that are plain data.

use std::borrow::Cow;

use apollo_compiler::resolvers::{FieldError, ObjectValue, ResolveInfo, ResolvedValue};
use serde_json::{Map, Value};

use crate::state::State;

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
            None => match link(&self.fields, name, self.state) {
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

/// Objects that stand in others by their ids. They are looked up when they are read: users know
/// who created them, so a tree of them has no end.
fn link(fields: &Map<String, Value>, field: &str, state: &State) -> Option<Value> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    let workspace = state.workspace();
    match (type_name(fields), field) {
        ("MachineUserActor", "machineUser") => {
            Some(workspace.machine_user(text("machineUserId")?)?.graphql())
        }
        ("Thread", "customer") => Some(workspace.customer(text("customerId")?)?.graphql()),
        ("ComponentUser", "user") => {
            let identifier = fields.get("userIdentifier")?;
            let user = match identifier["userId"].as_str() {
                Some(id) => workspace.user(id),
                None => workspace.user_by_email(identifier["emailAddress"].as_str()?),
            };
            Some(user?.graphql())
        }
        ("ComponentUser", "userMachineUser") => {
            let id = fields.get("userIdentifier")?["machineUserId"].as_str()?;
            Some(workspace.machine_user(id)?.graphql())
        }
        _ => None,
    }
}

fn type_name(fields: &Map<String, Value>) -> &str {
    fields
        .get("__typename")
        .and_then(Value::as_str)
        .unwrap_or_default()
}
