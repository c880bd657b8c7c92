//! Tokens to the raw tree. This stage knows the shape of the grammar but no names and no rules, and
//! continues after each mistake, so that one compile reports all of them.

mod argument;
mod attribute;
mod binding;
mod control_flow;
mod derive;
mod expression;
mod hygiene;
mod list;
mod segment;
mod statement;
#[cfg(test)]
mod tests;
mod type_item;

pub(crate) use derive::derive;
use expression::Parser;
pub(crate) use expression::Recovery;
use proc_macro2::{TokenStream, TokenTree};
pub(crate) use type_item::TypeItem;

use crate::diagnostic::Diagnostics;
use crate::model::{RawCall, RawFragment};

/// Parses the call of an entity's macro: an optional client, and fields.
pub(crate) fn call(
    tokens: TokenStream,
    recovery: Recovery,
    diagnostics: &mut Diagnostics,
) -> RawCall {
    let mut parser = Parser::new(recovery, diagnostics);
    let (krate, tokens) = split_front(tokens);
    let mut fields = argument::arguments_of(&segment::flatten_all(tokens), &mut parser);
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

/// Parses the call of a fragment's macro: the items of a list.
pub(crate) fn fragment(
    tokens: TokenStream,
    recovery: Recovery,
    diagnostics: &mut Diagnostics,
) -> RawFragment {
    let mut parser = Parser::new(recovery, diagnostics);
    let (krate, tokens) = split_front(tokens);
    RawFragment {
        krate,
        items: list::items(tokens.into_iter().collect(), &mut parser),
    }
}

/// Splits off the path of `plain-runtime`, which its macros put in front of a call, in parentheses.
pub(crate) fn split_front(tokens: TokenStream) -> (TokenStream, Vec<TokenTree>) {
    let mut tokens = tokens.into_iter();
    let krate = match tokens.next() {
        Some(TokenTree::Group(group)) => group.stream(),
        _ => TokenStream::new(),
    };
    (krate, tokens.collect())
}
