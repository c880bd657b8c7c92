//! Lists of components.

use plain_schema::Context;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;

use super::flow::statements;
use super::value::Constness;
use super::{located, properties};
use crate::model::{CheckedComponent, CheckedItem, CheckedList};

/// Writes a list: borrowed from the program itself if nothing in it is computed.
pub(super) fn emit(krate: &TokenStream, list: &CheckedList) -> TokenStream {
    match Constness::of_list(list) {
        Constness::Promotable => {
            let items = array(krate, list);
            quote!(::std::borrow::Cow::Borrowed(&#items))
        }
        Constness::Const => {
            let items = array(krate, list);
            quote!(::std::borrow::Cow::Borrowed(const { &#items }))
        }
        Constness::Computed => {
            let vec = vec(krate, list);
            quote!(::std::borrow::Cow::Owned(#vec))
        }
    }
}

/// Writes a list as a `Vec`: from an array, or item by item where there is control flow.
pub(super) fn vec(krate: &TokenStream, list: &CheckedList) -> TokenStream {
    let has_flow = !list
        .items
        .iter()
        .all(|item| matches!(item, CheckedItem::Component(_)));
    if !has_flow {
        let items = array(krate, list);
        return quote!(::std::vec::Vec::from(#items));
    }
    let target = Ident::new("list", Span::mixed_site());
    let place = Ident::new(list.context.type_name(), Span::call_site());
    let pushes = pushes(krate, list.context, &target, &list.items);
    quote!({
        let mut #target = ::std::vec::Vec::<#krate::#place>::new();
        #pushes
        #target
    })
}

/// Writes the components of a list without control flow.
fn array(krate: &TokenStream, list: &CheckedList) -> TokenStream {
    let components: Vec<TokenStream> = list
        .items
        .iter()
        .filter_map(|item| match item {
            CheckedItem::Component(component) => {
                Some(self::component(krate, list.context, component))
            }
            _ => None,
        })
        .collect();
    if components.is_empty() {
        // The type of an empty array would be unknown.
        let place = Ident::new(list.context.type_name(), Span::call_site());
        return quote!(([] as [#krate::#place; 0]));
    }
    quote!([#(#components),*])
}

/// Writes the statements that put the items into the list, in the control flow they stand in.
fn pushes(
    krate: &TokenStream,
    context: Context,
    target: &Ident,
    items: &[CheckedItem],
) -> TokenStream {
    let component = |component: &CheckedComponent| {
        let component = self::component(krate, context, component);
        quote!(#target.push(#component);)
    };
    let splice = |expression: &Expr| {
        let span = expression.span();
        let krate = located(krate, span);
        quote_spanned!(span=> #krate::__private::splice(&mut #target, #expression);)
    };
    statements(items, &component, &splice)
}

fn component(krate: &TokenStream, context: Context, component: &CheckedComponent) -> TokenStream {
    let place = Ident::new(context.type_name(), Span::call_site());
    let variant = Ident::new(component.component.type_name, Span::call_site());
    // The struct keeps the place of the name that was written.
    let object = Ident::new(component.component.type_name, component.name.span());
    let properties = properties(krate, &component.properties);
    quote!(#krate::#place::#variant(#krate::component::#object { #properties }))
}
