//! Loops of other languages: `for (const a of b)`, `for a, b in c`, `foreach (a as b)`.

use proc_macro2::{Delimiter, TokenTree};

use super::ForeignForm;
use super::operator::condition_code;
use super::source::quote_source;
use super::tokens::{
    colon, group_of, is_braces, is_operator, is_sign, is_word, split_at_commas, stream_of,
    tokens_of,
};

/// Recognises a loop with a block, but with another head.
pub(super) fn iteration(keyword: &str, tokens: &[TokenTree]) -> Option<ForeignForm> {
    let (_, head) = tokens.split_last().filter(|(last, _)| is_braces(last))?;
    // Most loops have one name, or a pattern in parentheses.
    let filter = filter_of(head);
    if keyword == "for"
        && filter.is_none()
        && head.get(1).is_some_and(|word| is_word(word, &["in"]))
    {
        return None;
    }
    if let Some((iterator, condition)) = filter {
        let code = loop_code(iterator);
        let condition = condition_code(condition);
        return Some(ForeignForm::new(
            "a loop takes no condition",
            format!("write `for {code} {{ if {condition} {{ .. }} }}`"),
        ));
    }
    let code = loop_code(head);
    let is_ours = keyword == "for" && code == quote_source(head);
    let has_iterator = !head.is_empty() && code != "item in items" || head.len() > 2;
    (!is_ours && has_iterator).then(|| {
        ForeignForm::new(
            "expected `for`, a pattern, `in` and an iterator",
            format!("write `for {code} {{ .. }}`"),
        )
    })
}

/// Head and condition of `a in b if c`.
fn filter_of(head: &[TokenTree]) -> Option<(&[TokenTree], &[TokenTree])> {
    let index = head
        .iter()
        .position(|token| is_word(token, &["if", "where", "when"]))?;
    let follows_value = !matches!(head.get(index.checked_sub(1)?), Some(TokenTree::Punct(_)))
        && !is_word(&head[index - 1], &["in"]);
    let condition = head.get(index + 1..).filter(|rest| !rest.is_empty())?;
    (follows_value && !head.iter().any(is_braces)).then(|| (&head[..index], condition))
}

/// `a in b`, for the head of a loop.
pub(super) fn loop_code(head: &[TokenTree]) -> String {
    let inner = match head {
        [only] => group_of(only, Delimiter::Parenthesis).map(|group| tokens_of(group.stream())),
        _ => None,
    };
    let is_variable_sign = |token: &TokenTree| is_sign(token, '$');
    let head: Vec<TokenTree> = inner
        .unwrap_or_else(|| head.to_vec())
        .into_iter()
        .filter(|token| !is_variable_sign(token))
        .collect();
    let head = match head.as_slice() {
        [word, rest @ ..] if is_word(word, &DECLARATIONS) && rest.len() > 2 => rest,
        head => head,
    };
    counted(head)
        .or_else(|| reversed(head))
        .or_else(|| ordinary(head))
        .unwrap_or_else(|| "item in items".to_owned())
}

/// Words before the name of a variable.
const DECLARATIONS: [&str; 7] = ["const", "let", "var", "auto", "val", "each", "final"];

/// `i = 0; i < 3; i++`
fn counted(head: &[TokenTree]) -> Option<String> {
    let parts: Vec<&[TokenTree]> = head.split(|token| is_sign(token, ';')).collect();
    let [start, condition, _] = parts.as_slice() else {
        return None;
    };
    let sign = start.iter().position(|token| is_sign(token, '='))?;
    let name = start[..sign].iter().rev();
    let name = name
        .clone()
        .find(|token| matches!(token, TokenTree::Ident(_)))?;
    let bound = condition.iter().position(|token| is_sign(token, '<'))?;
    let (range, length) = if is_operator(condition, bound, "<=") {
        ("..=", 2)
    } else {
        ("..", 1)
    };
    Some(format!(
        "{name} in {}{range}{}",
        quote_source(&start[sign + 1..]),
        quote_source(condition.get(bound + length..)?)
    ))
}

