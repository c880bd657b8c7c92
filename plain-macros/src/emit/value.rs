//! Values of properties.

use plain_schema::{Property, StringRule, Value};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{list, text};
use crate::model::{CheckedProperty, CheckedText, CheckedValue};

/// Writes the value of a property.
pub(super) fn emit(krate: &TokenStream, property: &Property, value: &CheckedValue) -> TokenStream {
    let given = match value {
        CheckedValue::Absent => return quote!(::core::option::Option::None),
        CheckedValue::Slot => return quote!(#krate::__private::slot()),
        // An expression may be of the property's type or an `Option` of it.
        CheckedValue::Expression(expression) => return convert(krate, property, expression),
        CheckedValue::Text(CheckedText::Expression(expression)) if !property.is_required() => {
            return quote_spanned!(expression.span()=> #krate::__private::optional_text(&#expression));
        }
        CheckedValue::Text(text) => text::emit(krate, text_rule(property), text),
        CheckedValue::DateTimeLiteral(literal) => {
            quote!(#krate::__private::iso8601_literal(#literal))
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
    match property.value {
        Value::String(StringRule::DateTime) if property.is_required() => {
            quote_spanned!(span=> #krate::__private::iso8601(&#expression))
        }
        Value::String(StringRule::DateTime) => {
            quote_spanned!(span=> #krate::__private::optional_iso8601(&#expression))
        }
        _ => quote_spanned!(span=> ::core::convert::Into::into(#expression)),
    }
}

fn text_rule(property: &Property) -> StringRule {
    property.value.string_rule().unwrap_or(StringRule::NotBlank)
}

/// Whether the value is known when the program is compiled, down to the last text.
pub(super) fn is_constant(property: &CheckedProperty) -> bool {
    match &property.value {
        CheckedValue::Absent
        | CheckedValue::DateTimeLiteral(_)
        | CheckedValue::Boolean(_)
        | CheckedValue::EnumValue { .. }
        | CheckedValue::Text(CheckedText::Literal(_)) => true,
        CheckedValue::Identifier { text, .. } => matches!(**text, CheckedText::Literal(_)),
        CheckedValue::Components(list) => list::is_constant(list),
        CheckedValue::Slot | CheckedValue::Text(_) | CheckedValue::Expression(_) => false,
    }
}
