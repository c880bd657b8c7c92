//! Components and their values in other forms, translated into ours.

use plain_schema::{Component, Enumeration, Property, ValueType};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::component_call::{is_component_call, is_kind};
use super::identifier::{identifier_code, without_conversion};
use super::names;
use super::object::{Entry, entries, object};
use super::source::quote_source;
use super::tokens::{
    group_of, is_operator, is_sign, is_word, split_at_commas, string_of, tokens_of,
};

/// Code of one component in any form, ours included.
pub(super) fn component_code(tokens: &[TokenTree]) -> Option<String> {
    match tokens {
        [TokenTree::Ident(name), TokenTree::Group(group)]
            if group.delimiter() == Delimiter::Parenthesis =>
        {
            let component = Component::named(&name.to_string())?;
            let arguments = tokens_of(group.stream());
            match object(&arguments) {
                Some(entries) => Some(from_entries(component, &entries)),
                None => is_component_call(tokens).then(|| quote_source(tokens)),
            }
        }
        [TokenTree::Ident(name), TokenTree::Group(group)]
            if group.delimiter() == Delimiter::Brace =>
        {
            let component = names::component(&name.to_string())?;
            let entries = entries(&tokens_of(group.stream()))?;
            let code = from_entries(component, &entries);
            (entries.is_empty() || !code.ends_with("()")).then_some(code)
        }
        [_] => from_object(&object(tokens)?),
        _ => from_chain(tokens),
    }
}

/// Codes of components that are separated by commas, or of the components in brackets.
pub(crate) fn component_list(tokens: &[TokenTree]) -> Option<String> {
    let codes: Option<Vec<String>> = split_at_commas(tokens)
        .into_iter()
        .map(component_code)
        .collect();
    codes
        .filter(|codes| !codes.is_empty())
        .map(|codes| codes.join(", "))
}

/// `{ componentText: { text: ".." } }`, `{ type: "text", text: ".." }` or `{ text: ".." }`.
fn from_object(entries: &[Entry]) -> Option<String> {
    let [first, rest @ ..] = entries else {
        return None;
    };
    let key = first.key.as_deref()?;
    if ["type", "kind", "component", "__typename"].contains(&key) {
        let name = first.value.last()?;
        let name = string_of(name).unwrap_or_else(|| name.to_string());
        return Some(from_entries(names::component(&name)?, rest));
    }
    let component = names::component(key)?;
    match object(&first.value) {
        Some(inner) => Some(from_entries(component, &inner)),
        None if matches!(first.value.as_slice(), [only] if group_of(only, Delimiter::Brace).is_some()) => {
            Some(from_entries(component, &[]))
        }
        None => Some(from_entries(component, entries)),
    }
}

/// Writes the call of a component. Entries that it does not know are left out.
pub(super) fn from_entries(component: &'static Component, entries: &[Entry]) -> String {
    let is_rest = |entry: &&Entry| entry.value.first().is_some_and(|it| is_sign(it, '.'));
    let mut unnamed = entries
        .iter()
        .filter(|entry| entry.key.is_none() && !is_rest(entry));
    let mut needs_name = false;
    let arguments: Vec<String> = component
        .properties
        .iter()
        .filter_map(|property| {
            let entry = entries
                .iter()
                .find(|entry| means(component, entry, property))
                .or_else(|| entries.iter().find(|entry| is_kind_entry(entry, property)))
                .or_else(|| unnamed.next().filter(|_| property.positional));
            let Some(entry) = entry else {
                needs_name = true;
                return None;
            };
            let value = match (property.value, &entry.key) {
                (ValueType::Identifier(identifier), Some(kind))
                    if is_kind_entry(entry, property) =>
                {
                    let kind = names::kind(identifier, kind)?;
                    format!(
                        "{}({})",
                        kind.name,
                        quote_source(without_conversion(&entry.value))
                    )
                }
                _ => value_code(property, &entry.value),
            };
            Some(if property.positional && !needs_name {
                value
            } else {
                format!("{} = {value}", property.name)
            })
        })
        .collect();
    format!("{}({})", component.name, arguments.join(", "))
}

/// Whether the key of an entry is a kind of the property's identifier.
fn is_kind_entry(entry: &Entry, property: &Property) -> bool {
    match (property.value, &entry.key) {
        (ValueType::Identifier(identifier), Some(key)) => names::kind(identifier, key).is_some(),
        _ => false,
    }
}

fn means(component: &'static Component, entry: &Entry, property: &Property) -> bool {
    let Some(key) = &entry.key else {
        return false;
    };
    names::property(component.properties, key).is_some_and(|found| found.name == property.name)
}

/// `name = value` of a property, with the value translated.
pub(crate) fn argument_code(property: &Property, tokens: &[TokenTree]) -> String {
    format!("{} = {}", property.name, value_code(property, tokens))
}

fn value_code(property: &Property, tokens: &[TokenTree]) -> String {
    let tokens = without_conversion(tokens);
    match property.value {
        ValueType::Enumeration(enumeration) => match enum_name(enumeration, tokens) {
            Some(name) => name.to_owned(),
            None => quote_source(tokens),
        },
        ValueType::Identifier(identifier) => {
            identifier_code(identifier, tokens).unwrap_or_else(|| quote_source(tokens))
        }
        ValueType::List(..) => match tokens {
            [TokenTree::Group(group)] => {
                let items = tokens_of(group.stream());
                format!(
                    "[{}]",
                    component_list(&items).unwrap_or_else(|| quote_source(&items))
                )
            }
            tokens => format!("[{}]", quote_source(tokens)),
        },
        _ => quote_source(tokens),
    }
}

