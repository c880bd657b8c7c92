//! Threads of the workspace.

use std::collections::HashMap;

use jiff::Timestamp;
use plain_schema::THREAD_FIELDS;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::label::Label;
use super::status::ThreadStatus;

/// Priority of a thread that is created without one: normal.
pub(crate) const DEFAULT_PRIORITY: i64 = 2;

#[derive(Debug, Clone)]
pub(crate) struct Thread {
    pub(crate) id: String,
    /// Sequence number, from 1.
    pub(crate) number: usize,
    pub(crate) customer_id: String,
    pub(crate) external_id: Option<String>,
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) priority: i64,
    /// A value of the API's `ThreadChannel`.
    pub(crate) channel: String,
    pub(crate) status: ThreadStatus,
    pub(crate) assignee: Option<Assignee>,
    pub(crate) assigned_at: Option<Timestamp>,
    pub(crate) labels: Vec<Label>,
    pub(crate) fields: Vec<ThreadField>,
    pub(crate) tenant_id: Option<String>,
    /// Input of the mutation that created it, after GraphQL's coercion.
    pub(crate) input: Value,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// The user or machine user that a thread is assigned to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Assignee {
    /// Id of a user.
    User(String),
    /// Id of a machine user.
    MachineUser(String),
}

/// A custom field of a thread.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ThreadField {
    pub(crate) id: String,
    pub(crate) key: String,
    /// A value of the API's `ThreadFieldSchemaType`.
    pub(crate) kind: String,
    /// Value of the API field that [`value_name`] returns.
    pub(crate) value: Value,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

impl Thread {
    /// The human-readable id, such as `T-1`.
    pub(crate) fn r#ref(&self) -> String {
        format!("T-{}", self.number)
    }
}

impl Assignee {
    pub(crate) fn id(&self) -> &str {
        match self {
            Self::User(id) | Self::MachineUser(id) => id,
        }
    }
}

/// Field of the API, in input and output, that holds the value of a thread field of this type.
pub(crate) fn value_name(kind: &str) -> &'static str {
    let row = THREAD_FIELDS.iter().find(|row| row.graphql_type == kind);
    row.map_or("stringValue", |row| row.graphql_value)
}

/// The threads of a workspace, indexed by their unique fields.
#[derive(Debug, Default)]
pub(crate) struct Threads {
    list: Vec<Thread>,
    by_id: HashMap<String, usize>,
    by_ref: HashMap<String, usize>,
    by_customer: HashMap<String, Vec<usize>>,
    /// The keys are a customer's id and a thread's external id.
    by_external_id: HashMap<(String, String), usize>,
    /// The keys are ids of labels, including removed ones.
    by_label: HashMap<String, usize>,
}

impl Threads {
    /// The threads in order of creation.
    pub(crate) fn all(&self) -> &[Thread] {
        &self.list
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&Thread> {
        self.list.get(*self.by_id.get(id)?)
    }

    pub(crate) fn by_ref(&self, r#ref: &str) -> Option<&Thread> {
        self.list.get(*self.by_ref.get(r#ref)?)
    }

    pub(crate) fn by_external_id(&self, customer_id: &str, external_id: &str) -> Option<&Thread> {
        let key = (customer_id.to_owned(), external_id.to_owned());
        self.list.get(*self.by_external_id.get(&key)?)
    }

    pub(crate) fn by_label(&self, label_id: &str) -> Option<&Thread> {
        let thread = self.list.get(*self.by_label.get(label_id)?)?;
        let is_present = thread.labels.iter().any(|label| label.id == label_id);
        is_present.then_some(thread)
    }

    pub(crate) fn of_customer(&self, customer_id: &str) -> impl Iterator<Item = &Thread> {
        let indexes = self.by_customer.get(customer_id).into_iter().flatten();
        indexes.filter_map(|index| self.list.get(*index))
    }

    /// Adds a thread, or replaces the one with the same id, whose customer and external id never change.
    pub(super) fn put(&mut self, thread: Thread) {
        if let Some(&index) = self.by_id.get(&thread.id) {
            self.index_labels(&thread, index);
            self.list[index] = thread;
            return;
        }
        let index = self.list.len();
        self.by_id.insert(thread.id.clone(), index);
        self.by_ref.insert(thread.r#ref(), index);
        self.by_customer
            .entry(thread.customer_id.clone())
            .or_default()
            .push(index);
        if let Some(external_id) = &thread.external_id {
            let key = (thread.customer_id.clone(), external_id.clone());
            self.by_external_id.insert(key, index);
        }
        self.index_labels(&thread, index);
        self.list.push(thread);
    }

    fn index_labels(&mut self, thread: &Thread, index: usize) {
        for label in &thread.labels {
            self.by_label.insert(label.id.clone(), index);
        }
    }
}