/// A pattern before the iterator.
fn ordinary(head: &[TokenTree]) -> Option<String> {
    let (index, length) = separator(head)?;
    let (pattern, iterator) = (&head[..index], &head[index + length..]);
    let (is_counted, iterator) = match iterator {
        [word, rest @ ..] if is_word(word, &["range"]) && is_start(rest) => (true, rest),
        iterator => (false, iterator),
    };
    if pattern.is_empty() || iterator.is_empty() {
        return None;
    }
    let names = split_at_commas(pattern);
    let (pattern, suffix) = match names.as_slice() {
        [first, second] if is_counted && is_underscore(first) => (quote_source(second), ""),
        [_, _] if is_counted => (
            format!("({})", quote_source(pattern)),
            ".iter().enumerate()",
        ),
        [_, _, ..] => (format!("({})", quote_source(pattern)), ""),
        _ => match colon(pattern) {
            Some(end) => (quote_source(&pattern[..end]), ""),
            None => (quote_source(pattern), ""),
        },
    };
    Some(format!("{pattern} in {}{suffix}", iterator_code(iterator)))
}

fn is_start(tokens: &[TokenTree]) -> bool {
    matches!(
        tokens.first(),
        Some(TokenTree::Ident(_) | TokenTree::Literal(_))
    )
}

fn is_underscore(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [only] if is_word(only, &["_"]))
}

/// Place of the word or the sign before the iterator.
fn separator(head: &[TokenTree]) -> Option<(usize, usize)> {
    let at = |words: &[&str]| {
        let index = head.iter().position(|token| is_word(token, words))?;
        (index > 0).then_some((index, 1))
    };
    let operator = |operator: &str| {
        let index = (1..head.len()).find(|&index| is_operator(head, index, operator))?;
        Some((index, operator.len()))
    };
    at(&["in"])
        .or_else(|| at(&["of"]))
        .or_else(|| at(&["from", "through"]))
        .or_else(|| operator("<-"))
        .or_else(|| operator(":="))
        .or_else(|| colon(head).map(|index| (index, 1)))
        .or_else(|| operator("="))
}

/// `items as item`, `items as key => item`
fn reversed(head: &[TokenTree]) -> Option<String> {
    if head.iter().any(|token| is_word(token, &["in", "of"])) {
        return None;
    }
    let index = head.iter().position(|token| is_word(token, &["as"]))?;
    let (iterator, pattern) = (&head[..index], head.get(index + 1..)?);
    if iterator.is_empty() || pattern.is_empty() {
        return None;
    }
    let arrow = (1..pattern.len()).find(|&index| is_operator(pattern, index, "=>"));
    let pattern = match arrow {
        Some(arrow) => format!(
            "({}, {})",
            quote_source(&pattern[..arrow]),
            quote_source(&pattern[arrow + 2..])
        ),
        None => quote_source(pattern),
    };
    Some(format!("{pattern} in {}", iterator_code(iterator)))
}

/// An iterator, with the ranges of Rust. `0...3` is a range with or without its end.
pub(super) fn iterator_code(tokens: &[TokenTree]) -> String {
    let is_expression = || syn::parse2::<syn::Expr>(stream_of(tokens)).is_ok();
    let (index, length, range) = match range(tokens) {
        Some(range) if !is_expression() => range,
        _ => return quote_source(tokens),
    };
    format!(
        "{}{range}{}",
        quote_source(&tokens[..index]),
        quote_source(&tokens[index + length..])
    )
}

fn range(tokens: &[TokenTree]) -> Option<(usize, usize, &'static str)> {
    (1..tokens.len().saturating_sub(1)).find_map(|index| {
        if is_operator(tokens, index, "...") || is_operator(tokens, index, "..<") {
            Some((index, 3, ".."))
        } else if is_word(&tokens[index], &["until"]) {
            Some((index, 1, ".."))
        } else {
            is_word(&tokens[index], &["to"]).then_some((index, 1, "..="))
        }
    })
}

/// Recognises an iterator with the range of another language.
pub(crate) fn iterator(tokens: &[TokenTree]) -> Option<ForeignForm> {
    range(tokens)?;
    let code = iterator_code(tokens);
    Some(ForeignForm::replace(
        "a range",
        "one of another language",
        &code,
    ))
}
