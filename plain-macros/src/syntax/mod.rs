//! Tokens to a raw tree. It knows the grammar's shape and no names or rules, and goes on after
//! each mistake, so that one compile reports all of them.

mod argument;
mod derive;
mod expression;
mod flow;
mod list;
mod segment;

pub(crate) use derive::derive;
use proc_macro2::{TokenStream, TokenTree};

use crate::diagnostic::Diagnostics;
use crate::model::{RawCall, RawFragment, RawValue};

/// Reads the call of an event's macro: a client, if there is one, and fields.
pub(crate) fn call(tokens: TokenStream, diagnostics: &mut Diagnostics) -> RawCall {
    let (krate, tokens) = front(tokens);
    let mut fields = argument::arguments(tokens, diagnostics);
    let client = match fields.first() {
        Some(first) if first.name.is_none() => Some(fields.remove(0)),
        _ => None,
    };
    RawCall {
        krate,
        client,
        fields,
    }
}

/// Reads the call of `components!`: the items of a list.
pub(crate) fn fragment(tokens: TokenStream, diagnostics: &mut Diagnostics) -> RawFragment {
    let (krate, tokens) = front(tokens);
    RawFragment {
        krate,
        items: list::items(tokens, diagnostics),
    }
}

/// Takes off the path of `plain-runtime`, which the front there puts before the call in
/// parentheses of its own.
fn front(tokens: TokenStream) -> (TokenStream, TokenStream) {
    let mut tokens = tokens.into_iter();
    let krate = match tokens.next() {
        Some(TokenTree::Group(group)) => group.stream(),
        _ => TokenStream::new(),
    };
    (krate, tokens.collect())
}

impl RawValue {
    /// The name, if it is nothing else.
    pub(crate) fn name(&self) -> Option<&proc_macro2::Ident> {
        match self {
            Self::Expression(syn::Expr::Path(path)) if path.qself.is_none() => {
                path.path.get_ident()
            }
            _ => None,
        }
    }

    /// Where it stands.
    pub(crate) fn span(&self) -> proc_macro2::Span {
        use syn::spanned::Spanned as _;
        match self {
            Self::List(list) => list.span,
            Self::Expression(expression) => expression.span(),
            Self::Missing(span) => *span,
        }
    }
}
