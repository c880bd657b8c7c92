//! Lists.

use plain_schema::{Context, ListContent, StringRule};
use proc_macro2::{Delimiter, Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::control_flow::statements;
use super::emitter::{Emitter, variable};
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
            .all(|item| matches!(item, CheckedItem::Component(_) | CheckedItem::Text(_)));
        if is_array {
            return self.own("vec").call(self.array(list));
        }
        let target = variable("list");
        let item_type = self.item_type(list.content);
        let pushes = self.pushes(list.content, &target, &list.items);
        let vec = quote!({
            let mut #target = ::std::vec::Vec::<#item_type>::new();
            #pushes
            #target
        });
        vec.into()
    }

    /// Writes the items of a list without control flow as an array.
    fn array(&self, list: &CheckedList) -> Tokens {
        if list.items.is_empty() {
            // rustc cannot infer the type of an empty array.
            let item_type = self.item_type(list.content);
            return quote!(([] as [#item_type; 0])).into();
        }
        let mut items = Tokens::default();
        for (index, item) in list.items.iter().enumerate() {
            if index > 0 {
                items.sign(',');
            }
            items.append(self.list_item(list.content, item));
        }
        Tokens::default().group(Delimiter::Bracket, items, Span::call_site())
    }

    /// Writes the statements that add the items to `target`.
    fn pushes(&self, content: ListContent, target: &Ident, items: &[CheckedItem]) -> TokenStream {
        statements(items, &|item| match item {
            CheckedItem::Splice(expression) => {
                let span = expression.span();
                let krate = self.at(span).krate();
                let (module, insertion) = insertion_trait(content);
                let (module, insertion) = (Ident::new(module, span), Ident::new(insertion, span));
                quote_spanned!(span=> #krate::#module::#insertion::insert_into(#expression, &mut #target);)
            }
            item => {
                let item = TokenStream::from(self.list_item(content, item));
                quote!(#target.push(#item);)
            }
        })
    }

    /// Writes a component, a thread field or a text.
    fn list_item(&self, content: ListContent, item: &CheckedItem) -> Tokens {
        match item {
            CheckedItem::Component(component) => self.constructor(content, component),
            CheckedItem::Text(text) => {
                let rule = match content {
                    ListContent::Texts(rule) => rule,
                    _ => StringRule::Any,
                };
                self.text(rule, text)
            }
            _ => Tokens::default(),
        }
    }

    fn constructor(&self, content: ListContent, component: &CheckedComponent) -> Tokens {
        let name = component.constructor.type_name;
        // The struct is located at the component's name, so that an editor finds it from there.
        let object = Ident::new(name, component.name.span());
        let properties = self.properties(&component.properties);
        let module = constructor_module(content);
        let object = self.item(&[module]).segment(object).group(
            Delimiter::Brace,
            properties,
            Span::call_site(),
        );
        self.item(&[constructor_type(content), name]).call(object)
    }

    fn item_type(&self, content: ListContent) -> TokenStream {
        match content {
            ListContent::Texts(_) => quote!(::std::borrow::Cow<'static, str>),
            content => self.item(&[constructor_type(content)]).into(),
        }
    }
}

/// Module of the structs of a list's items.
pub(crate) const fn constructor_module(content: ListContent) -> &'static str {
    match content {
        ListContent::Components(_) | ListContent::Texts(_) => "component",
        ListContent::ThreadFields => "thread_field",
    }
}

/// Enum of a list's items.
const fn constructor_type(list: ListContent) -> &'static str {
    match list {
        ListContent::Components(context) => context.type_name(),
        ListContent::ThreadFields | ListContent::Texts(_) => "ThreadField",
    }
}

/// Trait of the iterators that `..` inserts into a list, and its module.
const fn insertion_trait(content: ListContent) -> (&'static str, &'static str) {
    match content {
        ListContent::Components(Context::Event | Context::Thread | Context::Card) => {
            ("component", "InsertIntoEvent")
        }
        ListContent::Components(Context::Container) => ("component", "InsertIntoContainer"),
        ListContent::Components(Context::Row) => ("component", "InsertIntoRow"),
        ListContent::ThreadFields => ("thread_field", "InsertThreadFields"),
        ListContent::Texts(_) => ("expansion", "InsertTexts"),
    }
}
