//! Calls and their arguments: `name = value`, or a value alone.

use proc_macro2::{Delimiter, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::Expr;

use super::list::list;
use super::segment::{Segment, Separator, flatten, segments};
use crate::diagnostic::Diagnostics;
use crate::model::{RawArgument, RawValue};

/// Reads arguments, separated by commas.
pub(super) fn arguments(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Vec<RawArgument> {
    segments(tokens, Separator::Comma, starts_argument, diagnostics)
        .into_iter()
        .map(|segment| argument(&segment, diagnostics))
        .collect()
}

/// `name =` where the argument before it may end.
fn starts_argument(before: &[TokenTree], rest: &[TokenTree]) -> bool {
    if !matches!(name(rest), Some(Name { sign: '=', .. })) {
        return false;
    }
    match before {
        // `title = external_id = ..`: the value of the first is missing.
        [TokenTree::Ident(_), TokenTree::Punct(sign)] => sign.as_char() == '=',
        [.., TokenTree::Punct(_)] => false,
        [.., TokenTree::Ident(keyword)] => keyword != "let" && keyword != "mut" && keyword != "ref",
        _ => true,
    }
}

fn argument(segment: &Segment, diagnostics: &mut Diagnostics) -> RawArgument {
    let Some(Name { ident, sign, span }) = name(&segment.tokens) else {
        return RawArgument {
            name: None,
            value: value(&segment.tokens, segment.end, diagnostics),
        };
    };
    if sign == ':' {
        diagnostics.at(
            span,
            &format!("expected `=` after `{ident}`"),
            &format!("write `{ident} = ..`"),
        );
    }
    RawArgument {
        value: value(&segment.tokens[2..], span, diagnostics),
        name: Some(ident),
    }
}

/// A name at the start of an argument, and the sign after it.
struct Name {
    ident: Ident,
    sign: char,
    span: Span,
}

/// Reads `name =`, and `name :` for the sake of those who write it so.
fn name(tokens: &[TokenTree]) -> Option<Name> {
    let [TokenTree::Ident(ident), TokenTree::Punct(sign), rest @ ..] = tokens else {
        return None;
    };
    let joined = match rest.first() {
        Some(TokenTree::Punct(next)) if sign.spacing() == Spacing::Joint => Some(next.as_char()),
        _ => None,
    };
    match (sign.as_char(), joined) {
        // `==` and `=>` are not `=`; `::` is not `:`.
        ('=', Some('=' | '>')) | (':', Some(':')) => None,
        (sign_char @ ('=' | ':'), _) => Some(Name {
            ident: ident.clone(),
            sign: sign_char,
            span: sign.span(),
        }),
        _ => None,
    }
}

/// Reads a value; `before` is where it is missing if there is none.
pub(super) fn value(tokens: &[TokenTree], before: Span, diagnostics: &mut Diagnostics) -> RawValue {
    if tokens.is_empty() {
        diagnostics.at(
            before,
            "a value must follow",
            "write the value, such as a string in quotes",
        );
        return RawValue::Missing(before);
    }
    let stream: TokenStream = tokens.iter().cloned().collect();
    match flatten(stream.clone()).as_slice() {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
            RawValue::List(list(group, diagnostics))
        }
        _ => match expression(stream, diagnostics) {
            Some(expression) => RawValue::Expression(expression),
            None => RawValue::Missing(before),
        },
    }
}

/// Reads a Rust expression; if it is none, that is reported at the token that is wrong.
pub(super) fn expression(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Option<Expr> {
    match syn::parse2::<Expr>(tokens.clone()) {
        Ok(expression) => Some(expression),
        Err(error) => {
            let reason = error.to_string();
            let message = format!("not a Rust expression: {reason}");
            // At the end of its input syn knows no token to point to.
            if reason.starts_with("unexpected end of input") {
                diagnostics.over(tokens, &message, "");
            } else {
                diagnostics.at(error.span(), &message, "");
            }
            None
        }
    }
}
