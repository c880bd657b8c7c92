//! Escaping of values in Markdown and in URLs, checked with parsers of both.
//!
//! The values are inserted by the macros, so that the tests cover the positions they derive.

mod constants;
mod document;
mod generated;
mod markdown;
#[path = "../../../plain-macros/src/markdown/parser/mod.rs"]
mod parser;
mod unchanged;
mod url;
mod url_rule;
mod values;

use plain_runtime::EventComponent;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Test runner that generates the same values in every run.
fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config, rng)
}

/// Text of a list that contains only one `text`.
fn text_of(components: &[EventComponent]) -> String {
    let [EventComponent::Text(text)] = components else {
        panic!("expected one text");
    };
    text.text.clone().into_owned()
}
