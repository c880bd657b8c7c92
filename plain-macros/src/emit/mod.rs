//! The checked tree to tokens. An expansion is data: struct literals, constant wherever nothing in
//! them is computed, and few calls. For an editor it is another: see [`editor`](crate::editor).

mod derive;
pub(crate) mod flow;
mod list;
pub(crate) mod text;
mod value;

pub(crate) use derive::derive;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::diagnostic::{Diagnostics, Reader};
use crate::editor;
use crate::model::{CheckedEvent, CheckedFragment, CheckedProperty};

/// Writes an event: the value, or the future that submits it.
pub(crate) fn event(event: &CheckedEvent, diagnostics: &Diagnostics) -> TokenStream {
    if diagnostics.reader() == Reader::Editor {
        return editor::event(event, diagnostics);
    }
    let krate = &event.krate;
    let input = Ident::new(event.event.input, Span::call_site());
    let fields = properties(krate, &event.fields);
    let value = quote!(#krate::#input { #fields });

    let value = with_errors(&value, diagnostics);
    let Some(client) = &event.client else {
        return value;
    };
    let submit = Ident::new(event.event.client_method, Span::call_site());
    let span = client.span();
    let krate = located(krate, span);
    let client = text::reference(client);
    quote_spanned!(span=> #krate::__private::#submit(#client, #value))
}

/// Writes a list of its own: a `Vec`.
pub(crate) fn fragment(fragment: &CheckedFragment, diagnostics: &Diagnostics) -> TokenStream {
    if diagnostics.reader() == Reader::Editor {
        return editor::fragment(fragment, diagnostics);
    }
    let krate = &fragment.krate;
    let list = with_errors(&list::vec(krate, &fragment.list), diagnostics);
    // A function, since a block has no `#[must_use]`.
    quote!(#krate::__private::fragment(#list))
}

/// The value, and whatever is wrong with it.
fn with_errors(value: &TokenStream, diagnostics: &Diagnostics) -> TokenStream {
    let errors = diagnostics.errors();
    let name = Ident::new("value", Span::mixed_site());
    quote!({
        let #name = #value;
        #errors
        #name
    })
}

/// The fields of a struct literal. A name that was written keeps its place in the source, so that
/// an editor finds the field behind it.
fn properties(krate: &TokenStream, properties: &[CheckedProperty]) -> TokenStream {
    properties
        .iter()
        .map(
            |CheckedProperty {
                 property,
                 name,
                 value,
                 ..
             }| {
                let span = name.as_ref().map_or_else(Span::call_site, Ident::span);
                let field = Ident::new(property.name, span);
                let value = value::emit(krate, property, value);
                quote!(#field: #value,)
            },
        )
        .collect()
}

/// The path of `plain-runtime`, placed at a span: a call that begins there is shown there whole.
fn located(krate: &TokenStream, span: Span) -> TokenStream {
    krate
        .clone()
        .into_iter()
        .map(|mut token| {
            token.set_span(token.span().located_at(span));
            token
        })
        .collect()
}
