//! Conditions of other languages: ternaries, and conditions after the value.

use proc_macro2::TokenTree;

use super::separator::{is_declaration, is_joint};
use super::source::quote_source;
use super::tokens::{colon, is_braces, is_operator, is_sign, is_word};

/// A condition, the value if it holds, and the value otherwise.
pub(super) struct Conditional<'a> {
    pub(super) condition: &'a [TokenTree],
    pub(super) then: &'a [TokenTree],
    pub(super) otherwise: Option<&'a [TokenTree]>,
    /// Name of the form.
    pub(super) name: &'static str,
}

impl Conditional<'_> {
    /// Writes `if`, with each value as `write` writes it.
    pub(super) fn code(&self, write: impl Fn(&[TokenTree]) -> Option<String>) -> Option<String> {
        let condition = quote_source(self.condition);
        let then = write(self.then)?;
        match self.otherwise {
            Some(otherwise) => {
                let otherwise = write(otherwise)?;
                Some(format!(
                    "if {condition} {{ {then} }} else {{ {otherwise} }}"
                ))
            }
            None => Some(format!("if {condition} {{ {then} }}")),
        }
    }
}

/// Parses a condition in the form of another language.
pub(super) fn conditional(tokens: &[TokenTree]) -> Option<Conditional<'_>> {
    ternary(tokens)
        .or_else(|| trailing(tokens))
        .or_else(|| conjunction(tokens))
        .filter(|form| !form.condition.is_empty() && !form.then.is_empty())
}

/// `condition ? a : b`
fn ternary(tokens: &[TokenTree]) -> Option<Conditional<'_>> {
    let mark = tokens.iter().position(|token| is_sign(token, '?'))?;
    let rest = &tokens[mark + 1..];
    let split = colon(rest)?;
    let otherwise = &rest[split + 1..];
    (!otherwise.is_empty()).then(|| Conditional {
        condition: &tokens[..mark],
        then: &rest[..split],
        otherwise: Some(otherwise).filter(|value| !is_nothing(value)),
        name: "a `?:` expression",
    })
}

/// `a if condition`, `a if condition else b`
fn trailing(tokens: &[TokenTree]) -> Option<Conditional<'_>> {
    let mark = tokens.iter().position(|token| is_word(token, &["if"]))?;
    if mark == 0 || tokens.iter().any(is_braces) {
        return None;
    }
    let rest = &tokens[mark + 1..];
    let split = rest.iter().position(|token| is_word(token, &["else"]));
    let otherwise = split.and_then(|split| rest.get(split + 1..));
    Some(Conditional {
        condition: &rest[..split.unwrap_or(rest.len())],
        then: &tokens[..mark],
        otherwise: otherwise.filter(|value| !value.is_empty() && !is_nothing(value)),
        name: "a condition after a value",
    })
}

/// `condition && a`, `condition and a`
fn conjunction(tokens: &[TokenTree]) -> Option<Conditional<'_>> {
    let (mark, length) = (1..tokens.len()).rev().find_map(|index| {
        if is_operator(tokens, index, "&&") {
            Some((index, 2))
        } else {
            is_word(&tokens[index], &["and"]).then_some((index, 1))
        }
    })?;
    Some(Conditional {
        condition: &tokens[..mark],
        then: tokens.get(mark + length..)?,
        otherwise: None,
        name: "a condition before `&&`",
    })
}

/// Whether a value is the `null` of some language.
pub(super) fn is_nothing(tokens: &[TokenTree]) -> bool {
    match tokens {
        [only] => {
            is_word(only, &["null", "undefined", "nil", "NULL", "None"])
                || matches!(only, TokenTree::Group(group) if group.stream().is_empty())
        }
        _ => false,
    }
}

/// Whether an item continues with a condition or a loop after its component, or after a word of
/// another language.
pub(crate) fn continues_item(before: &[TokenTree], rest: &[TokenTree]) -> bool {
    let is_trailing = rest
        .first()
        .is_some_and(|word| is_word(word, &["if", "for", "unless"]));
    if is_trailing {
        let item = rest.split(|token| is_sign(token, ',')).next();
        return !item.is_some_and(|item| item.iter().any(is_braces));
    }
    let is_branch = |token: &TokenTree| is_word(token, &["elif", "elsif", "elseif"]);
    rest.first().is_some_and(is_branch)
        || is_joint(rest)
        || matches!(before, [word] if is_word(word, &["new", "unless", "switch", "foreach"]))
        || matches!(before, [_]) && is_declaration(&[before, rest].concat())
}
