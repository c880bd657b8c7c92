//! Shapes of tokens.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

use crate::keyword::is_absent;

pub(super) fn stream_of(tokens: &[TokenTree]) -> TokenStream {
    tokens.iter().cloned().collect()
}

pub(super) fn tokens_of(stream: TokenStream) -> Vec<TokenTree> {
    stream.into_iter().collect()
}

pub(super) fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

pub(super) fn is_word(token: &TokenTree, words: &[&str]) -> bool {
    matches!(token, TokenTree::Ident(ident) if words.contains(&&*ident.to_string()))
}

pub(super) fn group_of(token: &TokenTree, delimiter: Delimiter) -> Option<&Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

pub(super) fn is_braces(token: &TokenTree) -> bool {
    group_of(token, Delimiter::Brace).is_some()
}

/// Whether a sign of several characters is at an index.
pub(super) fn is_operator(tokens: &[TokenTree], index: usize, operator: &str) -> bool {
    let last = operator.chars().count() - 1;
    operator.chars().enumerate().all(|(offset, sign)| {
        let Some(TokenTree::Punct(punct)) = tokens.get(index + offset) else {
            return false;
        };
        punct.as_char() == sign && (offset == last || punct.spacing() == Spacing::Joint)
    })
}

/// Index of a `:` that is not a part of `::`.
pub(super) fn colon(tokens: &[TokenTree]) -> Option<usize> {
    (0..tokens.len()).find(|&index| {
        is_sign(&tokens[index], ':')
            && !is_operator(tokens, index, "::")
            && !(index > 0 && is_operator(tokens, index - 1, "::"))
    })
}

/// Parts between the commas. A trailing comma adds none.
pub(super) fn split_at_commas(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    let mut parts: Vec<&[TokenTree]> = tokens
        .split(|token| is_sign(token, ',') || is_sign(token, ';'))
        .collect();
    if parts.last().is_some_and(|last| last.is_empty()) {
        parts.pop();
    }
    parts
}

/// Whether a value is the `null` of some language.
pub(super) fn is_nothing(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Ident(name)] => is_absent(name),
        [TokenTree::Group(group)] => group.stream().is_empty(),
        _ => false,
    }
}

/// Content of a string literal.
pub(super) fn string_of(token: &TokenTree) -> Option<String> {
    match token {
        TokenTree::Literal(_) => syn::parse2::<syn::LitStr>(token.clone().into())
            .ok()
            .map(|literal| literal.value()),
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            match tokens_of(group.stream()).as_slice() {
                [only] => string_of(only),
                _ => None,
            }
        }
        _ => None,
    }
}
