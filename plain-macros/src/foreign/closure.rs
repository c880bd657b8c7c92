//! Closures that return a component, in the methods of iterators and of conditions.

use proc_macro2::{Delimiter, TokenTree};

use super::ForeignForm;
use super::source::quote_source;
use super::tokens::{colon, group_of, is_operator, is_sign, is_word, split_at_commas, tokens_of};
use super::translate::component_code;

const ITERATIONS: [&str; 6] = [
    "map",
    "flat_map",
    "filter_map",
    "for_each",
    "forEach",
    "flatMap",
];

/// `map(items, |item| text(item))`, `map(lambda item: text(item), items)`
pub(super) fn function_with_closure(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let [name, TokenTree::Group(group)] = tokens else {
        return None;
    };
    if !is_word(name, &ITERATIONS) && !is_word(name, &["array_map", "list_map"]) {
        return None;
    }
    let arguments = tokens_of(group.stream());
    let arguments = split_at_commas(&arguments);
    let mut closures = arguments.iter();
    let (parameters, body) = closures.find_map(|argument| closure(argument))?;
    let code = component_code(&body_of(body))?;
    let items = arguments
        .iter()
        .find(|argument| closure(argument).is_none())
        .map_or_else(|| "items".to_owned(), |items| quote_source(items));
    Some(ForeignForm::new(
        format!("components are not known in a closure, as of `{name}`"),
        format!(
            "write `for {} in {items} {{ {code} }}`",
            quote_source(parameters)
        ),
    ))
}

/// `items.map(|item| text(item))`, also after `..` and before `.collect()`.
pub(super) fn method_with_closure(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let tokens = match tokens {
        [first, second, rest @ ..] if is_sign(first, '.') && is_sign(second, '.') => rest,
        tokens => tokens,
    };
    // The iterator of a loop may call a function of the user's own.
    if is_word(tokens.first()?, &["for", "if", "match", "let"]) {
        return None;
    }
    let index = (1..tokens.len()).find(|&index| {
        is_sign(&tokens[index - 1], '.')
            && (is_word(&tokens[index], &ITERATIONS) || is_word(&tokens[index], &["then"]))
    })?;
    let inner = match tokens.get(index + 1)? {
        TokenTree::Group(group) => tokens_of(group.stream()),
        _ => return None,
    };
    let (parameters, body) = closure(&inner)?;
    let code = component_code(&body_of(body))?;
    let inner = match parameters {
        [only] => group_of(only, Delimiter::Parenthesis).map(|group| tokens_of(group.stream())),
        _ => None,
    };
    let parameters = inner
        .as_deref()
        .filter(|inner| inner.len() == 1)
        .unwrap_or(parameters);
    let receiver = quote_source(&tokens[..index - 1]);
    let method = tokens[index].to_string();
    let code = if method == "then" {
        format!("if {receiver} {{ {code} }}")
    } else {
        format!(
            "for {} in {receiver} {{ {code} }}",
            quote_source(parameters)
        )
    };
    Some(ForeignForm::new(
        format!("components are not known in a closure, as of `{method}`"),
        format!("write `{code}`"),
    ))
}

/// Parameters and body of `|item| body`, `item => body` or `(item) => body`, `lambda item: body`.
pub(super) fn closure(tokens: &[TokenTree]) -> Option<(&[TokenTree], &[TokenTree])> {
    let tokens = match tokens {
        [word, rest @ ..] if is_word(word, &["move", "async"]) => rest,
        tokens => tokens,
    };
    if let [bar, rest @ ..] = tokens
        && is_sign(bar, '|')
    {
        let end = rest.iter().position(|token| is_sign(token, '|'))?;
        return Some((&rest[..end], &rest[end + 1..]));
    }
    // Python
    if let [word, rest @ ..] = tokens
        && is_word(word, &["lambda"])
    {
        let end = colon(rest)?;
        return Some((&rest[..end], &rest[end + 1..]));
    }
    // JavaScript
    if let [
        word,
        parameters @ TokenTree::Group(_),
        body @ TokenTree::Group(_),
    ] = tokens
        && is_word(word, &["function", "fn", "func"])
    {
        return Some((std::slice::from_ref(parameters), std::slice::from_ref(body)));
    }
    let arrow = (0..tokens.len()).find(|&index| {
        is_operator(tokens, index, "=>") || index == 1 && is_operator(tokens, index, "->")
    })?;
    Some((&tokens[..arrow], &tokens[arrow + 2..])).filter(|(parameters, _)| parameters.len() < 2)
}

/// Body without the braces of a block.
fn body_of(body: &[TokenTree]) -> Vec<TokenTree> {
    match body {
        [only] => match group_of(only, Delimiter::Brace) {
            Some(group) => tokens_of(group.stream()),
            None => body.to_vec(),
        },
        body => body.to_vec(),
    }
}
