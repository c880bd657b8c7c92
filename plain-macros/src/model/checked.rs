//! The checked tree: every name is known, and every property of the table is there.

use plain_schema::{
    Constructor, Context, Entity, EnumValue, Enumeration, Identifier, IdentifierKind, ListContent,
    Property, StringRule,
};
use proc_macro2::{Ident, Span, TokenStream};
use syn::Expr;

use super::branches::BlockItem;
use super::control_flow::{ControlFlow, Statement};
use crate::literal::TextLiteral;
use crate::template::Template;

/// Call of an entity's macro.
pub(crate) struct CheckedEntity {
    /// Path of `plain-runtime`.
    pub(crate) krate: TokenStream,
    pub(crate) entity: &'static Entity,
    pub(crate) client: Option<CheckedClient>,
    pub(crate) fields: Vec<CheckedProperty>,
}

/// The client of a call that submits what it writes.
pub(crate) struct CheckedClient {
    pub(crate) expression: Expr,
    /// Method of the client.
    pub(crate) method: &'static str,
}

/// Call of a fragment's macro: `components!`, `container_content!` or `row_content!`.
pub(crate) struct CheckedFragment {
    /// Path of `plain-runtime`.
    pub(crate) krate: TokenStream,
    pub(crate) context: Context,
    pub(crate) list: CheckedList,
}

/// Property of a component, or field of an entity. Each row of the table is there once, in the
/// table's order.
pub(crate) struct CheckedProperty {
    pub(crate) property: &'static Property,
    /// The name, if it was written.
    pub(crate) name: Option<Ident>,
    pub(crate) value: CheckedValue,
    /// Position in the call, which is that of the evaluation. An absent property comes last.
    pub(crate) position: usize,
    /// Arguments of the `cfg`s of an optional property.
    pub(crate) condition: Option<TokenStream>,
    /// Comma after the value.
    pub(crate) comma: Option<Span>,
}

pub(crate) enum CheckedValue {
    /// An optional property that is not set.
    Absent,
    /// A value that is missing or invalid. That has been reported.
    Placeholder,
    Text(CheckedText),
    /// ISO 8601 in a literal.
    DateTimeLiteral(TextLiteral),
    /// A constant that is a date by its type, or a text in ISO 8601.
    DateConstant(Constant),
    Boolean(bool),
    /// A whole number in a literal.
    Integer(u64),
    /// A number in a literal.
    Number(f64),
    /// A constant number, with the check of its value.
    NumberConstant(NumberConstant),
    EnumValue {
        enumeration: &'static Enumeration,
        value: &'static EnumValue,
        name: Ident,
    },
    Identifier {
        identifier: &'static Identifier,
        kind: &'static IdentifierKind,
        name: Ident,
        /// Opening parenthesis of the text.
        open: Span,
        text: Box<CheckedText>,
    },
    List(CheckedList),
    /// An expression of the property's type.
    Expression(Expr),
    /// An `if`, a `match` or a block with a value in each branch.
    Branches(ControlFlow<BlockItem<CheckedValue>>),
}

pub(crate) enum CheckedText {
    /// A literal without captures.
    Literal(TextLiteral),
    /// A literal with captures.
    Template(Template),
    /// An expression that implements `Display`.
    Expression(Expr),
    /// An expression that is evaluated at compile time.
    Constant(Constant),
    /// An `if`, a `match` or a block with a text in each branch.
    Branches(ControlFlow<BlockItem<CheckedText>>),
    /// An invalid literal. That has been reported. An editor resolves its captures all the same.
    Invalid(TextLiteral),
    /// A text that is missing or invalid. That has been reported.
    Placeholder,
}

/// A constant number.
pub(crate) struct NumberConstant {
    pub(crate) expression: Expr,
    /// Maximum of a whole number.
    pub(crate) max: Option<u64>,
    /// Name of the property.
    pub(crate) name: &'static str,
}

/// A constant with the rule that its text must follow.
pub(crate) struct Constant {
    pub(crate) expression: Expr,
    pub(crate) rule: StringRule,
    /// Name of the property.
    pub(crate) name: String,
}

pub(crate) struct CheckedList {
    pub(crate) content: ListContent,
    pub(crate) items: Vec<CheckedItem>,
}

pub(crate) enum CheckedItem {
    Component(CheckedComponent),
    Text(CheckedText),
    /// An iterable of items.
    Splice(Expr),
    ControlFlow(ControlFlow<CheckedItem>),
    /// Items with `#[cfg(..)]`.
    Conditional(TokenStream, Vec<CheckedItem>),
    Statement(Statement),
}

/// `name(..)`: a component, or a field of a thread.
pub(crate) struct CheckedComponent {
    pub(crate) constructor: Constructor,
    pub(crate) name: Ident,
    /// Opening parenthesis.
    pub(crate) open: Span,
    pub(crate) properties: Vec<CheckedProperty>,
}
