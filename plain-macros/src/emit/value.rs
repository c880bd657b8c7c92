//! Values of properties.

use plain_schema::{Property, StringRule, ValueType};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::Parser as _;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Meta};

use super::control_flow::branches;
use super::emitter::Emitter;
use super::temporary::{self, isolated};
use super::text;
use super::tokens::Tokens;
use crate::model::{CheckedItem, CheckedList, CheckedProperty, CheckedText, CheckedValue};

impl Emitter {
    /// Writes the fields of a struct literal in the order of the call, in which they are evaluated.
    /// Each is located at its name in the source, so that an editor finds the field from there.
    pub(super) fn properties(&self, properties: &[CheckedProperty]) -> Tokens {
        let mut ordered: Vec<&CheckedProperty> = properties.iter().collect();
        ordered.sort_by_key(|property| property.position);
        let mut fields = Tokens::default();
        for CheckedProperty {
            property,
            name,
            value,
            condition,
            ..
        } in ordered
        {
            let span = name.as_ref().map_or_else(Span::call_site, Ident::span);
            let field = Ident::new(property.name, span);
            let value = self.value(property, value);
            let Some(condition) = condition else {
                fields.name(field);
                fields.sign(':');
                fields.append(value);
                fields.sign(',');
                continue;
            };
            let predicates = predicates(condition);
            let (value, none) = (TokenStream::from(value), TokenStream::from(self.none()));
            fields.append(Tokens::from(quote! {
                #[cfg(all(#predicates))]
                #field: #value,
                #[cfg(not(all(#predicates)))]
                #field: #none,
            }));
        }
        fields
    }

