//! Values of properties.

use plain_schema::{Property, StringRule, ValueType};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{list, located, text};
use crate::model::{CheckedItem, CheckedList, CheckedProperty, CheckedText, CheckedValue};

/// Writes the value of a property.
pub(super) fn emit(krate: &TokenStream, property: &Property, value: &CheckedValue) -> TokenStream {
    let given = match value {
        CheckedValue::Absent => return quote!(::core::option::Option::None),
        CheckedValue::Slot => return quote!(#krate::__private::placeholder()),
        // An expression may be of the property's type or an `Option` of it.
        CheckedValue::Expression(expression) => return convert(krate, property, expression),
        CheckedValue::Text(text) if !property.is_required() => {
            return text::emit_optional(krate, text_rule(property), text);
        }
        CheckedValue::Text(text) => text::emit(krate, text_rule(property), text),
        CheckedValue::DateTimeLiteral(literal) => {
            // A block of its own, so that it is read when the program is compiled and never again.
            quote!(const { #krate::Iso8601::from_static(#literal) })
        }
        CheckedValue::Boolean(value) => quote!(#value),
        CheckedValue::EnumValue {
            enumeration,
            value,
            name,
        } => {
            let enumeration = Ident::new(enumeration.name, Span::call_site());
            let value = Ident::new(value.name, name.span());
            quote!(#krate::#enumeration::#value)
        }
        CheckedValue::Identifier {
            identifier,
            kind,
            name,
            text,
            ..
        } => {
            let identifier = Ident::new(identifier.name, Span::call_site());
            let variant = Ident::new(kind.variant, name.span());
            let text = text::emit(krate, kind.rule, text);
            quote!(#krate::#identifier::#variant(#text))
        }
        CheckedValue::Components(list) => list::emit(krate, list),
    };
    if property.is_required() {
        given
    } else {
        quote!(::core::option::Option::Some(#given))
    }
}

/// Brings an expression to the type of its property.
fn convert(krate: &TokenStream, property: &Property, expression: &syn::Expr) -> TokenStream {
    let span = expression.span();
    let krate = located(krate, span);
    let reference = text::reference(expression);
    match property.value {
        ValueType::String(StringRule::DateTime) if property.is_required() => {
            quote_spanned!(span=> #krate::__private::iso8601(#reference))
        }
        ValueType::String(StringRule::DateTime) => {
            quote_spanned!(span=> #krate::__private::optional_iso8601(#reference))
        }
        _ if property.is_required() => {
            quote_spanned!(span=> #krate::__private::required_value(#expression))
        }
        _ => quote_spanned!(span=> #krate::__private::optional_value(#expression)),
    }
}

fn text_rule(property: &Property) -> StringRule {
    property.value.string_rule().unwrap_or(StringRule::NotBlank)
}

/// How much of a value is known when the program is compiled.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Constness {
    /// A part of it is computed at run time.
    Computed,
    /// A `const` context can compute it.
    Const,
    /// It is a literal through and through: a reference to it lives as long as the program.
    Promotable,
}

impl Constness {
    pub(super) fn of(property: &CheckedProperty) -> Self {
        match &property.value {
            CheckedValue::Absent
            | CheckedValue::Boolean(_)
            | CheckedValue::EnumValue { .. }
            | CheckedValue::Text(CheckedText::Literal(_)) => Self::Promotable,
            CheckedValue::DateTimeLiteral(_) => Self::Const,
            CheckedValue::Identifier { text, .. } => match **text {
                CheckedText::Literal(_) => Self::Promotable,
                _ => Self::Computed,
            },
            CheckedValue::Components(list) => Self::of_list(list),
            CheckedValue::Slot | CheckedValue::Text(_) | CheckedValue::Expression(_) => {
                Self::Computed
            }
        }
    }

    /// That of the least constant value in a list. Control flow is for run time.
    pub(super) fn of_list(list: &CheckedList) -> Self {
        let items = list.items.iter().map(|item| match item {
            CheckedItem::Component(component) => {
                let properties = component.properties.iter().map(Self::of);
                properties.min().unwrap_or(Self::Promotable)
            }
            _ => Self::Computed,
        });
        items.min().unwrap_or(Self::Promotable)
    }
}
