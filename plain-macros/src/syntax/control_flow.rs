//! Control flow in a list: `if`, `match`, `for` and blocks.

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{Expr, Label};

use super::attribute::split_attributes;
use super::expression::Parser;
use super::list;
use super::segment::Separator;
use crate::foreign::{self, ForeignForm};
use crate::model::{Arm, Branch, ControlFlow, RawItem};

pub(super) fn is_keyword(word: &Ident) -> bool {
    ["if", "match", "for", "let"].contains(&&*word.to_string())
}

/// Whether tokens begin with a keyword of control flow, or are a block.
pub(super) fn is_control_flow(tokens: &[TokenTree]) -> bool {
    match tokens {
        [only] if braces(only).is_some() => true,
        [TokenTree::Ident(keyword), ..] => is_keyword(keyword) && keyword != "let",
        [quote, _, colon, TokenTree::Ident(keyword), ..] => {
            is_sign(quote, '\'') && is_sign(colon, ':') && keyword == "for"
        }
        _ => false,
    }
}

/// Whether control flow ends in a block, so that another item may follow.
pub(super) fn is_complete(tokens: &[TokenTree]) -> bool {
    // The pattern of a loop may have braces.
    let is_in_pattern = matches!(tokens.first(), Some(TokenTree::Ident(word)) if word == "for")
        && !tokens.iter().any(|token| is_ident(token, "in"));
    is_control_flow(tokens)
        && !is_in_pattern
        && tokens.last().is_some_and(|last| braces(last).is_some())
}

/// Parses control flow, or reports the mistake.
pub(super) fn parse(tokens: &[TokenTree], parser: &mut Parser<'_>) -> Option<ControlFlow<RawItem>> {
    match tokens {
        [TokenTree::Ident(keyword), rest @ ..] if keyword == "if" => {
            branches(keyword, rest, parser)
        }
        [TokenTree::Ident(keyword), rest @ ..] if keyword == "match" => arms(keyword, rest, parser),
        [TokenTree::Ident(keyword), rest @ ..] => iteration(None, keyword, rest, parser),
        [quote, name, colon, TokenTree::Ident(keyword), rest @ ..] => {
            let label: TokenStream = [quote, name, colon].into_iter().cloned().collect();
            iteration(syn::parse2(label).ok(), keyword, rest, parser)
        }
        [block, ..] => Some(ControlFlow::Block(list::block(braces(block)?, parser))),
        [] => None,
    }
}

/// Parses the part after `if`.
fn branches(
    keyword: &Ident,
    mut tokens: &[TokenTree],
    parser: &mut Parser<'_>,
) -> Option<ControlFlow<RawItem>> {
    let mut branches = Vec::new();
    loop {
        // A condition may have blocks of its own: the branch is the one before `else` or the end.
        let block = tokens.iter().enumerate().position(|(index, token)| {
            braces(token).is_some()
                && match tokens.get(index + 1) {
                    None => true,
                    Some(next) => is_ident(next, "else"),
                }
        });
        let Some((index, group)) =
            block.and_then(|index| Some((index, braces(tokens.get(index)?)?)))
        else {
            parser.diagnostics.error(
                keyword.span(),
                "expected a condition and a block after `if`",
                "write `if condition { text(\"..\") }`",
            );
            return None;
        };
        branches.push(Branch {
            condition: operand(&tokens[..index], keyword.span(), &CONDITION, parser)?,
            items: list::block(group, parser),
        });
        tokens = match &tokens[index + 1..] {
            [] => {
                return Some(ControlFlow::If {
                    branches,
                    otherwise: None,
                });
            }
            [_else, TokenTree::Ident(next), rest @ ..] if next == "if" => rest,
            [_else, block] if braces(block).is_some() => {
                let otherwise = braces(block).map(|group| list::block(group, parser));
                return Some(ControlFlow::If {
                    branches,
                    otherwise,
                });
            }
            rest => {
                parser.diagnostics.error_spanned(
                    rest.iter().cloned().collect::<TokenStream>(),
                    "expected a block after `else`",
                    "write `else { text(\"..\") }`",
                );
                return None;
            }
        };
    }
}

/// Parses the part after `for`.
fn iteration(
    label: Option<Label>,
    keyword: &Ident,
    tokens: &[TokenTree],
    parser: &mut Parser<'_>,
) -> Option<ControlFlow<RawItem>> {
    let split = tokens.iter().position(|token| is_ident(token, "in"));
    let (Some(split), Some(group)) = (split, tokens.last().and_then(braces)) else {
        parser.diagnostics.error(
            keyword.span(),
            "expected a pattern, `in`, an iterator and a block after `for`",
            "write `for item in items { text(\"{item}\") }`",
        );
        return None;
    };
    let pattern = pattern(
        &tokens[..split],
        keyword.span(),
        foreign::loop_pattern,
        parser,
    )?;
    let iterator = &tokens[split + 1..tokens.len() - 1];
    Some(ControlFlow::For {
        label,
        pattern,
        iterator: operand(iterator, keyword.span(), &ITERATOR, parser)?,
        items: list::block(group, parser),
    })
}

