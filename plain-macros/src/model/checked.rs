//! What it means.

use plain_schema::{
    Component, Context, EnumValue, Enumeration, Event, Identifier, IdentifierKind, Property,
    StringRule,
};
use proc_macro2::{Ident, Span, TokenStream};
use syn::{Expr, Generics, LitStr, Member, Type};

use super::Flow;
use crate::template::Template;

/// A call whose names are known.
pub(crate) struct CheckedEvent {
    pub(crate) krate: TokenStream,
    pub(crate) event: &'static Event,
    pub(crate) client: Option<Expr>,
    pub(crate) fields: Vec<CheckedProperty>,
}

/// A call of `components!` whose names are known.
pub(crate) struct CheckedFragment {
    pub(crate) krate: TokenStream,
    pub(crate) list: CheckedList,
}

/// A type with a derive whose names are known.
pub(crate) struct CheckedDerive {
    pub(crate) krate: TokenStream,
    pub(crate) event: &'static Event,
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    pub(crate) is_enum: bool,
    pub(crate) variants: Vec<CheckedVariant>,
}

pub(crate) struct CheckedVariant {
    pub(crate) name: Option<Ident>,
    pub(crate) fields: Vec<CheckedField>,
    pub(crate) value: VariantValue,
}

pub(crate) struct CheckedField {
    pub(crate) member: Member,
    pub(crate) binding: Ident,
    pub(crate) ty: Type,
    pub(crate) uses: Vec<Use>,
}

/// What a field is used as, and so what its type must be able to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Text, or an `Option` of it.
    Text,
    /// A date, or an `Option` of one.
    Date,
    /// The event itself.
    Event,
    Other,
}

/// The event of a variant.
pub(crate) enum VariantValue {
    Event(Vec<CheckedProperty>),
    /// That of its one field.
    Transparent(Ident),
    /// It is wrong; that has been reported.
    Slot,
}

/// A property of a component or a field of an event. Each of the table's is there once, in its order.
pub(crate) struct CheckedProperty {
    pub(crate) property: &'static Property,
    /// The name, if it was written.
    pub(crate) name: Option<Ident>,
    pub(crate) value: CheckedValue,
    /// The comma after it.
    pub(crate) comma: Option<Span>,
}

pub(crate) enum CheckedValue {
    /// An optional property that is not set.
    Absent,
    /// A value is missing or wrong; that has been reported, and something of the right type stands in.
    Slot,
    Text(CheckedText),
    /// ISO 8601 in the source.
    DateTimeLiteral(LitStr),
    Boolean(bool),
    EnumValue {
        enumeration: &'static Enumeration,
        value: &'static EnumValue,
        name: Ident,
    },
    Identifier {
        identifier: &'static Identifier,
        kind: &'static IdentifierKind,
        name: Ident,
        /// The parenthesis that opens its text.
        open: Span,
        text: Box<CheckedText>,
    },
    Components(CheckedList),
    /// An expression of the property's own type.
    Expression(Expr),
}

pub(crate) enum CheckedText {
    /// As it stands.
    Literal(LitStr),
    /// A literal with captures.
    Template(Template),
    /// Anything that is `Display`.
    Expression(Expr),
    /// An expression whose value is known when the program is compiled.
    Constant(Constant),
    /// A literal that is wrong; that has been reported. An editor knows its captures all the same.
    Wrong(LitStr),
    /// It is missing or wrong.
    Slot,
}

/// A constant that is used as text, and what it must be.
pub(crate) struct Constant {
    pub(crate) expression: Expr,
    pub(crate) rule: StringRule,
    /// The property it is for.
    pub(crate) name: String,
}

pub(crate) struct CheckedList {
    pub(crate) context: Context,
    pub(crate) items: Vec<CheckedItem>,
}

pub(crate) enum CheckedItem {
    Component(CheckedComponent),
    /// Anything iterable of components.
    Splice(Expr),
    Flow(Flow<CheckedItem>),
    /// `let name = value`
    Statement(TokenStream),
}

pub(crate) struct CheckedComponent {
    pub(crate) component: &'static Component,
    pub(crate) name: Ident,
    /// The parenthesis that opens its properties.
    pub(crate) open: Span,
    pub(crate) properties: Vec<CheckedProperty>,
}
