//! The emitter, and the parts of an expansion that others share.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// Writes the parts of an expansion. Its methods are in the modules beside this one.
pub(super) struct Emitter {
    /// Path of `plain-runtime`.
    pub(super) krate: TokenStream,
}

impl Emitter {
    pub(super) fn new(krate: &TokenStream) -> Self {
        Self {
            krate: krate.clone(),
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
        }
    }

    /// A value of any type, for one that is missing or invalid.
    pub(super) fn placeholder(&self) -> TokenStream {
        let krate = &self.krate;
        quote!(#krate::expansion::placeholder())
    }
}

/// A name that is not in the source.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// A variable that the user's expressions cannot name. A pattern cannot bind the name of an item of the
/// user, so it is an unusual one.
pub(super) fn variable(name: &str) -> Ident {
    Ident::new(&format!("__plain_{name}"), Span::mixed_site())
}