    fn value(&self, property: &Property, value: &CheckedValue) -> Tokens {
        let given = match value {
            CheckedValue::Absent => return self.none(),
            CheckedValue::Placeholder => return self.placeholder().into(),
            // An expression is of the property's type or an `Option` of it, so it is not wrapped.
            CheckedValue::Expression(expression) => {
                return self.convert(property, expression).into();
            }
            CheckedValue::DateConstant(constant) => {
                return self.date(property.is_required(), constant).into();
            }
            CheckedValue::Branches(values) => {
                let value = branches(values, &|value| self.value(property, value).into());
                return isolated(&value).into();
            }
            CheckedValue::Text(text) if !property.is_required() => {
                return self.optional_text(text_rule(property), text);
            }
            CheckedValue::Text(text) => self.text(text_rule(property), text),
            CheckedValue::DateTimeLiteral(literal) => {
                let krate = self.krate();
                // In a block of its own, the literal is parsed at compile time only.
                quote!(const { #krate::Iso8601::from_static(#literal) }).into()
            }
            CheckedValue::Boolean(value) => quote!(#value).into(),
            CheckedValue::Integer(value) => quote!(#value).into(),
            CheckedValue::Number(value) => {
                let value = quote!(#value).into();
                self.item(&["NumberValue", "new"]).call(value)
            }
            CheckedValue::NumberConstant(constant) => {
                let assertion = self.number_assertion(constant);
                let value = self.convert(property, &constant.expression);
                return quote!({ #assertion #value }).into();
            }
            CheckedValue::EnumValue {
                enumeration,
                value,
                name,
            } => {
                let value = Ident::new(value.name, name.span());
                self.item(&[enumeration.name]).segment(value)
            }
            CheckedValue::Identifier {
                identifier,
                kind,
                name,
                text,
                ..
            } => {
                let variant = Ident::new(kind.variant, name.span());
                let text = self.text(kind.rule, text);
                self.item(&[identifier.name]).segment(variant).call(text)
            }
            CheckedValue::List(list) => self.list(list),
        };
        if property.is_required() {
            given
        } else {
            self.some(given)
        }
    }

    fn none(&self) -> Tokens {
        self.own("None")
    }

    pub(super) fn some(&self, value: Tokens) -> Tokens {
        self.own("Some").call(value)
    }

    /// Writes the conversion of an expression to the type of its property.
    fn convert(&self, property: &Property, expression: &Expr) -> TokenStream {
        let span = expression.span();
        let krate = self.at(span).krate();
        let reference = text::reference(expression);
        let converted = match property.value {
            ValueType::String(StringRule::DateTime) if property.is_required() => {
                quote_spanned!(span=> #krate::expansion::iso8601(#reference))
            }
            ValueType::String(StringRule::DateTime) => {
                quote_spanned!(span=> #krate::expansion::optional_iso8601(#reference))
            }
            // The function of the identifier has the name of its property.
            ValueType::Identifier(_) => {
                let function = Ident::new(property.name, span);
                quote_spanned!(span=> #krate::expansion::#function(#expression))
            }
            ValueType::Integer { .. } => {
                let function = if property.is_required() {
                    "integer"
                } else {
                    "optional_integer"
                };
                let function = Ident::new(function, span);
                quote_spanned!(span=> #krate::expansion::#function(#expression))
            }
            ValueType::Number => quote_spanned!(span=> #krate::expansion::number(#expression)),
            // With the type, rustc reports a value of another one at the expression.
            value => {
                let ty = match value {
                    ValueType::Enumeration(enumeration) => {
                        let enumeration = Ident::new(enumeration.name, span);
                        quote_spanned!(span=> #krate::#enumeration)
                    }
                    _ => quote_spanned!(span=> bool),
                };
                let function = if property.is_required() {
                    "required_value"
                } else {
                    "optional_value"
                };
                let function = Ident::new(function, span);
                quote_spanned!(span=> #krate::expansion::#function::<#ty>(#expression))
            }
        };
        temporary::dropped(expression, converted)
    }
}

/// Predicates of `#[cfg(..)]` attributes, each with a comma after it.
fn predicates(attributes: &TokenStream) -> TokenStream {
    let attributes = Attribute::parse_outer.parse2(attributes.clone());
    let predicates = attributes.unwrap_or_default().into_iter();
    let predicates = predicates.filter_map(|attribute| match attribute.meta {
        Meta::List(list) => Some(list.tokens),
        _ => None,
    });
    quote!(#(#predicates,)*)
}

fn text_rule(property: &Property) -> StringRule {
    property.value.string_rule().unwrap_or(StringRule::NotBlank)
}

/// How an expansion can compute a value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Constness {
    /// At run time, in part.
    Computed,
    /// In a `const` context.
    Const,
    /// From literals alone: rustc promotes a reference to `'static`.
    Promotable,
}

impl Constness {
    pub(super) fn of(property: &CheckedProperty) -> Self {
        match &property.value {
            CheckedValue::Absent
            | CheckedValue::Boolean(_)
            | CheckedValue::Integer(_)
            | CheckedValue::EnumValue { .. }
            | CheckedValue::Text(CheckedText::Literal(_)) => Self::Promotable,
            CheckedValue::DateTimeLiteral(_) | CheckedValue::Number(_) => Self::Const,
            CheckedValue::Identifier { text, .. } => match **text {
                CheckedText::Literal(_) => Self::Promotable,
                _ => Self::Computed,
            },
            CheckedValue::List(list) => Self::of_list(list),
            CheckedValue::Placeholder
            | CheckedValue::Text(_)
            | CheckedValue::Expression(_)
            | CheckedValue::DateConstant(_)
            | CheckedValue::NumberConstant(_)
            | CheckedValue::Branches(_) => Self::Computed,
        }
    }

    /// Constness of the least constant item. Control flow and splices are computed.
    pub(super) fn of_list(list: &CheckedList) -> Self {
        let items = list.items.iter().map(|item| match item {
            CheckedItem::Component(component) => {
                let properties = component.properties.iter().map(Self::of);
                properties.min().unwrap_or(Self::Promotable)
            }
            CheckedItem::Text(CheckedText::Literal(_)) => Self::Promotable,
            _ => Self::Computed,
        });
        items.min().unwrap_or(Self::Promotable)
    }
}
