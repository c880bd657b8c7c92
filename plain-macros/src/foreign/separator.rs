//! Signs and words in the place of a separator: `text("a") | text("b")`, `label = "a" & color = Red`.

use proc_macro2::{Delimiter, TokenTree};

use super::component_call::is_component_call;
use super::names::any_property;
use super::source::quote_source;
use super::tokens::{group_of, is_braces, is_operator, is_sign, is_word, string_of};
use crate::keyword::is_keyword;

/// Words that join values in other languages.
const JOINING_WORDS: [&str; 5] = ["and", "or", "then", "plus", "with"];

/// Longest operator, in tokens.
const MAX_SIGNS: usize = 3;

/// Number of tokens that join a complete item and the component or the splice after them.
pub(crate) fn item_separator(before: &[TokenTree], rest: &[TokenTree]) -> Option<usize> {
    let is_splice = is_operator(rest, 0, "..");
    let is_component = || rest.get(..2).is_some_and(is_component_call);
    if before.len() < 3 || !is_splice && !matches!(rest, [TokenTree::Ident(_), ..]) {
        return None;
    }
    // `..a ..b`
    if is_splice && starts_splice(before) && !matches!(before, [.., TokenTree::Punct(_)]) {
        return rest.get(2).is_some_and(|next| !is_end(next)).then_some(0);
    }
    let length = joint(before)?;
    let (item, joint) = before.split_at(before.len() - length);
    let is_joined = if starts_splice(item) {
        !".:!?".chars().any(|sign| is_sign(&joint[0], sign)) || is_operator(joint, 0, "..")
    } else {
        is_component_call(item) || is_control_flow(item)
    };
    let is_splice = is_splice && rest.get(2).is_some_and(|next| !is_end(next));
    (is_joined && (is_splice || is_component())).then_some(length)
}

/// Whether the next item or a joining word directly follows, so that nothing starts there.
pub(super) fn is_joint(rest: &[TokenTree]) -> bool {
    match rest {
        [word @ TokenTree::Ident(_), next @ ..] if is_word(word, &JOINING_WORDS) => {
            next.get(..2).is_some_and(is_component_call) || is_operator(next, 0, "..")
        }
        _ => is_operator(rest, 0, "..") && rest.get(2..4).is_some_and(is_component_call),
    }
}

/// Number of tokens that join a string and the value after it: `"a" => "b"`. An operator may also join
/// two parts of one text.
pub(crate) fn value_separator(before: &[TokenTree], rest: &[TokenTree]) -> Option<usize> {
    let [literal @ TokenTree::Literal(_), .., TokenTree::Punct(_)] = before else {
        return None;
    };
    let length = joint(before).filter(|length| length + 1 == before.len())?;
    let is_name = any_property(&string_of(literal)?).next().is_some();
    let is_value = match &rest[0] {
        next @ TokenTree::Literal(_) => string_of(next).is_some(),
        TokenTree::Ident(name) => name.to_string().starts_with(char::is_uppercase),
        _ => false,
    };
    let signs = ["=>", "->", ":", "=", "|", "&", "/", "<>", "::"];
    let is_separator = signs
        .iter()
        .any(|sign| sign.len() == length && is_operator(before, 1, sign));
    (is_separator && is_value && !is_name).then_some(length)
}

/// Number of tokens that join a complete argument and the name of the next one.
pub(crate) fn argument_separator(before: &[TokenTree], rest: &[TokenTree]) -> Option<usize> {
    let is_name = |name: &TokenTree| any_property(&name.to_string()).next().is_some();
    if !rest.first().is_some_and(is_name) {
        return None;
    }
    let length = joint(before)?;
    let (argument, joint) = before.split_at(before.len() - length);
    let is_complete = match argument {
        [.., TokenTree::Ident(last)] => !is_keyword(&last.to_string()),
        [.., TokenTree::Punct(_)] | [] => false,
        _ => true,
    };
    // Patterns and closures have names after an operator too.
    let has_pattern = argument.iter().any(|token| {
        is_word(token, &["let"]) || matches!(token, TokenTree::Punct(sign) if sign.as_char() == '|')
    });
    (is_complete && !has_pattern && !is_sign(&joint[0], '=')).then_some(length)
}

/// Number of tokens at the end that may join what is before and after them: a word, or an operator.
fn joint(before: &[TokenTree]) -> Option<usize> {
    let is_punct = |token: &&TokenTree| matches!(token, TokenTree::Punct(_));
    let signs = before.iter().rev().take_while(is_punct).count();
    match signs {
        0 => is_word(before.last()?, &JOINING_WORDS).then_some(1),
        signs => (signs <= MAX_SIGNS).then_some(signs),
    }
}

