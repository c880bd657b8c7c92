//! Types and variants.

use plain_schema::{Entity, ListContent};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Expr;

use super::attribute::MissingFields;
use super::capture::collect_uses;
use super::card_key::card_key;
use super::default::{default_argument, report_unknown_captures};
use super::external_id::check_external_ids;
use super::field::field;
use super::field_list::{ListTarget, insert_items, report_unused_rests};
use super::iteration::iterate_fields;
use super::role::{field_argument, field_item, field_text};
use super::template::explain_captures;
use crate::describe::example_code;
use crate::diagnostic::Diagnostics;
use crate::model::{
    DeriveField, DesugaredDerive, RawArgument, RawAttribute, RawDerive, RawItem, RawValue,
    RawVariant, RequiredTrait, Variant, VariantValue,
};

/// Desugars a derive. The values of the variants' own arguments are moved, since to clone them takes long.
pub(crate) fn derive(
    raw: &mut RawDerive,
    entity: &'static Entity,
    diagnostics: &mut Diagnostics,
) -> DesugaredDerive {
    let own: Vec<Vec<RawArgument>> = raw.variants.iter_mut().map(take_arguments).collect();
    let raw = &*raw;
    let krate = krate(raw.krate.as_ref(), diagnostics);
    let desugaring = Desugaring {
        raw,
        entity,
        krate: &krate,
        unknown_captures: report_unknown_captures(raw, entity, diagnostics),
        unused_rests: report_unused_rests(raw, entity, diagnostics),
        missing: MissingFields::of(raw, entity, diagnostics),
    };
    let mut variants: Vec<_> = raw
        .variants
        .iter()
        .zip(own)
        .map(|(variant, own)| desugaring.variant(variant, own, diagnostics))
        .collect();
    check_external_ids(raw, &mut variants, entity, diagnostics);
    DesugaredDerive {
        key: card_key(raw, entity, diagnostics),
        krate,
        entity,
        receiver: raw.receiver.clone(),
        name: raw.name.clone(),
        generics: raw.generics.clone(),
        is_packed: raw.is_packed,
        is_enum: raw.is_enum,
        variants,
    }
}

/// Arguments of the attribute of a variant, which keeps their names.
fn take_arguments(raw: &mut RawVariant) -> Vec<RawArgument> {
    let own = std::mem::take(&mut raw.attribute.arguments);
    for argument in &own {
        let value = RawValue::Missing(Span::call_site());
        let name = RawArgument::generated(argument.name.clone(), value);
        raw.attribute.arguments.push(name);
    }
    own
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
    entity: &'static Entity,
    krate: &'a TokenStream,
    /// Captures of the defaults that have been reported.
    unknown_captures: Vec<String>,
    /// Default lists whose `..` has been reported.
    unused_rests: Vec<String>,
    missing: MissingFields,
}

