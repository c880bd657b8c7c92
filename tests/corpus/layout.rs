//! Files of layouts.

use std::path::PathBuf;

use serde_json::Value;

/// Layout as found, without nulls and with deprecated names replaced.
pub(crate) struct Layout {
    pub(crate) kind: String,
    pub(crate) defect: Option<String>,
    pub(crate) input: Value,
}

impl Layout {
    pub(crate) fn names() -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder())
            .unwrap()
            .filter_map(|entry| {
                let path = entry.unwrap().path();
                let is_layout = path
                    .extension()
                    .is_some_and(|extension| extension == "json");
                is_layout.then(|| path.file_stem().unwrap().to_str().unwrap().to_owned())
            })
            .collect();
        names.sort();
        names
    }

    pub(crate) fn read(name: &str) -> Self {
        let path = folder().join(format!("{name}.json"));
        let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        Self {
            kind: file["kind"].as_str().unwrap().to_owned(),
            defect: file["defect"].as_str().map(ToOwned::to_owned),
            input: clean(&file["input"]),
        }
    }

    /// Whether the input is that of an event, rather than of a card or a new thread.
    pub(crate) fn is_event(&self) -> bool {
        matches!(self.kind.as_str(), "customer_event" | "thread_event")
    }
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/layouts"))
}

/// Removes nulls, which mean the same as absence, and replaces deprecated names.
fn clean(value: &Value) -> Value {
    match value {
        Value::Object(object) => object
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| {
                let name = if name == "spacingSize" {
                    "dividerSpacingSize"
                } else {
                    name
                };
                (name.to_owned(), clean(value))
            })
            .collect(),
        Value::Array(items) => items.iter().map(clean).collect(),
        value => value.clone(),
    }
}
