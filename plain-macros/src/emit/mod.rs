//! The checked tree to tokens. An expansion is data: struct literals, constant wherever nothing in
//! them is computed, and few calls.

mod list;
mod text;
mod value;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::model::{CheckedEvent, CheckedFragment, CheckedProperty};
use plain_schema::EventKind;

/// Writes an event: the value, or the future that submits it.
pub(crate) fn event(event: &CheckedEvent, errors: &TokenStream) -> TokenStream {
    let krate = &event.krate;
    let input = Ident::new(event.event.input, Span::call_site());
    let fields = properties(krate, &event.fields);
    let value = quote!(#krate::#input { #fields });

    let value = with_errors(&value, errors);
    let Some(client) = &event.client else {
        return value;
    };
    let submit = match event.event.kind {
        EventKind::CustomerEvent => format_ident!("create_customer_event"),
        EventKind::ThreadEvent => format_ident!("create_thread_event"),
    };
    let client = text::reference(client);
    quote!(#krate::__private::#submit(#client, #value))
}

/// Writes a list of its own: a `Vec`.
pub(crate) fn fragment(fragment: &CheckedFragment, errors: &TokenStream) -> TokenStream {
    let items = list::items(&fragment.krate, &fragment.list);
    with_errors(&quote!(::std::vec::Vec::from(#items)), errors)
}

/// The value first and the errors last, so that an editor, too, sees the value whatever is wrong.
fn with_errors(value: &TokenStream, errors: &TokenStream) -> TokenStream {
    quote!({
        let value = #value;
        #errors
        value
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
             }| {
                let span = name.as_ref().map_or_else(Span::call_site, Ident::span);
                let field = Ident::new(property.name, span);
                let value = value::emit(krate, property, value);
                quote!(#field: #value,)
            },
        )
        .collect()
}
