//! `let` in a list: allowed in its blocks only, and not for a component.

use proc_macro2::{Ident, TokenStream, TokenTree};

use super::expression::Parser;
use super::segment::Separator;
use crate::foreign;
use crate::model::{RawItem, Statement, single_name};

/// Reports each `let` that is not allowed. One that binds a component is left out with its uses.
pub(super) fn check_bindings(items: &mut [RawItem], separator: Separator, parser: &mut Parser<'_>) {
    for index in 0..items.len() {
        let RawItem::Statement(Statement::Let(statement)) = &items[index] else {
            continue;
        };
        let statement = statement.clone();
        let message = match separator {
            Separator::Comma => "`let` is not allowed directly in a list",
            Separator::Semicolon => "expected a value, found a component",
        };
        if let Some((name, component)) = bound_component(&statement)
            && leave_out_uses(&name, &mut items[index + 1..], separator)
        {
            let code = foreign::quote_source(&component);
            let help = format!("write `{code}` in place of `{name}`");
            parser.diagnostics.error_spanned(statement, message, &help);
            items[index] = RawItem::Invalid;
        } else if separator == Separator::Comma {
            parser.diagnostics.error_spanned(
                statement,
                message,
                "write it in a block: `{ let name = value; text(\"{name}\") }`",
            );
        }
    }
}

/// Name and value of `let name = component(..)`.
fn bound_component(statement: &TokenStream) -> Option<(Ident, Vec<TokenTree>)> {
    let tokens: Vec<TokenTree> = statement.clone().into_iter().collect();
    match tokens.as_slice() {
        [
            _,
            TokenTree::Ident(name),
            TokenTree::Punct(sign),
            value @ ..,
        ] if sign.as_char() == '=' && foreign::is_component_call(value) => {
            Some((name.clone(), value.to_vec()))
        }
        _ => None,
    }
}

/// Leaves out the items that are the variable, and returns whether there are any. In a block, a
/// splice may be of the list that a function of the user returned.
fn leave_out_uses(name: &Ident, items: &mut [RawItem], separator: Separator) -> bool {
    let mut is_used = false;
    for item in items {
        let value = match item {
            RawItem::Other(value) => value,
            RawItem::Splice(value) if separator == Separator::Comma => value,
            _ => continue,
        };
        if single_name(value).is_some_and(|used| used == name) {
            *item = RawItem::Invalid;
            is_used = true;
        }
    }
    is_used
}
