//! Declarations, properties and other tokens in a list, where only components belong.

use plain_schema::{COMPONENTS, ValueType};
use proc_macro2::{Delimiter, TokenTree};

use super::ForeignForm;
use super::component_call::is_component_call;
use super::names::{self, any_property};
use super::object::{entries, is_named};
use super::separator::{is_declaration, split_items};
use super::source::quote_source;
use super::tokens::{colon, group_of, is_braces, is_operator, is_sign, is_word, tokens_of};
use super::translate::from_entries;
use crate::keyword::is_keyword;

/// `const LIMIT: u8 = 1`, `fn footer() { .. }`, `var x = 1`
pub(super) fn declaration(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let word = tokens.first().filter(|_| is_declaration(tokens))?;
    if is_word(word, &["let"]) {
        return None;
    }
    let is_untyped = matches!(tokens, [_, _, sign, ..] if is_sign(sign, '='));
    let end = tokens.iter().position(is_braces).map(|end| end + 1);
    let declared = &tokens[..end.unwrap_or(tokens.len())];
    let code = match quote_source(declared) {
        _ if is_word(word, &["var", "val"]) || is_word(word, &["const"]) && is_untyped => {
            format!(
                "write `let {};` before the call",
                quote_source(&tokens[1..])
            )
        }
        code if code == ".." || !is_keyword(&word.to_string()) => {
            "write it in Rust, before the call".to_owned()
        }
        code if end.is_some() => format!("write `{code}` before the call"),
        code => format!("write `{code};` before the call"),
    };
    Some(ForeignForm::new(format!("`{word}` is not allowed in a list"), code).at(word))
}

/// `color = Green`, `title: "a"`, `content = [text("a")]`: a property where a component belongs.
pub(super) fn misplaced_value(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let [TokenTree::Ident(name), rest @ ..] = tokens else {
        return None;
    };
    let written = name.to_string();
    let is_named = is_operator(rest, 0, "=>")
        || colon(rest) == Some(0)
        || rest.first().is_some_and(|sign| is_sign(sign, '=')) && !is_operator(rest, 0, "==");
    let is_component = names::component(&written).is_some();
    if !is_named || is_component || any_property(&written).next().is_none() {
        return None;
    }
    let value = match rest {
        [_, second, value @ ..] if is_sign(second, '>') => value,
        [_, value @ ..] => value,
        [] => return None,
    };
    if let [list] = value
        && let Some(items) = group_of(list, Delimiter::Bracket)
    {
        let items = quote_source(&tokens_of(items.stream()));
        return Some(
            ForeignForm::new(
                format!("`{written}` is not allowed in a list"),
                format!("write its items alone: `{items}`"),
            )
            .at(&tokens[0]),
        );
    }
    let mut owners = COMPONENTS
        .iter()
        .filter(|it| it.property(&written).is_some());
    let help = match owners.next() {
        Some(owner) => format!(
            "write it in the parentheses of its component: `{}(.., {written} = {})`",
            owner.name,
            quote_source(value)
        ),
        None => format!("write `{written} = {}` after the list", quote_source(value)),
    };
    Some(ForeignForm::new(format!("expected a component, found `{written}`"), help).at(&tokens[0]))
}

/// Whether tokens assign to a variable of the user, which may have the name of a property.
pub(super) fn is_assignment(tokens: &[TokenTree]) -> bool {
    let [TokenTree::Ident(name), sign, value @ ..] = tokens else {
        return false;
    };
    let name = name.to_string();
    let is_value = |token: &TokenTree| {
        any_property(&name).any(|property| match property.value {
            ValueType::Enumeration(it) => it.value(&token.to_string()).is_some(),
            ValueType::List(..) => group_of(token, Delimiter::Bracket).is_some(),
            _ => false,
        })
    };
    is_sign(sign, '=')
        && is_named(tokens)
        && names::component(&name).is_none()
        && !matches!(value, [only] if is_value(only))
}

/// `text("a") color = Green`: properties after the parentheses of their component.
pub(super) fn trailing_properties(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let (call, properties) = tokens.split_at_checked(2)?;
    let [name, TokenTree::Group(arguments)] = call else {
        return None;
    };
    if !is_component_call(call) || !is_named(properties) {
        return None;
    }
    let component = names::component(&name.to_string())?;
    let mut all = entries(&tokens_of(arguments.stream()))?;
    all.extend(entries(properties)?);
    let code = from_entries(component, &all);
    Some(
        ForeignForm::new(
            format!("expected `{}` within the parentheses", properties[0]),
            format!("write `{code}`"),
        )
        .at(&properties[0]),
    )
}

/// Whether a segment is a property of the item before it, which both have names: `text: "a", color: Muted`.
pub(crate) fn belongs_to_item(item: &[TokenTree], segment: &[TokenTree]) -> bool {
    let ([TokenTree::Ident(name), ..], [TokenTree::Ident(property), ..]) = (item, segment) else {
        return false;
    };
    let is_text = matches!(item, [_, TokenTree::Literal(_)]);
    if !is_text && !is_named(item) || !is_named(segment) {
        return false;
    }
    let property = property.to_string();
    match names::component(&name.to_string()) {
        Some(component) => {
            names::component(&property).is_none()
                && names::property(component.properties, &property).is_some()
        }
        None => {
            let is_key = |name: &str| ["key", "type", "value"].contains(&name);
            is_key(&name.to_string()) && is_key(&property)
        }
    }
}

/// Components with other tokens beside them: `text("a")!`, `text("a") { .. }`, `# note text("a")`.
pub(super) fn beside_components(tokens: &[TokenTree]) -> Option<ForeignForm> {
    const KEYWORDS: [&str; 9] = [
        "if", "for", "match", "while", "loop", "let", "return", "break", "else",
    ];
    let is_statement =
        tokens.iter().any(|token| is_sign(token, '=')) && !is_operator(tokens, 1, "=>");
    if is_word(tokens.first()?, &KEYWORDS) || is_statement || is_operator(tokens, 0, "..") {
        return None;
    }
    let is_call = |index: usize| tokens.get(index..index + 2).is_some_and(is_component_call);
    let is_own = |index: usize| {
        // A function of the user's own module, or a method
        index > 0 && (is_sign(&tokens[index - 1], '.') || is_sign(&tokens[index - 1], ':'))
    };
    let calls: Vec<usize> = (0..tokens.len())
        .filter(|&index| is_call(index) && !is_own(index))
        .collect();
    let is_in_call = |index: usize| {
        let mut calls = calls.iter();
        calls.any(|&call| index == call || index == call + 1)
    };
    let first = (0..tokens.len()).find(|&index| !is_in_call(index) && !calls.is_empty())?;
    let end = (first..tokens.len()).find(|&index| is_in_call(index));
    let found = &tokens[first..end.unwrap_or(tokens.len())];
    let code: Vec<String> = calls
        .iter()
        .map(|&call| quote_source(&tokens[call..call + 2]))
        .collect();
    Some(
        ForeignForm::new(
            format!("unexpected `{}`", quote_source(found)),
            format!("write `{}`", code.join(", ")),
        )
        .at(&tokens[first]),
    )
}

/// `text("a") + badge("b")` in an arm, which ends at a comma only
pub(super) fn several(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let parts = split_items(tokens);
    if parts.len() < 2 || !parts.iter().all(|part| is_component_call(part)) {
        return None;
    }
    let codes: Vec<String> = parts.into_iter().map(quote_source).collect();
    Some(
        ForeignForm::new(
            "expected one component after `=>`",
            format!("write `{{ {} }}`", codes.join("; ")),
        )
        .at(&tokens[2]),
    )
}
