//! The raw tree of a call: its shape, before names and rules are checked.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::quote;
use syn::Expr;
use syn::spanned::Spanned;

use super::control_flow::{ControlFlow, Statement};
use super::expression::RawExpression;

/// Call of an entity's macro.
pub(crate) struct RawCall {
    /// Path of `plain-runtime`.
    pub(crate) krate: TokenStream,
    /// First argument, if it has no name.
    pub(crate) client: Option<RawArgument>,
    pub(crate) fields: Vec<RawArgument>,
}

/// Call of a fragment's macro: `components!`, `container_content!` or `row_content!`.
pub(crate) struct RawFragment {
    /// Path of `plain-runtime`.
    pub(crate) krate: TokenStream,
    pub(crate) items: Vec<RawItem>,
}

/// `name = value`, or a value alone.
#[derive(Clone)]
pub(crate) struct RawArgument {
    pub(crate) name: Option<Ident>,
    pub(crate) value: RawValue,
    /// `#[cfg(..)]`
    pub(crate) condition: Option<TokenStream>,
    /// Comma after the argument.
    pub(crate) comma: Option<Span>,
    /// Whether the comma before the argument is missing. That has been reported.
    pub(crate) missing_comma: bool,
}

impl RawArgument {
    /// An argument that desugaring adds.
    pub(crate) fn generated(name: Option<Ident>, value: RawValue) -> Self {
        Self {
            name,
            value,
            condition: None,
            comma: None,
            missing_comma: false,
        }
    }
}

#[derive(Clone)]
pub(crate) enum RawValue {
    List(RawList),
    Expression(RawExpression),
    /// A value that breaks a rule. That has been reported. An editor resolves its names all the same.
    Reported(RawExpression),
    /// No value, or one that cannot be parsed. That has been reported.
    Missing(Span),
}

impl RawValue {
    /// The name, if the value is a path of one segment.
    pub(crate) fn name(&self) -> Option<&Ident> {
        match self {
            Self::Expression(expression) => expression.name(),
            _ => None,
        }
    }

    pub(crate) fn span(&self) -> Span {
        match self {
            Self::List(list) => list.span,
            Self::Expression(expression) | Self::Reported(expression) => expression.span(),
            Self::Missing(span) => *span,
        }
    }
}

/// `[..]`
#[derive(Clone)]
pub(crate) struct RawList {
    pub(crate) span: Span,
    pub(crate) items: Vec<RawItem>,
}

#[derive(Clone)]
pub(crate) enum RawItem {
    Component(RawComponent),
    /// `..expression`
    Splice(Expr),
    /// `..` alone: in a derive, the position of the components that fields add.
    Rest(Span),
    ControlFlow(ControlFlow<RawItem>),
    /// An item with `#[cfg(..)]`.
    Conditional(TokenStream, Box<RawItem>),
    Statement(Statement),
    /// Any other expression.
    Other(Expr),
    /// Tokens that cannot be parsed. That has been reported.
    Invalid,
}

/// `name(..)`
#[derive(Clone)]
pub(crate) struct RawComponent {
    pub(crate) name: Ident,
    /// Opening parenthesis.
    pub(crate) open: Span,
    pub(crate) arguments: Vec<RawArgument>,
    /// Tokens in the parentheses, since a text may be given by a call.
    pub(crate) source: TokenStream,
}

impl RawComponent {
    /// The call as an expression, if it is one in Rust.
    pub(crate) fn into_expression(self) -> Option<Expr> {
        let mut arguments = Group::new(Delimiter::Parenthesis, self.source);
        arguments.set_span(self.open);
        let name = self.name;
        syn::parse2(quote!(#name #arguments)).ok()
    }
}
