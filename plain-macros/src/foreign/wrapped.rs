//! All arguments in one more pair of brackets: `(title = "a")`, `[title = "a"]`, `input: { title: "a" }`,
//! `customer_event!(title = "a")`.

use plain_schema::{Property, ValueType};
use proc_macro2::{Delimiter, Group, TokenTree};

use super::ForeignForm;
use super::names::{self, all_properties, any_property};
use super::object::{Entry, entries};
use super::source::quote_source;
use super::tokens::{is_sign, tokens_of};
use super::translate::argument_code;

/// Recognises named arguments in brackets, in the place of one argument.
pub(crate) fn wrapped_arguments(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let (found, group) = match tokens {
        [TokenTree::Group(group)] => (describe(group)?.to_owned(), group),
        [TokenTree::Ident(name), sign, TokenTree::Group(group)] if is_sign(sign, '!') => {
            (format!("`{name}!` around the values"), group)
        }
        [TokenTree::Ident(name), sign, TokenTree::Group(group)]
            if (is_sign(sign, ':') || is_sign(sign, '='))
                && matches!(group.delimiter(), Delimiter::Brace | Delimiter::Bracket)
                && any_property(&name.to_string()).next().is_none() =>
        {
            (format!("`{name}` around the values"), group)
        }
        _ => return None,
    };
    let help = format!("write `{}`", arguments_code(group)?);
    Some(ForeignForm::new(format!("unexpected {found}"), help).at(&tokens[0]))
}

fn describe(group: &Group) -> Option<&'static str> {
    match group.delimiter() {
        Delimiter::Parenthesis => Some("parentheses around the values"),
        Delimiter::Bracket => Some("brackets around the values"),
        Delimiter::Brace => Some("braces around the values"),
        Delimiter::None => None,
    }
}

/// Code of the arguments in brackets, if they are named and the first is known.
fn arguments_code(group: &Group) -> Option<String> {
    let inner = tokens_of(group.stream());
    if let [TokenTree::Group(inner)] = inner.as_slice() {
        return arguments_code(inner);
    }
    let entries = entries(&inner)?;
    let is_known = |key: &str| any_property(key).next().is_some();
    let mut keys = entries.iter().map(|entry| entry.key.as_deref());
    let is_named = keys.all(|key| key.is_some());
    // The key of a card is not a value of the call.
    let known: Vec<Entry> = entries
        .into_iter()
        .filter(|entry| entry.key.as_deref() != Some("key"))
        .collect();
    let first = known.first()?.key.as_deref()?;
    (is_named && is_known(first)).then(|| entries_code(&known))
}

/// Code of the entries that have a key, each translated into ours.
pub(super) fn entries_code(entries: &[Entry]) -> String {
    let code = |entry: &Entry| {
        let key = entry.key.as_deref()?;
        Some(match (any_property(key).next(), kind_property(key)) {
            (Some(property), _) => argument_code(property, &entry.value),
            (None, Some((property, kind))) => {
                format!("{} = {kind}({})", property.name, quote_source(&entry.value))
            }
            (None, None) => format!("{key} = {}", quote_source(&entry.value)),
        })
    };
    let arguments: Vec<String> = entries.iter().filter_map(code).collect();
    arguments.join(", ")
}

/// The property whose identifier has that kind, and the name of the kind.
fn kind_property(key: &str) -> Option<(&'static Property, &'static str)> {
    all_properties()
        .flatten()
        .find_map(|property| match property.value {
            ValueType::Identifier(identifier) => {
                Some((property, names::kind(identifier, key)?.name))
            }
            _ => None,
        })
}
