//! Objects: entries with a key and a value, in braces.

use proc_macro2::{Delimiter, TokenTree};

use super::tokens::{group_of, is_operator, is_sign, split_at_commas, string_of, tokens_of};

/// `key: value`, `"key": value`, `key = value`, or a value alone.
pub(super) struct Entry {
    pub(super) key: Option<String>,
    pub(super) value: Vec<TokenTree>,
}

/// Parses the entries between the braces of an object. Only an object without entries is empty.
pub(super) fn entries(tokens: &[TokenTree]) -> Option<Vec<Entry>> {
    let parts = split_at_commas(tokens).into_iter();
    parts.flat_map(split_at_names).map(entry).collect()
}

/// Parts of entries that no comma separates: `text: "a" color: Muted`.
fn split_at_names(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    let mut parts = Vec::new();
    let mut start = 0;
    for index in 1..tokens.len() {
        let follows_value = !matches!(tokens[index - 1], TokenTree::Punct(_));
        if index > start + 2 && follows_value && is_named(&tokens[index..]) {
            parts.push(&tokens[start..index]);
            start = index;
        }
    }
    parts.push(&tokens[start..]);
    parts
}

/// Whether tokens begin with `name:` or `name =`.
pub(super) fn is_named(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Ident(_), sign, ..] => {
            is_sign(sign, ':') && !is_operator(tokens, 1, "::")
                || is_sign(sign, '=')
                    && !is_operator(tokens, 1, "==")
                    && !is_operator(tokens, 1, "=>")
        }
        _ => false,
    }
}

fn entry(tokens: &[TokenTree]) -> Option<Entry> {
    let (key, length) = match tokens {
        [key, sign, ..] if is_sign(sign, ':') && !is_operator(tokens, 1, "::") => (key, 2),
        [key, ..] if is_operator(tokens, 1, "=>") => (key, 3),
        [key, sign, ..] if is_sign(sign, '=') && !is_operator(tokens, 1, "==") => (key, 2),
        [] => return None,
        value => {
            return Some(Entry {
                key: None,
                value: value.to_vec(),
            });
        }
    };
    let key = match key {
        TokenTree::Ident(ident) => ident.to_string(),
        key => string_of(key)?,
    };
    let value = tokens.get(length..).filter(|value| !value.is_empty())?;
    Some(Entry {
        key: Some(key),
        value: value.to_vec(),
    })
}

/// Entries of a value that is an object: braces whose entries have keys.
pub(super) fn object(tokens: &[TokenTree]) -> Option<Vec<Entry>> {
    let [only] = tokens else {
        return None;
    };
    let group = group_of(only, Delimiter::Brace)?;
    let entries = entries(&tokens_of(group.stream()))?;
    let is_keyed = !entries.is_empty() && entries.iter().all(|entry| entry.key.is_some());
    is_keyed.then_some(entries)
}