/// Parts between separators of any form, without those that are empty.
pub(super) fn split_items(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    let is_list = |tokens: &[TokenTree]| matches!(tokens, [only] if group_of(only, Delimiter::Bracket).is_some());
    let is_value = |tokens: &[TokenTree]| is_component_call(tokens) || is_list(tokens);
    let mut parts = Vec::new();
    let mut start = 0;
    for index in 0..tokens.len() {
        let (before, rest) = (&tokens[start..index], &tokens[index..]);
        let starts_value =
            || rest.get(..1).is_some_and(is_list) || rest.get(..2).is_some_and(is_component_call);
        let separator = if is_end(&rest[0]) {
            Some((0, 1))
        } else if before.is_empty() || !starts_value() {
            None
        } else if is_value(before) {
            Some((0, 0))
        } else {
            let length = joint(before).filter(|length| is_value(&before[..before.len() - length]));
            length.map(|length| (length, 0))
        };
        if let Some((before, after)) = separator {
            parts.push(&tokens[start..index - before]);
            start = index + after;
        }
    }
    parts.push(&tokens[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

fn starts_splice(item: &[TokenTree]) -> bool {
    item.len() > 2 && is_operator(item, 0, "..")
}

fn is_control_flow(item: &[TokenTree]) -> bool {
    item.first().is_some_and(|first| is_word(first, &HEADS)) && item.last().is_some_and(is_braces)
}

fn is_end(token: &TokenTree) -> bool {
    is_sign(token, ',') || is_sign(token, ';')
}

/// Code of the segment before a wrong separator, and of the next one, with the right separator.
pub(crate) fn separated(
    before: &[TokenTree],
    joint: &[TokenTree],
    after: &[TokenTree],
    separator: char,
) -> String {
    let is_next = |token: &TokenTree| {
        is_end(token)
            || joint
                .iter()
                .any(|sign| sign.to_string() == token.to_string())
    };
    let length = after.iter().position(is_next).unwrap_or(after.len());
    format!(
        "{}{separator} {}",
        quote_source(before),
        quote_source(&after[..length])
    )
}

/// Keywords of control flow that has a head and a block.
const HEADS: [&str; 4] = ["if", "for", "match", "while"];

/// Whether the separator between tokens is in the head of control flow, whose block follows.
pub(crate) fn is_in_head(before: &[TokenTree], after: &[TokenTree]) -> bool {
    let Some(first) = before.first().filter(|first| is_word(first, &HEADS)) else {
        return false;
    };
    let has_block = |tokens: &[TokenTree]| tokens.iter().any(is_braces);
    // `if a { .. }, else { .. }`
    if is_word(first, &["if"]) && after.first().is_some_and(|next| is_word(next, &["else"])) {
        return true;
    }
    if has_block(before) {
        return false;
    }
    let is_item = |tokens: &[TokenTree]| {
        is_component_call(tokens) || tokens.first().is_some_and(|first| is_word(first, &HEADS))
    };
    let starts_item =
        |tokens: &[TokenTree]| (1..=2).any(|length| tokens.get(..length).is_some_and(is_item));
    // A loop with a counter has two separators.
    let mut segments = after.split(is_end).take(2);
    let is_counted = is_word(first, &["for"]);
    match (segments.next(), segments.next()) {
        (Some(first), _) if starts_item(first) => false,
        (Some(first), _) if has_block(first) => true,
        (_, Some(second)) => is_counted && has_block(second) && !starts_item(second),
        _ => false,
    }
}

/// Words that begin a declaration, in Rust or in another language.
const DECLARATIONS: [&str; 24] = [
    "let",
    "const",
    "static",
    "use",
    "type",
    "struct",
    "enum",
    "union",
    "fn",
    "impl",
    "trait",
    "mod",
    "pub",
    "extern",
    "async",
    "unsafe",
    "macro_rules",
    "import",
    "from",
    "var",
    "val",
    "def",
    "function",
    "class",
];

/// Whether tokens are an error of their own as an item of a list: a declaration, or `return text("a")`.
pub(crate) fn is_reported_item(mut tokens: &[TokenTree]) -> bool {
    while let [sign, attribute, rest @ ..] = tokens
        && is_sign(sign, '#')
        && group_of(attribute, Delimiter::Bracket).is_some()
    {
        tokens = rest;
    }
    let leaves = |tokens: &[TokenTree]| matches!(tokens, [word, rest @ ..] if is_word(word, &["return", "break", "yield"]) && is_component_call(rest));
    is_declaration(tokens) || leaves(tokens)
}

/// Whether tokens are a declaration: no expression goes on with a second word.
pub(crate) fn is_declaration(tokens: &[TokenTree]) -> bool {
    match tokens {
        [word, TokenTree::Ident(second), ..] if is_word(word, &DECLARATIONS) => {
            let is_closure = is_word(word, &["async"]) && second == "move";
            !is_closure
        }
        [word, sign, ..] if is_sign(sign, '!') => is_word(word, &["macro_rules"]),
        [word, TokenTree::Group(_) | TokenTree::Punct(_), ..] if is_word(word, &["let"]) => true,
        [word, TokenTree::Group(_) | TokenTree::Literal(_), ..] => {
            is_word(word, &["pub", "use", "extern"])
        }
        [word, TokenTree::Punct(_), ..] => is_word(word, &["impl", "use"]),
        _ => false,
    }
}
