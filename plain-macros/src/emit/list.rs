//! Lists of components.

use plain_schema::Context;
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;

use super::control_flow::statements;
use super::emitter::{Emitter, ident, variable};
use super::value::Constness;
use crate::model::{CheckedComponent, CheckedItem, CheckedList};

impl Emitter {
    /// Writes a list as a `Cow`, borrowed if nothing in it is computed.
    pub(super) fn list(&self, list: &CheckedList) -> TokenStream {
        match Constness::of_list(list) {
            Constness::Promotable => {
                let items = self.array(list);
                quote!(::std::borrow::Cow::Borrowed(&#items))
            }
            Constness::Const => {
                let items = self.array(list);
                quote!(::std::borrow::Cow::Borrowed(const { &#items }))
            }
            Constness::Computed => {
                let vec = self.vec(list);
                quote!(::std::borrow::Cow::Owned(#vec))
            }
        }
    }

    /// Writes a list as a `Vec`: from an array, or item by item if there are splices or control flow.
    pub(super) fn vec(&self, list: &CheckedList) -> TokenStream {
        let is_array = list
            .items
            .iter()
            .all(|item| matches!(item, CheckedItem::Component(_)));
        if is_array {
            let items = self.array(list);
            return quote!(::std::convert::From::from(#items));
        }
        let krate = &self.krate;
        let target = variable("list");
        let content_type = ident(list.context.type_name());
        let pushes = self.pushes(list.context, &target, &list.items);
        quote!({
            let mut #target = ::std::vec::Vec::<#krate::#content_type>::new();
            #pushes
            #target
        })
    }

    /// Writes the components of a list without control flow as an array.
    fn array(&self, list: &CheckedList) -> TokenStream {
        let components: Vec<TokenStream> = list
            .items
            .iter()
            .filter_map(|item| match item {
                CheckedItem::Component(component) => Some(self.component(list.context, component)),
                _ => None,
            })
            .collect();
        if components.is_empty() {
            // rustc cannot infer the type of an empty array.
            let krate = &self.krate;
            let content_type = ident(list.context.type_name());
            return quote!(([] as [#krate::#content_type; 0]));
        }
        quote!([#(#components),*])
    }

    /// Writes the statements that add the items to `target`.
    fn pushes(&self, context: Context, target: &Ident, items: &[CheckedItem]) -> TokenStream {
        let component = |component: &CheckedComponent| {
            let component = self.component(context, component);
            quote!(#target.push(#component);)
        };
        let splice = |expression: &Expr| {
            let span = expression.span();
            let krate = self.at(span).krate;
            let insertion = Ident::new(insertion_trait(context), span);
            quote_spanned!(span=> #krate::component::#insertion::insert_into(#expression, &mut #target);)
        };
        statements(items, &component, &splice)
    }

    fn component(&self, context: Context, component: &CheckedComponent) -> TokenStream {
        let krate = &self.krate;
        let content_type = ident(context.type_name());
        let variant = ident(component.component.type_name);
        // The struct is located at the component's name, so that an editor finds it from there.
        let object = Ident::new(component.component.type_name, component.name.span());
        let properties = self.properties(&component.properties);
        quote!(#krate::#content_type::#variant(#krate::component::#object { #properties }))
    }
}

/// Trait of the iterators that `..` inserts into a list of a context.
const fn insertion_trait(context: Context) -> &'static str {
    match context {
        Context::Event | Context::Thread | Context::Card => "InsertIntoEvent",
        Context::Container => "InsertIntoContainer",
        Context::Row => "InsertIntoRow",
    }
}
