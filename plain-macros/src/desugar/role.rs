//! Roles of a field: a field of the event, or a component.

use plain_schema::{COMPONENTS, Component, Entity, Property, StringRule, ValueType};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, parse_quote_spanned};

use super::capture::DISPLAY;
use super::field::{is_text, values};
use crate::describe::example;
use crate::diagnostic::{Diagnostics, one_of};
use crate::foreign::quote_tokens;
use crate::model::{
    ControlFlow, DeriveField, RawArgument, RawComponent, RawExpression, RawItem, RawRole, RawValue,
    RequiredTrait,
};
use crate::suggest::nearest;

/// Writes a role that is a field of the event as an argument.
pub(super) fn field_argument(
    role: &RawRole,
    field: &mut DeriveField,
    event: &'static Entity,
    diagnostics: &mut Diagnostics,
) -> Option<RawArgument> {
    let name = &role.name;
    let Some(property) = event.field(&name.to_string()) else {
        if let Some(property) = property_of_kind(event, name) {
            diagnostics.error(
                name.span(),
                &format!("`{name}` is a kind of `{}`", property.name),
                &format!("write `{} = {name}`", property.name),
            );
            let property = Ident::new(property.name, name.span());
            let value = RawValue::Missing(name.span());
            return Some(RawArgument::generated(Some(property), value));
        }
        report_unknown(role, event, diagnostics);
        return None;
    };
    if let ValueType::List(..) = property.value {
        diagnostics.error(
            name.span(),
            "`components` is not allowed on a field",
            "write a component, such as `text`, or insert the field in the attribute of the type: `components = [..field]`",
        );
        return None;
    }
    if let Some(component) = &role.component {
        report_extra_tokens(name, component.name.span(), diagnostics);
    }
    let value = match property.value {
        ValueType::Identifier(_) => identifier(property, role, field, diagnostics)?,
        _ => {
            if let Some(span) = role.missing_kind {
                report_extra_tokens(name, span, diagnostics);
            }
            if let Some(kind) = &role.kind {
                report_extra_tokens(name, kind.span(), diagnostics);
                return None;
            }
            RawValue::Expression(use_field(field, property))
        }
    };
    Some(RawArgument::generated(Some(name.clone()), value))
}

