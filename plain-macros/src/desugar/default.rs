//! Defaults in the attribute of an enum. A variant must have the fields that they use.

use plain_schema::Entity;
use proc_macro2::Ident;
use syn::ext::IdentExt;

use super::capture::{Names, names_of};
use crate::describe::example_code;
use crate::diagnostic::{Diagnostics, all_of};
use crate::model::{RawArgument, RawDerive, RawItem, RawValue, RawVariant};
use crate::suggest::nearest;

/// Reports captures that are not a field of any variant, once for all variants, and returns them.
pub(super) fn report_unknown_captures(
    raw: &RawDerive,
    entity: &'static Entity,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut unknown = Vec::new();
    if raw.variants.is_empty() {
        return unknown;
    }
    let known: Vec<String> = raw.variants.iter().flat_map(field_names).collect();
    for argument in &raw.defaults.arguments {
        for (name, span) in names_of(entity, argument).captures {
            if known.contains(&name) || unknown.contains(&name) {
                continue;
            }
            let names = || known.iter().map(String::as_str);
            let help = match nearest(&name, names()) {
                Some(field) => format!("did you mean `{{{field}}}`?"),
                None => format!("add the field to each variant, or remove `{{{name}}}`"),
            };
            let message = format!("`{{{name}}}` is not a field of any variant");
            diagnostics.error(span, &message, &help);
            unknown.push(name);
        }
    }
    unknown
}

/// The default for a variant. One that uses a field of other variants is reported.
pub(super) fn default_argument(
    default: &RawArgument,
    raw: &RawVariant,
    derive: &RawDerive,
    entity: &'static Entity,
    diagnostics: &mut Diagnostics,
) -> RawArgument {
    let own = field_names(raw);
    let others: Vec<String> = derive.variants.iter().flat_map(field_names).collect();
    let Names { captures, free } = names_of(entity, default);
    let mut lacking: Vec<String> = Vec::new();
    for name in captures.into_iter().map(|(name, _)| name).chain(free) {
        if others.contains(&name) && !own.contains(&name) && !lacking.contains(&name) {
            lacking.push(name);
        }
    }
    let (Some(property), Some(variant)) = (&default.name, &raw.name) else {
        return default.clone();
    };
    if lacking.is_empty() {
        return default.clone();
    }
    let fields = if lacking.len() == 1 {
        "field"
    } else {
        "fields"
    };
    let names = all_of(lacking.iter().map(String::as_str));
    let known = entity.field(&property.to_string());
    let example = known.map_or_else(|| format!("{property} = .."), example_code);
    diagnostics.error(
        raw.span,
        &format!(
            "variant `{variant}` lacks the {fields} {names}, which the enum's `{property}` uses"
        ),
        &format!(
            "add the {fields}, or write `#[{}({example})]` on `{variant}`",
            entity.name
        ),
    );
    RawArgument {
        value: RawValue::Missing(raw.span),
        ..default.clone()
    }
}

/// Whether a list of components has a `..` for those of fields.
pub(super) fn has_rest(argument: &RawArgument) -> bool {
    match &argument.value {
        RawValue::List(list) => list
            .items
            .iter()
            .any(|item| matches!(item, RawItem::Rest(_))),
        _ => false,
    }
}

/// Whether a field of a variant adds an item to a list of the entity.
pub(super) fn adds_items(raw: &RawVariant, entity: &Entity, list: &Ident) -> bool {
    let mut roles = raw.fields.iter().flat_map(|field| &field.roles);
    roles.any(|role| match entity.list_of(&role.name.to_string()) {
        Some((property, _)) => list == property.name,
        None => false,
    })
}

fn field_names(raw: &RawVariant) -> Vec<String> {
    let fields = raw.fields.iter();
    fields
        .map(|field| field.binding.unraw().to_string())
        .collect()
}
