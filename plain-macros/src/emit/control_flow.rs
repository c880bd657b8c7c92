//! Items of a list as statements, in their control flow.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Expr;

use crate::model::{Arm, Branch, CheckedComponent, CheckedItem, ControlFlow, Statement};

/// Writes items as statements. Components and splices are written by the functions.
pub(crate) fn statements(
    items: &[CheckedItem],
    component: &dyn Fn(&CheckedComponent) -> TokenStream,
    splice: &dyn Fn(&Expr) -> TokenStream,
) -> TokenStream {
    let block = |items: &[CheckedItem]| {
        let statements = statements(items, component, splice);
        quote!({ #statements })
    };
    items
        .iter()
        .map(|item| match item {
            CheckedItem::Component(own) => component(own),
            CheckedItem::Splice(expression) => splice(expression),
            CheckedItem::Statement(statement) => self::statement(statement),
            CheckedItem::ControlFlow(ControlFlow::If {
                branches,
                otherwise,
            }) => {
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
            CheckedItem::ControlFlow(ControlFlow::Match { value, arms }) => {
                let arms = arms.iter().map(|Arm { pattern, items }| {
                    let block = block(items);
                    quote!(#pattern => #block)
                });
                quote!(match #value { #(#arms)* })
            }
            CheckedItem::ControlFlow(ControlFlow::For {
                label,
                pattern,
                iterator,
                items,
            }) => {
                let block = block(items);
                quote!(#label for #pattern in #iterator #block)
            }
            CheckedItem::ControlFlow(ControlFlow::Block(items)) => block(items),
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
