//! Resolves the fields of objects that are plain data.

use std::borrow::Cow;

use apollo_compiler::resolvers::{FieldError, ObjectValue, ResolveInfo, ResolvedValue};
use serde_json::{Map, Value};

use super::context::{FieldPath, RequestContext};
use super::{object, query};
use crate::response::ErrorCode;

/// An object of the schema: a JSON object that names its type in `__typename`.
///
/// A field that is absent from the JSON is looked up if it is a [link](linked_value), else null.
struct JsonObject<'a> {
    fields: Cow<'a, Map<String, Value>>,
    context: &'a RequestContext<'a>,
    path: FieldPath<'a>,
}

impl ObjectValue for JsonObject<'_> {
    fn type_name(&self) -> &str {
        type_name(&self.fields)
    }

    fn resolve_field<'a>(
        &'a self,
        info: &'a ResolveInfo<'a>,
    ) -> Result<ResolvedValue<'a>, FieldError> {
        let path = FieldPath::new(info, Some(&self.path));
        if let Some(value) = self.fields.get(info.field_name()) {
            return Ok(borrowed(value, self.context, path));
        }
        match linked_value(&self.fields, info, self.context) {
            Ok(Some(value)) => Ok(owned(value, self.context, path)),
            Ok(None) => Ok(ResolvedValue::null()),
            Err(message) => {
                let code = ErrorCode::BadUserInput;
                Err(self.context.field_error(&path, code, message))
            }
        }
    }
}

/// Resolves a field to a JSON value.
pub(crate) fn owned<'a>(
    value: Value,
    context: &'a RequestContext<'a>,
    path: FieldPath<'a>,
) -> ResolvedValue<'a> {
    match value {
        Value::Object(fields) => ResolvedValue::object(JsonObject {
            fields: Cow::Owned(fields),
            context,
            path,
        }),
        Value::Array(items) => {
            let items = items.into_iter().enumerate();
            ResolvedValue::list(
                items.map(move |(index, item)| owned(item, context, path.item(index))),
            )
        }
        leaf => ResolvedValue::leaf(leaf),
    }
}

fn borrowed<'a>(
    value: &'a Value,
    context: &'a RequestContext<'a>,
    path: FieldPath<'a>,
) -> ResolvedValue<'a> {
    match value {
        Value::Object(fields) => ResolvedValue::object(JsonObject {
            fields: Cow::Borrowed(fields),
            context,
            path,
        }),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            ResolvedValue::list(
                items.map(move |(index, item)| borrowed(item, context, path.item(index))),
            )
        }
        leaf => ResolvedValue::leaf(leaf.clone()),
    }
}

/// Looks up an object that another one refers to by its id.
///
/// Links are followed on read: users refer to the user that created them, so a tree that contains
/// them would be infinite. Fails if the arguments of a list are invalid.
fn linked_value(
    fields: &Map<String, Value>,
    info: &ResolveInfo<'_>,
    context: &RequestContext<'_>,
) -> Result<Option<Value>, String> {
    let workspace = context.state.workspace();
    let id = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let users = workspace.users();
    let user = |id: &str| users.by_id(id).map(object::user);
    let machine_user = |id: &str| users.machine_user(id).map(object::machine_user);
    let assignee = |id: &str| user(id).or_else(|| machine_user(id));
    let label_type = |id: &str| workspace.label_types().by_id(id).map(object::label_type);
    Ok(match (type_name(fields), info.field_name()) {
        ("MachineUserActor", "machineUser") => machine_user(id("machineUserId")),
        ("Thread" | "Note" | "CustomerActor", "customer") => {
            let customer = workspace.customers().by_id(id("customerId"));
            customer.map(object::customer)
        }
        ("Thread", "assignedTo") => assignee(id("assigneeId")),
        ("Thread" | "CustomerTenantMembership", "tenant") => workspace
            .tenants()
            .by_id(id("tenantId"))
            .map(object::tenant),
        ("Customer", "tenantMemberships") => Some(query::memberships(&workspace, id("id"), info)?),
        ("Label", "labelType") => label_type(id("labelTypeId")),
        ("LabelType", "parentLabelType") => label_type(id("parentLabelTypeId")),
        ("ThreadAssignmentTransitionedEntry", "previousAssignee") => {
            assignee(id("previousAssigneeId"))
        }
        ("ThreadAssignmentTransitionedEntry", "nextAssignee") => assignee(id("nextAssigneeId")),
        ("UserActor", "user") => user(id("userId")),
        ("Thread", field) if field.ends_with("MessageInfo") => {
            object::message_info(&workspace, id("id"), field)
        }
        ("Thread", "timelineEntries") => {
            Some(query::entries_of_thread(&workspace, id("id"), info)?)
        }
        ("ComponentUser", field) => {
            let identifier = fields.get("userIdentifier").unwrap_or(&Value::Null);
            let id = |name: &str| identifier[name].as_str();
            match field {
                "user" => id("userId")
                    .and_then(user)
                    .or_else(|| users.by_email(id("emailAddress")?).map(object::user)),
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
