//! Files of layouts.

use std::path::PathBuf;

use plain_schema::{ENTITIES, EntityKind};
use serde_json::Value;

/// Layout as found, without nulls and with deprecated names replaced.
pub(crate) struct Layout {
    pub(crate) kind: EntityKind,
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
        let kind = file["kind"].as_str().unwrap();
        let entity = ENTITIES.iter().find(|entity| entity.name == kind).unwrap();
        let mut input = clean(&file["input"]);
        // The key of a card is not part of its value.
        if let (EntityKind::CustomerCard, Some(card)) = (entity.kind, input.as_object_mut()) {
            card.remove("key");
            card.entry("components")
                .or_insert_with(|| Value::Array(Vec::new()));
        }
        Self {
            kind: entity.kind,
            defect: file["defect"].as_str().map(ToOwned::to_owned),
            input,
        }
    }

    /// The JSON that the macro gives. A card without components has null.
    pub(crate) fn expected(&self) -> Value {
        let mut expected = self.input.clone();
        if self.kind == EntityKind::CustomerCard && expected["components"] == Value::Array(vec![]) {
            expected["components"] = Value::Null;
        }
        expected
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
