//! Rust expressions.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::token::Paren;
use syn::{Expr, ExprPath};

use super::segment::flatten;
use crate::diagnostic::Diagnostics;
use crate::foreign::{ForeignForm, explain, unnamed_value};
use crate::keyword::is_keyword;
use crate::literal::TextLiteral;
use crate::model::{FunctionCall, RawExpression};

/// Recovery from an expression that ends in a dot, such as `user.`, after its error.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Recovery {
    /// Leave the expression out, since rustc would report it again.
    Discard,
    /// Complete the expression with a placeholder, so that an editor offers fields and methods.
    Complete,
}

/// State of the parser.
pub(super) struct Parser<'a> {
    pub(super) recovery: Recovery,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// Whether the items of the list are components, which other languages write in other forms.
    pub(super) expects_components: bool,
    /// Name of the component whose arguments are parsed.
    pub(super) component: Option<Ident>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(recovery: Recovery, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            recovery,
            diagnostics,
            expects_components: true,
            component: None,
        }
    }

    /// Parses an expression, or reports the token that is wrong.
    pub(super) fn expression(&mut self, tokens: TokenStream) -> Option<Expr> {
        self.expression_or(tokens, unnamed_value)
    }

    /// Parses an expression, or reports the form of another language that `recognise` finds, or else
    /// the token that is wrong.
    pub(super) fn expression_or(
        &mut self,
        tokens: TokenStream,
        recognise: impl FnOnce(&[TokenTree]) -> Option<ForeignForm>,
    ) -> Option<Expr> {
        match syn::parse2::<Expr>(tokens.clone()) {
            Ok(expression) => Some(expression),
            Err(error) => {
                if let Some((expression, dot)) = complete(tokens.clone()) {
                    self.diagnostics.error(
                        dot,
                        "expected a field or a method after `.`",
                        "write the name of a field or a method, or remove the `.`",
                    );
                    return (self.recovery == Recovery::Complete).then_some(expression);
                }
                self.report(tokens, &error, recognise);
                None
            }
        }
    }

    fn report(
        &mut self,
        tokens: TokenStream,
        error: &syn::Error,
        recognise: impl FnOnce(&[TokenTree]) -> Option<ForeignForm>,
    ) {
        let all = flatten(tokens.clone());
        if let Some(form) = recognise(&all) {
            form.report(&all, self.diagnostics);
            return;
        }
        let explanation = explain(&all);
        let reason = error.to_string();
        let message = match explanation.message {
            Some(message) => message.to_owned(),
            None => format!("invalid expression: {reason}"),
        };
        match explanation.span {
            Some(span) => self.diagnostics.error(span, &message, &explanation.help),
            // At the end of the input, syn has no token to point to.
            None if reason.starts_with("unexpected end of input") => {
                self.diagnostics
                    .error_spanned(tokens, &message, &explanation.help);
            }
            None => self
                .diagnostics
                .error(error.span(), &message, &explanation.help),
        }
    }
}

/// Parses a string or a name, alone or in the call of a function, which most values are. syn takes far
/// longer for them.
pub(super) fn plain_value(tokens: &[TokenTree]) -> Option<RawExpression> {
    let [TokenTree::Ident(name), TokenTree::Group(group)] = tokens else {
        return single_token(tokens);
    };
    if group.delimiter() != Delimiter::Parenthesis {
        return None;
    }
    let function = path(name)?;
    let arguments: Vec<TokenTree> = group.stream().into_iter().collect();
    let argument = single_token(&arguments)?;
    let paren = Paren {
        span: group.delim_span(),
    };
    let call = FunctionCall::new(function, paren, argument);
    Some(RawExpression::Call(call))
}

fn single_token(tokens: &[TokenTree]) -> Option<RawExpression> {
    match tokens {
        [TokenTree::Literal(literal)] => TextLiteral::parse(literal).map(RawExpression::from),
        [TokenTree::Ident(name)] => path(name).map(RawExpression::Other),
        _ => None,
    }
}

/// A name as an expression, unless it is a keyword.
fn path(name: &Ident) -> Option<Expr> {
    (!is_keyword(&name.to_string())).then(|| {
        Expr::Path(ExprPath {
            attrs: Vec::new(),
            qself: None,
            path: name.clone().into(),
        })
    })
}

/// Parses an expression in which a name is missing after a dot. Returns it with a placeholder for
/// that name, and the span of the first such dot.
fn complete(tokens: TokenStream) -> Option<(Expr, Span)> {
    let mut dot = None;
    let expression = syn::parse2(with_placeholders(tokens, &mut dot)).ok()?;
    Some((expression, dot?))
}

fn with_placeholders(tokens: TokenStream, dot: &mut Option<Span>) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut complete = TokenStream::new();
    for (index, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            let mut inner = Group::new(group.delimiter(), with_placeholders(group.stream(), dot));
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

/// Whether tokens end in the `.` of a field or a method, and not in a range.
pub(super) fn ends_in_dot(tokens: &[TokenTree]) -> bool {
    let is_dot =
        |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == '.');
    match tokens {
        [.., before, last] => is_dot(last) && !is_dot(before),
        _ => false,
    }
}
