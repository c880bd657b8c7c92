//! Control flow in a list: `if`, `match`, `for` and blocks.

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Pat, Stmt, Token};

use super::expression::expression;
use super::list;
use crate::diagnostic::Diagnostics;
use crate::model::{Arm, Branch, Flow, RawItem};

pub(super) fn is_keyword(word: &Ident) -> bool {
    word == "if" || word == "match" || word == "for" || word == "let"
}

/// Whether tokens are control flow: a keyword first, or a block alone.
pub(super) fn is_flow(tokens: &[TokenTree]) -> bool {
    match tokens {
        [only] if braces(only).is_some() => true,
        [TokenTree::Ident(keyword), ..] => is_keyword(keyword) && keyword != "let",
        _ => false,
    }
}

/// Whether control flow has its last block, so that something else may follow.
pub(super) fn is_whole(tokens: &[TokenTree]) -> bool {
    is_flow(tokens) && tokens.last().is_some_and(|last| braces(last).is_some())
}

/// Reads control flow; `None` if it cannot be read, which is reported then.
pub(super) fn read(tokens: &[TokenTree], diagnostics: &mut Diagnostics) -> Option<Flow<RawItem>> {
    match tokens {
        [TokenTree::Ident(keyword), rest @ ..] if keyword == "if" => {
            branches(keyword, rest, diagnostics)
        }
        [TokenTree::Ident(keyword), rest @ ..] if keyword == "match" => {
            arms(keyword, rest, diagnostics)
        }
        [TokenTree::Ident(keyword), rest @ ..] => iteration(keyword, rest, diagnostics),
        [block, ..] => Some(Flow::Block(list::block(braces(block)?, diagnostics))),
        [] => None,
    }
}

/// Reads what follows `if`.
fn branches(
    keyword: &Ident,
    mut tokens: &[TokenTree],
    diagnostics: &mut Diagnostics,
) -> Option<Flow<RawItem>> {
    let mut branches = Vec::new();
    loop {
        // The block is the one before `else` or the end: a condition may hold others.
        let block = tokens.iter().enumerate().position(|(index, token)| {
            braces(token).is_some()
                && match tokens.get(index + 1) {
                    None => true,
                    Some(next) => is_word(next, "else"),
                }
        });
        let Some((index, group)) =
            block.and_then(|index| Some((index, braces(tokens.get(index)?)?)))
        else {
            diagnostics.at(
                keyword.span(),
                "`if` needs a condition and a block",
                "write `if condition { text(\"..\") }`",
            );
            return None;
        };
        branches.push(Branch {
            condition: part(&tokens[..index], keyword.span(), "a condition", diagnostics)?,
            items: list::block(group, diagnostics),
        });
        tokens = match &tokens[index + 1..] {
            [] => {
                return Some(Flow::If {
                    branches,
                    otherwise: None,
                });
            }
            [_else, TokenTree::Ident(next), rest @ ..] if next == "if" => rest,
            [_else, block] if braces(block).is_some() => {
                let otherwise = braces(block).map(|group| list::block(group, diagnostics));
                return Some(Flow::If {
                    branches,
                    otherwise,
                });
            }
            rest => {
                diagnostics.over(
                    rest.iter().cloned().collect::<TokenStream>(),
                    "`else` needs a block",
                    "write `else { text(\"..\") }`",
                );
                return None;
            }
        };
    }
}

/// Reads what follows `for`.
fn iteration(
    keyword: &Ident,
    tokens: &[TokenTree],
    diagnostics: &mut Diagnostics,
) -> Option<Flow<RawItem>> {
    let split = tokens.iter().position(|token| is_word(token, "in"));
    let (Some(split), Some(group)) = (split, tokens.last().and_then(braces)) else {
        diagnostics.at(
            keyword.span(),
            "`for` needs a pattern, `in`, what to go through, and a block",
            "write `for item in items { text(\"{item}\") }`",
        );
        return None;
    };
    let pattern = pattern(&tokens[..split], keyword.span(), diagnostics)?;
    let iterator = &tokens[split + 1..tokens.len() - 1];
    Some(Flow::For {
        pattern,
        iterator: part(iterator, keyword.span(), "what to go through", diagnostics)?,
        items: list::block(group, diagnostics),
    })
}

