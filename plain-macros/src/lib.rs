//! The macros of [`plain-runtime`](https://docs.rs/plain-runtime). Use them from there: their documentation is
//! there too, and the wrappers there pass the path of the crate that the expansions need.

mod check;
mod describe;
mod desugar;
mod diagnostic;
mod editor;
mod emit;
mod foreign;
mod keyword;
mod literal;
mod markdown;
mod model;
mod panic_net;
mod suggest;
mod syntax;
mod template;
#[cfg(test)]
mod tests;

use plain_schema::{Context, EntityKind};
use proc_macro2::TokenStream;

use diagnostic::Diagnostics;
use syntax::{Recovery, TypeItem};

/// Entry of `plain_runtime::customer_event!`.
#[proc_macro]
pub fn customer_event(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    entity_entry(tokens, EntityKind::CustomerEvent, Target::Compiler)
}

/// Entry of `plain_runtime::thread_event!`.
#[proc_macro]
pub fn thread_event(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    entity_entry(tokens, EntityKind::ThreadEvent, Target::Compiler)
}

/// Entry of `plain_runtime::thread!`.
#[proc_macro]
pub fn thread(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    entity_entry(tokens, EntityKind::Thread, Target::Compiler)
}

/// Entry of `plain_runtime::customer_card!`.
#[proc_macro]
pub fn customer_card(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    entity_entry(tokens, EntityKind::CustomerCard, Target::Compiler)
}

/// Entry of `plain_runtime::components!`.
#[proc_macro]
pub fn components(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    fragment_entry(tokens, Context::Event, Target::Compiler)
}

/// Entry of `plain_runtime::container_content!`.
#[proc_macro]
pub fn container_content(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    fragment_entry(tokens, Context::Container, Target::Compiler)
}

/// Entry of `plain_runtime::row_content!`.
#[proc_macro]
pub fn row_content(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    fragment_entry(tokens, Context::Row, Target::Compiler)
}

/// Entry of `#[derive(plain_runtime::CustomerEvent)]`.
#[proc_macro_derive(CustomerEvent, attributes(customer_event))]
pub fn derive_customer_event(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive_entry(tokens, EntityKind::CustomerEvent, Target::Compiler)
}

/// Entry of `#[derive(plain_runtime::ThreadEvent)]`.
#[proc_macro_derive(ThreadEvent, attributes(thread_event))]
pub fn derive_thread_event(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive_entry(tokens, EntityKind::ThreadEvent, Target::Compiler)
}

/// Entry of `#[derive(plain_runtime::Thread)]`.
#[proc_macro_derive(Thread, attributes(thread))]
pub fn derive_thread(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive_entry(tokens, EntityKind::Thread, Target::Compiler)
}

/// Entry of `#[derive(plain_runtime::CustomerCard)]`.
#[proc_macro_derive(CustomerCard, attributes(customer_card))]
pub fn derive_customer_card(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive_entry(tokens, EntityKind::CustomerCard, Target::Compiler)
}

/// [`customer_event`], as an editor expands it.
#[proc_macro]
pub fn customer_event_in_editor(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    entity_entry(tokens, EntityKind::CustomerEvent, Target::Editor)
}

/// [`thread_event`], as an editor expands it.
#[proc_macro]
pub fn thread_event_in_editor(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    entity_entry(tokens, EntityKind::ThreadEvent, Target::Editor)
}

/// [`thread`], as an editor expands it.
#[proc_macro]
pub fn thread_in_editor(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    entity_entry(tokens, EntityKind::Thread, Target::Editor)
}

/// [`customer_card`], as an editor expands it.
#[proc_macro]
pub fn customer_card_in_editor(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    entity_entry(tokens, EntityKind::CustomerCard, Target::Editor)
}

/// [`components`], as an editor expands it.
#[proc_macro]
pub fn components_in_editor(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    fragment_entry(tokens, Context::Event, Target::Editor)
}

/// [`container_content`], as an editor expands it.
#[proc_macro]
pub fn container_content_in_editor(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    fragment_entry(tokens, Context::Container, Target::Editor)
}

/// [`row_content`], as an editor expands it.
#[proc_macro]
pub fn row_content_in_editor(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    fragment_entry(tokens, Context::Row, Target::Editor)
}

/// Derives `CustomerEvent`, as an editor expands it: see
/// [its documentation](https://docs.rs/plain-runtime/latest/plain_runtime/derive.CustomerEvent.html).
#[proc_macro_derive(CustomerEventInEditor, attributes(customer_event))]
pub fn derive_customer_event_in_editor(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive_entry(tokens, EntityKind::CustomerEvent, Target::Editor)
}

