//! The checked tree to tokens. An expansion is data: struct literals, constant wherever nothing in
//! them is computed, and few calls.
//!
//! In an editor the same value is written so that every name leads to what documents it, and no
//! name to two things. What is there only for that costs rustc nothing.

mod derive;
mod editor_literal;
mod list;
mod names;
mod place;
mod text;
mod value;

pub(crate) use derive::derive;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::diagnostic::{Diagnostics, Reader};
use crate::model::{CheckedEvent, CheckedFragment, CheckedProperty};
use plain_schema::EventKind;

/// What is written for: the path of `plain-runtime`, and who reads it.
struct Target {
    krate: TokenStream,
    reader: Reader,
}

impl Target {
    fn new(krate: &TokenStream, diagnostics: &Diagnostics) -> Self {
        Self {
            krate: krate.clone(),
            reader: diagnostics.reader(),
        }
    }

    fn is_editor(&self) -> bool {
        self.reader == Reader::Editor
    }

    /// Where a call that takes a user's expression is placed: at the expression, so that rustc shows
    /// it there, but nowhere in an editor, to which the place is the expression's alone.
    fn span(&self, span: Span) -> Span {
        match self.reader {
            Reader::Compiler => span,
            Reader::Editor => Span::call_site(),
        }
    }

    /// The path of `plain-runtime`, placed at a span: a call that begins there is shown there whole.
    fn located(&self, span: Span) -> TokenStream {
        if self.is_editor() {
            return self.krate.clone();
        }
        let krate = self.krate.clone().into_iter();
        krate
            .map(|mut token| {
                token.set_span(token.span().located_at(span));
                token
            })
            .collect()
    }
}

impl ToTokens for Target {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.krate.to_tokens(tokens);
    }
}

/// Writes an event: the value, or the future that submits it.
pub(crate) fn event(event: &CheckedEvent, diagnostics: &Diagnostics) -> TokenStream {
    let krate = &Target::new(&event.krate, diagnostics);
    let input = Ident::new(event.event.input, Span::call_site());
    let fields = properties(krate, &event.fields);
    let value = quote!(#krate::#input { #fields });

    let value = with_errors(&value, diagnostics);
    let Some(client) = &event.client else {
        return with_names(krate, value, diagnostics);
    };
    let submit = match event.event.kind {
        EventKind::CustomerEvent => format_ident!("create_customer_event"),
        EventKind::ThreadEvent => format_ident!("create_thread_event"),
    };
    let span = krate.span(client.span());
    let located = krate.located(span);
    let client = text::reference(client);
    let submitted = quote_spanned!(span=> #located::__private::#submit(#client, #value));
    with_names(krate, submitted, diagnostics)
}

/// Writes a list of its own: a `Vec`.
pub(crate) fn fragment(fragment: &CheckedFragment, diagnostics: &Diagnostics) -> TokenStream {
    let krate = &Target::new(&fragment.krate, diagnostics);
    let list = with_errors(&list::vec(krate, &fragment.list), diagnostics);
    // A function, since a block has no `#[must_use]`.
    let fragment = quote!(#krate::__private::fragment(#list));
    with_names(krate, fragment, diagnostics)
}

/// The value first and the errors last, so that an editor, too, sees the value whatever is wrong.
fn with_errors(value: &TokenStream, diagnostics: &Diagnostics) -> TokenStream {
    let name = Ident::new("value", Span::mixed_site());
    let errors = diagnostics.errors();
    quote!({
        let #name = #value;
        #errors
        #name
    })
}

/// For an editor, the names before everything else, since what it completes is what comes first.
fn with_names(krate: &Target, value: TokenStream, diagnostics: &Diagnostics) -> TokenStream {
    if !krate.is_editor() {
        return value;
    }
    let names = names::emit(krate, diagnostics.places());
    quote!({ { #names } #value })
}

/// The fields of a struct literal. A name that was written keeps its place in the source, so that
/// an editor finds the field behind it.
fn properties<'a>(
    krate: &Target,
    properties: impl IntoIterator<Item = &'a CheckedProperty>,
) -> TokenStream {
    properties
        .into_iter()
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
