//! What is inserted stays where it is inserted, whatever it is: held against a parser of Markdown
//! and one of URLs, through the macros.

mod markdown;
mod unchanged;
mod url;
mod values;

use plain_runtime::EventComponent;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// A runner that tries the same values in every run.
fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config, rng)
}

/// The text of the one component, which is a `text`.
fn text_of(components: &[EventComponent]) -> String {
    let [EventComponent::Text(text)] = components else {
        panic!("one text");
    };
    text.text.clone().into_owned()
}
