//! Layouts from public code: their calls of the macros serialise to the original JSON.
//!
//! `calls/` is generated from `layouts/` by `INSTA_UPDATE=always cargo test --test corpus`.

#![expect(clippy::unwrap_used, reason = "an unexpected failure fails the test")]

#[expect(clippy::too_many_lines, reason = "each generated test is one call")]
mod calls {
    mod cards;
    mod events;
    mod threads;
}
mod layout;
mod source;

use std::fmt::Debug;

use plain_schema::EntityKind;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use layout::Layout;

/// Compares a value with the layout that its call was generated from, and reads it again.
fn assert_serialises_to<T>(name: &str, value: &T)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let layout = Layout::read(name);
    let json = serde_json::to_value(value).unwrap();
    assert_eq!(
        serde_json::from_value::<T>(json.clone()).unwrap(),
        *value,
        "{name}"
    );
    assert_eq!(json, layout.expected(), "{name}");
}

/// Reason that a layout without a known defect has no call.
fn exclusion(name: &str) -> Option<&'static str> {
    match name {
        "067-tinybird-org-card" => Some("the URL of its link is `#`, which rule C4 rejects"),
        _ => None,
    }
}

/// Generated files: name, macros and kinds of their layouts.
const CALLS: [(&str, &str, &[EntityKind]); 3] = [
    (
        "events",
        "{customer_event, thread_event}",
        &[EntityKind::CustomerEvent, EntityKind::ThreadEvent],
    ),
    ("threads", "thread", &[EntityKind::Thread]),
    ("cards", "customer_card", &[EntityKind::CustomerCard]),
];

#[test]
fn every_layout_without_a_defect_has_a_call() {
    let layouts: Vec<(String, Layout)> = Layout::names()
        .into_iter()
        .map(|name| (name.clone(), Layout::read(&name)))
        .filter(|(name, layout)| layout.defect.is_none() && exclusion(name).is_none())
        .collect();
    assert_eq!(layouts.len(), 34, "layouts without a defect");

    for (file, macros, kinds) in CALLS {
        let mut calls = format!(
            "//! Generated from `layouts/`, one test per layout; see `main.rs`.\n\nuse plain_runtime::{macros};\n\nuse crate::assert_serialises_to;\n"
        );
        for (name, layout) in &layouts {
            if kinds.contains(&layout.kind) {
                calls.push_str(&source::test(name, layout));
            }
        }
        assert_generated(file, &calls);
    }
}

/// Compares a generated file with its text, or writes it.
fn assert_generated(file: &str, text: &str) {
    let path = format!(
        "{}/tests/corpus/calls/{file}.rs",
        env!("CARGO_MANIFEST_DIR")
    );
    // insta cannot write Rust files; its variable updates these too.
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        std::fs::write(&path, text).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap(),
        text,
        "to update the file, run `INSTA_UPDATE=always cargo test --test corpus`"
    );
}

#[test]
fn every_layout_with_a_defect_has_a_ui_test() {
    for name in Layout::names() {
        let is_rejected = Layout::read(&name).defect.is_some() || exclusion(&name).is_some();
        let case = format!(
            "{}/tests/packages/ui/messages/corpus-{name}.stderr",
            env!("CARGO_MANIFEST_DIR")
        );
        assert_eq!(std::path::Path::new(&case).exists(), is_rejected, "{case}");
    }
}

#[test]
fn nulls_are_removed_from_layouts() {
    let layout = Layout::read("001-docs-customer-event");
    let text = &layout.input["components"][0]["componentText"];
    assert!(text["text"].is_string());
    assert_eq!(text.get("textColor"), None::<&Value>);
}
