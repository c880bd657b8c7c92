//! Elements of other languages and of other macros: `<Text>..</Text>`, `p { "a" }`, `text.muted { "a" }`.

use plain_schema::component::TEXT;
use proc_macro2::{Delimiter, TokenTree};

use super::ForeignForm;
use super::names;
use super::object::{Entry, entries};
use super::source::quote_source;
use super::tokens::{
    group_of, is_braces, is_operator, is_sign, is_word, split_at_commas, string_of, tokens_of,
};
use super::translate::from_entries;

/// `<Text color="muted">..</Text>`
pub(super) fn markup(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let [open, TokenTree::Ident(name), rest @ ..] = tokens else {
        return None;
    };
    let end = rest.iter().position(|token| is_sign(token, '>'))?;
    if !is_sign(open, '<') || is_word(rest.first()?, &["as"]) {
        return None;
    }
    let (attributes, children) = (&rest[..end], &rest[end + 1..]);
    let is_closed = attributes.last().is_some_and(|sign| is_sign(sign, '/'));
    let close = (0..children.len())
        .find(|&index| is_operator(children, index, "</") || is_sign(&children[index], '<'));
    if !is_closed && close.is_none() {
        return None;
    }
    let mut all: Vec<Entry> = attributes
        .chunks(3)
        .filter_map(|attribute| match attribute {
            [TokenTree::Ident(key), _, value] => Some(Entry {
                key: Some(key.to_string()),
                value: content(value),
            }),
            _ => None,
        })
        .collect();
    let component = names::component(&name.to_string()).unwrap_or(&TEXT);
    let children = &children[..close.unwrap_or(0)];
    if !children.is_empty() {
        all.push(Entry {
            key: None,
            value: child(children),
        });
    }
    let code = from_entries(component, &all);
    Some(ForeignForm::replace("a component", "markup", &code))
}

/// Value of an attribute or a child, without its braces.
fn content(token: &TokenTree) -> Vec<TokenTree> {
    match group_of(token, Delimiter::Brace) {
        Some(group) => tokens_of(group.stream()),
        None => vec![token.clone()],
    }
}

/// Content of an element, as a string or as an expression.
fn child(tokens: &[TokenTree]) -> Vec<TokenTree> {
    match tokens {
        [only] if is_braces(only) || string_of(only).is_some() => content(only),
        tokens => {
            let literal = proc_macro2::Literal::string(&quote_source(tokens));
            vec![literal.into()]
        }
    }
}

/// `Text("a").foregroundColor(.red)`: a type of another language with methods of its own.
pub(super) fn with_methods(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let [TokenTree::Ident(name), TokenTree::Group(arguments), dot, ..] = tokens else {
        return None;
    };
    let name = name.to_string();
    if !name.starts_with(char::is_uppercase) || !is_sign(dot, '.') {
        return None;
    }
    let code = from_entries(
        names::component(&name)?,
        &entries(&tokens_of(arguments.stream()))?,
    );
    Some(ForeignForm::replace("a component", "a method call", &code))
}

/// `text.muted { "a" }`: an element of another macro with a class.
pub(super) fn element_with_class(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let [TokenTree::Ident(name), dot, .., last] = tokens else {
        return None;
    };
    let inner = match last {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            tokens_of(group.stream())
        }
        _ => return None,
    };
    let component = names::component(&name.to_string()).filter(|_| is_sign(dot, '.'))?;
    let code = from_entries(component, &entries(&inner)?);
    Some(ForeignForm::replace(
        "a component",
        "an element of another language",
        &code,
    ))
}

/// `p { "a" }`: an element of another macro, with a text in it.
pub(super) fn unknown_element(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let [TokenTree::Ident(_), braces] = tokens else {
        return None;
    };
    let inner = tokens_of(group_of(braces, Delimiter::Brace)?.stream());
    let text = split_at_commas(&inner)
        .into_iter()
        .find_map(|part| match part {
            [only] => string_of(only).map(|_| quote_source(part)),
            _ => None,
        })?;
    Some(ForeignForm::replace(
        "a component",
        "an element of another language",
        &format!("text({text})"),
    ))
}
