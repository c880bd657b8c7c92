//! Help for tokens that are not an expression of Rust.

use proc_macro2::{Span, TokenTree};
use syn::Expr;

use super::source::quote_source;
use super::tokens::{is_operator, is_sign, stream_of, tokens_of};

/// Mistake in an expression, and its place.
pub(crate) struct Explanation {
    /// `None` if the error of the parser has the better place.
    pub(crate) span: Option<Span>,
    pub(crate) message: Option<&'static str>,
    pub(crate) help: String,
}

/// Explains tokens that are not an expression.
pub(crate) fn explain(tokens: &[TokenTree]) -> Explanation {
    if let Some(span) = missing_comma(tokens) {
        return Explanation {
            span: Some(span),
            message: Some("expected `,`"),
            help: "separate values with `,`".to_owned(),
        };
    }
    let help = match strict_equality(tokens) {
        Some(code) => format!("write `{code}`"),
        None => "write an expression of Rust, such as a string, a variable or a call".to_owned(),
    };
    Explanation {
        span: None,
        message: None,
        help,
    }
}

/// Finds two expressions side by side, at any depth.
fn missing_comma(tokens: &[TokenTree]) -> Option<Span> {
    let is_expression = |tokens: &[TokenTree]| syn::parse2::<Expr>(stream_of(tokens)).is_ok();
    for token in tokens {
        if let TokenTree::Group(group) = token {
            let inner = tokens_of(group.stream());
            for part in inner.split(|token| is_sign(token, ',') || is_sign(token, ';')) {
                if !part.is_empty()
                    && !is_expression(part)
                    && let Some(span) = missing_comma(part)
                {
                    return Some(span);
                }
            }
        }
    }
    // Long expressions are tried at few places only, so that the cost stays linear.
    let starts_value = |index: usize| {
        matches!(tokens[index], TokenTree::Ident(_) | TokenTree::Literal(_))
            && !matches!(tokens[index - 1], TokenTree::Punct(_))
    };
    (1..tokens.len())
        .filter(|&index| starts_value(index))
        .take(8)
        .find(|&index| is_expression(&tokens[..index]) && is_expression(&tokens[index..]))
        .map(|index| tokens[index].span())
}

/// `a === b`
fn strict_equality(tokens: &[TokenTree]) -> Option<String> {
    let index = (1..tokens.len())
        .find(|&index| is_operator(tokens, index, "===") || is_operator(tokens, index, "!=="))?;
    let sign = if is_sign(&tokens[index], '!') {
        "!="
    } else {
        "=="
    };
    Some(format!(
        "{} {sign} {}",
        quote_source(&tokens[..index]),
        quote_source(&tokens[index + 3..])
    ))
}