/// The value of an enum that ends a path, or that is in a string: `TextColor.MUTED`, `"muted"`.
pub(crate) fn enum_name(
    enumeration: &'static Enumeration,
    tokens: &[TokenTree],
) -> Option<&'static str> {
    let is_path = tokens.iter().all(|token| {
        matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_))
            || is_sign(token, '.')
            || is_sign(token, ':')
    });
    let last = tokens.last().filter(|_| is_path)?;
    let written = string_of(last).unwrap_or_else(|| last.to_string());
    names::enum_value(enumeration, written.rsplit('.').next()?)
}

/// A component in a path or a chain of methods: `ui.text(..)`, `Text::new(..).color(..).build()`.
fn from_chain(tokens: &[TokenTree]) -> Option<String> {
    let start = tokens
        .iter()
        .position(|token| matches!(token, TokenTree::Ident(name) if names::component(&name.to_string()).is_some()))?;
    let prefix = match &tokens[..start] {
        [sign, rest @ ..] if is_sign(sign, '&') => rest,
        [word, rest @ ..] if is_word(word, &["new"]) => rest,
        prefix => prefix,
    };
    if !is_path_prefix(prefix) {
        return None;
    }
    let component = names::component(&tokens[start].to_string())?;
    let mut rest = &tokens[start + 1..];
    if is_operator(rest, 0, "::")
        && rest
            .get(2)
            .is_some_and(|name| is_word(name, &["new", "builder", "default"]))
    {
        rest = &rest[3..];
    }
    if rest.first().is_some_and(|sign| is_sign(sign, '!')) {
        rest = &rest[1..];
    }
    let [TokenTree::Group(arguments), rest @ ..] = rest else {
        return None;
    };
    let own = tokens_of(arguments.stream());
    // `layout.row()` is probably a method that returns components.
    if own.is_empty() && prefix.last().is_some_and(|sign| is_sign(sign, '.')) {
        return None;
    }
    let mut all = match object(&own) {
        Some(entries) => entries,
        None => entries(&own)?,
    };
    all.extend(chained(component, rest)?);
    Some(from_entries(component, &all))
}

/// Whether tokens are a path that its last sign continues, and not of the user's own module or type.
fn is_path_prefix(tokens: &[TokenTree]) -> bool {
    let is_sign_of_path = |token: &TokenTree| is_sign(token, '.') || is_sign(token, ':');
    let is_own = |first: &TokenTree| is_word(first, &["self", "Self", "crate", "super"]);
    let alternates = tokens.windows(2).all(|pair| {
        matches!(pair[0], TokenTree::Ident(_)) != matches!(pair[1], TokenTree::Ident(_))
            || is_sign(&pair[0], ':') && is_sign(&pair[1], ':')
    });
    let is_path =
        |token: &TokenTree| matches!(token, TokenTree::Ident(_)) || is_sign_of_path(token);
    tokens.iter().all(is_path)
        && alternates
        && tokens.last().is_none_or(is_sign_of_path)
        && !tokens.first().is_some_and(is_own)
}

/// Methods that set properties, and those that only convert.
fn chained(component: &'static Component, mut rest: &[TokenTree]) -> Option<Vec<Entry>> {
    let mut set = Vec::new();
    loop {
        rest = match rest {
            [] => return Some(set),
            [sign, rest @ ..] if is_sign(sign, '?') => rest,
            [dot, word, rest @ ..] if is_sign(dot, '.') && is_word(word, &["await"]) => rest,
            [
                dot,
                TokenTree::Ident(method),
                TokenTree::Group(arguments),
                rest @ ..,
            ] if is_sign(dot, '.') => {
                let method = method.to_string();
                let name = method
                    .trim_start_matches("with_")
                    .trim_start_matches("set_");
                let value = tokens_of(arguments.stream());
                match names::property(component.properties, name) {
                    Some(_) if !value.is_empty() => set.push(Entry {
                        key: Some(name.to_owned()),
                        value,
                    }),
                    _ if ["build", "into", "clone", "unwrap", "finish"].contains(&name) => {}
                    _ if value.is_empty() => set.push(named_by_its_value(component, name)?),
                    _ => return None,
                }
                rest
            }
            _ => return None,
        };
    }
}

/// `color = Muted`, for the method `muted`.
fn named_by_its_value(component: &'static Component, method: &str) -> Option<Entry> {
    component.properties.iter().find_map(|property| {
        let ValueType::Enumeration(enumeration) = property.value else {
            return None;
        };
        let value = names::enum_value(enumeration, method)?;
        Some(Entry {
            key: Some(property.name.to_owned()),
            value: value.parse::<TokenStream>().ok()?.into_iter().collect(),
        })
    })
}

/// Value of the property, if an expression is a call of a component, or of a kind of identifier with
/// the text in it: the first argument, without its name.
pub(crate) fn value_in_call(tokens: &[TokenTree]) -> Option<String> {
    let [TokenTree::Ident(name), TokenTree::Group(group)] = tokens else {
        return None;
    };
    let arguments = tokens_of(group.stream());
    let is_kind_of_literal =
        is_kind(&name.to_string()) && arguments.first().is_some_and(|it| string_of(it).is_some());
    let is_own_function =
        name == "badge" && arguments.first().is_none_or(|it| string_of(it).is_none());
    if is_own_function || !is_component_call(tokens) && !is_kind_of_literal {
        return None;
    }
    let entries = entries(&arguments)?;
    Some(quote_source(&entries.first()?.value))
}
