//! Calls and their arguments: `name = value`, or a value alone.

use proc_macro2::{Delimiter, Ident, Spacing, Span, TokenStream, TokenTree};

use super::expression::{ends_in_dot, expression};
use super::list::list;
use super::segment::{Grammar, Segment, Separator, flatten, segments};
use crate::diagnostic::Diagnostics;
use crate::model::{RawArgument, RawValue};

/// Reads arguments, separated by commas.
pub(super) fn arguments(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Vec<RawArgument> {
    segments(tokens, &GRAMMAR, diagnostics)
        .into_iter()
        .map(|segment| argument(&segment, diagnostics))
        .collect()
}

const GRAMMAR: Grammar = Grammar {
    separator: Separator::Comma,
    starts_anew: starts_argument,
    is_unfinished,
};

/// `name =` where the argument before it may end.
fn starts_argument(before: &[TokenTree], rest: &[TokenTree]) -> bool {
    if !matches!(name(rest), Some(Name { sign: '=', .. })) {
        // `title = "a" external_id`: no value goes on so.
        return matches!(before, [.., TokenTree::Literal(_)]) && is_name_alone(rest);
    }
    match before {
        // `title = external_id = ..`: the value of the first is missing.
        [TokenTree::Ident(_), TokenTree::Punct(sign)] if sign.as_char() == '=' => true,
        // `title = user. external_id = ..`: a value assigns nothing.
        [.., TokenTree::Punct(_)] => ends_in_dot(before),
        [.., TokenTree::Ident(keyword)] => keyword != "let" && keyword != "mut" && keyword != "ref",
        _ => true,
    }
}

/// A name that is half typed, as far as what follows tells.
fn is_name_alone(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Ident(_)] => true,
        [TokenTree::Ident(_), TokenTree::Punct(sign), ..] => sign.as_char() == ',',
        [TokenTree::Ident(name), rest @ ..] => name != "as" && self::name(rest).is_some(),
        _ => false,
    }
}

/// A name without its value, a value that is missing, or one that ends in a `.`. What comes first
/// may be whole though it is but a name: the client.
fn is_unfinished(tokens: &[TokenTree], is_first: bool) -> bool {
    match tokens {
        [TokenTree::Ident(_)] => !is_first,
        [TokenTree::Ident(_), TokenTree::Punct(sign)] if sign.as_char() == '=' => true,
        tokens => ends_in_dot(tokens),
    }
}

fn argument(segment: &Segment, diagnostics: &mut Diagnostics) -> RawArgument {
    let Some(Name { ident, sign, span }) = name(&segment.tokens) else {
        return RawArgument {
            name: None,
            value: value(&segment.tokens, segment.end, diagnostics),
            comma: segment.separator,
            lacks_comma: segment.lacks_separator,
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
        comma: segment.separator,
        lacks_comma: segment.lacks_separator,
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
