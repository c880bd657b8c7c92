//! Lists of components.

use plain_schema::Context;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{properties, value};
use crate::model::{CheckedComponent, CheckedItem, CheckedList};

/// Writes a list: borrowed from the program itself if nothing in it is computed.
pub(super) fn emit(krate: &TokenStream, list: &CheckedList) -> TokenStream {
    let items = items(krate, list);
    if is_constant(list) {
        quote!(::std::borrow::Cow::Borrowed(&#items))
    } else {
        quote!(::std::borrow::Cow::Owned(::std::vec::Vec::from(#items)))
    }
}

/// Writes what stands in a list, as an array.
pub(super) fn items(krate: &TokenStream, list: &CheckedList) -> TokenStream {
    // The type of an empty array would be unknown.
    let content = Ident::new(list.context.type_name(), Span::call_site());
    if list.items.is_empty() {
        return quote!(([] as [#krate::#content; 0]));
    }
    let items = list.items.iter().map(|item| match item {
        CheckedItem::Component(component) => self::component(krate, list.context, component),
    });
    quote!([#(#items),*])
}

fn component(krate: &TokenStream, context: Context, component: &CheckedComponent) -> TokenStream {
    let content = Ident::new(context.type_name(), Span::call_site());
    let variant = Ident::new(component.component.type_name, Span::call_site());
    // The struct keeps the place of the name that was written.
    let object = Ident::new(component.component.type_name, component.name.span());
    let properties = properties(krate, &component.properties);
    quote!(#krate::#content::#variant(#krate::component::#object { #properties }))
}

pub(super) fn is_constant(list: &CheckedList) -> bool {
    list.items.iter().all(|item| match item {
        CheckedItem::Component(component) => component.properties.iter().all(value::is_constant),
    })
}
