//! Definitions of the fields that threads can have.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::Value;

#[derive(Debug, Clone)]
pub(crate) struct ThreadFieldSchema {
    pub(crate) id: String,
    /// Input of the mutation that created it, after GraphQL's coercion.
    pub(crate) input: Value,
    pub(crate) created_at: Timestamp,
}

impl ThreadFieldSchema {
    pub(crate) fn key(&self) -> &str {
        self.text("key")
    }

    pub(crate) fn label(&self) -> &str {
        self.text("label")
    }

    /// A value of the API's `ThreadFieldSchemaType`.
    pub(crate) fn kind(&self) -> &str {
        self.text("type")
    }

    /// Whether a thread needs a value before it is marked as done.
    pub(crate) fn is_required(&self) -> bool {
        self.input["isRequired"] == true
    }

    /// Whether the value is one of those of an `ENUM`. Other types have no such values.
    pub(crate) fn admits(&self, value: &Value) -> bool {
        let values = self.input["enumValues"].as_array();
        values.is_none_or(|values| values.is_empty() || values.contains(value))
    }

    fn text(&self, name: &str) -> &str {
        self.input[name].as_str().unwrap_or_default()
    }
}

/// The definitions of thread fields in a workspace, indexed by their ids.
#[derive(Debug, Default)]
pub(crate) struct ThreadFieldSchemas {
    list: Vec<ThreadFieldSchema>,
    by_id: HashMap<String, usize>,
}

impl ThreadFieldSchemas {
    /// The definitions in order of creation.
    pub(crate) fn all(&self) -> &[ThreadFieldSchema] {
        &self.list
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&ThreadFieldSchema> {
        self.list.get(*self.by_id.get(id)?)
    }

    pub(crate) fn by_key(&self, key: &str) -> Option<&ThreadFieldSchema> {
        self.list.iter().find(|schema| schema.key() == key)
    }

    pub(super) fn add(&mut self, schema: ThreadFieldSchema) {
        self.by_id.insert(schema.id.clone(), self.list.len());
        self.list.push(schema);
    }
}