/// Parses the part after `match`.
fn arms(
    keyword: &Ident,
    tokens: &[TokenTree],
    parser: &mut Parser<'_>,
) -> Option<ControlFlow<RawItem>> {
    let Some((group, value)) = tokens
        .split_last()
        .and_then(|(last, value)| Some((braces(last)?, value)))
    else {
        parser.diagnostics.error(
            keyword.span(),
            "expected a value and arms after `match`",
            "write `match value { Some(name) => text(\"{name}\"), None => {} }`",
        );
        return None;
    };
    let value = operand(value, keyword.span(), &MATCHED_VALUE, parser)?;
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let mut rest = tokens.as_slice();
    let mut arms = Vec::new();
    while !rest.is_empty() {
        let Some(arrow) = arrow(rest) else {
            if let Some(form) = foreign::arm(rest) {
                form.report(rest, parser.diagnostics);
                return None;
            }
            parser.diagnostics.error_spanned(
                rest.iter().cloned().collect::<TokenStream>(),
                "expected `=>` and a component in an arm",
                "write `pattern => text(\"..\")`, or `pattern => {}` for no component",
            );
            return None;
        };
        let (condition, tokens) = split_attributes(&rest[..arrow], parser);
        let pattern = pattern(tokens, keyword.span(), foreign::pattern, parser)?;
        let pattern = quote!(#condition #pattern);
        let body = &rest[arrow + 2..];
        let end = arm_end(body);
        let items = match &body[..end] {
            [] => {
                parser.diagnostics.error(
                    rest[arrow].span(),
                    "expected a component after `=>`",
                    "write a component, or `{}` for none",
                );
                Vec::new()
            }
            [block] if braces(block).is_some() => {
                braces(block).map_or_else(Vec::new, |group| list::block(group, parser))
            }
            item => vec![list::item(item, Separator::Semicolon, parser)],
        };
        arms.push(Arm { pattern, items });
        rest = match &body[end..] {
            [comma, rest @ ..] if is_sign(comma, ',') => rest,
            rest => rest,
        };
    }
    Some(ControlFlow::Match { value, arms })
}

/// Length of the body of an arm, which ends at a comma or after its block.
fn arm_end(body: &[TokenTree]) -> usize {
    let is_control_flow = matches!(body.first(), Some(TokenTree::Ident(word)) if is_keyword(word));
    let mut end = 0;
    while end < body.len() && !is_sign(&body[end], ',') {
        let is_last_block = braces(&body[end]).is_some()
            && (end == 0 || is_control_flow)
            && !body.get(end + 1).is_some_and(|next| is_ident(next, "else"));
        end += 1;
        if is_last_block {
            break;
        }
    }
    end
}

/// Index of the first `=>`.
fn arrow(tokens: &[TokenTree]) -> Option<usize> {
    tokens.windows(2).position(|pair| {
        matches!(&pair[0], TokenTree::Punct(first) if first.as_char() == '=' && first.spacing() == Spacing::Joint)
            && is_sign(&pair[1], '>')
    })
}

/// Parses a pattern and an optional guard, or reports it as `explain` says.
fn pattern(
    tokens: &[TokenTree],
    before: Span,
    explain: fn(&[TokenTree]) -> ForeignForm,
    parser: &mut Parser<'_>,
) -> Option<TokenStream> {
    let stream: TokenStream = tokens.iter().cloned().collect();
    if foreign::is_rust_pattern(stream.clone()) {
        return Some(stream);
    }
    if tokens.is_empty() {
        parser.diagnostics.error(
            before,
            "expected a pattern",
            "write a variable name, or `_`",
        );
    } else {
        explain(tokens).report(tokens, parser.diagnostics);
    }
    None
}

/// Expression between a keyword and a block, as errors describe it.
struct Operand {
    name: &'static str,
    keyword: &'static str,
    example: &'static str,
    /// Recognises a form of another language.
    recognise: fn(&[TokenTree]) -> Option<ForeignForm>,
}

const CONDITION: Operand = Operand {
    name: "a condition",
    keyword: "if",
    example: "if condition { text(\"..\") }",
    recognise: foreign::condition,
};
const MATCHED_VALUE: Operand = Operand {
    name: "a value",
    keyword: "match",
    example: "match value { Some(name) => text(\"{name}\"), None => {} }",
    recognise: foreign::unnamed_value,
};
const ITERATOR: Operand = Operand {
    name: "an iterator",
    keyword: "in",
    example: "for item in items { text(\"{item}\") }",
    recognise: foreign::iterator,
};

/// Parses the condition, value or iterator of control flow.
fn operand(
    tokens: &[TokenTree],
    before: Span,
    operand: &Operand,
    parser: &mut Parser<'_>,
) -> Option<Expr> {
    if tokens.is_empty() {
        parser.diagnostics.error(
            before,
            &format!("expected {} after `{}`", operand.name, operand.keyword),
            &format!("write `{}`", operand.example),
        );
        return None;
    }
    let stream: TokenStream = tokens.iter().cloned().collect();
    let expression = parser.expression_or(stream.clone(), |tokens| {
        (operand.recognise)(tokens).or_else(|| foreign::unnamed_value(tokens))
    })?;
    if operand.keyword == CONDITION.keyword
        && foreign::is_foreign_condition(&expression)
        && let Some(form) = foreign::condition(tokens)
    {
        form.report(tokens, parser.diagnostics);
        return None;
    }
    // Some expressions are not allowed before a block: `return` would take the block as its operand.
    if syn::parse2::<Expr>(quote!(if #expression {})).is_err() {
        parser.diagnostics.error_spanned(
            stream,
            &format!("{} needs parentheses here", operand.name),
            "write the expression in parentheses: `(..)`",
        );
        return None;
    }
    Some(expression)
}

fn braces(token: &TokenTree) -> Option<&Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    }
}

fn is_ident(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}
