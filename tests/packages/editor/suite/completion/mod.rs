//! Completion: the names that are valid at the cursor, and no others.

mod component;
mod expression;
mod field;
mod value;

pub(crate) use component::IN_ROW;

use crate::probe::{self, Probe};

pub(crate) fn probes() -> Vec<Probe> {
    [
        field::fields(),
        component::components(),
        component::snippets(),
        value::properties(),
        value::values(),
        expression::expressions(),
        expression::expressions_in_components(),
        expression::captures(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Completion offers exactly these names.
fn completes(name: &str, text: &str, expected: &[&str]) -> Probe {
    probe::completes(format!("completion/{name}"), text, expected)
}

/// Completion of an expression offers at least these names.
fn offers(name: &str, text: &str, expected: &[&str]) -> Probe {
    probe::offers(format!("completion/expressions/{name}"), text, expected)
}
