//! Forms in the place of a value, which are not expressions of Rust.

use plain_schema::{ListContent, Property, ValueType};
use proc_macro2::TokenTree;

use super::ForeignForm;
use super::closure::closure;
use super::condition::{conditional, without_block, without_braces};
use super::date::unquoted_date;
use super::identifier::identifier_code;
use super::names::{self, any_property};
use super::object::object;
use super::operator::condition;
use super::source::quote_source;
use super::text::joined_text;
use super::thread_field::thread_fields;
use super::tokens::{is_braces, is_operator, is_sign, is_word, stream_of, string_of};
use super::translate::enum_name;
use super::wrapped::entries_code;
use crate::diagnostic::one_of;

/// Recognises a form in the value of a property, which may have that name anywhere.
pub(crate) fn named_value(name: &str, tokens: &[TokenTree]) -> Option<ForeignForm> {
    let mut lists = any_property(name).filter_map(Property::list_content);
    if lists.any(|content| content == ListContent::ThreadFields)
        && let Some(form) = thread_fields(tokens)
    {
        return Some(form);
    }
    any_property(name)
        .find_map(|property| of_property(property, tokens))
        .or_else(|| colour_code(name, tokens))
        .or_else(|| unnamed_value(tokens))
}

/// Recognises a form in a value without a name.
pub(crate) fn unnamed_value(tokens: &[TokenTree]) -> Option<ForeignForm> {
    if let Some(entries) = object(tokens) {
        return Some(ForeignForm::new(
            "expected values, found an object",
            format!("remove the braces, and write `{}`", entries_code(&entries)),
        ));
    }
    if let Some(form) = conditional(tokens)
        && form.otherwise.is_some()
        && let Some(code) = form.code(branch_code)
    {
        return Some(ForeignForm::replace("a value", form.name, &code));
    }
    if let Some(form) = condition_of_value(tokens) {
        return Some(form);
    }
    if let Some(date) = unquoted_date(tokens) {
        return Some(ForeignForm::replace(
            "a value",
            "a date without quotes",
            &date,
        ));
    }
    default_value(tokens)
        .or_else(|| arrow_function(tokens))
        .or_else(|| prefixed(tokens))
        .or_else(|| joined_text(tokens))
        .or_else(|| marked(tokens))
        .or_else(|| markup(tokens))
}

/// Value of a branch, without its block.
fn branch_code(tokens: &[TokenTree]) -> Option<String> {
    match tokens {
        [word, ..] if is_word(word, &["if"]) => without_braces(tokens)?.code(branch_code),
        tokens => Some(quote_source(&without_block(tokens))),
    }
}

/// `if a is b { .. } else { .. }`
fn condition_of_value(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let [keyword, rest @ ..] = tokens else {
        return None;
    };
    let block = rest.iter().position(is_braces)?;
    is_word(keyword, &["if"]).then(|| condition(&rest[..block]))?
}

/// `#ff0000`
fn colour_code(name: &str, tokens: &[TokenTree]) -> Option<ForeignForm> {
    let mut values: Vec<&str> = Vec::new();
    for property in any_property(name) {
        if let ValueType::Enumeration(enumeration) = property.value {
            values.extend(enumeration.values.iter().map(|value| value.name));
        }
    }
    values.dedup();
    let is_code = tokens.first().is_some_and(|first| is_sign(first, '#'));
    (is_code && !values.is_empty()).then(|| {
        ForeignForm::new(
            format!("`{name}` takes no codes"),
            format!("expected {}", one_of(values)),
        )
    })
}

fn of_property(property: &'static Property, tokens: &[TokenTree]) -> Option<ForeignForm> {
    let replace = |found: &str, code: &str| {
        Some(ForeignForm::replace(
            &format!("a value for `{}`", property.name),
            found,
            &format!("{} = {code}", property.name),
        ))
    };
    match property.value {
        ValueType::Identifier(identifier) => {
            replace(describe(tokens), &identifier_code(identifier, tokens)?)
        }
        ValueType::Enumeration(enumeration) => {
            // The first of several values, or the one before a sign.
            let length = (0..tokens.len()).take_while(|&index| {
                let is_joint = is_sign(&tokens[index], '.') && !is_operator(tokens, index, "..");
                let is_part = is_joint || is_sign(&tokens[index], ':');
                let follows_name = index > 0 && matches!(tokens[index - 1], TokenTree::Ident(_));
                is_part || !follows_name && !matches!(tokens[index], TokenTree::Punct(_))
            });
            let length = length.count();
            replace(
                describe(tokens),
                enum_name(enumeration, tokens.get(..length)?)?,
            )
        }
        ValueType::String(plain_schema::StringRule::DateTime)
            if tokens.iter().any(|token| is_word(token, &["Date"])) =>
        {
            replace("a date of JavaScript", "SystemTime::now()")
        }
        ValueType::String(_) if tokens.first().is_some_and(|first| is_sign(first, '<')) => {
            replace("markup", "\"..\"")
        }
        _ => None,
    }
}

