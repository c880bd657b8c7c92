//! The emitter, and the parts of an expansion that others share.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::tokens::Tokens;

/// Writes the parts of an expansion. Its methods are in the modules beside this one.
pub(super) struct Emitter {
    /// Path of `plain-runtime`, or [`IMPORT`].
    path: Vec<TokenTree>,
    is_import: bool,
}

/// Name by which an expansion imports the module `expansion` of `plain-runtime`, which has all its
/// other items too. Each path is shorter by it, and a derive has a hundred of them.
pub(super) const IMPORT: &str = "__plain";

impl Emitter {
    pub(super) fn new(krate: &TokenStream) -> Self {
        Self {
            path: krate.clone().into_iter().collect(),
            is_import: false,
        }
    }

    /// An emitter for code behind the import.
    pub(super) fn of_import() -> Self {
        Self {
            path: vec![ident(IMPORT).into()],
            is_import: true,
        }
    }

    /// An emitter whose path is located at a span. rustc underlines a call from its first token to
    /// its last, so a call for a user's expression begins at that expression.
    pub(super) fn at(&self, span: Span) -> Self {
        let mut path = self.path.clone();
        for token in &mut path {
            token.set_span(token.span().located_at(span));
        }
        Self { path, ..*self }
    }

    /// The path of `plain-runtime`.
    pub(super) fn krate(&self) -> TokenStream {
        self.path.iter().cloned().collect()
    }

    /// The path of an item of `plain-runtime`.
    pub(super) fn item(&self, names: &[&str]) -> Tokens {
        Tokens::from(self.path.as_slice()).segments(names)
    }

    /// The path of an item of its module `expansion`.
    pub(super) fn own(&self, name: &str) -> Tokens {
        if self.is_import {
            self.item(&[name])
        } else {
            self.item(&["expansion", name])
        }
    }

    /// A value of any type, for one that is missing or invalid.
    pub(super) fn placeholder(&self) -> TokenStream {
        let krate = self.krate();
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
