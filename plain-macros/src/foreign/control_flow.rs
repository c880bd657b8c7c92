//! Control flow of other languages in a list.

use proc_macro2::{Delimiter, Group, TokenTree};

use super::ForeignForm;
use super::condition::{ELSE_IF, conditional, end_of_condition, without_block, without_braces};
use super::iteration::{iteration, loop_code};
use super::names;
use super::operator::condition_code;
use super::separator::split_items;
use super::source::quote_source;
use super::tokens::{group_of, is_braces, is_operator, is_sign, is_word};
use super::translate::component_code;
use crate::keyword::is_keyword;

/// Recognises control flow in another form.
pub(super) fn control_flow(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let (TokenTree::Ident(first), rest) = tokens.split_first()? else {
        return after_value(tokens);
    };
    let first = first.to_string();
    match first.as_str() {
        "if" => separated_else(rest).or_else(|| else_if(rest)).or_else(|| {
            let code = without_braces(tokens)?.code(branch_code)?;
            Some(ForeignForm::new(
                "expected a block after `if`",
                format!("write `{code}`"),
            ))
        }),
        "unless" => {
            let (block, condition) = rest.split_last().filter(|(last, _)| is_braces(last))?;
            let condition = match condition {
                [only] => format!("!{}", quote_source(std::slice::from_ref(only))),
                condition => format!("!({})", quote_source(condition)),
            };
            let block = quote_source(std::slice::from_ref(block));
            Some(ForeignForm::replace(
                "`if`",
                "`unless`",
                &format!("if {condition} {block}"),
            ))
        }
        "for" | "foreach" | "each" => iteration(&first, rest).or_else(|| one_line(&first, rest)),
        "while" | "loop" if rest.last().is_some_and(is_braces) => Some(ForeignForm::new(
            format!("`{first}` is not allowed in a list"),
            "write `for item in items { .. }`",
        )),
        "switch" if rest.last().is_some_and(is_braces) => {
            let value = quote_source(&rest[..rest.len() - 1]);
            Some(ForeignForm::replace(
                "`match`",
                "`switch`",
                &format!("match {value} {{ pattern => text(\"..\"), _ => {{}} }}"),
            ))
        }
        _ => after_value(tokens).or_else(|| block_of_word(tokens)),
    }
}

/// `if a { .. }; else { .. }`
fn separated_else(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let mut pairs = tokens.windows(2);
    let pair = pairs.find(|pair| {
        (is_sign(&pair[0], ',') || is_sign(&pair[0], ';')) && is_word(&pair[1], &["else"])
    })?;
    let message = format!("unexpected `{}` before `else`", pair[0]);
    Some(ForeignForm::new(message, "remove it").at(&pair[0]))
}

/// `if a { .. } elif b { .. }`, `if a { .. } otherwise { .. }`
fn else_if(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let index = (1..tokens.len()).find(|&index| {
        is_braces(&tokens[index - 1])
            && matches!(tokens[index], TokenTree::Ident(_))
            && !is_word(&tokens[index], &["else"])
    })?;
    let (word, rest) = (&tokens[index], &tokens[index + 1..]);
    let is_else_if = is_word(word, &ELSE_IF);
    let condition = match rest {
        [next, rest @ ..] if is_word(next, &["if"]) => rest,
        rest => rest,
    };
    let condition = condition.split(is_braces).next().unwrap_or_default();
    let (expected, code) = match rest {
        [only] if is_braces(only) && !is_else_if => ("`else`", "else { .. }".to_owned()),
        _ if is_else_if || rest.first().is_some_and(|next| is_word(next, &["if"])) => {
            let code = format!("else if {} {{ .. }}", condition_code(condition));
            ("`else if`", code)
        }
        _ => return None,
    };
    Some(ForeignForm::replace(expected, &format!("`{word}`"), &code).at(word))
}

/// Items of a branch: those in its block, or one component.
fn branch_code(tokens: &[TokenTree]) -> Option<String> {
    match tokens {
        [only] if is_braces(only) => Some(quote_source(&without_block(tokens))),
        [word, ..] if is_word(word, &["if"]) => without_braces(tokens)?.code(branch_code),
        tokens if is_operator(tokens, 0, "..") => Some(quote_source(tokens)),
        tokens => component_code(tokens),
    }
}

/// `for a in b: c`, `for a in b c`
fn one_line(keyword: &str, tokens: &[TokenTree]) -> Option<ForeignForm> {
    let (split, length) = end_of_condition(tokens)?;
    let code = component_code(&tokens[split + length..])?;
    Some(ForeignForm::new(
        format!("expected a block after `{keyword}`"),
        format!("write `for {} {{ {code} }}`", loop_code(&tokens[..split])),
    ))
}

