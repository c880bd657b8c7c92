//! The lists of a variant, with the items that its fields add: components, thread fields, texts.

use plain_schema::{Entity, ListContent, Property};
use proc_macro2::Ident;

use super::default::{adds_items, has_rest};
use crate::diagnostic::Diagnostics;
use crate::model::{RawArgument, RawDerive, RawItem, RawList, RawValue, RawVariant};

/// List that takes the items of fields.
pub(super) struct ListTarget<'a> {
    pub(super) variant: &'a RawVariant,
    pub(super) entity: &'static Entity,
    pub(super) property: &'static Property,
    pub(super) content: ListContent,
    /// Whether the list is that of the enum, which other variants share.
    pub(super) is_default: bool,
    /// Whether its `..` has been reported.
    pub(super) is_reported: bool,
    /// Whether a field has an unknown name, which may be that of an item.
    pub(super) has_unknown: bool,
}

/// Reports the `..` of each list of an enum for which no field of any variant adds an item, and returns
/// the names of these lists.
pub(super) fn report_unused_rests(
    raw: &RawDerive,
    entity: &'static Entity,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut unused = Vec::new();
    let lists = raw.defaults.arguments.iter();
    for list in lists.filter(|argument| has_rest(argument)) {
        let Some((name, content)) = list.name.as_ref().and_then(|name| {
            let property = entity.field(&name.to_string())?;
            Some((name, property.list_content()?))
        }) else {
            continue;
        };
        let mut variants = raw.variants.iter();
        if !raw.variants.is_empty() && !variants.any(|it| adds_items(it, entity, name)) {
            let (message, help) = unused_rest_message(entity, content);
            diagnostics.error(
                list.value.span(),
                &message,
                &format!("{help}, or remove `..`"),
            );
            unused.push(name.to_string());
        }
    }
    unused
}

fn unused_rest_message(entity: &Entity, content: ListContent) -> (String, String) {
    let item = content.item_with_article();
    (
        format!("no field adds {item} in place of `..`"),
        format!(
            "add {item} to a field, as in `#[{}({})]`",
            entity.name,
            role_example(content)
        ),
    )
}

/// Role of a field that adds an item.
fn role_example(content: ListContent) -> &'static str {
    match content {
        ListContent::Components(_) => "badge",
        ListContent::ThreadFields => "string_field(\"plan\")",
        ListContent::Texts(_) => "label_type_ids",
    }
}

/// Inserts the items of fields in place of `..`, or makes them the list if there is none. With an
/// unknown name on a field, there may be one more item.
pub(super) fn insert_items(
    mut items: Vec<RawItem>,
    arguments: &mut Vec<RawArgument>,
    target: &ListTarget<'_>,
    diagnostics: &mut Diagnostics,
) {
    let span = target.variant.span;
    let name = target.property.name;
    let Some(list) = own_list(arguments, name) else {
        if items.is_empty() && target.has_unknown {
            arguments.push(RawArgument::generated(
                Some(Ident::new(name, span)),
                RawValue::Missing(span),
            ));
        } else if !items.is_empty() {
            arguments.push(RawArgument::generated(
                Some(Ident::new(name, span)),
                RawValue::List(RawList { span, items }),
            ));
        }
        return;
    };
    let rest = list
        .items
        .iter()
        .position(|item| matches!(item, RawItem::Rest(_)));
    match rest {
        Some(index) => {
            if items.is_empty() && target.has_unknown {
                items.push(RawItem::Invalid);
            } else if items.is_empty() {
                items.extend(unused_rest(list, target, diagnostics));
            }
            list.items.splice(index..=index, items);
        }
        // An invalid item has its own error.
        None if items.iter().all(|item| matches!(item, RawItem::Invalid)) => {}
        None => {
            let (of_fields, example) = match target.content {
                ListContent::Components(_) => ("the field components", "text(\"..\")"),
                ListContent::ThreadFields => (
                    "the thread fields of fields",
                    "string_field(\"plan\", \"Pro\")",
                ),
                ListContent::Texts(_) => ("the texts of fields", "\"..\""),
            };
            diagnostics.error(
                list.span,
                &format!("`{name}` does not say where {of_fields} go"),
                &format!("write `..` in the list where they go, as in `{name} = [{example}, ..]`"),
            );
        }
    }
}

/// Nothing, in place of a `..` for which the fields of a variant have no item. Other variants may have
/// some. If the list would be empty, or is that of one type, it is an error.
fn unused_rest(
    list: &RawList,
    target: &ListTarget<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<RawItem> {
    let entity = target.entity.name;
    let name = target.property.name;
    let (message, help) = unused_rest_message(target.entity, target.content);
    if !target.is_default {
        // Fields are cut by `#[cfg]` before the derive sees them.
        let help = format!(
            "{help}, or remove `..`; for fields with `#[cfg]`, write `#[cfg_attr(.., {entity}({name} = [..]))]` on the type"
        );
        diagnostics.error(list.span, &message, &help);
    } else if list.items.len() > 1 || !is_component_list(target.content) {
        return None;
    } else if !target.is_reported
        && let Some(variant) = &target.variant.name
    {
        diagnostics.error(
            target.variant.span,
            &format!("variant `{variant}` has no components"),
            &format!(
                "add one to a field, as in `#[{entity}(badge)]`, or write `#[{entity}(components = [..])]` on `{variant}`"
            ),
        );
    }
    Some(RawItem::Invalid)
}

const fn is_component_list(content: ListContent) -> bool {
    matches!(content, ListContent::Components(_))
}

fn own_list<'a>(arguments: &'a mut [RawArgument], list: &str) -> Option<&'a mut RawList> {
    arguments
        .iter_mut()
        .find_map(|argument| match (&argument.name, &mut argument.value) {
            (Some(name), RawValue::List(items)) if name == list => Some(items),
            _ => None,
        })
}
