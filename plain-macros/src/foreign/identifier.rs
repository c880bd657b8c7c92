//! Identifiers in other forms, translated into ours.

use plain_schema::{Identifier, StringRule};
use proc_macro2::TokenTree;

use super::names;
use super::object::{Entry, entries};
use super::source::quote_source;
use super::tokens::{is_operator, is_sign, is_word, string_of, tokens_of};

/// `kind(text)`, for an object with one kind, a struct, a call of a method, or a text alone.
pub(crate) fn identifier_code(
    identifier: &'static Identifier,
    tokens: &[TokenTree],
) -> Option<String> {
    let call = |kind: &str, text: &[TokenTree]| {
        let kind = names::kind(identifier, kind)?;
        Some(format!(
            "{}({})",
            kind.name,
            quote_source(without_conversion(text))
        ))
    };
    if let [only] = tokens
        && let Some(text) = string_of(only)
    {
        return call(guess_kind(identifier, &text)?, tokens);
    }
    if let [TokenTree::Ident(kind), sign, text @ ..] = tokens
        && (is_sign(sign, ':') || is_sign(sign, '='))
        && !text.is_empty()
        && !is_operator(tokens, 1, "::")
    {
        return call(&kind.to_string(), text);
    }
    let [before @ .., TokenTree::Group(group)] = tokens else {
        return None;
    };
    let inner = tokens_of(group.stream());
    let name = before.iter().rev().find_map(|token| match token {
        TokenTree::Ident(name) => Some(name.to_string()),
        _ => None,
    });
    if let Some(code) = name.and_then(|name| call(&name, &inner)) {
        return Some(code);
    }
    match entries(&inner)?.as_slice() {
        [
            Entry {
                key: Some(kind),
                value,
            },
        ] => call(kind, value),
        _ => None,
    }
}

/// The kind that a text looks like: an ID of Plain's with its prefix, an address, or an ID of the
/// user's own.
fn guess_kind(identifier: &'static Identifier, text: &str) -> Option<&'static str> {
    let find = |matches: &dyn Fn(StringRule) -> bool| {
        let mut kinds = identifier.kinds.iter();
        kinds.find(|kind| matches(kind.rule)).map(|kind| kind.name)
    };
    find(&|rule| matches!(rule, StringRule::Id { prefix } if text.starts_with(prefix)))
        .or_else(|| find(&|rule| rule == StringRule::EmailAddress && text.contains('@')))
        .or_else(|| {
            find(&|rule| rule != StringRule::EmailAddress && !matches!(rule, StringRule::Id { .. }))
        })
}

/// The value without `.into()`, `.to_string()` and the like after it.
pub(super) fn without_conversion(tokens: &[TokenTree]) -> &[TokenTree] {
    match tokens {
        [value @ .., dot, method, TokenTree::Group(group)]
            if !value.is_empty()
                && is_sign(dot, '.')
                && is_word(method, &["into", "to_string", "to_owned"])
                && group.stream().is_empty() =>
        {
            value
        }
        tokens => tokens,
    }
}
