//! A derive's raw tree to the calls it stands for: one for each variant, in which what the fields
//! are for is written as it would be in a macro. The rules are those of the macros from there on.

use plain_schema::{Component, Event, ValueType};
use proc_macro2::{Ident, Span};
use quote::quote;
use syn::Expr;

mod capture;
mod role;

use crate::check::{EventFields, argument};
use crate::diagnostic::Diagnostics;
use crate::editor::{Names, Place};
use crate::model::{
    CheckedDerive, CheckedField, CheckedVariant, RawArgument, RawAttribute, RawDerive, RawField,
    RawItem, RawList, RawRole, RawValue, RawVariant, Use, VariantValue,
};
use capture::{captured, captures};
pub(crate) use role::option_of;
use role::{field_argument, field_component};

/// Checks a derive.
pub(crate) fn derive(
    raw: RawDerive,
    event: &'static Event,
    diagnostics: &mut Diagnostics,
) -> CheckedDerive {
    let krate = match &raw.krate {
        Some(value) if is_module(value) => quote!(#value),
        Some(value) => {
            diagnostics.over(
                value,
                "`crate` is not given by the path of a module",
                "write where `plain_runtime` is found, such as `crate = my_crate::plain_runtime`",
            );
            quote!(::plain_runtime)
        }
        None => quote!(::plain_runtime),
    };
    let variants = raw
        .variants
        .into_iter()
        .map(|variant| self::variant(&raw.defaults, &raw.name, variant, event, diagnostics))
        .collect();
    CheckedDerive {
        krate,
        event,
        name: raw.name,
        generics: raw.generics,
        is_enum: raw.is_enum,
        variants,
    }
}

/// Whether a value is a path that can lead to a module: not through a type.
fn is_module(value: &Expr) -> bool {
    let Expr::Path(value) = value else {
        return false;
    };
    let mut segments = value.path.segments.iter();
    value.qself.is_none()
        && segments.all(|segment| segment.arguments.is_none() && segment.ident != "Self")
}

fn variant(
    defaults: &RawAttribute,
    type_name: &Ident,
    raw: RawVariant,
    event: &'static Event,
    diagnostics: &mut Diagnostics,
) -> CheckedVariant {
    let is_struct = raw.name.is_none();
    if let Some(value) = &raw.attribute.krate {
        diagnostics.over(
            value,
            "`crate` is given for a variant",
            "write it in the attribute of the enum",
        );
    }
    // A variant that has its own event does not hand on to a field.
    let default = defaults
        .transparent
        .filter(|_| raw.attribute.arguments.is_empty());
    let transparent = raw.attribute.transparent.or(default);
    let name = raw.name.clone().unwrap_or_else(|| type_name.clone());
    let mut fields: Vec<CheckedField> = raw
        .fields
        .iter()
        .map(|field| CheckedField {
            member: field.member.clone(),
            binding: field.binding.clone(),
            ty: field.ty.clone(),
            uses: Vec::new(),
        })
        .collect();
    let value = match transparent {
        Some(span) => transparent_value(span, &raw, &mut fields, diagnostics),
        None => {
            let arguments = call(defaults, raw, &mut fields, event, diagnostics);
            for argument in &arguments {
                captures(argument, &mut fields, diagnostics);
            }
            let owner = EventFields {
                event,
                name: name.to_string(),
                span: name.span(),
                half_typed: None,
            };
            VariantValue::Event(argument::check(&owner, arguments, diagnostics))
        }
    };
    CheckedVariant {
        name: (!is_struct).then_some(name),
        fields,
        value,
    }
}

/// A variant that hands on to its one field.
fn transparent_value(
    span: Span,
    raw: &RawVariant,
    fields: &mut [CheckedField],
    diagnostics: &mut Diagnostics,
) -> VariantValue {
    if !raw.attribute.arguments.is_empty() {
        diagnostics.at(
            span,
            "`transparent` stands alone: the event is that of the field",
            "remove the other fields of the attribute, or `transparent`",
        );
    }
    for role in raw.fields.iter().flat_map(|field| &field.roles) {
        diagnostics.at(
            role.name.span(),
            &format!(
                "`{}` has no effect: the event is that of the field",
                role.name
            ),
            "remove it, or `transparent`",
        );
    }
    match fields {
        [field] => {
            field.uses.push(Use::Event);
            VariantValue::Transparent(field.binding.clone())
        }
        _ => {
            diagnostics.at(
                span,
                "`transparent` needs exactly one field, whose event it is",
                "write the event's own fields in the attribute",
            );
            VariantValue::Slot
        }
    }
}

/// The arguments of the call that a variant stands for.
fn call(
    defaults: &RawAttribute,
    raw: RawVariant,
    fields: &mut [CheckedField],
    event: &'static Event,
    diagnostics: &mut Diagnostics,
) -> Vec<RawArgument> {
    let mut arguments = raw.attribute.arguments;
    let is_own = |name: &Option<Ident>, arguments: &[RawArgument], roles: &[RawField]| {
        let Some(name) = name else {
            return false;
        };
        arguments.iter().any(|own| own.name.as_ref() == Some(name))
            || raw.name.is_some()
                && roles
                    .iter()
                    .flat_map(|field| &field.roles)
                    .any(|role| role.name == *name)
    };
    for default in &defaults.arguments {
        if !is_own(&default.name, &arguments, &raw.fields) {
            arguments.push(default.clone());
        }
    }

    let mut items = Vec::new();
    for (raw, checked) in raw.fields.into_iter().zip(fields) {
        role_places(&raw.roles, event, diagnostics);
        for role in raw.roles {
            match Component::named(&role.name.to_string()) {
                Some(component) => {
                    items.push(field_component(component, role, checked, diagnostics));
                }
                None => arguments.extend(field_argument(role, checked, event, diagnostics)),
            }
        }
    }
    place(items, &mut arguments, raw.span, diagnostics);
    unique(&arguments, diagnostics);
    arguments
}

/// Notes where the names of roles and of their kinds may stand.
fn role_places(roles: &[RawRole], event: &'static Event, diagnostics: &mut Diagnostics) {
    let of_roles = (
        Names::Roles(event),
        roles.iter().map(|role| &role.name).collect(),
    );
    let of_kinds = roles.iter().filter_map(|role| {
        let property = event.field(&role.name.to_string())?;
        match property.value {
            ValueType::Identifier(identifier) => {
                Some((Names::KindsAlone(identifier), Vec::from_iter(&role.kind)))
            }
            _ => None,
        }
    });
    let places = std::iter::once(of_roles).chain(of_kinds);
    let places = places.map(|(names, written): (_, Vec<&Ident>)| {
        let is_half_typed = |name: &&Ident| !names.contain(&name.to_string());
        let half_typed = written.into_iter().filter(is_half_typed).cloned().collect();
        Place { names, half_typed }
    });
    diagnostics.insert_places(diagnostics.next_place(), places.collect::<Vec<_>>());
}

/// Puts the fields' components where `..` says, or makes them the list.
fn place(
    mut items: Vec<RawItem>,
    arguments: &mut Vec<RawArgument>,
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    let list =
        arguments
            .iter_mut()
            .find_map(|argument| match (&argument.name, &mut argument.value) {
                (Some(name), RawValue::List(list)) if name == "components" => Some(list),
                _ => None,
            });
    let Some(list) = list else {
        if !items.is_empty() {
            arguments.push(RawArgument {
                name: Some(Ident::new("components", span)),
                value: RawValue::List(RawList { span, items }),
                comma: None,
                lacks_comma: false,
            });
        }
        return;
    };
    let rest = list
        .items
        .iter()
        .position(|item| matches!(item, RawItem::Rest(_)));
    match rest {
        Some(index) => {
            if items.is_empty() {
                diagnostics.at(
                    list.span,
                    "no field has a component to stand at `..`",
                    "give a field one, as in `#[customer_event(badge)]`, or remove `..`",
                );
                items.push(RawItem::Broken);
            }
            list.items.splice(index..=index, items);
        }
        None if items.is_empty() => {}
        None => diagnostics.at(
            list.span,
            "where the components of the fields go is not said",
            "put a bare `..` into the list, at their place",
        ),
    }
}

/// Rule E10: an external id without a capture is the same for every value of the type.
fn unique(arguments: &[RawArgument], diagnostics: &mut Diagnostics) {
    for RawArgument { name, value, .. } in arguments {
        if let (Some(name), RawValue::Expression(Expr::Lit(literal))) = (name, value)
            && name == "external_id"
            && captured(literal).is_empty()
        {
            diagnostics.over(
                literal,
                "this `external_id` is the same for every event, so Plain would refuse the second",
                "capture what tells the events apart, as in `\"api-key-{id}\"`",
            );
        }
    }
}
