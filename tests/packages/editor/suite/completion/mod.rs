//! Completion: the names that are valid at the cursor, and no others.

mod component;
mod expression;
mod field;
mod value;

use crate::probe::{Probe, expect};

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
    let mut expected: Vec<String> = expected.iter().map(|name| (*name).to_owned()).collect();
    expected.sort();
    let text = text.to_owned();
    Probe::new(format!("completion/{name}"), move |editor| {
        let list = editor.completions(&text);
        let mut names: Vec<&str> = list.iter().map(|entry| entry.name.as_str()).collect();
        names.sort_unstable();
        expect(names == expected, &format!("{expected:?}"), &names)
    })
}

/// Completion offers at least these names.
fn offers(name: &str, text: &str, expected: &[&str]) -> Probe {
    let expected: Vec<String> = expected.iter().map(|name| (*name).to_owned()).collect();
    let text = text.to_owned();
    Probe::new(format!("completion/expressions/{name}"), move |editor| {
        let list = editor.completions(&text);
        let names: Vec<&str> = list.iter().map(|entry| entry.name.as_str()).collect();
        let has_all = expected.iter().all(|name| names.contains(&name.as_str()));
        expect(has_all, &format!("{expected:?} among others"), &names)
    })
}
