//! What was written.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Expr, Generics, Member, Type};

use super::Flow;

/// A call as it was written.
pub(crate) struct RawCall {
    /// The path of `plain-runtime`.
    pub(crate) krate: TokenStream,
    /// What stands in front of the fields.
    pub(crate) client: Option<RawArgument>,
    pub(crate) fields: Vec<RawArgument>,
}

/// A call of `components!` as it was written.
pub(crate) struct RawFragment {
    /// The path of `plain-runtime`.
    pub(crate) krate: TokenStream,
    pub(crate) items: Vec<RawItem>,
}

/// `name = value`, or a value alone.
#[derive(Clone)]
pub(crate) struct RawArgument {
    pub(crate) name: Option<Ident>,
    pub(crate) value: RawValue,
    /// The comma after it.
    pub(crate) comma: Option<Span>,
    /// Whether the comma before it is missing; that has been reported.
    pub(crate) lacks_comma: bool,
}

#[derive(Clone)]
pub(crate) enum RawValue {
    List(RawList),
    Expression(Expr),
    /// There is none, or none that can be read; that has been reported.
    Missing(Span),
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
    /// `..` alone: in a derive, where the components of the fields go.
    Rest(Span),
    Flow(Flow<RawItem>),
    /// `let name = value`
    Statement(TokenStream),
    /// Whatever else is an expression.
    Other(Expr),
    /// It cannot be read; that has been reported.
    Broken,
}

/// `name(..)`
#[derive(Clone)]
pub(crate) struct RawComponent {
    pub(crate) name: Ident,
    /// The parenthesis that opens its arguments.
    pub(crate) open: Span,
    pub(crate) arguments: Vec<RawArgument>,
}

/// A type with a derive, as it was written.
pub(crate) struct RawDerive {
    /// `crate = path`
    pub(crate) krate: Option<Expr>,
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    /// What an enum says for its variants.
    pub(crate) defaults: RawAttribute,
    pub(crate) is_enum: bool,
    /// Those of an enum; of a struct there is one, without a name.
    pub(crate) variants: Vec<RawVariant>,
}

/// `#[customer_event(..)]` on a type or a variant.
#[derive(Default)]
pub(crate) struct RawAttribute {
    pub(crate) arguments: Vec<RawArgument>,
    /// `transparent`
    pub(crate) transparent: Option<Span>,
    /// `crate = path`
    pub(crate) krate: Option<Expr>,
}

pub(crate) struct RawVariant {
    pub(crate) name: Option<Ident>,
    pub(crate) span: Span,
    pub(crate) attribute: RawAttribute,
    pub(crate) fields: Vec<RawField>,
}

pub(crate) struct RawField {
    /// Its name or its number.
    pub(crate) member: Member,
    /// The name it has in the attributes.
    pub(crate) binding: Ident,
    pub(crate) ty: Type,
    pub(crate) roles: Vec<RawRole>,
}

/// `#[customer_event(..)]` on a field: what the field is for.
pub(crate) struct RawRole {
    /// A field of the event, or a component.
    pub(crate) name: Ident,
    /// `customer_identifier = kind`
    pub(crate) kind: Option<Ident>,
    /// The `=` that no kind follows.
    pub(crate) lacks_kind: Option<Span>,
    /// `name(..)`
    pub(crate) component: Option<RawComponent>,
}
