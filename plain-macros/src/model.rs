//! The two trees: what was written, and what it means.
//!
//! `syntax` makes the raw one, in which anything may stand anywhere. `check` turns it into the
//! checked one, in which every name is a row of `plain_schema`. `emit` writes that out.

use plain_schema::{
    Component, Context, EnumValue, Enumeration, Event, Identifier, IdentifierKind, Property,
    StringRule,
};
use proc_macro2::{Ident, Span, TokenStream};
use syn::{Expr, LitStr};

use crate::template::Template;

/// A call as it was written.
pub(crate) struct RawCall {
    /// The path of `plain-runtime`.
    pub(crate) krate: TokenStream,
    /// What stands in front of the fields.
    pub(crate) client: Option<RawValue>,
    pub(crate) fields: Vec<RawArgument>,
}

/// A call of `components!` as it was written.
pub(crate) struct RawFragment {
    /// The path of `plain-runtime`.
    pub(crate) krate: TokenStream,
    pub(crate) items: Vec<RawItem>,
}

/// `name = value`, or a value alone.
pub(crate) struct RawArgument {
    pub(crate) name: Option<Ident>,
    pub(crate) value: RawValue,
}

pub(crate) enum RawValue {
    List(RawList),
    Expression(Expr),
    /// There is none, or none that can be read; that has been reported.
    Missing(Span),
}

/// `[..]`
pub(crate) struct RawList {
    pub(crate) span: Span,
    pub(crate) items: Vec<RawItem>,
}

pub(crate) enum RawItem {
    Component(RawComponent),
    /// `..expression`
    Splice(Expr),
    Flow(Flow<RawItem>),
    /// `let name = value`
    Statement(TokenStream),
    /// Whatever else is an expression.
    Other(Expr),
    /// It cannot be read; that has been reported.
    Broken,
}

/// Control flow in a list, over the items of either tree.
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
pub(crate) struct Branch<Item> {
    pub(crate) condition: Expr,
    pub(crate) items: Vec<Item>,
}

/// `pattern => ..`
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
pub(crate) struct RawComponent {
    pub(crate) name: Ident,
    pub(crate) arguments: Vec<RawArgument>,
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

/// A property of a component or a field of an event. Each of the table's is there once, in its order.
pub(crate) struct CheckedProperty {
    pub(crate) property: &'static Property,
    /// The name, if it was written.
    pub(crate) name: Option<Ident>,
    pub(crate) value: CheckedValue,
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
    pub(crate) properties: Vec<CheckedProperty>,
}
