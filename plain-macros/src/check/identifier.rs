//! Values of which exactly one of several kinds is given.

use plain_schema::{IDENTIFIERS, Identifier, IdentifierKind, Property};
use proc_macro2::Ident;
use syn::Expr;

use super::describe::example;
use super::expression::{peel, single_name, wrong_literal};
use super::text;
use crate::diagnostic::{Diagnostics, one_of};
use crate::model::{CheckedText, CheckedValue};
use crate::suggest::nearest_spelling;

/// `kind(text)` is one of the kinds; anything else is an expression of the identifier's type.
pub(super) fn check(
    property: &'static Property,
    identifier: &'static Identifier,
    expression: Expr,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let names = || identifier.kinds.iter().map(|kind| kind.name);
    let example = format!("write {}", example(property));
    match expression {
        Expr::Lit(literal) => wrong_literal(property, &literal, diagnostics),
        Expr::Call(mut call) => {
            let Some(name) = single_name(&call.func).cloned() else {
                return CheckedValue::Expression(Expr::Call(call));
            };
            let written = name.to_string();
            let kind = match identifier.kind(&written) {
                Some(kind) => kind,
                None => {
                    let meant = kind_meant(&written, identifier);
                    // A function of another name may well return an identifier.
                    if meant.is_none() && !is_kind_of_another(&written) {
                        return CheckedValue::Expression(Expr::Call(call));
                    }
                    not_given_by(property, identifier, &name, meant, diagnostics);
                    match meant {
                        Some(kind) => kind,
                        None => return CheckedValue::Slot,
                    }
                }
            };
            let text = match (call.args.pop(), call.args.is_empty()) {
                (Some(argument), true) => {
                    text::check(kind.name, kind.rule, peel(argument), diagnostics)
                }
                _ => {
                    diagnostics.over(&call, &format!("`{written}` takes one text"), &example);
                    CheckedText::Slot
                }
            };
            CheckedValue::Identifier {
                identifier,
                kind,
                name,
                open: call.paren_token.span.open(),
                text: Box::new(text),
            }
        }
        Expr::Tuple(_) | Expr::Struct(_) => {
            diagnostics.over(
                &expression,
                &format!(
                    "`{}` takes exactly one of {}",
                    property.name,
                    one_of(names())
                ),
                &example,
            );
            CheckedValue::Slot
        }
        expression => {
            if let Some(name) = single_name(&expression)
                && identifier.kind(&name.to_string()).is_some()
            {
                diagnostics.at(
                    name.span(),
                    &format!("`{name}` needs its text in parentheses"),
                    &example,
                );
                return CheckedValue::Slot;
            }
            CheckedValue::Expression(expression)
        }
    }
}

fn not_given_by(
    property: &Property,
    identifier: &'static Identifier,
    name: &Ident,
    meant: Option<&IdentifierKind>,
    diagnostics: &mut Diagnostics,
) {
    let kinds = one_of(identifier.kinds.iter().map(|kind| kind.name));
    let help = match meant {
        Some(meant) => format!("did you mean `{}`? it is given by {kinds}", meant.name),
        None => format!("it is given by {kinds}"),
    };
    let message = format!("`{}` is not given by `{name}`", property.name);
    diagnostics.at(name.span(), &message, &help);
}

/// Whether it is a way to name something else: `customer_id` of a user.
fn is_kind_of_another(written: &str) -> bool {
    IDENTIFIERS
        .iter()
        .any(|identifier| identifier.kind(written).is_some())
}

/// The kind that was meant by a name: the nearest, or one of another vocabulary.
fn kind_meant(written: &str, identifier: &'static Identifier) -> Option<&'static IdentifierKind> {
    let meant = match written {
        "email" | "mail" => Some("email_address"),
        // A function of the caller's own may well have a word in common.
        _ => nearest_spelling(written, identifier.kinds.iter().map(|kind| kind.name)),
    };
    identifier.kind(meant?)
}
