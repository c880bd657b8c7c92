//! Rust expressions.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use syn::Expr;

use crate::diagnostic::{Diagnostics, Reader};

/// Reads a Rust expression; if it is none, that is reported at the token that is wrong.
pub(super) fn expression(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Option<Expr> {
    match syn::parse2::<Expr>(tokens.clone()) {
        Ok(expression) => Some(expression),
        Err(error) => {
            if let Some((expression, dot)) = unfinished(tokens.clone()) {
                diagnostics.at(dot, "a field or a method must follow", "");
                // An editor tells from what stands before the dot what may follow.
                return (diagnostics.reader() == Reader::Editor).then_some(expression);
            }
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

/// An expression in which something must follow a dot: with a placeholder there, and the dot.
fn unfinished(tokens: TokenStream) -> Option<(Expr, Span)> {
    let mut dot = None;
    let expression = syn::parse2(with_slots(tokens, &mut dot)).ok()?;
    Some((expression, dot?))
}

fn with_slots(tokens: TokenStream, dot: &mut Option<Span>) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut complete = TokenStream::new();
    for (index, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            let mut inner = Group::new(group.delimiter(), with_slots(group.stream(), dot));
            inner.set_span(group.span());
            complete.extend([TokenTree::Group(inner)]);
            continue;
        }
        complete.extend([token.clone()]);
        let is_at_end = match tokens.get(index + 1) {
            Some(TokenTree::Punct(next)) => ",;".contains(next.as_char()),
            Some(_) => false,
            None => true,
        };
        if is_at_end && ends_in_dot(&tokens[..=index]) {
            dot.get_or_insert(token.span());
            complete.extend([TokenTree::Ident(Ident::new("__placeholder", token.span()))]);
        }
    }
    complete
}

/// Whether an expression ends in a `.` that something must follow.
pub(super) fn ends_in_dot(tokens: &[TokenTree]) -> bool {
    let is_dot =
        |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == '.');
    match tokens {
        [.., before, last] => is_dot(last) && !is_dot(before),
        _ => false,
    }
}