/// Reads what follows `match`.
fn arms(
    keyword: &Ident,
    tokens: &[TokenTree],
    diagnostics: &mut Diagnostics,
) -> Option<Flow<RawItem>> {
    let Some((group, value)) = tokens
        .split_last()
        .and_then(|(last, value)| Some((braces(last)?, value)))
    else {
        diagnostics.at(
            keyword.span(),
            "`match` needs a value and its arms",
            "write `match value { Some(name) => text(\"{name}\"), None => {} }`",
        );
        return None;
    };
    let value = part(value, keyword.span(), "a value", diagnostics)?;
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let mut rest = tokens.as_slice();
    let mut arms = Vec::new();
    while !rest.is_empty() {
        let Some(arrow) = arrow(rest) else {
            diagnostics.over(
                rest.iter().cloned().collect::<TokenStream>(),
                "an arm needs `=>` and what it shows",
                "write `pattern => text(\"..\")`, or `pattern => {}` for nothing",
            );
            return None;
        };
        let pattern = pattern(&rest[..arrow], keyword.span(), diagnostics)?;
        let body = &rest[arrow + 2..];
        let end = arm_end(body);
        let items = match &body[..end] {
            [] => {
                diagnostics.at(
                    rest[arrow].span(),
                    "nothing follows this arrow",
                    "write a component, or `{}` for nothing",
                );
                Vec::new()
            }
            [block] if braces(block).is_some() => {
                braces(block).map_or_else(Vec::new, |group| list::block(group, diagnostics))
            }
            item => vec![list::item(item, diagnostics)],
        };
        arms.push(Arm { pattern, items });
        rest = match &body[end..] {
            [comma, rest @ ..] if is_sign(comma, ',') => rest,
            rest => rest,
        };
    }
    Some(Flow::Match { value, arms })
}

/// Where the body of an arm ends: at a comma, or after its block.
fn arm_end(body: &[TokenTree]) -> usize {
    let is_flow = matches!(body.first(), Some(TokenTree::Ident(word)) if is_keyword(word));
    let mut end = 0;
    while end < body.len() && !is_sign(&body[end], ',') {
        let is_last_block = braces(&body[end]).is_some()
            && (end == 0 || is_flow)
            && !body.get(end + 1).is_some_and(|next| is_word(next, "else"));
        end += 1;
        if is_last_block {
            break;
        }
    }
    end
}

/// Where `=>` stands.
fn arrow(tokens: &[TokenTree]) -> Option<usize> {
    tokens.windows(2).position(|pair| {
        matches!(&pair[0], TokenTree::Punct(first) if first.as_char() == '=' && first.spacing() == Spacing::Joint)
            && is_sign(&pair[1], '>')
    })
}

/// Reads `let name = value`, which a block may hold.
pub(super) fn statement(
    tokens: &[TokenTree],
    diagnostics: &mut Diagnostics,
) -> Option<TokenStream> {
    let statement: TokenStream = tokens.iter().cloned().collect();
    match syn::parse2::<Stmt>(quote!(#statement;)) {
        Ok(_) => Some(statement),
        Err(error) => {
            diagnostics.over(
                statement,
                &format!("not a `let` statement: {error}"),
                "write `let name = value;`",
            );
            None
        }
    }
}

/// Reads a pattern, and the guard that may follow it.
fn pattern(
    tokens: &[TokenTree],
    before: Span,
    diagnostics: &mut Diagnostics,
) -> Option<TokenStream> {
    let stream: TokenStream = tokens.iter().cloned().collect();
    let parse = |input: ParseStream<'_>| {
        Pat::parse_multi_with_leading_vert(input)?;
        if input.peek(Token![if]) {
            input.parse::<Token![if]>()?;
            input.parse::<Expr>()?;
        }
        Ok(())
    };
    match parse.parse2(stream.clone()) {
        Ok(()) => Some(stream),
        Err(_) if tokens.is_empty() => {
            diagnostics.at(before, "a pattern is missing", "write a name, or `_`");
            None
        }
        Err(error) => {
            diagnostics.over(stream, &format!("not a pattern: {error}"), "");
            None
        }
    }
}

/// Reads an expression that control flow needs.
fn part(
    tokens: &[TokenTree],
    before: Span,
    noun: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Expr> {
    if tokens.is_empty() {
        diagnostics.at(before, &format!("{noun} must follow"), "");
        return None;
    }
    let stream: TokenStream = tokens.iter().cloned().collect();
    let part = expression(stream.clone(), diagnostics)?;
    // Before a block not every expression can stand: `return` would take the block for its own.
    if syn::parse2::<Expr>(quote!(if #part {})).is_err() {
        diagnostics.over(
            stream,
            &format!("this cannot be {noun} as it is"),
            "put it in parentheses",
        );
        return None;
    }
    Some(part)
}

fn braces(token: &TokenTree) -> Option<&Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    }
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}