/// Derives `ThreadEvent`, as an editor expands it: see
/// [its documentation](https://docs.rs/plain-runtime/latest/plain_runtime/derive.ThreadEvent.html).
#[proc_macro_derive(ThreadEventInEditor, attributes(thread_event))]
pub fn derive_thread_event_in_editor(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive_entry(tokens, EntityKind::ThreadEvent, Target::Editor)
}

/// Derives `Thread`, as an editor expands it: see
/// [its documentation](https://docs.rs/plain-runtime/latest/plain_runtime/derive.Thread.html).
#[proc_macro_derive(ThreadInEditor, attributes(thread))]
pub fn derive_thread_in_editor(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive_entry(tokens, EntityKind::Thread, Target::Editor)
}

/// Derives `CustomerCard`, as an editor expands it: see
/// [its documentation](https://docs.rs/plain-runtime/latest/plain_runtime/derive.CustomerCard.html).
#[proc_macro_derive(CustomerCardInEditor, attributes(customer_card))]
pub fn derive_customer_card_in_editor(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive_entry(tokens, EntityKind::CustomerCard, Target::Editor)
}

fn entity_entry(
    tokens: proc_macro::TokenStream,
    kind: EntityKind,
    target: Target,
) -> proc_macro::TokenStream {
    let fallback = panic_net::entity_fallback(kind.entity());
    panic_net::catch(&tokens.into(), fallback, |tokens| {
        entity(tokens, kind, target)
    })
    .into()
}

fn fragment_entry(
    tokens: proc_macro::TokenStream,
    context: Context,
    target: Target,
) -> proc_macro::TokenStream {
    let fallback = panic_net::fragment_fallback(context);
    panic_net::catch(&tokens.into(), fallback, |tokens| {
        fragment(tokens, context, target)
    })
    .into()
}

fn derive_entry(
    tokens: proc_macro::TokenStream,
    kind: EntityKind,
    target: Target,
) -> proc_macro::TokenStream {
    let fallback = panic_net::derive_fallback;
    panic_net::catch(&tokens.into(), fallback, |tokens| {
        derive(tokens, kind, target)
    })
    .into()
}

/// Reader of an expansion. Each has a writer of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    /// rustc, whose compile time grows with the tokens of an expansion.
    Compiler,
    /// rust-analyzer, which resolves and completes names from the expansion.
    Editor,
}

impl Target {
    const fn recovery(self) -> Recovery {
        match self {
            Self::Compiler => Recovery::Discard,
            Self::Editor => Recovery::Complete,
        }
    }
}

// The error policy: the expansion of a call with errors is complete all the same, with a typed
// placeholder for each value that is missing or invalid, and with one `compile_error!` for each
// mistake. No stage stops at an error. So rustc reports every mistake of a call in one run, and
// nothing else: code that uses the event compiles, and variables that only the call uses are used.

/// Expands the call of an entity's macro.
fn entity(tokens: TokenStream, kind: EntityKind, target: Target) -> TokenStream {
    let entity = kind.entity();
    let mut diagnostics = Diagnostics::default();
    let raw = syntax::call(tokens, target.recovery(), &mut diagnostics);
    match target {
        Target::Compiler => {
            let checked = check::entity(raw, entity, &mut diagnostics);
            emit::entity(&checked, &diagnostics)
        }
        Target::Editor => {
            let sites = editor::entity_sites(&raw, entity);
            let checked = check::entity(raw, entity, &mut diagnostics);
            editor::entity(&checked, &sites, &diagnostics)
        }
    }
}

/// Expands the call of a fragment's macro, such as `components!`.
fn fragment(tokens: TokenStream, context: Context, target: Target) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let raw = syntax::fragment(tokens, target.recovery(), &mut diagnostics);
    match target {
        Target::Compiler => {
            let checked = check::fragment(raw, context, &mut diagnostics);
            emit::fragment(&checked, &diagnostics)
        }
        Target::Editor => {
            let sites = editor::fragment_sites(&raw, context);
            let checked = check::fragment(raw, context, &mut diagnostics);
            editor::fragment(&checked, &sites, &diagnostics)
        }
    }
}

/// Expands a derive.
fn derive(tokens: TokenStream, kind: EntityKind, target: Target) -> TokenStream {
    let input = match TypeItem::parse(tokens) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let entity = kind.entity();
    let mut diagnostics = Diagnostics::default();
    let mut raw = syntax::derive(input, entity, target.recovery(), &mut diagnostics);
    let desugared = desugar::derive(&mut raw, entity, &mut diagnostics);
    match target {
        Target::Compiler => {
            let checked = check::derive(desugared, &mut diagnostics);
            emit::derive(&checked, &diagnostics)
        }
        Target::Editor => {
            let sites = editor::derive_sites(&raw, &desugared);
            let checked = check::derive(desugared, &mut diagnostics);
            editor::derive(&checked, &sites, &diagnostics)
        }
    }
}