/// Writes `customer_identifier = kind` as `kind(field)`.
fn identifier(
    property: &Property,
    role: &RawRole,
    field: &mut DeriveField,
    diagnostics: &mut Diagnostics,
) -> Option<RawValue> {
    if let Some(span) = role.missing_kind {
        diagnostics.error(
            span,
            &format!("expected a kind of `{}` after `=`", property.name),
            &format!("write {}", role_example(property)),
        );
        return Some(RawValue::Missing(span));
    }
    let Some(kind) = &role.kind else {
        if is_text(&field.value_type) {
            diagnostics.error(
                role.name.span(),
                &format!(
                    "expected a kind of `{}` for the text of `{}`",
                    property.name, field.binding
                ),
                &format!("write {}", role_example(property)),
            );
            return Some(RawValue::Missing(role.name.span()));
        }
        return Some(RawValue::Expression(use_field(field, property)));
    };
    field.require(DISPLAY);
    let binding = &field.binding;
    // A keyword is an identifier to proc_macro2, but not to the parser of expressions.
    match syn::parse2::<Expr>(quote_spanned!(binding.span()=> #kind(#binding))) {
        Ok(call) => Some(RawValue::Expression(call.into())),
        Err(_) => {
            diagnostics.error(
                kind.span(),
                &format!("`{kind}` is not a kind of `{}`", role.name),
                &format!("write {}", example(property)),
            );
            None
        }
    }
}

/// Writes the variable of a field as the value of a property.
fn use_field(field: &mut DeriveField, property: &Property) -> RawExpression {
    if let Some(required) = required_trait(property) {
        field.require(required);
    }
    variable(field)
}

fn required_trait(property: &Property) -> Option<RequiredTrait> {
    match property.value {
        ValueType::String(StringRule::DateTime) => Some(RequiredTrait::Date),
        ValueType::String(_) => Some(DISPLAY),
        _ => None,
    }
}

fn variable(field: &DeriveField) -> RawExpression {
    let binding = &field.binding;
    RawExpression::Other(parse_quote_spanned!(binding.span()=> #binding))
}

/// The field of the event that takes an identifier of a kind.
fn property_of_kind(event: &'static Entity, kind: &Ident) -> Option<&'static Property> {
    let kind = kind.to_string();
    event.fields.iter().find(|field| match field.value {
        ValueType::Identifier(identifier) => identifier.kind(&kind).is_some(),
        _ => false,
    })
}

fn report_extra_tokens(name: &Ident, span: Span, diagnostics: &mut Diagnostics) {
    diagnostics.error(
        span,
        &format!("`{name}` on a field takes the value of the field"),
        &format!("write only `{name}`"),
    );
}

fn report_unknown(role: &RawRole, event: &'static Entity, diagnostics: &mut Diagnostics) {
    let written = role.name.to_string();
    let names = || {
        let takes_a_field = |field: &&Property| !matches!(field.value, ValueType::List(..));
        let fields = event.fields.iter().filter(takes_a_field);
        let components = COMPONENTS
            .iter()
            .filter(|component| component.properties.iter().any(|it| it.positional));
        fields
            .map(|field| field.name)
            .chain(components.map(|component| component.name))
    };
    let help = if let Some(code) = component_with_property(role) {
        format!("write it in the parentheses of the component: `{code}`")
    } else if let Some(nearest) = nearest(&written, names()) {
        format!("did you mean `{nearest}`?")
    } else {
        format!("expected {}", one_of(names()))
    };
    diagnostics.error(
        role.name.span(),
        &format!("unknown field or component `{written}`"),
        &help,
    );
}

/// `badge(color = Green)`, for `color = Green`.
fn component_with_property(role: &RawRole) -> Option<String> {
    let kind = role.kind.as_ref()?;
    COMPONENTS.iter().find_map(|component| {
        let mut properties = component.properties.iter();
        let property = properties.find(|property| role.name == property.name)?;
        let is_value = takes_value(property, kind);
        is_value.then(|| format!("{}({} = {kind})", component.name, property.name))
    })
}

fn takes_value(property: &Property, value: &Ident) -> bool {
    match property.value {
        ValueType::Enumeration(enumeration) => enumeration.value(&value.to_string()).is_some(),
        _ => false,
    }
}

/// Reports `badge = Green`.
fn report_value_of_component(
    component: &'static Component,
    kind: &Ident,
    diagnostics: &mut Diagnostics,
) {
    let name = component.name;
    let mut properties = component.properties.iter();
    let help = match properties.find(|property| takes_value(property, kind)) {
        Some(property) => format!("write `{name}({} = {kind})`", property.name),
        None => format!("write `{name}`, or `{name}(..)` with other properties"),
    };
    diagnostics.error(
        kind.span(),
        &format!("`{name}` on a field takes the value of the field"),
        &help,
    );
}

/// An identifier with a valid kind, as it is written on a field.
fn role_example(property: &Property) -> String {
    let kind = match property.value {
        ValueType::Identifier(identifier) => identifier.kinds.first().map_or("", |kind| kind.name),
        _ => "",
    };
    format!("`{} = {kind}`", property.name)
}

/// Writes a role that is a component, whose first value is the field. An `Option` and a collection have
/// one for each value.
pub(super) fn field_component(
    krate: &TokenStream,
    component: &'static Component,
    role: &RawRole,
    field: &mut DeriveField,
    diagnostics: &mut Diagnostics,
) -> RawItem {
    let name = &role.name;
    if let Some(span) = role.missing_kind {
        diagnostics.error(
            span,
            &format!("`{name}` on a field takes the value of the field"),
            &format!("write `{name}`, or `{name}(..)` with other properties"),
        );
    }
    if let Some(kind) = &role.kind {
        report_value_of_component(component, kind, diagnostics);
        return RawItem::Invalid;
    }
    let first = component.properties.first();
    let Some(property) = first.filter(|property| property.positional) else {
        diagnostics.error(
            name.span(),
            &format!("`{name}` is not allowed on a field, since it takes no single value"),
            &format!("write it in the attribute of the type: `components = [{name}(..)]`"),
        );
        return RawItem::Invalid;
    };
    if let Some(own) = own_value(role, property) {
        let code = match component.properties.get(1) {
            Some(second) if second.positional => format!("{name}({own}, {})", field.binding),
            _ => format!("{name}({own})"),
        };
        diagnostics.error(
            name.span(),
            &format!("the field is the `{}` of `{name}`", property.name),
            &format!("write it in the attribute of the type: `components = [{code}]`"),
        );
        return RawItem::Invalid;
    }
    if let Some(required) = required_trait(property) {
        field.require_of_elements(required);
    }
    let value = RawValue::Expression(variable(field));
    let mut arguments = vec![RawArgument::generated(None, value)];
    let open = match &role.component {
        Some(component) => {
            arguments.extend(component.arguments.iter().cloned());
            component.open
        }
        None => name.span(),
    };
    let item = RawItem::Component(RawComponent {
        name: name.clone(),
        open,
        arguments,
    });
    if field.may_be_several {
        for_each(krate, field, item)
    } else {
        item
    }
}

/// A value that the attribute gives to the property of the field.
fn own_value(role: &RawRole, property: &Property) -> Option<String> {
    let arguments = &role.component.as_ref()?.arguments;
    let value = arguments.iter().find_map(|argument| {
        let is_own = match (&argument.name, &argument.value) {
            (Some(name), _) => name == property.name,
            (None, value) => matches!(value, RawValue::Expression(RawExpression::Text(_))),
        };
        is_own.then_some(&argument.value)
    })?;
    match value {
        RawValue::Expression(value) => Some(quote_tokens(value)),
        _ => None,
    }
}

/// Writes `for field in .. { item }`.
fn for_each(krate: &TokenStream, field: &DeriveField, item: RawItem) -> RawItem {
    RawItem::ControlFlow(ControlFlow::For {
        label: None,
        pattern: field.binding.to_token_stream(),
        iterator: values(krate, field),
        items: vec![item],
    })
}
