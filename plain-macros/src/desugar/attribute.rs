//! Types and variants without a usable attribute, which is one error for all fields of their entity.

use plain_schema::{Entity, ListContent, Property, ValueType};

use crate::describe::example_code;
use crate::diagnostic::Diagnostics;
use crate::model::{RawAttribute, RawDerive, RawVariant};

/// Whether the missing fields of variants have been reported.
pub(super) struct MissingFields {
    /// For all variants.
    is_reported: bool,
}

impl MissingFields {
    /// Reports each variant without an attribute, or the type if no variant has one.
    pub(super) fn of(
        raw: &RawDerive,
        entity: &'static Entity,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let malformed = raw.attributes().filter_map(|own| own.malformed.as_ref());
        for tokens in malformed {
            diagnostics.error_spanned(
                tokens,
                &format!("expected parentheses after `{}`", entity.name),
                &format!("write `{}`", whole_attribute(entity, &[])),
            );
        }
        let lacking: Vec<&RawVariant> = raw
            .variants
            .iter()
            .filter(|variant| lacks_attribute(raw, variant))
            .collect();
        let is_whole_type = !raw.variants.is_empty() && lacking.len() == raw.variants.len();
        let is_attempted = raw.defaults.is_attempted();
        if is_whole_type && raw.is_enum {
            if !is_attempted && !raw.variants.iter().any(is_attempted_in) {
                let help = format!(
                    "add `{}`, or one to each variant",
                    whole_attribute(entity, &[])
                );
                report(
                    raw.name.span(),
                    &format!("`{}`", raw.name),
                    entity,
                    &help,
                    diagnostics,
                );
            }
            return Self { is_reported: true };
        }
        for variant in lacking {
            if is_attempted || is_attempted_in(variant) {
                continue;
            }
            let name = match &variant.name {
                Some(name) => format!("variant `{name}`"),
                None => format!("`{}`", raw.name),
            };
            let attribute = whole_attribute(entity, &given(entity, variant));
            let help = match variant.fields.as_slice() {
                [field] if field.roles.is_empty() => format!(
                    "add `{attribute}`; if its field is {}, write `#[{}(transparent)]`",
                    entity.noun_with_article(),
                    entity.name
                ),
                _ => format!("add `{attribute}`"),
            };
            report(variant.span, &name, entity, &help, diagnostics);
        }
        Self { is_reported: false }
    }

    /// Whether the missing fields of a variant have been reported, here or by rustc.
    pub(super) fn are_reported(&self, raw: &RawDerive, variant: &RawVariant) -> bool {
        self.is_reported
            || raw.defaults.is_attempted()
            || is_attempted_in(variant)
            || lacks_attribute(raw, variant)
    }
}

fn report(
    span: proc_macro2::Span,
    name: &str,
    entity: &Entity,
    help: &str,
    diagnostics: &mut Diagnostics,
) {
    let message = format!("{name} has no attribute `#[{}(..)]`", entity.name);
    diagnostics.error(span, &message, help);
}

/// Whether neither a variant nor its enum has an attribute with a field of the entity.
fn lacks_attribute(raw: &RawDerive, variant: &RawVariant) -> bool {
    let is_empty = |attribute: &RawAttribute| {
        attribute.arguments.is_empty() && attribute.transparent.is_none()
    };
    is_empty(&variant.attribute) && is_empty(&raw.defaults) && raw.key.is_none()
}

/// Whether an attribute of a variant or of its fields is misspelt or malformed.
fn is_attempted_in(variant: &RawVariant) -> bool {
    variant.attribute.is_attempted() || variant.fields.iter().any(|field| field.is_attempted)
}

/// Names of the entity's fields that the fields of a variant give.
fn given(entity: &Entity, variant: &RawVariant) -> Vec<String> {
    let roles = variant.fields.iter().flat_map(|field| &field.roles);
    let names = roles.map(|role| match entity.list_of(&role.name.to_string()) {
        Some((list, _)) => list.name.to_owned(),
        None => role.name.to_string(),
    });
    names.collect()
}

/// A key, as it is written.
pub(super) const KEY_EXAMPLE: &str = "key = \"plan-details\"";

/// The attribute with every required field that is not given otherwise.
fn whole_attribute(entity: &'static Entity, given: &[String]) -> String {
    let is_missing =
        |field: &&Property| field.is_required() && !given.iter().any(|given| given == field.name);
    let fields = entity.fields.iter().filter(is_missing);
    let fields: Vec<String> = fields
        .map(|field| match field.value {
            ValueType::List(ListContent::Components(_), _) => {
                format!("{} = [text(\"..\")]", field.name)
            }
            _ => example_code(field),
        })
        .collect();
    let key = entity.key_rule().map(|_| KEY_EXAMPLE.to_owned());
    let fields: Vec<String> = key.into_iter().chain(fields).collect();
    format!("#[{}({})]", entity.name, fields.join(", "))
}

impl RawAttribute {
    /// Whether an attribute was meant, but is malformed, or misspelt, which rustc reports.
    fn is_attempted(&self) -> bool {
        self.malformed.is_some() || self.is_misspelt
    }
}

impl RawDerive {
    /// Whether an attribute of the type was meant, but cannot be read.
    pub(super) fn has_malformed_attribute(&self) -> bool {
        self.attributes().any(RawAttribute::is_attempted)
    }

    /// Whether no attribute has an entry.
    pub(super) fn lacks_every_attribute(&self) -> bool {
        let mut variants = self.variants.iter();
        variants.all(|variant| lacks_attribute(self, variant))
    }

    /// Attributes of the type and of its variants.
    pub(super) fn attributes(&self) -> impl Iterator<Item = &RawAttribute> {
        let variants = self.variants.iter().map(|variant| &variant.attribute);
        std::iter::once(&self.defaults).chain(variants)
    }
}
