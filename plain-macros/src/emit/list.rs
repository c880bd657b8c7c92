//! Lists of components.

use plain_schema::Context;
use proc_macro2::{Delimiter, Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;

use super::control_flow::statements;
use super::emitter::{Emitter, ident, variable};
use super::tokens::Tokens;
use super::value::Constness;
use crate::model::{CheckedComponent, CheckedItem, CheckedList};

impl Emitter {
    /// Writes a list as a `Cow`, borrowed if nothing in it is computed.
    pub(super) fn list(&self, list: &CheckedList) -> Tokens {
        let constness = Constness::of_list(list);
        if constness == Constness::Computed {
            return self.own("Owned").call(self.vec(list));
        }
        let mut items = Tokens::default();
        items.sign('&');
        items.append(self.array(list));
        if constness == Constness::Const {
            let items = TokenStream::from(items);
            return self.own("Borrowed").call(quote!(const { #items }).into());
        }
        self.own("Borrowed").call(items)
    }

    /// Writes a list as a `Vec`: from an array, or item by item if there are splices or control flow.
    pub(super) fn vec(&self, list: &CheckedList) -> Tokens {
        let is_array = list
            .items
            .iter()
            .all(|item| matches!(item, CheckedItem::Component(_)));
        if is_array {
            return self.own("vec").call(self.array(list));
        }
        let krate = self.krate();
        let target = variable("list");
        let content_type = ident(list.context.type_name());
        let pushes = self.pushes(list.context, &target, &list.items);
        let vec = quote!({
            let mut #target = ::std::vec::Vec::<#krate::#content_type>::new();
            #pushes
            #target
        });
        vec.into()
    }

    /// Writes the components of a list without control flow as an array.
    fn array(&self, list: &CheckedList) -> Tokens {
        let mut components = Tokens::default();
        let mut is_empty = true;
        for item in &list.items {
            if let CheckedItem::Component(component) = item {
                if !is_empty {
                    components.sign(',');
                }
                components.append(self.component(list.context, component));
                is_empty = false;
            }
        }
        if is_empty {
            // rustc cannot infer the type of an empty array.
            let krate = self.krate();
            let content_type = ident(list.context.type_name());
            return quote!(([] as [#krate::#content_type; 0])).into();
        }
        Tokens::default().group(Delimiter::Bracket, components, Span::call_site())
    }

    /// Writes the statements that add the items to `target`.
    fn pushes(&self, context: Context, target: &Ident, items: &[CheckedItem]) -> TokenStream {
        let component = |component: &CheckedComponent| {
            let component = TokenStream::from(self.component(context, component));
            quote!(#target.push(#component);)
        };
        let splice = |expression: &Expr| {
            let span = expression.span();
            let krate = self.at(span).krate();
            let insertion = Ident::new(insertion_trait(context), span);
            quote_spanned!(span=> #krate::component::#insertion::insert_into(#expression, &mut #target);)
        };
        statements(items, &component, &splice)
    }

    fn component(&self, context: Context, component: &CheckedComponent) -> Tokens {
        let name = component.component.type_name;
        // The struct is located at the component's name, so that an editor finds it from there.
        let object = Ident::new(name, component.name.span());
        let properties = self.properties(&component.properties);
        let object = self.item(&["component"]).segment(object).group(
            Delimiter::Brace,
            properties,
            Span::call_site(),
        );
        self.item(&[context.type_name(), name]).call(object)
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
