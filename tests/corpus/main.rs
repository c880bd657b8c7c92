//! Real layouts, written with the macros, give the JSON they were found as.
//!
//! `written.rs` holds each of them as a call of a macro. It is made from `layouts/` by
//! `UPDATE_CORPUS=1 cargo test --test corpus`, and a test here holds it against them.

#![expect(
    clippy::unwrap_used,
    reason = "a layout that cannot be read fails the test"
)]

mod layout;
mod source;
mod written;

use layout::Layout;
use serde_json::Value;

/// Holds what a macro made against the layout it was written from.
fn assert_gives_its_layout(name: &str, event: &impl serde::Serialize) {
    let layout = Layout::read(name);
    let event = serde_json::to_value(event).unwrap();
    if layout.is_event() {
        assert_eq!(event, layout.input, "{name}");
    } else {
        assert_eq!(event["components"], layout.input["components"], "{name}");
    }
}

/// Why a layout has no call in `written.rs`, though nobody marked it as defective.
fn is_left_out(name: &str) -> Option<&'static str> {
    match name {
        "067-tinybird-org-card" => Some("its link opens `#`, which rule C4 refuses"),
        _ => None,
    }
}

#[test]
fn every_layout_without_a_defect_is_written() {
    let mut written = String::from(
        "//! Made from `layouts/`; see `main.rs`.\n\nuse super::assert_gives_its_layout;\nuse plain_runtime::{customer_event, thread_event};\n",
    );
    let mut count = 0;
    for name in Layout::names() {
        let layout = Layout::read(&name);
        if layout.defect.is_none() && is_left_out(&name).is_none() {
            written.push_str(&source::test(&name, &layout));
            count += 1;
        }
    }
    assert_eq!(count, 28, "layouts that are written");

    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/written.rs");
    if std::env::var_os("UPDATE_CORPUS").is_some() {
        std::fs::write(path, &written).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap(),
        written,
        "run `UPDATE_CORPUS=1 cargo test --test corpus`"
    );
}

#[test]
fn every_defect_has_a_case_that_does_not_compile() {
    for name in Layout::names() {
        let is_refused = Layout::read(&name).defect.is_some() || is_left_out(&name).is_some();
        let case = format!(
            "{}/tests/packages/ui/messages/corpus-{name}.stderr",
            env!("CARGO_MANIFEST_DIR")
        );
        assert_eq!(std::path::Path::new(&case).exists(), is_refused, "{case}");
    }
}

#[test]
fn a_layout_is_compared_without_nulls() {
    let layout = Layout::read("001-docs-customer-event");
    let text = &layout.input["components"][0]["componentText"];
    assert!(text["text"].is_string());
    assert_eq!(text.get("textColor"), None::<&Value>);
}
