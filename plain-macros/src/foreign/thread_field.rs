//! Thread fields as objects of JSON, and by other names.

use plain_schema::{ListContent, THREAD_FIELDS, ThreadFieldType};
use proc_macro2::TokenTree;

use super::ForeignForm;
use super::object::{Entry, object};
use super::source::quote_source;
use super::tokens::string_of;

/// `{ key: "plan", type: "STRING", stringValue: "Pro" }`
pub(super) fn thread_field(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let entries = object(tokens)?;
    let of_key = |key: &str| {
        let is_it = |entry: &&Entry| entry.key.as_deref() == Some(key);
        entries.iter().find(is_it)
    };
    let written = of_key("type").and_then(|entry| entry.value.last());
    let written = written.map(|token| string_of(token).unwrap_or_else(|| token.to_string()));
    let field = THREAD_FIELDS.iter().find(|field| match &written {
        Some(written) => written.eq_ignore_ascii_case(field.graphql_type),
        None => of_key(field.graphql_value).is_some(),
    })?;
    let value = |name: &str| of_key(name).map(|entry| quote_source(&entry.value));
    let own = value(field.graphql_value).or_else(|| value("value"));
    let code = format!(
        "{}({}, {})",
        field.name,
        value("key").unwrap_or_else(|| "\"..\"".to_owned()),
        own.unwrap_or_else(|| "..".to_owned())
    );
    Some(ForeignForm::replace(
        ListContent::ThreadFields.item_with_article(),
        "an object",
        &code,
    ))
}

/// `{ plan: "Pro", seats: 3 }`, in place of the list of thread fields.
pub(super) fn thread_fields(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let fields: Vec<String> = object(tokens)?
        .iter()
        .filter_map(|entry| {
            let value = quote_source(&entry.value);
            let name = match value.chars().next()? {
                '0'..='9' | '-' => "number_field",
                _ if value == "true" || value == "false" => "bool_field",
                _ => "string_field",
            };
            Some(format!("{name}({:?}, {value})", entry.key.as_deref()?))
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
