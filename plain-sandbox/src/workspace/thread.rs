//! Threads.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::graphql::actor;
use crate::time::timestamp;

/// The status of every thread, which no mutation of a sandbox changes.
pub(crate) const STATUS: &str = "TODO";
/// Why it has that status, as a value of the API's `StatusDetailType`.
pub(crate) const STATUS_DETAIL: &str = "CREATED";

#[derive(Debug, Clone)]
pub(crate) struct Thread {
    pub(crate) id: String,
    /// The threads are counted from 1.
    pub(crate) number: usize,
    pub(crate) customer_id: String,
    pub(crate) external_id: Option<String>,
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) priority: i64,
    /// A value of the API's `ThreadChannel`.
    pub(crate) channel: String,
    pub(crate) assignee: Option<Assignee>,
    pub(crate) fields: Vec<ThreadField>,
    pub(crate) created_at: Timestamp,
}

/// Whom a thread is assigned to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Assignee {
    /// The id of a person.
    User(String),
    /// The id of a machine user.
    MachineUser(String),
}

/// A value of a thread.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ThreadField {
    pub(crate) id: String,
    pub(crate) key: String,
    /// A value of the API's `ThreadFieldSchemaType`.
    pub(crate) kind: String,
    /// The value of the field of the API that [`value_name`] says.
    pub(crate) value: Value,
}

impl Thread {
    /// The id for people.
    pub(crate) fn r#ref(&self) -> String {
        format!("T-{}", self.number)
    }

    pub(crate) fn graphql(&self) -> Value {
        let created_at = timestamp::graphql(self.created_at);
        let fields: Vec<Value> = self.fields.iter().map(|it| self.field(it)).collect();
        json!({
            "__typename": "Thread",
            "id": self.id,
            "ref": self.r#ref(),
            "customerId": self.customer_id,
            "externalId": self.external_id,
            "title": self.title,
            "description": self.description,
            "previewText": self.description,
            "priority": self.priority,
            "status": STATUS,
            "statusDetail": {
                "__typename": "ThreadStatusDetailCreated",
                "statusChangedAt": created_at,
                "createdAt": created_at,
            },
            "statusChangedAt": created_at,
            "statusChangedBy": actor::machine_user(),
            "assigneeId": self.assignee.as_ref().map(Assignee::id),
            "assignedAt": self.assignee.as_ref().map(|_| &created_at),
            "additionalAssignees": [],
            "labels": [],
            "threadFields": fields,
            "channel": self.channel,
            "supportEmailAddresses": [],
            "createdAt": created_at,
            "createdBy": actor::machine_user(),
            "updatedAt": created_at,
            "updatedBy": actor::machine_user(),
        })
    }

    fn field(&self, field: &ThreadField) -> Value {
        let created_at = timestamp::graphql(self.created_at);
        json!({
            "__typename": "ThreadField",
            "id": field.id,
            "threadId": self.id,
            "key": field.key,
            "type": field.kind,
            "isAiGenerated": false,
            value_name(&field.kind): field.value,
            "createdAt": created_at,
            "createdBy": actor::machine_user(),
            "updatedAt": created_at,
            "updatedBy": actor::machine_user(),
        })
    }
}

impl Assignee {
    pub(crate) fn id(&self) -> &str {
        match self {
            Self::User(id) | Self::MachineUser(id) => id,
        }
    }
}

/// Which field of the API holds the value of a thread field of this type, and of the input of one.
pub(crate) fn value_name(kind: &str) -> &'static str {
    match kind {
        "BOOL" => "booleanValue",
        "NUMBER" | "CURRENCY" => "numberValue",
        "DATE" => "dateValue",
        _ => "stringValue",
    }
}
