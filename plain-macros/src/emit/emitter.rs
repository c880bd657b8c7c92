//! The emitter, and the parts of an expansion that others share.

use std::cell::Cell;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// Writes the parts of an expansion. Its methods are in the modules beside this one.
pub(super) struct Emitter {
    /// Path of `plain-runtime`.
    pub(super) krate: TokenStream,
    /// Whether a variable shadows another, which a lint of clippy forbids.
    pub(super) has_shadow: Cell<bool>,
}

impl Emitter {
    pub(super) fn new(krate: &TokenStream) -> Self {
        Self {
            krate: krate.clone(),
            has_shadow: Cell::new(false),
        }
    }

    /// An emitter whose path is located at a span. rustc underlines a call from its first token to
    /// its last, so a call for a user's expression begins at that expression.
    pub(super) fn at(&self, span: Span) -> Self {
        let path = self.krate.clone().into_iter().map(|mut token| {
            token.set_span(token.span().located_at(span));
            token
        });
        Self {
            krate: path.collect(),
            has_shadow: Cell::new(false),
        }
    }

    /// A value of any type, for one that is missing or invalid.
    pub(super) fn placeholder(&self) -> TokenStream {
        let krate = &self.krate;
        quote!(#krate::__private::placeholder())
    }
}

/// A name that is not in the source.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
