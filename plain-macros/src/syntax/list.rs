//! Lists of components.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use super::argument::{arguments, expression};
use super::segment::{Segment, flatten, segments};
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
    segments(tokens, starts_component, diagnostics)
        .into_iter()
        .filter_map(|segment| item(&segment, diagnostics))
        .collect()
}

/// `name(..)` straight after `name(..)`.
fn starts_component(before: &[TokenTree], rest: &[TokenTree]) -> bool {
    component_tokens(before).is_some()
        && matches!(rest, [TokenTree::Ident(_), ..])
        && !matches!(rest, [TokenTree::Ident(ident), ..] if ident == "as")
}

fn item(segment: &Segment, diagnostics: &mut Diagnostics) -> Option<RawItem> {
    if let Some((name, group)) = component_tokens(&flatten(segment.stream())) {
        return Some(RawItem::Component(RawComponent {
            name: name.clone(),
            arguments: arguments(group.stream(), diagnostics),
        }));
    }
    expression(segment.stream(), diagnostics).map(RawItem::Other)
}

/// `name(..)`: a component, as far as the tokens tell.
fn component_tokens(tokens: &[TokenTree]) -> Option<(&Ident, &Group)> {
    match tokens {
        [TokenTree::Ident(name), TokenTree::Group(group)]
            if group.delimiter() == Delimiter::Parenthesis =>
        {
            Some((name, group))
        }
        _ => None,
    }
}
