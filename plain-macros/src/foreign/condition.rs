//! Conditions of other languages: ternaries, conditions after the value, and `if` without braces.

use proc_macro2::{Delimiter, TokenTree};

use super::component_call::is_component_call;
use super::names;
use super::object::is_named;
use super::operator::condition_code;
use super::separator::{is_declaration, is_joint};
use super::tokens::{
    colon, group_of, is_braces, is_nothing, is_operator, is_sign, is_word, tokens_of,
};
use crate::keyword::is_keyword;

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
        let condition = condition_code(self.condition);
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
        .or_else(|| without_braces(tokens))
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

/// `if condition a else b`, `if condition: a else: b`, `if condition then a else b`, also with braces
/// around one of the values.
pub(super) fn without_braces(tokens: &[TokenTree]) -> Option<Conditional<'_>> {
    let (keyword, rest) = tokens.split_first()?;
    if !is_word(keyword, &["if"]) {
        return None;
    }
    let rest = match rest {
        [rest @ .., end] if is_word(end, &["end", "endif", "fi"]) && rest.len() > 1 => rest,
        rest => rest,
    };
    let split = rest.iter().position(|token| is_word(token, &["else"]));
    let head = &rest[..split.unwrap_or(rest.len())];
    let otherwise = split.map(|split| match &rest[split + 1..] {
        [sign, value @ ..] if is_sign(sign, ':') => value,
        value => value,
    });
    let is_block = |tokens: &[TokenTree]| matches!(tokens, [only] if is_braces(only));
    let (condition, then) = match head {
        [condition @ .., block] if is_braces(block) => {
            let is_complete = otherwise
                .is_none_or(|it| it.is_empty() || is_block(it) || it.last().is_some_and(is_braces));
            if is_complete {
                return None;
            }
            (condition, std::slice::from_ref(block))
        }
        head => {
            let (index, length) = end_of_condition(head)?;
            (&head[..index], &head[index + length..])
        }
    };
    Some(Conditional {
        condition,
        then,
        otherwise: otherwise.filter(|value| !value.is_empty() && !is_nothing(value)),
        name: "an `if` without braces",
    })
}

/// Index of the first token after a condition, and the number of tokens between it and the value.
pub(super) fn end_of_condition(head: &[TokenTree]) -> Option<(usize, usize)> {
    if let Some(index) = (1..head.len()).find(|&index| is_operator(head, index, "=>")) {
        return Some((index, 2));
    }
    let sign = head
        .iter()
        .position(|token| is_word(token, &["then", "do"]));
    if let Some(index) = sign.or_else(|| colon(head)) {
        return Some((index, 1));
    }
    let ends_operand = |token: &TokenTree| match token {
        TokenTree::Ident(word) => !is_keyword(&word.to_string()),
        TokenTree::Literal(_) | TokenTree::Group(_) => true,
        TokenTree::Punct(_) => false,
    };
    let starts_operand = |token: &TokenTree| match token {
        TokenTree::Ident(word) => !is_keyword(&word.to_string()),
        token => matches!(token, TokenTree::Literal(_)),
    };
    (1..head.len())
        .find(|&index| {
            let is_operand = |index: usize| head.get(index).is_some_and(starts_operand);
            // `a is b`: the word between two operands is an operator.
            let is_operator = matches!(head[index], TokenTree::Ident(_))
                && is_operand(index + 1)
                && !matches!(head.get(index + 1), Some(TokenTree::Literal(_)));
            ends_operand(&head[index - 1]) && is_operand(index) && !is_operator
        })
        .map(|index| (index, 0))
}

/// Tokens between the braces, if a value is in them.
pub(super) fn without_block(tokens: &[TokenTree]) -> Vec<TokenTree> {
    match tokens {
        [only] => match group_of(only, Delimiter::Brace) {
            Some(group) => tokens_of(group.stream()),
            None => tokens.to_vec(),
        },
        tokens => tokens.to_vec(),
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
    continues_branches(before, rest)
        || is_component_call(before) && (is_property_of(before, rest) || ends_in_dots(rest))
        || is_joint(rest)
        || matches!(before, [word] if is_word(word, &["new", "unless", "switch", "foreach"]))
        || matches!(before, [_]) && is_declaration(&[before, rest].concat())
}

/// Whether a property of a component is after its parentheses.
fn is_property_of(call: &[TokenTree], rest: &[TokenTree]) -> bool {
    let ([TokenTree::Ident(component), ..], [TokenTree::Ident(name), ..]) = (call, rest) else {
        return false;
    };
    let properties = names::properties_of(component).unwrap_or_default();
    is_named(rest) && names::property(properties, &name.to_string()).is_some()
}

/// Whether `..` is before the end of an item.
fn ends_in_dots(rest: &[TokenTree]) -> bool {
    let dots = rest.iter().take_while(|token| is_sign(token, '.')).count();
    dots > 1
        && rest
            .get(dots)
            .is_none_or(|next| is_sign(next, ',') || is_sign(next, ';'))
}

/// Whether an `if` goes on with a branch in another language.
fn continues_branches(before: &[TokenTree], rest: &[TokenTree]) -> bool {
    let is_if = before.first().is_some_and(|first| is_word(first, &["if"]));
    match rest {
        [word, ..] if is_word(word, &ELSE_IF) => true,
        [TokenTree::Ident(word), next, ..] if is_if && before.last().is_some_and(is_braces) => {
            let word = word.to_string();
            let is_known = is_keyword(&word) || names::component(&word).is_some();
            !is_known && (is_braces(next) || is_word(next, &["if"]))
        }
        _ => false,
    }
}

/// Words for `else if`.
pub(super) const ELSE_IF: [&str; 3] = ["elif", "elsif", "elseif"];
