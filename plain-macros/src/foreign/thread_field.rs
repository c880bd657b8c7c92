//! Thread fields as objects of JSON, and by other names.

use plain_schema::{ListContent, THREAD_FIELDS, ThreadFieldType};
use proc_macro2::{Delimiter, TokenTree};

use super::ForeignForm;
use super::object::{Entry, entries, is_named, object};
use super::source::quote_source;
use super::tokens::{group_of, is_sign, is_word, split_at_commas, string_of, tokens_of};

/// `{ key: "plan", type: "STRING", stringValue: "Pro" }`, `("plan", "Pro")`, `plan: "Pro"`
pub(super) fn thread_field(tokens: &[TokenTree], in_block: bool) -> Option<ForeignForm> {
    let (found, code) = match shorthand_object(tokens).as_deref() {
        Some(
            [
                Entry {
                    key: Some(key),
                    value,
                },
            ],
        ) => ("an object", code_of_pair(key, value)),
        Some(entries) => ("an object", code_of_object(entries)?),
        None => pair(tokens, in_block)?,
    };
    Some(ForeignForm::replace(
        ListContent::ThreadFields.item_with_article(),
        found,
        &code,
    ))
}

fn code_of_object(entries: &[Entry]) -> Option<String> {
    let of_key = |key: &str| {
        let is_it = |entry: &&Entry| entry.key.as_deref() == Some(key);
        entries.iter().find(is_it)
    };
    let written = of_key("type").and_then(|entry| entry.value.last());
    let written = written.map(|token| string_of(token).unwrap_or_else(|| token.to_string()));
    let field = THREAD_FIELDS.iter().find(|field| match &written {
        Some(written) => written.eq_ignore_ascii_case(field.graphql_type),
        None => of_key(field.graphql_value).is_some(),
    });
    let value = |name: &str| of_key(name).map(|entry| quote_source(&entry.value));
    let own = field.and_then(|field| value(field.graphql_value));
    let own = own.or_else(|| value("value"));
    let name = match (field, &own) {
        (Some(field), _) => field.name,
        (None, Some(own)) => guess_type(own),
        (None, None) => return None,
    };
    Some(format!(
        "{name}({}, {})",
        value("key").unwrap_or_else(|| "\"..\"".to_owned()),
        own.unwrap_or_else(|| "..".to_owned())
    ))
}

/// Entries of an object, also without braces and of variables alone: `{ key, value }`.
fn shorthand_object(tokens: &[TokenTree]) -> Option<Vec<Entry>> {
    let inner = match tokens {
        [only] => tokens_of(group_of(only, Delimiter::Brace)?.stream()),
        tokens if is_named(tokens) && is_word(&tokens[0], &["key", "type", "value"]) => {
            tokens.to_vec()
        }
        _ => return None,
    };
    let entries = entries(&inner)?.into_iter().map(|entry| match &entry {
        Entry { key: None, value } => match value.as_slice() {
            [name @ TokenTree::Ident(_)] => Some(Entry {
                key: Some(name.to_string()),
                value: value.clone(),
            }),
            _ => None,
        },
        _ => Some(entry),
    });
    let entries: Option<Vec<Entry>> = entries.collect();
    entries.filter(|entries| {
        let is_named = |entry: &Entry| entry.key.as_ref() != Some(&quote_source(&entry.value));
        entries.len() > 1 || entries.iter().any(is_named)
    })
}

/// `("plan", "Pro")`, `["plan", "Pro"]`, `"plan" => "Pro"`, `plan: "Pro"`, `plan = "Pro"`
fn pair(tokens: &[TokenTree], in_block: bool) -> Option<(&'static str, String)> {
    if let [TokenTree::Group(group)] = tokens {
        let found = match group.delimiter() {
            Delimiter::Parenthesis => "a tuple",
            Delimiter::Bracket => "a list",
            Delimiter::Brace | Delimiter::None => return None,
        };
        let inner = tokens_of(group.stream());
        return match split_at_commas(&inner).as_slice() {
            [[key], value] => Some((found, code_of_pair(&string_of(key)?, value))),
            _ => None,
        };
    }
    // In a block, it may be an assignment.
    if in_block && tokens.get(1).is_some_and(|sign| is_sign(sign, '=')) {
        return None;
    }
    match entries(tokens)?.as_slice() {
        [
            Entry {
                key: Some(key),
                value,
            },
        ] if thread_field_name(key).is_none() && ThreadFieldType::named(key).is_none() => {
            Some(("a value with a key", code_of_pair(key, value)))
        }
        _ => None,
    }
}

fn code_of_pair(key: &str, value: &[TokenTree]) -> String {
    let value = quote_source(value);
    format!("{}({key:?}, {value})", guess_type(&value))
}

/// The thread field whose value looks like a literal.
fn guess_type(value: &str) -> &'static str {
    match value.chars().next() {
        Some('0'..='9' | '-') => "number_field",
        _ if value == "true" || value == "false" => "bool_field",
        _ => "string_field",
    }
}

/// `{ plan: "Pro", seats: 3 }`, in place of the list of thread fields.
pub(super) fn thread_fields(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let fields: Vec<String> = object(tokens)?
        .iter()
        .filter_map(|entry| {
            let key = entry.key.as_deref()?;
            Some(code_of_pair(key, &entry.value))
        })
        .collect();
    let code = format!("thread_fields = [{}]", fields.join(", "));
    Some(ForeignForm::replace(
        "a list of thread fields",
        "an object",
        &code,
    ))
}

/// The thread field that a word for its type means.
pub(crate) fn thread_field_name(written: &str) -> Option<&'static str> {
    let word = written.to_ascii_lowercase();
    let word = word.trim_end_matches("field").trim_end_matches('_');
    let name = match word {
        "text" | "str" | "string" => "string_field",
        "select" | "choice" | "option" | "dropdown" | "enum" => "enum_field",
        "boolean" | "bool" | "flag" | "checkbox" => "bool_field",
        "int" | "integer" | "float" | "num" | "number" => "number_field",
        "money" | "price" | "amount" | "currency" => "currency_field",
        "time" | "datetime" | "date_time" | "timestamp" | "date" => "date_field",
        _ => return None,
    };
    ThreadFieldType::named(name).map(|field| field.name)
}
