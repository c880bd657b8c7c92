//! Branches of a value: `if`, `match` and blocks, whose last expressions are values themselves.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Arm as SynArm, Block, Expr, ExprIf, ExprMacro, Stmt};

use super::control_flow::{Arm, Branch, ControlFlow};

/// An `if`, a `match` or a block that is a value.
#[derive(Clone)]
pub(crate) struct Branches<Value> {
    pub(crate) control_flow: ControlFlow<BlockItem<Value>>,
    /// The expression as it was written.
    pub(super) source: Expr,
}

/// Item of a block that is a value.
#[derive(Clone)]
pub(crate) enum BlockItem<Value> {
    /// A statement, or an expression that leaves the block.
    Statement(TokenStream),
    /// Value of the block, which comes last.
    Value(Value),
}

impl<Value> Branches<Value> {
    /// The expression as it was written.
    pub(crate) fn into_source(self) -> Expr {
        self.source
    }

    /// Values of all branches.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Value> {
        let items = self.control_flow.blocks().into_iter().flatten();
        items.filter_map(BlockItem::value)
    }

    /// Whether there is an `if` without `else`, or an empty block.
    pub(crate) fn lacks_value(&self) -> bool {
        let is_partial = match &self.control_flow {
            ControlFlow::If { otherwise, .. } => otherwise.is_none(),
            _ => false,
        };
        is_partial || self.control_flow.blocks().iter().any(|it| it.is_empty())
    }
}

impl<Value> ToTokens for Branches<Value> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.source.to_tokens(tokens);
    }
}

impl<Value> BlockItem<Value> {
    pub(crate) fn value(&self) -> Option<&Value> {
        match self {
            Self::Statement(_) => None,
            Self::Value(value) => Some(value),
        }
    }

    pub(crate) fn map<Other>(self, map: impl FnOnce(Value) -> Other) -> BlockItem<Other> {
        match self {
            Self::Statement(statement) => BlockItem::Statement(statement),
            Self::Value(value) => BlockItem::Value(map(value)),
        }
    }
}

/// Branches of an expression, if it has any, with each value converted by the function.
pub(super) fn control_flow<Value>(
    expression: &Expr,
    convert: fn(Expr) -> Value,
) -> Option<ControlFlow<BlockItem<Value>>> {
    match expression {
        Expr::If(first) if first.attrs.is_empty() => Some(if_branches(first, convert)),
        Expr::Match(value) if value.attrs.is_empty() => Some(ControlFlow::Match {
            value: (*value.expr).clone(),
            arms: value.arms.iter().map(|own| arm(own, convert)).collect(),
        }),
        Expr::Block(block) if block.attrs.is_empty() && block.label.is_none() => {
            Some(ControlFlow::Block(block_items(&block.block, convert)))
        }
        _ => None,
    }
}

fn if_branches<Value>(first: &ExprIf, convert: fn(Expr) -> Value) -> ControlFlow<BlockItem<Value>> {
    let mut branches = Vec::new();
    let mut next = first;
    let otherwise = loop {
        branches.push(Branch {
            condition: (*next.cond).clone(),
            items: block_items(&next.then_branch, convert),
        });
        match next.else_branch.as_ref().map(|(_, branch)| &**branch) {
            None => break None,
            Some(Expr::If(branch)) => next = branch,
            Some(branch) => break Some(value_items(branch, convert)),
        }
    };
    ControlFlow::If {
        branches,
        otherwise,
    }
}

fn arm<Value>(arm: &SynArm, convert: fn(Expr) -> Value) -> Arm<BlockItem<Value>> {
    let SynArm { attrs, pat, .. } = arm;
    Arm {
        pattern: quote!(#(#attrs)* #pat),
        items: value_items(&arm.body, convert),
    }
}

fn value_items<Value>(expression: &Expr, convert: fn(Expr) -> Value) -> Vec<BlockItem<Value>> {
    match expression {
        Expr::Block(block) if block.attrs.is_empty() && block.label.is_none() => {
            block_items(&block.block, convert)
        }
        expression => vec![last_item(expression.clone(), convert)],
    }
}

fn block_items<Value>(block: &Block, convert: fn(Expr) -> Value) -> Vec<BlockItem<Value>> {
    let last = block.stmts.len().saturating_sub(1);
    let items = block.stmts.iter().enumerate();
    items
        .map(|(index, statement)| match statement {
            Stmt::Expr(value, None) if index == last => last_item(value.clone(), convert),
            Stmt::Macro(call) if index == last && call.semi_token.is_none() => {
                let call = Expr::Macro(ExprMacro {
                    attrs: call.attrs.clone(),
                    mac: call.mac.clone(),
                });
                last_item(call, convert)
            }
            statement => BlockItem::Statement(statement.to_token_stream()),
        })
        .collect()
}

fn last_item<Value>(expression: Expr, convert: fn(Expr) -> Value) -> BlockItem<Value> {
    if diverges(&expression) {
        BlockItem::Statement(expression.into_token_stream())
    } else {
        BlockItem::Value(convert(expression))
    }
}

/// Whether an expression has no value, judged by its keyword or its name.
fn diverges(expression: &Expr) -> bool {
    let name = match expression {
        Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => return true,
        Expr::Paren(inner) => return diverges(&inner.expr),
        Expr::Group(inner) => return diverges(&inner.expr),
        Expr::Macro(call) => call.mac.path.segments.last(),
        Expr::Call(call) => match &*call.func {
            Expr::Path(function) => function.path.segments.last(),
            _ => None,
        },
        _ => None,
    };
    name.is_some_and(|name| DIVERGING.iter().any(|diverging| name.ident == diverging))
}

/// Macros and functions without a value.
const DIVERGING: [&str; 9] = [
    "abort",
    "bail",
    "exit",
    "panic",
    "resume_unwind",
    "throw",
    "todo",
    "unimplemented",
    "unreachable",
];
