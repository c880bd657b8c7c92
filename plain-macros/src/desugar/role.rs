//! What a field of a derive's type is for: a field of the event, or a component.

use plain_schema::{COMPONENTS, Component, Event, Property, StringRule, ValueType};
use proc_macro2::Ident;
use quote::quote_spanned;
use syn::{Expr, GenericArgument, PathArguments, Type, parse_quote_spanned};

use crate::check::describe::example;
use crate::diagnostic::{Diagnostics, one_of};
use crate::model::{
    Branch, CheckedField, Flow, RawArgument, RawComponent, RawItem, RawRole, RawValue, Use,
};
use crate::suggest::nearest;

/// A field that is a field of the event.
pub(super) fn field_argument(
    role: RawRole,
    field: &mut CheckedField,
    event: &'static Event,
    diagnostics: &mut Diagnostics,
) -> Option<RawArgument> {
    let RawRole {
        name,
        kind,
        lacks_kind,
        component,
    } = role;
    let written = name.to_string();
    let Some(property) = event.field(&written) else {
        unknown(&name, event, diagnostics);
        return None;
    };
    if let ValueType::Components(..) = property.value {
        diagnostics.at(
            name.span(),
            "`components` belongs to the attribute of the type",
            "give the field a component of its own, such as `text`, or splice it there: `components = [..field]`",
        );
        return None;
    }
    if let Some(component) = component {
        diagnostics.at(
            component.name.span(),
            &format!("`{written}` takes the field itself"),
            &format!("write `{written}`"),
        );
    }
    if let (ValueType::Identifier(_), Some(span)) = (property.value, lacks_kind) {
        diagnostics.at(
            span,
            "the kind must follow",
            &format!("write {}", role_example(property)),
        );
        return Some(RawArgument {
            name: Some(name),
            value: RawValue::Missing(span),
            comma: None,
            lacks_comma: false,
        });
    }
    if let Some(span) = lacks_kind {
        diagnostics.at(
            span,
            &format!("`{written}` takes the field itself"),
            &format!("write `{written}`"),
        );
    }
    let binding = &field.binding;
    let span = field.binding.span();
    let expression: Expr = match (property.value, kind) {
        (ValueType::Identifier(_), Some(kind)) => {
            field.uses.push(Use::Text);
            // A keyword is a name to the tokens, but to no expression.
            let Ok(call) = syn::parse2(quote_spanned!(span=> #kind(#binding))) else {
                diagnostics.at(
                    kind.span(),
                    &format!("`{written}` is not given by `{kind}`"),
                    &format!("write {}", example(property)),
                );
                return None;
            };
            call
        }
        (_, Some(kind)) => {
            diagnostics.at(
                kind.span(),
                &format!("`{written}` takes the field itself"),
                &format!("write `{written}`"),
            );
            return None;
        }
        (value, None) => {
            field.uses.push(match value {
                ValueType::String(StringRule::DateTime) => Use::Date,
                ValueType::String(_) => Use::Text,
                _ => Use::Other,
            });
            parse_quote_spanned!(span=> #binding)
        }
    };
    Some(RawArgument {
        name: Some(name),
        value: RawValue::Expression(expression),
        comma: None,
        lacks_comma: false,
    })
}

fn unknown(name: &Ident, event: &'static Event, diagnostics: &mut Diagnostics) {
    let written = name.to_string();
    let names = || {
        let takes_a_field = |field: &&Property| !matches!(field.value, ValueType::Components(..));
        let fields = event.fields.iter().filter(takes_a_field);
        let components = COMPONENTS
            .iter()
            .filter(|component| component.properties.iter().any(|it| it.positional));
        fields
            .map(|field| field.name)
            .chain(components.map(|component| component.name))
    };
    let help = match nearest(&written, names()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("a field is {}", one_of(names())),
    };
    diagnostics.at(
        name.span(),
        &format!("a field cannot be `{written}`"),
        &help,
    );
}

/// An identifier with a kind that fits, as it would be written on a field.
fn role_example(property: &Property) -> String {
    let kind = match property.value {
        ValueType::Identifier(identifier) => identifier.kinds.first().map_or("", |kind| kind.name),
        _ => "",
    };
    format!("`{} = {kind}`", property.name)
}

/// A field that is a component: the field is its first value, and if it is `None` there is none.
pub(super) fn field_component(
    component: &'static Component,
    role: RawRole,
    field: &mut CheckedField,
    diagnostics: &mut Diagnostics,
) -> RawItem {
    let name = role.name;
    if let Some(span) = role.lacks_kind {
        diagnostics.at(
            span,
            &format!("`{name}` takes the field itself"),
            &format!("write `{name}`, or `{name}(..)` for its properties"),
        );
    }
    let (open, mut arguments) = match role.component {
        Some(component) => (component.open, component.arguments),
        None => (name.span(), Vec::new()),
    };
    match component
        .properties
        .first()
        .filter(|property| property.positional)
    {
        Some(property) => {
            let binding = &field.binding;
            let span = binding.span();
            field.uses.push(match property.value {
                ValueType::String(StringRule::DateTime) => Use::Date,
                ValueType::String(_) => Use::Text,
                _ => Use::Other,
            });
            arguments.insert(
                0,
                RawArgument {
                    name: None,
                    value: RawValue::Expression(parse_quote_spanned!(span=> #binding)),
                    comma: None,
                    lacks_comma: false,
                },
            );
        }
        None => {
            diagnostics.at(
                name.span(),
                &format!("a field cannot be a `{name}`: it takes no single value"),
                &format!("write it in the attribute of the type: `components = [{name}(..)]`"),
            );
            return RawItem::Broken;
        }
    }
    let item = RawItem::Component(RawComponent {
        name,
        open,
        arguments,
    });
    if option_of(&field.ty).is_none() {
        return item;
    }
    let binding = &field.binding;
    let span = binding.span();
    RawItem::Flow(Flow::If {
        branches: vec![Branch {
            condition: parse_quote_spanned!(span=> let ::core::option::Option::Some(#binding) = #binding),
            items: vec![item],
        }],
        otherwise: None,
    })
}

/// What an `Option` holds, as far as the tokens of its type tell.
pub(crate) fn option_of(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else {
        return None;
    };
    let last = path.path.segments.last()?;
    if last.ident != "Option" {
        return None;
    }
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            GenericArgument::Type(inner) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}
