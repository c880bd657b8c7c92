//! Lists of components.

use plain_schema::Context;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Token;
use syn::spanned::Spanned;

use super::value::{self, Constness};
use super::{Target, names, properties};
use crate::diagnostic::Reader;
use crate::model::{
    Arm, Branch, CheckedComponent, CheckedItem, CheckedList, CheckedProperty, Flow,
};

/// Writes a list: borrowed from the program itself if nothing in it is computed.
pub(super) fn emit(krate: &Target, list: &CheckedList) -> TokenStream {
    // In an editor, the form does not change with what is typed.
    let constness = match krate.reader {
        Reader::Compiler => Constness::of_list(list),
        Reader::Editor => Constness::Computed,
    };
    match constness {
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
pub(super) fn vec(krate: &Target, list: &CheckedList) -> TokenStream {
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
fn array(krate: &Target, list: &CheckedList) -> TokenStream {
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
fn pushes(krate: &Target, context: Context, target: &Ident, items: &[CheckedItem]) -> TokenStream {
    let block = |items: &[CheckedItem]| {
        let pushes = pushes(krate, context, target, items);
        quote!({ #pushes })
    };
    items
        .iter()
        .map(|item| match item {
            CheckedItem::Component(component) => {
                let component = self::component(krate, context, component);
                quote!(#target.push(#component);)
            }
            CheckedItem::Splice(expression) => {
                let span = krate.span(expression.span());
                let krate = krate.located(span);
                quote_spanned!(span=> #krate::__private::splice(&mut #target, #expression);)
            }
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

fn component(krate: &Target, context: Context, component: &CheckedComponent) -> TokenStream {
    let place = Ident::new(context.type_name(), Span::call_site());
    let variant = Ident::new(component.component.type_name, Span::call_site());
    // The struct keeps the place of the name that was written.
    let object = Ident::new(component.component.type_name, component.name.span());
    if krate.is_editor() {
        let object = Ident::new(component.component.type_name, Span::call_site());
        let named = component.properties.iter().filter(|it| it.name.is_some());
        let named = properties(krate, named);
        let call = call(krate, context, component);
        return quote!(#krate::#place::#variant(#krate::component::#object { #named ..#call }));
    }
    let properties = properties(krate, &component.properties);
    quote!(#krate::#place::#variant(#krate::component::#object { #properties }))
}

/// The call as it was written, but for what is given by name: of the function that stands for the
/// component in an editor.
fn call(krate: &Target, context: Context, component: &CheckedComponent) -> TokenStream {
    let context = Ident::new(context.name(), Span::call_site());
    let name = Ident::new(component.component.name, component.name.span());
    let positional = component
        .properties
        .iter()
        .filter(|it| it.property.positional);
    let arguments = positional.map(
        |CheckedProperty {
             property,
             name,
             value,
             comma,
         }| {
            let value = match name {
                Some(_) => quote!(#krate::__private::slot()),
                None => value::emit(krate, property, value),
            };
            let comma = Token![,](comma.unwrap_or_else(Span::call_site));
            quote!(#value #comma)
        },
    );
    let arguments = names::parentheses(component.open, arguments.collect());
    quote!(#krate::__private::names::components::#context::#name #arguments)
}
