//! The two trees: what was written, and what it means.
//!
//! `syntax` makes the raw one, in which anything may stand anywhere. `check` turns it into the
//! checked one, in which every name is a row of `plain_schema`. `emit` writes that out.

use plain_schema::{
    Component, Context, EnumValue, Enumeration, Event, Identifier, IdentifierKind, Property,
    StringRule,
};
use proc_macro2::{Ident, Span, TokenStream};
use syn::{Expr, Generics, LitStr, Member, Type};

use crate::template::Template;

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

/// Control flow in a list, over the items of either tree.
#[derive(Clone)]
pub(crate) enum Flow<Item> {
    If {
        branches: Vec<Branch<Item>>,
        otherwise: Option<Vec<Item>>,
    },
    Match {
        value: Expr,
        arms: Vec<Arm<Item>>,
    },
    For {
        pattern: TokenStream,
        iterator: Expr,
        items: Vec<Item>,
    },
    Block(Vec<Item>),
}

/// `if condition { .. }`
#[derive(Clone)]
pub(crate) struct Branch<Item> {
    pub(crate) condition: Expr,
    pub(crate) items: Vec<Item>,
}

/// `pattern => ..`
#[derive(Clone)]
pub(crate) struct Arm<Item> {
    /// The pattern, and its guard.
    pub(crate) pattern: TokenStream,
    pub(crate) items: Vec<Item>,
}

impl<Item> Flow<Item> {
    /// The items of every way it can go.
    pub(crate) fn ways(&self) -> Vec<&[Item]> {
        match self {
            Self::If {
                branches,
                otherwise,
            } => branches
                .iter()
                .map(|branch| branch.items.as_slice())
                .chain(otherwise.as_deref())
                .collect(),
            Self::Match { arms, .. } => arms.iter().map(|arm| arm.items.as_slice()).collect(),
            Self::For { items, .. } | Self::Block(items) => vec![items],
        }
    }

    /// The same control flow over other items.
    pub(crate) fn map<Other>(
        self,
        mut items_of: impl FnMut(Vec<Item>) -> Vec<Other>,
    ) -> Flow<Other> {
        match self {
            Self::If {
                branches,
                otherwise,
            } => Flow::If {
                branches: branches
                    .into_iter()
                    .map(|Branch { condition, items }| Branch {
                        condition,
                        items: items_of(items),
                    })
                    .collect(),
                otherwise: otherwise.map(items_of),
            },
            Self::Match { value, arms } => Flow::Match {
                value,
                arms: arms
                    .into_iter()
                    .map(|Arm { pattern, items }| Arm {
                        pattern,
                        items: items_of(items),
                    })
                    .collect(),
            },
            Self::For {
                pattern,
                iterator,
                items,
            } => Flow::For {
                pattern,
                iterator,
                items: items_of(items),
            },
            Self::Block(items) => Flow::Block(items_of(items)),
        }
    }
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

/// A list of names of the language, or the place of one, for an editor.
pub(crate) struct Place {
    pub(crate) names: Names,
    /// What stands there and is none of the names: each may become one.
    pub(crate) half_typed: Vec<Ident>,
}

/// The names that may stand in a place.
pub(crate) enum Names {
    /// The properties of a component, or the fields of an event, that are not there yet.
    Properties {
        owner: &'static str,
        left: Vec<&'static str>,
    },
    Components(Context),
    /// What a field of a derive's type can be.
    Roles(&'static Event),
    Values(&'static Enumeration),
    Kinds(&'static Identifier),
    /// Without their texts, as the attribute of a field has them.
    KindsAlone(&'static Identifier),
}

impl Names {
    pub(crate) fn contain(&self, name: &str) -> bool {
        match self {
            Self::Properties { left, .. } => left.contains(&name),
            Self::Components(_) => Component::named(name).is_some(),
            Self::Roles(event) => event.field(name).is_some() || Component::named(name).is_some(),
            Self::Values(enumeration) => enumeration.value(name).is_some(),
            Self::Kinds(identifier) | Self::KindsAlone(identifier) => {
                identifier.kind(name).is_some()
            }
        }
    }
}
