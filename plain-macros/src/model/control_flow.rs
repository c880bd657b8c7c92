//! Control flow.

use proc_macro2::TokenStream;
use syn::Expr;

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
