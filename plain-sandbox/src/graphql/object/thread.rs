//! Threads, their fields and the details of their status.

use serde_json::{Value, json};

use super::{actor, date_time, label};
use crate::time::timestamp;
use crate::workspace::status::{StatusDetail, ThreadStatus};
use crate::workspace::thread::{Assignee, Thread, ThreadField, value_name};
use crate::workspace::thread_field_schema::ThreadFieldSchema;

/// The API's `Thread`.
pub(crate) fn thread(thread: &Thread) -> Value {
    let fields: Vec<Value> = thread
        .fields
        .iter()
        .map(|field| thread_field(&thread.id, field))
        .collect();
    json!({
        "__typename": "Thread",
        "id": thread.id,
        "ref": thread.r#ref(),
        "customerId": thread.customer_id,
        "externalId": thread.external_id,
        "title": thread.title,
        "description": thread.description,
        "previewText": thread.description,
        "priority": thread.priority,
        "status": thread.status.detail.status(),
        "statusDetail": status_detail(&thread.status),
        "statusChangedAt": date_time(thread.status.changed_at),
        "statusChangedBy": actor(),
        "assigneeId": thread.assignee.as_ref().map(Assignee::id),
        "assignedAt": thread.assigned_at.map(date_time),
        "additionalAssignees": [],
        "labels": thread.labels.iter().map(label).collect::<Vec<Value>>(),
        "threadFields": fields,
        "tenantId": thread.tenant_id,
        "channel": thread.channel,
        "supportEmailAddresses": [],
        "createdAt": date_time(thread.created_at),
        "createdBy": actor(),
        "updatedAt": date_time(thread.updated_at),
        "updatedBy": actor(),
    })
}

/// The API's `ThreadField`.
pub(crate) fn thread_field(thread_id: &str, field: &ThreadField) -> Value {
    // A whole number is a `Float` as well.
    let number = field.value.as_f64().map(Value::from);
    json!({
        "__typename": "ThreadField",
        "id": field.id,
        "threadId": thread_id,
        "key": field.key,
        "type": field.kind,
        "isAiGenerated": false,
        value_name(&field.kind): number.as_ref().unwrap_or(&field.value),
        "createdAt": date_time(field.created_at),
        "createdBy": actor(),
        "updatedAt": date_time(field.updated_at),
        "updatedBy": actor(),
    })
}

/// The API's `ThreadFieldSchema`.
pub(crate) fn thread_field_schema(schema: &ThreadFieldSchema) -> Value {
    const SENT: [&str; 10] = [
        "label",
        "key",
        "description",
        "order",
        "type",
        "enumValues",
        "isRequired",
        "defaultStringValue",
        "defaultBooleanValue",
        "defaultNumberValue",
    ];
    let input = &schema.input;
    let created_at = date_time(schema.created_at);
    let labels = input["dependsOnLabelTypeIds"].as_array();
    let labels = labels.into_iter().flatten();
    let mut object = json!({
        "__typename": "ThreadFieldSchema",
        "id": schema.id,
        "isAiAutoFillEnabled": input["isAiAutoFillEnabled"] == true,
        "isAvailableToAgents": input["isAvailableToAgents"] == true,
        "isClientReadonly": input["isClientReadonly"] == true,
        "defaultDateValue": input["defaultDateValue"].as_str().and_then(timestamp::parse).map(date_time),
        "dependsOnThreadField": input.get("dependsOnThreadField").map(|it| json!({
            "__typename": "DependsOnThreadFieldType",
            "threadFieldSchemaId": it["threadFieldSchemaId"],
            "threadFieldSchemaValue": it["threadFieldSchemaValue"],
        })),
        "dependsOnLabels": labels
            .map(|id| json!({ "__typename": "DependsOnLabelType", "labelTypeId": id }))
            .collect::<Vec<Value>>(),
        "createdAt": created_at,
        "createdBy": actor(),
        "updatedAt": created_at,
        "updatedBy": actor(),
    });
    for name in SENT {
        object[name] = input[name].clone();
    }
    object
}

/// The API's `ThreadStatusDetail`.
pub(super) fn status_detail(status: &ThreadStatus) -> Value {
    let changed_at = date_time(status.changed_at);
    let mut object = json!({
        "__typename": status.detail.graphql_type(),
        "statusChangedAt": changed_at,
    });
    if status.detail == StatusDetail::Created {
        object["createdAt"] = changed_at;
    }
    object
}