impl Desugaring<'_> {
    fn variant(
        &self,
        raw: &RawVariant,
        own: Vec<RawArgument>,
        diagnostics: &mut Diagnostics,
    ) -> Variant<Vec<RawArgument>> {
        if let Some(value) = &raw.attribute.krate {
            diagnostics.error_spanned(
                value,
                "`crate` is not allowed on a variant",
                "move it to the attribute of the enum",
            );
        }
        if let Some(value) = raw.attribute.key.as_ref().filter(|_| raw.name.is_some()) {
            diagnostics.error_spanned(
                value,
                "`key` is not allowed on a variant, since all variants are the same card",
                "move it to the attribute of the enum",
            );
        }
        let mut fields: Vec<DeriveField> = raw
            .fields
            .iter()
            .map(|raw| field(raw, &self.raw.generics))
            .collect();
        let value = match transparent(&self.raw.defaults, raw) {
            Some(span) => transparent_value(span, raw, self.entity, &mut fields, diagnostics),
            None => {
                let mut arguments = self.arguments(raw, own, &mut fields, diagnostics);
                for argument in &mut arguments {
                    explain_captures(argument, self.entity.name, &fields);
                }
                iterate_fields(&mut arguments, &raw.fields, diagnostics);
                let unknown = &self.unknown_captures;
                collect_uses(self.entity, &arguments, &mut fields, unknown, diagnostics);
                VariantValue::Entity(arguments)
            }
        };
        Variant {
            name: raw.name.clone(),
            fields,
            value,
            reports_missing: !self.missing.are_reported(self.raw, raw),
        }
    }

    /// Whether a default that the entity does not know has been reported, for the first variant.
    fn is_reported(&self, default: &RawArgument, raw: &RawVariant) -> bool {
        let is_known = |name: &Ident| self.entity.field(&name.to_string()).is_some();
        if default.name.as_ref().is_some_and(is_known) {
            return false;
        }
        let mut variants = self.raw.variants.iter();
        let first = variants.find(|variant| transparent(&self.raw.defaults, variant).is_none());
        first.is_none_or(|first| first.name != raw.name)
    }

    /// Arguments of the call for a variant: those of its attribute, defaults, and the roles of fields.
    fn arguments(
        &self,
        raw: &RawVariant,
        mut arguments: Vec<RawArgument>,
        fields: &mut [DeriveField],
        diagnostics: &mut Diagnostics,
    ) -> Vec<RawArgument> {
        let own: Vec<Ident> = arguments.iter().filter_map(|it| it.name.clone()).collect();
        for default in &self.raw.defaults.arguments {
            if !overrides(raw, &arguments, default.name.as_ref()) {
                let default = if self.is_reported(default, raw) {
                    RawArgument::generated(None, RawValue::Missing(default.value.span()))
                } else {
                    default_argument(default, raw, self.raw, self.entity, diagnostics)
                };
                arguments.push(default);
            }
        }
        let mut items: Vec<(&str, RawItem)> = Vec::new();
        let mut has_unknown = false;
        for (raw, field) in raw.fields.iter().zip(fields) {
            has_unknown |= raw.is_attempted;
            for role in &raw.roles {
                let name = role.name.to_string();
                if let Some((list, constructor)) = self.entity.list_of(&name) {
                    let item = field_item(self.krate, list, constructor, role, field, diagnostics);
                    items.push((list.name, item));
                    continue;
                }
                let field_of_entity = self.entity.field(&name);
                if let Some(list) = field_of_entity
                    && let Some(ListContent::Texts(_)) = list.list_content()
                {
                    items.push((list.name, field_text(self.krate, role, field, diagnostics)));
                    continue;
                }
                // An unknown name may be that of a component.
                has_unknown |= field_of_entity.is_none_or(|field| field.list_content().is_some());
                arguments.extend(field_argument(role, field, self.entity, diagnostics));
            }
        }
        for property in self.entity.fields {
            let Some(content) = property.list_content() else {
                continue;
            };
            let is_component_list = matches!(content, ListContent::Components(_));
            let target = ListTarget {
                variant: raw,
                entity: self.entity,
                property,
                content,
                is_default: !own.iter().any(|name| name == property.name) && raw.name.is_some(),
                is_reported: self.unused_rests.iter().any(|name| name == property.name),
                has_unknown: has_unknown && is_component_list,
            };
            let (of_list, others) = items
                .into_iter()
                .partition::<Vec<_>, _>(|(list, _)| *list == property.name);
            items = others;
            let of_list = of_list.into_iter().map(|(_, item)| item).collect();
            insert_items(of_list, &mut arguments, &target, diagnostics);
        }
        arguments
    }
}

/// `transparent` of a variant: its own, or that of the enum, unless the variant has fields of an
/// entity.
fn transparent(defaults: &RawAttribute, raw: &RawVariant) -> Option<Span> {
    let default = defaults
        .transparent
        .filter(|_| raw.attribute.arguments.is_empty());
    raw.attribute.transparent.or(default)
}

/// A variant whose entity is that of its only field.
fn transparent_value(
    span: Span,
    raw: &RawVariant,
    entity: &'static Entity,
    fields: &mut [DeriveField],
    diagnostics: &mut Diagnostics,
) -> VariantValue<Vec<RawArgument>> {
    let noun = entity.noun;
    if !raw.attribute.arguments.is_empty() {
        diagnostics.error(
            span,
            &format!("`transparent` cannot be combined with fields of the {noun}"),
            &format!("remove the fields of the {noun}, or remove `transparent`"),
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
            field.require(RequiredTrait::Entity);
            VariantValue::Transparent(field.binding.clone())
        }
        _ => {
            diagnostics.error(
                span,
                &format!(
                    "`transparent` requires exactly one field, found {}",
                    raw.fields.len()
                ),
                &format!(
                    "replace `transparent` by the fields of the {noun}, such as `{}`",
                    entity.fields.first().map(example_code).unwrap_or_default()
                ),
            );
            VariantValue::Placeholder
        }
    }
}

/// Whether a variant has a field of the entity itself, so that the default does not apply.
fn overrides(raw: &RawVariant, arguments: &[RawArgument], name: Option<&Ident>) -> bool {
    let Some(name) = name else {
        return false;
    };
    let mut roles = raw.fields.iter().flat_map(|field| &field.roles);
    arguments.iter().any(|own| own.name.as_ref() == Some(name))
        || raw.name.is_some() && roles.any(|role| role.name == *name)
}
