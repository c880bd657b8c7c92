//! Parts of an expansion for an editor.

use plain_schema::ListContent;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Token;

use super::literal;
use crate::emit::{branches, constructor_module, ident, statements};
use crate::model::{
    CheckedComponent, CheckedItem, CheckedList, CheckedProperty, CheckedText, CheckedValue,
};
use crate::template::Template;

/// Writes the parts of an expansion for an editor.
pub(super) struct EditorEmitter {
    /// Path of `plain-runtime`.
    pub(super) krate: TokenStream,
}

impl EditorEmitter {
    pub(super) fn new(krate: &TokenStream) -> Self {
        Self {
            krate: krate.clone(),
        }
    }

    /// Writes the fields of an entity that are in the source, and a base for the others.
    pub(super) fn fields(&self, fields: &[CheckedProperty]) -> TokenStream {
        let is_written = |field: &&CheckedProperty| {
            let is_missing = matches!(
                field.value,
                CheckedValue::Absent | CheckedValue::Placeholder
            );
            field.name.is_some() || !is_missing
        };
        let written = self.properties(fields.iter().filter(is_written));
        let krate = &self.krate;
        quote!(#written ..#krate::expansion::placeholder())
    }

    /// Writes the fields of a struct literal.
    fn properties<'a>(
        &self,
        properties: impl IntoIterator<Item = &'a CheckedProperty>,
    ) -> TokenStream {
        let properties = properties.into_iter().map(|property| {
            let name = property.name.as_ref();
            let span = name.map_or_else(Span::call_site, Ident::span);
            let name = Ident::new(property.property.name, span);
            let value = self.value(&property.value);
            quote!(#name: #value,)
        });
        properties.collect()
    }

    fn value(&self, value: &CheckedValue) -> TokenStream {
        let krate = &self.krate;
        match value {
            CheckedValue::Absent
            | CheckedValue::Placeholder
            | CheckedValue::Boolean(_)
            | CheckedValue::Integer(_)
            | CheckedValue::Number(_) => self.missing(),
            CheckedValue::NumberConstant(constant) => self.used(&constant.expression),
            CheckedValue::Text(text) => self.text(text),
            CheckedValue::DateTimeLiteral(literal) => self.used(literal),
            CheckedValue::EnumValue {
                enumeration, name, ..
            } => {
                let enumeration = ident(enumeration.name);
                self.used(quote!(#krate::#enumeration::#name))
            }
            CheckedValue::Identifier {
                identifier,
                kind,
                name,
                open,
                text,
            } => {
                let identifier = ident(identifier.name);
                let name = Ident::new(kind.name, name.span());
                let text = parentheses(*open, self.text(text));
                self.used(quote!(#krate::expansion::names::kinds::#identifier::#name #text))
            }
            CheckedValue::List(list) => self.list(list),
            CheckedValue::DateConstant(constant) => self.used(&constant.expression),
            CheckedValue::Expression(expression) => self.used(expression),
            CheckedValue::Branches(values) => branches(values, &|value| self.value(value)),
        }
    }

    fn text(&self, text: &CheckedText) -> TokenStream {
        match text {
            CheckedText::Literal(literal) => self.used(literal),
            CheckedText::Template(Template { literal, .. }) | CheckedText::Invalid(literal) => {
                let literal = literal::without_paths(literal);
                self.used(quote!(::std::format!(#literal)))
            }
            CheckedText::Expression(expression) => self.used(expression),
            CheckedText::Constant(constant) => self.used(&constant.expression),
            CheckedText::Branches(texts) => branches(texts, &|text| self.text(text)),
            CheckedText::Placeholder => self.missing(),
        }
    }

    /// Writes the use of a value, and a placeholder of the expected type.
    fn used(&self, value: impl ToTokens) -> TokenStream {
        let krate = &self.krate;
        quote!({ let _ = #value; #krate::expansion::placeholder() })
    }

    /// Writes a placeholder in place of a value that may be typed.
    fn missing(&self) -> TokenStream {
        let krate = &self.krate;
        self.used(quote!(#krate::expansion::placeholder()))
    }

    pub(super) fn list(&self, list: &CheckedList) -> TokenStream {
        let item = |item: &CheckedItem| match item {
            CheckedItem::Component(component) => {
                let component = self.constructor(list.content, component);
                quote!(let _ = #component;)
            }
            CheckedItem::Text(text) => {
                let text = self.text(text);
                quote!(let _: ::std::string::String = #text;)
            }
            CheckedItem::Splice(expression) => quote!(let _ = #expression;),
            _ => TokenStream::new(),
        };
        let items = statements(&list.items, &item);
        let krate = &self.krate;
        quote!({ #items #krate::expansion::placeholder() })
    }

    /// Writes an item as a struct literal of its named properties. Its base is a call of the item's
    /// function with the other properties, as in the source.
    fn constructor(&self, content: ListContent, component: &CheckedComponent) -> TokenStream {
        let krate = &self.krate;
        let module = ident(constructor_module(content));
        let object = ident(component.constructor.type_name);
        let named = component
            .properties
            .iter()
            .filter(|property| property.name.is_some());
        let named = self.properties(named);

        let list = ident(content.name());
        let name = Ident::new(component.constructor.name, component.name.span());
        let positional = component
            .properties
            .iter()
            .filter(|property| property.property.positional);
        let arguments = positional.map(|property| {
            let value = match property.name {
                Some(_) => self.missing(),
                None => self.value(&property.value),
            };
            let comma = Token![,](property.comma.unwrap_or_else(Span::call_site));
            quote!(#value #comma)
        });
        let arguments = parentheses(component.open, arguments.collect());
        quote! {
            #krate::#module::#object {
                #named
                ..#krate::expansion::names::components::#list::#name #arguments
            }
        }
    }
}

/// Arguments in parentheses that are located at those of the user, for help with the signature.
fn parentheses(open: Span, arguments: TokenStream) -> Group {
    let mut group = Group::new(Delimiter::Parenthesis, arguments);
    group.set_span(open);
    group
}
