//! The stages together, without rustc: errors of calls, and expansions that always parse.

mod attribute;
mod bounds;
mod call;
mod card;
mod component;
mod condition;
mod derive;
mod expansions;
mod external_id;
mod fragment;
mod fuzz;
mod mistakes;
mod size;
mod thread;
mod value;

use plain_schema::{Context, EntityKind};
use proc_macro2::TokenStream;

use crate::diagnostic::Diagnostics;
use crate::{check, emit, syntax};

/// Errors of a call of `customer_event!`, without help.
fn errors(source: &str) -> Vec<String> {
    errors_of(EntityKind::CustomerEvent, source)
}

fn errors_of(kind: EntityKind, source: &str) -> Vec<String> {
    let first_line = |message: String| message.lines().next().unwrap_or_default().to_owned();
    messages_of(kind, source)
        .into_iter()
        .map(first_line)
        .collect()
}

fn messages_of(kind: EntityKind, source: &str) -> Vec<String> {
    let tokens: TokenStream = format!("(krate) {source}").parse().unwrap();
    let mut diagnostics = Diagnostics::default();
    let raw = syntax::call(tokens, syntax::Recovery::Discard, &mut diagnostics);
    let checked = check::entity(raw, kind.entity(), &mut diagnostics);
    let messages = diagnostics.messages();
    let expansion = emit::entity(&checked, &diagnostics);
    if let Err(error) = syn::parse2::<syn::Expr>(expansion.clone()) {
        panic!("{source}: {error}: {expansion}");
    }
    messages
}

/// Messages of the call of a fragment's macro.
fn fragment_messages(context: Context, items: &str) -> Vec<String> {
    let tokens: TokenStream = format!("(krate) {items}").parse().unwrap();
    let mut diagnostics = Diagnostics::default();
    let raw = syntax::fragment(tokens, syntax::Recovery::Discard, &mut diagnostics);
    check::fragment(raw, context, &mut diagnostics);
    diagnostics.messages()
}

/// Errors of a valid event with one component.
pub(crate) fn component_errors(component: &str) -> Vec<String> {
    errors(&with_component(component))
}

/// Help of the errors of one component.
pub(crate) fn component_help(component: &str) -> Vec<String> {
    messages_of(EntityKind::CustomerEvent, &with_component(component))
        .iter()
        .map(|message| message.split_once("help: ").unwrap().1.to_owned())
        .collect()
}

fn with_component(component: &str) -> String {
    format!("title = \"a\", customer_identifier = external_id(\"b\"), components = [{component}]")
}
