//! Types and variants.

use plain_schema::{Component, Entity, ValueType};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Expr;

use super::attribute::MissingFields;
use super::capture::collect_uses;
use super::default::{default_argument, report_unknown_captures};
use super::external_id::check_external_ids;
use super::field::field;
use super::field_list::{ComponentTarget, insert_components, report_unused_rest};
use super::role::{field_argument, field_component};
use super::template::explain_captures;
use crate::diagnostic::Diagnostics;
use crate::model::{
    DeriveField, DesugaredDerive, RawArgument, RawAttribute, RawDerive, RawVariant, RequiredTrait,
    Variant, VariantValue,
};

/// Desugars a derive.
pub(crate) fn derive(
    raw: &RawDerive,
    event: &'static Entity,
    diagnostics: &mut Diagnostics,
) -> DesugaredDerive {
    let krate = krate(raw.krate.as_ref(), diagnostics);
    let desugaring = Desugaring {
        raw,
        event,
        krate: &krate,
        unknown_captures: report_unknown_captures(raw, event, diagnostics),
        unused_rest: report_unused_rest(raw, diagnostics),
        missing: MissingFields::of(raw, event, diagnostics),
    };
    let variants: Vec<_> = raw
        .variants
        .iter()
        .map(|variant| desugaring.variant(variant, diagnostics))
        .collect();
    check_external_ids(raw, &variants, event, diagnostics);
    DesugaredDerive {
        krate,
        event,
        receiver: raw.receiver.clone(),
        name: raw.name.clone(),
        generics: raw.generics.clone(),
        is_packed: raw.is_packed,
        is_enum: raw.is_enum,
        variants,
    }
}

/// Path of `plain-runtime`: `crate = path`, or the name of the package.
fn krate(path: Option<&Expr>, diagnostics: &mut Diagnostics) -> TokenStream {
    match path {
        Some(path) if is_module(path) => quote!(#path),
        Some(path) => {
            diagnostics.error_spanned(
                path,
                "expected the path of a module after `crate =`",
                "write the path of `plain_runtime`, such as `crate = my_crate::plain_runtime`",
            );
            quote!(::plain_runtime)
        }
        None => quote!(::plain_runtime),
    }
}

/// Whether a value is a path that can name a module: one without generics and `Self`.
fn is_module(value: &Expr) -> bool {
    let Expr::Path(value) = value else {
        return false;
    };
    let mut segments = value.path.segments.iter();
    value.qself.is_none()
        && segments.all(|segment| segment.arguments.is_none() && segment.ident != "Self")
}

/// Facts about a type that each of its variants needs.
struct Desugaring<'a> {
    raw: &'a RawDerive,
    event: &'static Entity,
    krate: &'a TokenStream,
    /// Captures of the defaults that have been reported.
    unknown_captures: Vec<String>,
    /// Whether the `..` of the default list has been reported.
    unused_rest: bool,
    missing: MissingFields,
}

