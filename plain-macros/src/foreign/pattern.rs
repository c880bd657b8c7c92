//! Patterns of other languages: `case 1`, `1, 2`, `else`, `> 1`, `x where x > 1`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser as _};
use syn::{Expr, Pat, Token};

use super::ForeignForm;
use super::operator::condition_code;
use super::source::quote_source;
use super::tokens::{colon, is_operator, is_sign, is_word, stream_of};

/// Explains tokens that are not a pattern of an arm.
pub(crate) fn pattern(tokens: &[TokenTree]) -> ForeignForm {
    if let Some(form) = arm(tokens) {
        return form;
    }
    if let Some(comma) = tokens.first().filter(|first| is_sign(first, ',')) {
        return ForeignForm::new("unexpected `,`", "remove it").at(comma);
    }
    match pattern_code(tokens).filter(|code| is_pattern(code)) {
        Some(code) => ForeignForm::new("invalid pattern", format!("write `{code} => ..`")),
        None => ForeignForm::new(
            "invalid pattern",
            "write a pattern, such as `Some(name)`, `1 | 2`, `value if value > 2` or `_`",
        ),
    }
}

/// Explains tokens that are not a pattern of a loop.
pub(crate) fn loop_pattern(tokens: &[TokenTree]) -> ForeignForm {
    ForeignForm::new(
        format!("invalid pattern `{}`", quote_source(tokens)),
        "write a name, or a pattern such as `(name, value)`",
    )
}

/// `1: text("a")`, `1 -> text("a")`: an arm with another sign.
pub(crate) fn arm(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let (index, length) = (1..tokens.len()).find_map(|index| {
        if is_operator(tokens, index, "->") {
            Some((index, 2))
        } else {
            (colon(tokens) == Some(index)).then_some((index, 1))
        }
    })?;
    let body = tokens[index + length..]
        .split(|token| is_sign(token, ',') || is_sign(token, ';'))
        .next()
        .unwrap_or_default();
    let is_item = match body {
        [TokenTree::Ident(_), TokenTree::Group(group)] => {
            group.delimiter() == Delimiter::Parenthesis
        }
        [TokenTree::Ident(_), TokenTree::Group(_), ..] => true,
        [only] => matches!(only, TokenTree::Group(_)),
        _ => false,
    };
    let written = &tokens[..index];
    let pattern = pattern_code(written).unwrap_or_else(|| quote_source(written));
    (is_item && is_pattern(&pattern)).then(|| {
        let body = match body {
            [name, group @ TokenTree::Group(_), ..] => quote_source(&[name.clone(), group.clone()]),
            body => quote_source(body),
        };
        ForeignForm::new(
            "expected `=>` after the pattern of an arm",
            format!("write `{pattern} => {body}`"),
        )
        .at(&tokens[index])
    })
}

/// Words before a pattern.
const PREFIXES: [&str; 8] = ["case", "when", "is", "on", "let", "var", "val", "in"];
/// Words for any value.
const WILDCARDS: [&str; 4] = ["else", "default", "otherwise", "_"];

fn pattern_code(tokens: &[TokenTree]) -> Option<String> {
    let tokens = match tokens {
        [word, rest @ ..] if is_word(word, &PREFIXES) && !rest.is_empty() => rest,
        tokens => tokens,
    };
    let tokens = match tokens {
        [rest @ .., TokenTree::Punct(_)] => rest,
        tokens => tokens,
    };
    if let [only] = tokens
        && is_word(only, &WILDCARDS)
    {
        return Some("_".to_owned());
    }
    let guard = (1..tokens.len())
        .find(|&index| is_word(&tokens[index], &["where", "when", "if", "and", "unless"]));
    if let Some(index) = guard {
        let pattern = pattern_code(&tokens[..index])?;
        let condition = condition_code(tokens.get(index + 1..)?);
        return Some(if is_word(&tokens[index], &["unless"]) {
            format!("{pattern} if !({condition})")
        } else {
            format!("{pattern} if {condition}")
        });
    }
    if let Some(alternatives) = alternatives(tokens) {
        return Some(alternatives);
    }
    let range = (1..tokens.len())
        .find(|&index| is_operator(tokens, index, "...") || is_word(&tokens[index], &["to"]));
    if let Some(index) = range {
        let length = if is_sign(&tokens[index], '.') { 3 } else { 1 };
        let (start, end) = (&tokens[..index], tokens.get(index + length..)?);
        return Some(format!("{}..={}", quote_source(start), quote_source(end)));
    }
    let is_comparison =
        matches!(tokens.first(), Some(TokenTree::Punct(sign)) if "<>=!".contains(sign.as_char()));
    if is_comparison {
        let condition = quote_source(tokens).replace("===", "==");
        return Some(format!("value if value {condition}"));
    }
    let is_value = syn::parse2::<Expr>(stream_of(tokens)).is_ok();
    let code = quote_source(tokens);
    if is_value && !is_pattern(&code) {
        return Some(format!("value if value == {code}"));
    }
    Some(code)
}

/// `1, 2`, `1 or 2`, `1 || 2`
fn alternatives(tokens: &[TokenTree]) -> Option<String> {
    let mut parts: Vec<&[TokenTree]> = Vec::new();
    let mut start = 0;
    for index in 1..tokens.len() {
        let length = if is_operator(tokens, index, "||") {
            2
        } else if is_sign(&tokens[index], ',') || is_word(&tokens[index], &["or"]) {
            1
        } else {
            continue;
        };
        parts.push(&tokens[start..index]);
        start = index + length;
    }
    parts.push(tokens.get(start..)?);
    let is_complete = parts.len() > 1 && parts.iter().all(|part| !part.is_empty());
    is_complete.then(|| {
        let codes: Vec<String> = parts.into_iter().map(quote_source).collect();
        codes.join(" | ")
    })
}

fn is_pattern(code: &str) -> bool {
    code.parse().is_ok_and(is_rust_pattern)
}

/// Whether tokens are a pattern of Rust, with or without a guard.
pub(crate) fn is_rust_pattern(tokens: TokenStream) -> bool {
    let parse = |input: ParseStream<'_>| {
        Pat::parse_multi_with_leading_vert(input)?;
        if input.peek(Token![if]) {
            input.parse::<Token![if]>()?;
            input.parse::<Expr>()?;
        }
        Ok(())
    };
    parse.parse2(tokens).is_ok()
}
