//! Expressions of the raw tree, with their string literals parsed as templates. Conversions around a
//! literal or around branches have no effect on the value, so they are removed.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::punctuated::{Pair, Punctuated};
use syn::token::Paren;
use syn::{Attribute, Expr, ExprCall, ExprLit, Lit, Token};

use super::branches::{self, Branches};
use super::conversion;
use crate::literal::TextLiteral;
use crate::template::{Template, TemplateError};

/// An expression, without parentheses around it, and without the invisible group around a fragment of
/// a `macro_rules!`.
#[derive(Clone)]
pub(crate) enum RawExpression {
    Text(RawText),
    Call(FunctionCall),
    Branches(Box<RawBranches>),
    Other(Expr),
}

/// An `if`, a `match` or a block that is a value.
pub(crate) type RawBranches = Branches<RawExpression>;

/// String literal. Only some properties take captures, so an error of the template is reported
/// where the property is known.
#[derive(Clone)]
pub(crate) struct RawText {
    pub(crate) literal: TextLiteral,
    pub(crate) template: Result<Template, TemplateError>,
    /// The literal with the conversion around it, if there is one.
    source: Option<Box<Expr>>,
}

/// `function(..)`: `Some(..)`, a kind of identifier, or a function of the user.
#[derive(Clone)]
pub(crate) struct FunctionCall {
    attrs: Vec<Attribute>,
    function: Box<Expr>,
    paren: Paren,
    pub(crate) arguments: Punctuated<RawExpression, Token![,]>,
}

impl FunctionCall {
    /// A call with one argument.
    pub(crate) fn new(function: Expr, paren: Paren, argument: RawExpression) -> Self {
        Self {
            attrs: Vec::new(),
            function: Box::new(function),
            paren,
            arguments: Punctuated::from_iter([argument]),
        }
    }

    /// Name of the function, if its path has one segment.
    pub(crate) fn name(&self) -> Option<&Ident> {
        single_name(&self.function)
    }

    /// Opening parenthesis.
    pub(crate) fn open(&self) -> Span {
        self.paren.span.open()
    }

    /// Argument of `Some(..)`.
    pub(crate) fn content_of_some(&self) -> Option<&RawExpression> {
        let is_some = self.name().is_some_and(|name| name == "Some");
        let argument = self.arguments.first();
        argument.filter(|_| is_some && self.arguments.len() == 1)
    }
}

impl RawExpression {
    /// The name, if the expression is a path of one segment.
    pub(crate) fn name(&self) -> Option<&Ident> {
        match self {
            Self::Other(expression) => single_name(expression),
            _ => None,
        }
    }

    pub(crate) fn is_none(&self) -> bool {
        self.name().is_some_and(|name| name == "None")
    }

    /// Argument of `Some(..)`, or the expression itself.
    pub(crate) fn without_some(self) -> Self {
        match self {
            Self::Call(mut call) if call.content_of_some().is_some() => {
                match call.arguments.pop() {
                    Some(argument) => argument,
                    None => Self::Call(call),
                }
            }
            expression => expression,
        }
    }
}

impl RawText {
    /// Whether a conversion is around the literal.
    pub(crate) const fn is_converted(&self) -> bool {
        self.source.is_some()
    }

    /// The literal without the conversion around it.
    pub(crate) fn into_literal(self) -> Expr {
        Expr::Lit(ExprLit {
            attrs: Vec::new(),
            lit: self.literal.into_lit(),
        })
    }
}

impl From<TextLiteral> for RawExpression {
    fn from(literal: TextLiteral) -> Self {
        Self::Text(RawText {
            template: Template::parse(&literal),
            literal,
            source: None,
        })
    }
}

