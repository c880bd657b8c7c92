//! Lists of components.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use super::argument::arguments;
use super::expression::expression;
use super::flow;
use super::segment::{Grammar, Separator, flatten, segments};
use crate::diagnostic::Diagnostics;
use crate::model::{RawComponent, RawItem, RawList};

/// Reads `[..]`.
pub(super) fn list(group: &Group, diagnostics: &mut Diagnostics) -> RawList {
    RawList {
        span: group.span(),
        items: items(group.stream(), diagnostics),
    }
}

/// Reads what stands in a list.
pub(super) fn items(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Vec<RawItem> {
    separated(tokens, Separator::Comma, diagnostics)
}

/// Reads what stands in a block of a list.
pub(super) fn block(group: &Group, diagnostics: &mut Diagnostics) -> Vec<RawItem> {
    separated(group.stream(), Separator::Semicolon, diagnostics)
}

fn separated(
    tokens: TokenStream,
    separator: Separator,
    diagnostics: &mut Diagnostics,
) -> Vec<RawItem> {
    let grammar = Grammar {
        separator,
        starts_anew: starts_item,
        is_unfinished,
    };
    segments(tokens, &grammar, diagnostics)
        .into_iter()
        .map(|segment| {
            let item = item(&segment.tokens, diagnostics);
            if let (Separator::Comma, RawItem::Statement(statement)) = (separator, &item) {
                diagnostics.over(
                    statement,
                    "`let` stands in a block of a list, not in the list itself",
                    "write `{ let name = value; text(\"{name}\") }`",
                );
            }
            item
        })
        .collect()
}

/// Another item straight after a whole one.
fn starts_item(before: &[TokenTree], rest: &[TokenTree]) -> bool {
    let goes_on = match rest {
        [TokenTree::Ident(word), ..] => word == "as" || word == "else",
        [TokenTree::Punct(first), TokenTree::Punct(second), ..] => {
            first.as_char() != '.' || second.as_char() != '.'
        }
        _ => true,
    };
    !goes_on && (component_tokens(before).is_some() || flow::is_whole(before))
        || is_name(before) && starts_component(rest)
}

/// A component, control flow or a splice, and nothing that an expression could go on with.
fn starts_component(rest: &[TokenTree]) -> bool {
    match rest {
        [TokenTree::Ident(_), TokenTree::Group(group), ..] => {
            group.delimiter() == Delimiter::Parenthesis
        }
        [TokenTree::Ident(word), ..] => flow::is_keyword(word),
        _ => false,
    }
}

/// A name alone is no item.
fn is_unfinished(tokens: &[TokenTree], _is_first: bool) -> bool {
    is_name(tokens)
}

fn is_name(tokens: &[TokenTree]) -> bool {
    match tokens {
        [name @ TokenTree::Ident(_)] => syn::parse2::<Ident>(name.clone().into()).is_ok(),
        _ => false,
    }
}

/// Reads one item.
pub(super) fn item(tokens: &[TokenTree], diagnostics: &mut Diagnostics) -> RawItem {
    let tokens = &flatten(tokens.iter().cloned().collect());
    if let Some((name, group)) = component_tokens(tokens) {
        return RawItem::Component(RawComponent {
            name: name.clone(),
            open: group.span_open(),
            arguments: arguments(group.stream(), diagnostics),
        });
    }
    let stream = |tokens: &[TokenTree]| tokens.iter().cloned().collect::<TokenStream>();
    let item = match tokens.as_slice() {
        [TokenTree::Punct(first), TokenTree::Punct(second), rest @ ..]
            if first.as_char() == '.' && second.as_char() == '.' =>
        {
            if rest.is_empty() {
                return RawItem::Rest(first.span());
            }
            expression(stream(rest), diagnostics).map(RawItem::Splice)
        }
        [TokenTree::Ident(keyword), ..] if keyword == "let" => {
            flow::statement(tokens, diagnostics).map(RawItem::Statement)
        }
        _ if flow::is_flow(tokens) => flow::read(tokens, diagnostics).map(RawItem::Flow),
        _ => expression(stream(tokens), diagnostics).map(RawItem::Other),
    };
    item.unwrap_or(RawItem::Broken)
}

/// `name(..)`: a component, as far as the tokens tell.
pub(super) fn component_tokens(tokens: &[TokenTree]) -> Option<(&Ident, &Group)> {
    match tokens {
        [TokenTree::Ident(name), TokenTree::Group(group)]
            if group.delimiter() == Delimiter::Parenthesis && !flow::is_keyword(name) =>
        {
            Some((name, group))
        }
        _ => None,
    }
}