/// `async { .. }`, `otherwise { .. }`, `when a { .. }`: a block with a word of another language.
fn block_of_word(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let [word @ TokenTree::Ident(name), head @ .., block] = tokens else {
        return None;
    };
    let written = name.to_string();
    let is_lower_case = !written.contains(char::is_uppercase);
    if !is_braces(block) || names::component(&written).is_some() {
        return None;
    }
    let inner = without_block(std::slice::from_ref(block));
    let items = split_items(&inner);
    let code = |item: &[TokenTree]| component_code(item).unwrap_or_else(|| quote_source(item));
    let is_block = items.is_empty() && is_lower_case
        || items.iter().any(|item| component_code(item).is_some());
    let is_head = match head {
        [] => true,
        [only] if is_word(only, &["move"]) => true,
        [TokenTree::Punct(_), ..] => false,
        _ => !is_keyword(&written),
    };
    if !is_block || !is_head || is_word(word, &["match", "if", "else"]) {
        return None;
    }
    let codes: Vec<String> = items.into_iter().map(code).collect();
    let help = match head {
        [] if OTHERWISE.contains(&written.as_str()) => {
            "write `else { .. }`, directly after the block of its `if`".to_owned()
        }
        [] | [_] if codes.is_empty() => "remove it".to_owned(),
        [] => format!("write `{}`", codes.join(", ")),
        [only] if is_word(only, &["move"]) => format!("write `{}`", codes.join(", ")),
        head => format!(
            "write `if {} {{ {} }}`, or `for` with an iterator",
            condition_code(head),
            if codes.is_empty() {
                "..".to_owned()
            } else {
                codes.join("; ")
            }
        ),
    };
    Some(ForeignForm::new(format!("unexpected `{written}` before a block"), help).at(word))
}

/// `{{#if a}} text("b") {{/if}}`, `{% if a %} text("b") {% endif %}`: the tags of a template.
pub(crate) fn template_tags(tokens: &[TokenTree]) -> Option<ForeignForm> {
    // Only the first two tokens are read, since most braces are blocks.
    let starts_tag = |group: &Group| {
        let mut inner = group.stream().into_iter();
        let sign = inner.next();
        let is_tag = |sign: &TokenTree| "#%/@".chars().any(|tag| is_sign(sign, tag));
        sign.as_ref().is_some_and(is_tag)
            && matches!(
                inner.next(),
                Some(TokenTree::Ident(_) | TokenTree::Punct(_))
            )
    };
    let tag = tokens.iter().find(|token| {
        let Some(group) = group_of(token, Delimiter::Brace) else {
            return false;
        };
        let inner = group.stream().into_iter().next();
        starts_tag(group)
            || inner.is_some_and(|inner| group_of(&inner, Delimiter::Brace).is_some_and(starts_tag))
    })?;
    Some(
        ForeignForm::new(
            "unexpected tag of a template",
            "write control flow as in Rust: `if condition { text(\"..\") }` or `for item in items { text(\"{item}\") }`",
        )
        .at(tag),
    )
}

/// Words for `else`.
const OTHERWISE: [&str; 4] = ["otherwise", "or", "elsewise", "default"];

/// A component with a condition or a loop after it, or with another arm.
fn after_value(tokens: &[TokenTree]) -> Option<ForeignForm> {
    if let Some(form) = conditional(tokens)
        && let Some(code) = form.code(component_code)
    {
        return Some(ForeignForm::replace("a component", form.name, &code));
    }
    let is_call = |tokens: &[TokenTree]| component_code(tokens).is_some();
    let arrow = (1..tokens.len()).find(|&index| is_operator(tokens, index, "=>"));
    if arrow.is_some_and(|arrow| arrow > 2) && tokens.get(..2).is_some_and(is_call) {
        return Some(
            ForeignForm::new(
                "expected `,` after an arm",
                "separate the arms of a `match` with `,`",
            )
            .at(&tokens[2]),
        );
    }
    let word = tokens.iter().position(|token| is_word(token, &["for"]))?;
    let split = tokens.iter().position(|token| is_word(token, &["in"]))?;
    let code = component_code(&tokens[..word])?;
    let pattern = tokens.get(word + 1..split)?;
    Some(ForeignForm::new(
        "expected `for` before its component",
        format!(
            "write `for {} in {} {{ {code} }}`",
            quote_source(pattern),
            quote_source(&tokens[split + 1..])
        ),
    ))
}
