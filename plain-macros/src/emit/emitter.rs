//! The emitter, and the parts of an expansion that others share.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::tokens::Tokens;

/// Writes the parts of an expansion. Its methods are in the modules beside this one.
pub(super) struct Emitter {
    /// Path of `plain-runtime`, or [`IMPORT`].
    path: Vec<TokenTree>,
    /// Path of its module `expansion`, or [`IMPORT`], with `::` after it.
    own_path: Vec<TokenTree>,
}

/// Tokens that most paths have behind them.
const ROOM: usize = 6;

/// Name by which an expansion imports the module `expansion` of `plain-runtime`, which has all its
/// other items too. Each path is shorter by it, and a derive has a hundred of them.
pub(super) const IMPORT: &str = "__plain";

impl Emitter {
    pub(super) fn new(krate: &TokenStream) -> Self {
        let path: Vec<TokenTree> = krate.clone().into_iter().collect();
        let own_path = Tokens::from(path.as_slice()).segments(&["expansion"]);
        Self {
            path,
            own_path: own_path.separator().into(),
        }
    }

    /// An emitter for code behind the import.
    pub(super) fn of_import() -> Self {
        let path = vec![TokenTree::from(ident(IMPORT))];
        Self {
            own_path: Tokens::from(path.as_slice()).separator().into(),
            path,
        }
    }

    /// An emitter whose path is located at a span. rustc underlines a call from its first token to
    /// its last, so a call for a user's expression begins at that expression.
    pub(super) fn at(&self, span: Span) -> Self {
        let (mut path, mut own_path) = (self.path.clone(), self.own_path.clone());
        for (token, own_token) in path.iter_mut().zip(&mut own_path) {
            token.set_span(token.span().located_at(span));
            own_token.set_span(token.span());
        }
        Self { path, own_path }
    }

    /// The path of `plain-runtime`.
    pub(super) fn krate(&self) -> TokenStream {
        self.path.iter().cloned().collect()
    }

    /// The path of an item of `plain-runtime`.
    pub(super) fn item(&self, names: &[&str]) -> Tokens {
        let mut tokens = Tokens::with_capacity(self.path.len() + 3 * names.len() + ROOM);
        tokens.extend(&self.path);
        tokens.segments(names)
    }

    /// The path of an item of its module `expansion`.
    pub(super) fn own(&self, name: &str) -> Tokens {
        let mut tokens = Tokens::with_capacity(self.own_path.len() + 1 + ROOM);
        tokens.extend(&self.own_path);
        tokens.name(ident(name));
        tokens
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
