//! Control flow: the items of a list as statements, and the branches of a value.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Expr;

use crate::model::{Arm, BlockItem, Branch, CheckedItem, ControlFlow, Statement};

/// Writes items as statements. Components, texts and splices are written by the function.
pub(crate) fn statements(
    items: &[CheckedItem],
    write: &dyn Fn(&CheckedItem) -> TokenStream,
) -> TokenStream {
    let block = |items: &[CheckedItem]| {
        let statements = statements(items, write);
        quote!({ #statements })
    };
    items
        .iter()
        .map(|item| match item {
            CheckedItem::Component(_) | CheckedItem::Text(_) | CheckedItem::Splice(_) => {
                write(item)
            }
            CheckedItem::Statement(statement) => self::statement(statement),
            CheckedItem::Conditional(condition, items) => match items.as_slice() {
                // Later items use the variable.
                [CheckedItem::Statement(Statement::Let(statement))] => {
                    quote!(#condition #statement;)
                }
                items => {
                    let block = block(items);
                    quote!(#condition #block;)
                }
            },
            CheckedItem::ControlFlow(control_flow) => self::control_flow(control_flow, &block),
        })
        .collect()
}

fn statement(statement: &Statement) -> TokenStream {
    match statement {
        Statement::Let(statement) => quote!(#statement;),
        // The components of a macro with a value would be lost. A block without `;` has none.
        Statement::Expression(call @ Expr::Macro(_)) => quote!({ #call }),
        Statement::Expression(expression) => quote!(#expression;),
    }
}

/// Writes control flow, with its blocks as the function writes them.
pub(crate) fn control_flow<Item>(
    control_flow: &ControlFlow<Item>,
    block: &dyn Fn(&[Item]) -> TokenStream,
) -> TokenStream {
    match control_flow {
        ControlFlow::If {
            branches,
            otherwise,
        } => {
            let branches = branches.iter().map(|Branch { condition, items }| {
                let block = block(items);
                quote!(if #condition #block)
            });
            let otherwise = otherwise.as_deref().map(|items| {
                let block = block(items);
                quote!(else #block)
            });
            quote!(#(#branches)else* #otherwise)
        }
        ControlFlow::Match { value, arms } => {
            let arms = arms.iter().map(|Arm { pattern, items }| {
                let block = block(items);
                quote!(#pattern => #block)
            });
            quote!(match #value { #(#arms)* })
        }
        ControlFlow::For {
            label,
            pattern,
            iterator,
            items,
        } => {
            let block = block(items);
            quote!(#label for #pattern in #iterator #block)
        }
        ControlFlow::Block(items) => block(items),
    }
}

/// Writes the branches of a value, with each value as the function writes it.
pub(crate) fn branches<Value>(
    branches: &ControlFlow<BlockItem<Value>>,
    value: &dyn Fn(&Value) -> TokenStream,
) -> TokenStream {
    let block = |items: &[BlockItem<Value>]| {
        let items = items.iter().map(|item| match item {
            BlockItem::Statement(statement) => statement.clone(),
            BlockItem::Value(own) => value(own),
        });
        quote!({ #(#items)* })
    };
    control_flow(branches, &block)
}