fn describe(tokens: &[TokenTree]) -> &'static str {
    if object(tokens).is_some() {
        "an object"
    } else {
        "a value of another language"
    }
}

/// Code for a value that is given to a component on a field of a derive.
pub(crate) fn component_of_role(name: &str, value: &[TokenTree]) -> Option<String> {
    let component = names::component(name)?;
    Some(format!("{}({})", component.name, quote_source(value)))
}

/// Whether a name after `name =` is a kind of that property's identifier.
pub(crate) fn is_kind_of(name: &str, kind: &str) -> bool {
    any_property(name).any(|property| match property.value {
        ValueType::Identifier(identifier) => identifier.kind(kind).is_some(),
        _ => false,
    })
}

/// `a ?? b`, `a ?: b`, `a or b`
fn default_value(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let (index, length, found) = (1..tokens.len()).find_map(|index| {
        if is_operator(tokens, index, "??") {
            Some((index, 2, "`??`"))
        } else if is_operator(tokens, index, "?:") {
            Some((index, 2, "`?:`"))
        } else {
            is_word(&tokens[index], &["or"]).then_some((index, 1, "`or`"))
        }
    })?;
    let default = tokens
        .get(index + length..)
        .filter(|rest| !rest.is_empty())?;
    let code = format!(
        "{}.unwrap_or({})",
        quote_source(&tokens[..index]),
        quote_source(default)
    );
    Some(ForeignForm::replace("a value", found, &code))
}

/// `a => b`
fn arrow_function(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let (parameters, body) = closure(tokens)?;
    if parameters.is_empty() || body.is_empty() || is_sign(&tokens[0], '|') {
        return None;
    }
    let parameters = match parameters {
        [TokenTree::Group(group)] => super::source::quote_tokens(group.stream()),
        parameters => quote_source(parameters),
    };
    let code = format!("|{parameters}| {}", quote_source(body));
    Some(ForeignForm::replace("a value", "an arrow function", &code))
}

/// `name!`, `name!!`
fn marked(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let end = tokens
        .iter()
        .rposition(|token| !is_sign(token, '!') && !is_sign(token, '?'))?;
    let (value, marks) = tokens.split_at(end + 1);
    let is_value = syn::parse2::<syn::Expr>(stream_of(value)).is_ok();
    (is_value && !marks.is_empty()).then(|| {
        let found = quote_source(marks);
        ForeignForm::new(
            format!("unexpected `{found}`"),
            format!("write `{}`", quote_source(value)),
        )
        .at(&marks[0])
    })
}

/// `<b>text</b>`
fn markup(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let [open, TokenTree::Ident(_), rest @ ..] = tokens else {
        return None;
    };
    let start = rest.iter().position(|token| is_sign(token, '>'))? + 1;
    let end = (start..rest.len()).find(|&index| is_operator(rest, index, "</"))?;
    let text = match rest.get(start..end)? {
        [only] if string_of(only).is_some() => only.to_string(),
        inner => format!("{:?}", quote_source(inner)),
    };
    is_sign(open, '<').then(|| ForeignForm::replace("a value", "markup", &text))
}

/// A value after a word or a sign of another language.
fn prefixed(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let (first, rest) = tokens.split_first()?;
    let spread = |length: usize| {
        tokens.get(length..).filter(|rest| !rest.is_empty())?;
        Some(ForeignForm::new(
            "values cannot be spread into a call",
            "write each value with its name, as in `color = Muted`",
        ))
    };
    if is_operator(tokens, 0, "...") {
        return spread(3);
    }
    if is_operator(tokens, 0, "**") {
        return spread(2);
    }
    if rest.is_empty() {
        return None;
    }
    let code = match first {
        TokenTree::Punct(sign) if "$@:.#".contains(sign.as_char()) => quote_source(rest),
        word if is_word(word, &["new", "mut", "ref", "let", "var"]) => quote_source(rest),
        word if is_word(word, &["not"]) => format!("!{}", quote_source(rest)),
        word if is_word(word, &["await"]) => format!("{}.await", quote_source(rest)),
        _ => return None,
    };
    Some(ForeignForm::new(
        format!("unexpected `{first}`"),
        format!("write `{code}`"),
    ))
}
