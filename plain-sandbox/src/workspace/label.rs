//! Label types of the workspace, and the labels of threads.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A label of a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Label {
    pub(crate) id: String,
    pub(crate) type_id: String,
    pub(crate) created_at: Timestamp,
}

#[derive(Debug, Clone)]
pub(crate) struct LabelType {
    pub(crate) id: String,
    /// Sequence number, from 1.
    pub(crate) number: usize,
    pub(crate) details: LabelTypeDetails,
    pub(crate) archived_at: Option<Timestamp>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// The fields that `createLabelType` sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct LabelTypeDetails {
    pub(crate) name: String,
    pub(crate) icon: Option<String>,
    pub(crate) color: Option<String>,
    /// A value of the API's `LabelTypeType`.
    pub(crate) kind: String,
    pub(crate) description: Option<String>,
    pub(crate) parent_id: Option<String>,
    pub(crate) external_id: Option<String>,
    pub(crate) is_excluded_from_ai: bool,
}

impl Default for LabelTypeDetails {
    fn default() -> Self {
        Self {
            name: String::new(),
            icon: None,
            color: None,
            kind: "DEFAULT".to_owned(),
            description: None,
            parent_id: None,
            external_id: None,
            is_excluded_from_ai: false,
        }
    }
}

/// The label types of a workspace, indexed by their unique fields.
#[derive(Debug, Default)]
pub(crate) struct LabelTypes {
    list: Vec<LabelType>,
    by_id: HashMap<String, usize>,
    by_external_id: HashMap<String, usize>,
}

impl LabelTypes {
    /// The label types in order of creation.
    pub(crate) fn all(&self) -> &[LabelType] {
        &self.list
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&LabelType> {
        self.list.get(*self.by_id.get(id)?)
    }

    pub(crate) fn by_external_id(&self, external_id: &str) -> Option<&LabelType> {
        self.list.get(*self.by_external_id.get(external_id)?)
    }

    /// Adds a label type, or replaces the one with the same id, whose external id never changes.
    pub(crate) fn put(&mut self, label_type: LabelType) {
        if let Some(index) = self.by_id.get(&label_type.id) {
            self.list[*index] = label_type;
            return;
        }
        let index = self.list.len();
        self.by_id.insert(label_type.id.clone(), index);
        if let Some(external_id) = &label_type.details.external_id {
            self.by_external_id.insert(external_id.clone(), index);
        }
        self.list.push(label_type);
    }
}
