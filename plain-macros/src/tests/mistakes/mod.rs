//! Common mistakes: each is exactly one error, whose help contains the code to write.

mod call;
mod derive;
mod item;
mod value;

use plain_schema::EventKind;
use proc_macro2::TokenStream;

use super::{messages_of, with_component};
use crate::diagnostic::Diagnostics;
use crate::{check, desugar, emit, syntax};

/// A mistake, and a part of the help.
type Mistake = (&'static str, &'static str);

/// Asserts that each source has one error, and that its help contains the code to write.
fn assert_helped(mistakes: &[Mistake], messages: impl Fn(&str) -> Vec<String>) {
    let failures: Vec<String> = mistakes
        .iter()
        .filter_map(|(source, code)| {
            let messages = messages(source);
            let is_helped = match messages.as_slice() {
                [message] => message
                    .split_once("help: ")
                    .is_some_and(|(_, help)| help.contains(code)),
                _ => false,
            };
            (!is_helped).then(|| format!("{source}\n    expected {code}\n    found {messages:?}"))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {} are not helped:\n{}",
        failures.len(),
        mistakes.len(),
        failures.join("\n")
    );
}

fn call_messages(source: &str) -> Vec<String> {
    messages_of(EventKind::CustomerEvent, source)
}

fn component_messages(source: &str) -> Vec<String> {
    call_messages(&with_component(source))
}

fn derive_messages(source: &str) -> Vec<String> {
    let tokens: TokenStream = source.parse().unwrap();
    let event = EventKind::CustomerEvent.event();
    let mut diagnostics = Diagnostics::default();
    let input = syn::parse2(tokens).unwrap();
    let raw = syntax::derive(
        input,
        event.name,
        syntax::Recovery::Discard,
        &mut diagnostics,
    );
    let desugared = desugar::derive(&raw, event, &mut diagnostics);
    let checked = check::derive(desugared, &mut diagnostics);
    let expansion = emit::derive(&checked, &diagnostics);
    syn::parse2::<syn::File>(expansion).unwrap();
    diagnostics.messages()
}
