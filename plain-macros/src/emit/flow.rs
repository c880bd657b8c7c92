//! The items of a list as statements, in the control flow they stand in.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Expr;

use crate::model::{Arm, Branch, CheckedComponent, CheckedItem, Flow};

/// Writes the items: each component and each splice by its own function.
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
            CheckedItem::Statement(statement) => quote!(#statement;),
            CheckedItem::Flow(Flow::If {
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
            CheckedItem::Flow(Flow::Match { value, arms }) => {
                let arms = arms.iter().map(|Arm { pattern, items }| {
                    let block = block(items);
                    quote!(#pattern => #block)
                });
                quote!(match #value { #(#arms)* })
            }
            CheckedItem::Flow(Flow::For {
                pattern,
                iterator,
                items,
            }) => {
                let block = block(items);
                quote!(for #pattern in #iterator #block)
            }
            CheckedItem::Flow(Flow::Block(items)) => block(items),
        })
        .collect()
}
