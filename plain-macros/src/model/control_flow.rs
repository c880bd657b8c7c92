//! Control flow in a list, over the items of the raw or of the checked tree.

use proc_macro2::TokenStream;
use syn::{Expr, Label};

#[derive(Clone)]
pub(crate) enum ControlFlow<Item> {
    If {
        branches: Vec<Branch<Item>>,
        otherwise: Option<Vec<Item>>,
    },
    Match {
        value: Expr,
        arms: Vec<Arm<Item>>,
    },
    For {
        /// `'name:`
        label: Option<Label>,
        pattern: TokenStream,
        iterator: Expr,
        items: Vec<Item>,
    },
    Block(Vec<Item>),
}

/// Bracket around an item.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Enclosing {
    /// `[..]`
    List,
    /// A block, or an arm.
    Block,
}

/// Statement in a block of a list.
#[derive(Clone)]
pub(crate) enum Statement {
    /// `let name = value`
    Let(TokenStream),
    /// An assignment, an expression that leaves the block, or a macro without a value.
    Expression(Expr),
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
    /// Pattern and guard.
    pub(crate) pattern: TokenStream,
    pub(crate) items: Vec<Item>,
}

impl<Item> ControlFlow<Item> {
    /// Items of each block, in source order.
    pub(crate) fn blocks(&self) -> Vec<&[Item]> {
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

    /// Items of each block, to change them.
    pub(crate) fn blocks_mut(&mut self) -> Vec<&mut Vec<Item>> {
        match self {
            Self::If {
                branches,
                otherwise,
            } => branches
                .iter_mut()
                .map(|branch| &mut branch.items)
                .chain(otherwise)
                .collect(),
            Self::Match { arms, .. } => arms.iter_mut().map(|arm| &mut arm.items).collect(),
            Self::For { items, .. } | Self::Block(items) => vec![items],
        }
    }

    /// The same control flow, with the items of each block replaced.
    pub(crate) fn map_blocks<Other>(
        self,
        mut map: impl FnMut(Vec<Item>) -> Vec<Other>,
    ) -> ControlFlow<Other> {
        match self {
            Self::If {
                branches,
                otherwise,
            } => ControlFlow::If {
                branches: branches
                    .into_iter()
                    .map(|Branch { condition, items }| Branch {
                        condition,
                        items: map(items),
                    })
                    .collect(),
                otherwise: otherwise.map(map),
            },
            Self::Match { value, arms } => ControlFlow::Match {
                value,
                arms: arms
                    .into_iter()
                    .map(|Arm { pattern, items }| Arm {
                        pattern,
                        items: map(items),
                    })
                    .collect(),
            },
            Self::For {
                label,
                pattern,
                iterator,
                items,
            } => ControlFlow::For {
                label,
                pattern,
                iterator,
                items: map(items),
            },
            Self::Block(items) => ControlFlow::Block(map(items)),
        }
    }
}
