//! The macros of `plain-runtime`. Use them from there: their documentation stands there too, and
//! the fronts there pass the path of the crate that these expansions need.

mod check;
mod desugar;
mod diagnostic;
mod editor;
mod emit;
mod markdown;
mod model;
mod suggest;
mod syntax;
mod template;
#[cfg(test)]
mod tests;

use diagnostic::{Diagnostics, Reader};
use plain_schema::EventKind;
use proc_macro::TokenStream;

/// `plain_runtime::customer_event!`, behind its front.
#[proc_macro]
pub fn customer_event(tokens: TokenStream) -> TokenStream {
    event(tokens.into(), EventKind::CustomerEvent, Reader::Compiler).into()
}

/// `plain_runtime::thread_event!`, behind its front.
#[proc_macro]
pub fn thread_event(tokens: TokenStream) -> TokenStream {
    event(tokens.into(), EventKind::ThreadEvent, Reader::Compiler).into()
}

/// `plain_runtime::components!`, behind its front.
#[proc_macro]
pub fn components(tokens: TokenStream) -> TokenStream {
    list(tokens.into(), Reader::Compiler).into()
}

/// `#[derive(plain_runtime::CustomerEvent)]`.
#[proc_macro_derive(CustomerEvent, attributes(customer_event))]
pub fn derive_customer_event(tokens: TokenStream) -> TokenStream {
    derive(tokens.into(), EventKind::CustomerEvent, Reader::Compiler).into()
}

/// `#[derive(plain_runtime::ThreadEvent)]`.
#[proc_macro_derive(ThreadEvent, attributes(thread_event))]
pub fn derive_thread_event(tokens: TokenStream) -> TokenStream {
    derive(tokens.into(), EventKind::ThreadEvent, Reader::Compiler).into()
}

/// [`customer_event`], as an editor expands it.
#[proc_macro]
pub fn customer_event_in_editor(tokens: TokenStream) -> TokenStream {
    event(tokens.into(), EventKind::CustomerEvent, Reader::Editor).into()
}

/// [`thread_event`], as an editor expands it.
#[proc_macro]
pub fn thread_event_in_editor(tokens: TokenStream) -> TokenStream {
    event(tokens.into(), EventKind::ThreadEvent, Reader::Editor).into()
}

/// [`components`], as an editor expands it.
#[proc_macro]
pub fn components_in_editor(tokens: TokenStream) -> TokenStream {
    list(tokens.into(), Reader::Editor).into()
}

/// Derives `CustomerEvent`, as an editor expands it: see
/// [its documentation](https://docs.rs/plain-runtime/latest/plain_runtime/derive.CustomerEvent.html).
#[proc_macro_derive(CustomerEventInEditor, attributes(customer_event))]
pub fn derive_customer_event_in_editor(tokens: TokenStream) -> TokenStream {
    derive(tokens.into(), EventKind::CustomerEvent, Reader::Editor).into()
}

/// Derives `ThreadEvent`, as an editor expands it: see
/// [its documentation](https://docs.rs/plain-runtime/latest/plain_runtime/derive.ThreadEvent.html).
#[proc_macro_derive(ThreadEventInEditor, attributes(thread_event))]
pub fn derive_thread_event_in_editor(tokens: TokenStream) -> TokenStream {
    derive(tokens.into(), EventKind::ThreadEvent, Reader::Editor).into()
}

fn event(
    tokens: proc_macro2::TokenStream,
    kind: EventKind,
    reader: Reader,
) -> proc_macro2::TokenStream {
    let mut diagnostics = Diagnostics::new(reader);
    let raw = syntax::call(tokens, &mut diagnostics);
    let checked = check::event(raw, kind.event(), &mut diagnostics);
    emit::event(&checked, &diagnostics)
}

fn list(tokens: proc_macro2::TokenStream, reader: Reader) -> proc_macro2::TokenStream {
    let mut diagnostics = Diagnostics::new(reader);
    let raw = syntax::fragment(tokens, &mut diagnostics);
    let checked = check::fragment(raw, &mut diagnostics);
    emit::fragment(&checked, &diagnostics)
}

fn derive(
    tokens: proc_macro2::TokenStream,
    kind: EventKind,
    reader: Reader,
) -> proc_macro2::TokenStream {
    let input = match syn::parse2(tokens) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut diagnostics = Diagnostics::new(reader);
    let raw = syntax::derive(input, kind.event().name, &mut diagnostics);
    let checked = check::derive(raw, kind.event(), &mut diagnostics);
    emit::derive(&checked, &diagnostics)
}
