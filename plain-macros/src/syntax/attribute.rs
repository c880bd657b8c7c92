//! Attributes of items, arms and arguments: `#[cfg(..)]` is forwarded, any other is an error.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::Meta;

use super::expression::Parser;

/// Splits off the attributes at the start of tokens. Returns those that are `#[cfg(..)]`, if there is
/// one, and reports the others.
pub(super) fn split_attributes<'a>(
    tokens: &'a [TokenTree],
    parser: &mut Parser<'_>,
) -> (Option<TokenStream>, &'a [TokenTree]) {
    let mut rest = tokens;
    let mut conditions = TokenStream::new();
    while let Some((attribute, after)) = first_attribute(rest) {
        match syn::parse2::<Meta>(attribute.stream()) {
            Ok(Meta::List(list)) if list.path.is_ident("cfg") && !is_inner(rest) => {
                conditions.extend(rest.iter().take(2).cloned());
            }
            meta => report(attribute, meta.ok().as_ref(), parser),
        }
        rest = after;
    }
    ((!conditions.is_empty()).then_some(conditions), rest)
}

/// Tokens without the attributes before them.
pub(super) fn without_attributes(mut tokens: &[TokenTree]) -> &[TokenTree] {
    while let Some((_, rest)) = first_attribute(tokens) {
        tokens = rest;
    }
    tokens
}

/// Brackets of an attribute at the start, and the tokens after it.
pub(super) fn first_attribute(tokens: &[TokenTree]) -> Option<(&Group, &[TokenTree])> {
    match tokens {
        [TokenTree::Punct(sign), TokenTree::Group(group), rest @ ..]
            if sign.as_char() == '#' && group.delimiter() == Delimiter::Bracket =>
        {
            Some((group, rest))
        }
        [_, _, TokenTree::Group(group), rest @ ..]
            if is_inner(tokens) && group.delimiter() == Delimiter::Bracket =>
        {
            Some((group, rest))
        }
        _ => None,
    }
}

/// Whether tokens begin with `#!`, as an attribute of a whole module does.
fn is_inner(tokens: &[TokenTree]) -> bool {
    matches!(
        tokens,
        [TokenTree::Punct(hash), TokenTree::Punct(sign), ..]
            if hash.as_char() == '#' && sign.as_char() == '!'
    )
}

fn report(attribute: &Group, meta: Option<&Meta>, parser: &mut Parser<'_>) {
    let path = meta.map(Meta::path).and_then(|path| path.segments.last());
    let (message, help) = match path.map(|last| last.ident.to_string()) {
        Some(name) if name == "doc" => (
            "a doc comment is not allowed here".to_owned(),
            "write a comment with `//`",
        ),
        Some(name) => (
            format!("the attribute `{name}` is not allowed here"),
            "remove it; only `#[cfg(..)]` is allowed",
        ),
        None => (
            "invalid attribute".to_owned(),
            "remove it; only `#[cfg(..)]` is allowed",
        ),
    };
    parser.diagnostics.error(attribute.span(), &message, help);
}
