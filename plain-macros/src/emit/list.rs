//! Lists of components.

use plain_schema::Context;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::properties;
use super::value::Constness;
use crate::model::{CheckedComponent, CheckedItem, CheckedList};

/// Writes a list: borrowed from the program itself if nothing in it is computed.
pub(super) fn emit(krate: &TokenStream, list: &CheckedList) -> TokenStream {
    let items = items(krate, list);
    match Constness::of_list(list) {
        Constness::Promotable => quote!(::std::borrow::Cow::Borrowed(&#items)),
        Constness::Const => quote!(::std::borrow::Cow::Borrowed(const { &#items })),
        Constness::Computed => quote!(::std::borrow::Cow::Owned(::std::vec::Vec::from(#items))),
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
    let place = Ident::new(context.type_name(), Span::call_site());
    let variant = Ident::new(component.component.type_name, Span::call_site());
    // The struct keeps the place of the name that was written.
    let object = Ident::new(component.component.type_name, component.name.span());
    let properties = properties(krate, &component.properties);
    quote!(#krate::#place::#variant(#krate::component::#object { #properties }))
}