impl Desugaring<'_> {
    fn variant(
        &self,
        raw: &RawVariant,
        diagnostics: &mut Diagnostics,
    ) -> Variant<Vec<RawArgument>> {
        if let Some(value) = &raw.attribute.krate {
            diagnostics.error_spanned(
                value,
                "`crate` is not allowed on a variant",
                "move it to the attribute of the enum",
            );
        }
        let mut fields: Vec<DeriveField> = raw
            .fields
            .iter()
            .map(|raw| field(raw, &self.raw.generics))
            .collect();
        let value = match transparent(&self.raw.defaults, raw) {
            Some(span) => transparent_value(span, raw, &mut fields, diagnostics),
            None => {
                let arguments: Vec<RawArgument> = self
                    .arguments(raw, &mut fields, diagnostics)
                    .into_iter()
                    .map(|argument| explain_captures(argument, self.event.name, &fields))
                    .collect();
                let unknown = &self.unknown_captures;
                collect_uses(self.event, &arguments, &mut fields, unknown, diagnostics);
                VariantValue::Event(arguments)
            }
        };
        Variant {
            name: raw.name.clone(),
            fields,
            value,
            reports_missing: !self.missing.are_reported(self.raw, raw),
        }
    }

    /// Arguments of the call for a variant: those of its attribute, defaults, and the roles of fields.
    fn arguments(
        &self,
        raw: &RawVariant,
        fields: &mut [DeriveField],
        diagnostics: &mut Diagnostics,
    ) -> Vec<RawArgument> {
        let mut arguments = raw.attribute.arguments.clone();
        let has_own_list = arguments.iter().any(|argument| {
            argument
                .name
                .as_ref()
                .is_some_and(|name| name == "components")
        });
        for default in &self.raw.defaults.arguments {
            if !overrides(raw, &arguments, default.name.as_ref()) {
                let default = default_argument(default, raw, self.raw, self.event, diagnostics);
                arguments.push(default);
            }
        }
        let mut components = Vec::new();
        let mut has_unknown = false;
        for (raw, field) in raw.fields.iter().zip(fields) {
            for role in &raw.roles {
                match Component::named(&role.name.to_string()) {
                    Some(component) => {
                        let component =
                            field_component(self.krate, component, role, field, diagnostics);
                        components.push(component);
                    }
                    None => {
                        // An unknown name may be that of a component.
                        let field_of_event = self.event.field(&role.name.to_string());
                        has_unknown |= field_of_event.is_none_or(|field_of_event| {
                            matches!(field_of_event.value, ValueType::List(..))
                        });
                        arguments.extend(field_argument(role, field, self.event, diagnostics));
                    }
                }
            }
        }
        let target = ComponentTarget {
            variant: raw,
            event: self.event,
            is_default: !has_own_list && raw.name.is_some(),
            is_reported: self.unused_rest,
            has_unknown,
        };
        insert_components(components, &mut arguments, &target, diagnostics);
        arguments
    }
}

/// `transparent` of a variant: its own, or that of the enum, unless the variant has fields of an
/// event.
fn transparent(defaults: &RawAttribute, raw: &RawVariant) -> Option<Span> {
    let default = defaults
        .transparent
        .filter(|_| raw.attribute.arguments.is_empty());
    raw.attribute.transparent.or(default)
}

/// A variant whose event is that of its only field.
fn transparent_value(
    span: Span,
    raw: &RawVariant,
    fields: &mut [DeriveField],
    diagnostics: &mut Diagnostics,
) -> VariantValue<Vec<RawArgument>> {
    if !raw.attribute.arguments.is_empty() {
        diagnostics.error(
            span,
            "`transparent` cannot be combined with fields of the event",
            "remove the fields of the event, or remove `transparent`",
        );
    }
    for role in raw.fields.iter().flat_map(|field| &field.roles) {
        diagnostics.error(
            role.name.span(),
            &format!(
                "`{}` has no effect on a field with `transparent`",
                role.name
            ),
            "remove it, or remove `transparent`",
        );
    }
    match fields {
        [field] => {
            field.require(RequiredTrait::Event);
            VariantValue::Transparent(field.binding.clone())
        }
        _ => {
            diagnostics.error(
                span,
                &format!(
                    "`transparent` requires exactly one field, found {}",
                    raw.fields.len()
                ),
                "replace `transparent` by the fields of the event, such as `title = \"..\"`",
            );
            VariantValue::Placeholder
        }
    }
}

/// Whether a variant has a field of the event itself, so that the default does not apply.
fn overrides(raw: &RawVariant, arguments: &[RawArgument], name: Option<&Ident>) -> bool {
    let Some(name) = name else {
        return false;
    };
    let mut roles = raw.fields.iter().flat_map(|field| &field.roles);
    arguments.iter().any(|own| own.name.as_ref() == Some(name))
        || raw.name.is_some() && roles.any(|role| role.name == *name)
}