impl From<Expr> for RawExpression {
    fn from(expression: Expr) -> Self {
        match expression {
            Expr::Group(group) => return Self::from(*group.expr),
            Expr::Paren(paren) if paren.attrs.is_empty() => return Self::from(*paren.expr),
            _ => {}
        }
        let converted = conversion::converted(&expression);
        if let Expr::Lit(ExprLit {
            lit: Lit::Str(literal),
            ..
        }) = converted
        {
            let literal = TextLiteral::from(literal);
            return Self::Text(RawText {
                template: Template::parse(&literal),
                literal,
                source: match &expression {
                    Expr::Lit(_) => None,
                    _ => Some(Box::new(expression)),
                },
            });
        }
        let control_flow = branches::control_flow(converted, Self::from)
            .or_else(|| branches::control_flow(&expression, Self::from));
        if let Some(control_flow) = control_flow {
            return Self::Branches(Box::new(RawBranches {
                control_flow,
                source: expression,
            }));
        }
        match expression {
            Expr::Call(ExprCall {
                attrs,
                func: function,
                paren_token: paren,
                args,
            }) => Self::Call(FunctionCall {
                attrs,
                function,
                paren,
                arguments: map_punctuated(args, Self::from),
            }),
            expression => Self::Other(expression),
        }
    }
}

impl From<FunctionCall> for Expr {
    fn from(call: FunctionCall) -> Self {
        Self::Call(ExprCall {
            attrs: call.attrs,
            func: call.function,
            paren_token: call.paren,
            args: map_punctuated(call.arguments, Self::from),
        })
    }
}

impl From<RawExpression> for Expr {
    fn from(expression: RawExpression) -> Self {
        match expression {
            RawExpression::Text(RawText {
                source: Some(source),
                ..
            }) => *source,
            RawExpression::Text(text) => text.into_literal(),
            RawExpression::Call(call) => call.into(),
            RawExpression::Branches(branches) => branches.into_source(),
            RawExpression::Other(expression) => expression,
        }
    }
}

impl ToTokens for RawExpression {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Text(text) => text.literal.to_tokens(tokens),
            Self::Call(call) => call.to_tokens(tokens),
            Self::Branches(branches) => branches.to_tokens(tokens),
            Self::Other(expression) => expression.to_tokens(tokens),
        }
    }
}

impl ToTokens for FunctionCall {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        Expr::from(self.clone()).to_tokens(tokens);
    }
}

fn map_punctuated<From, To>(
    values: Punctuated<From, Token![,]>,
    mut map: impl FnMut(From) -> To,
) -> Punctuated<To, Token![,]> {
    let pairs = values.into_pairs().map(Pair::into_tuple);
    pairs
        .map(|(value, comma)| Pair::new(map(value), comma))
        .collect()
}

/// The name, if an expression is a path of one segment without generics.
pub(crate) fn single_name(expression: &Expr) -> Option<&Ident> {
    match expression {
        Expr::Path(path) if path.qself.is_none() => path.path.get_ident(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;
    use syn::Expr;

    use super::{RawExpression, single_name};

    fn parse(source: &str) -> RawExpression {
        syn::parse_str::<Expr>(source).unwrap().into()
    }

    #[test]
    fn some_with_one_argument_is_removed() {
        for (source, expected) in [
            ("Some(a)", "a"),
            ("Some(\"a\")", "\"a\""),
            ("Some(a, b)", "Some (a , b)"),
            ("Some()", "Some ()"),
            ("f(a)", "f (a)"),
            ("a", "a"),
        ] {
            let expression = parse(source).without_some();
            assert_eq!(expression.to_token_stream().to_string(), expected);
        }
    }

    #[test]
    fn only_a_path_of_one_segment_is_a_name() {
        for (source, expected) in [
            ("a", true),
            ("a::b", false),
            ("a::<b>", false),
            ("<a>::b", false),
            ("a()", false),
        ] {
            let expression = syn::parse_str(source).unwrap();
            assert_eq!(single_name(&expression).is_some(), expected, "{source}");
        }
    }

    #[test]
    fn expressions_keep_their_tokens() {
        for source in [
            "\"a {b}\"",
            "f (a , \"b\" ,)",
            "a . b (\"c\")",
            "# [d] f (a)",
            "f (& \"a\" . to_string ())",
            "f (if a { \"b\" } else { return })",
            "f (match a { b if c => { d ; \"e\" } _ => { \"f\" } } . into ())",
        ] {
            let expression = Expr::from(parse(source));
            assert_eq!(expression.to_token_stream().to_string(), source);
        }
    }
}
