//! The list of a variant's components, with those that its fields add.

use plain_schema::Entity;
use proc_macro2::Ident;

use super::default::{adds_components, has_rest};
use crate::diagnostic::Diagnostics;
use crate::model::{RawArgument, RawDerive, RawItem, RawList, RawValue, RawVariant};

/// List that takes the components of fields.
pub(super) struct ComponentTarget<'a> {
    pub(super) variant: &'a RawVariant,
    pub(super) event: &'static Entity,
    /// Whether the list is that of the enum, which other variants share.
    pub(super) is_default: bool,
    /// Whether its `..` has been reported.
    pub(super) is_reported: bool,
    /// Whether a field has an unknown name, which may be that of a component.
    pub(super) has_unknown: bool,
}

/// Reports the `..` of an enum's list if no field of any variant adds a component.
pub(super) fn report_unused_rest(raw: &RawDerive, diagnostics: &mut Diagnostics) -> bool {
    let mut lists = raw.defaults.arguments.iter();
    let Some(list) = lists.find(|argument| has_rest(argument)) else {
        return false;
    };
    let is_unused = !raw.variants.is_empty() && !raw.variants.iter().any(adds_components);
    if is_unused {
        diagnostics.error(list.value.span(), UNUSED_REST, UNUSED_REST_HELP);
    }
    is_unused
}

const UNUSED_REST: &str = "no field adds a component in place of `..`";
const UNUSED_REST_HELP: &str =
    "add a component to a field, as in `#[customer_event(badge)]`, or remove `..`";

/// Inserts the components of fields in place of `..`, or makes them the list if there is none. With
/// an unknown name on a field, there may be one more component.
pub(super) fn insert_components(
    mut components: Vec<RawItem>,
    arguments: &mut Vec<RawArgument>,
    target: &ComponentTarget<'_>,
    diagnostics: &mut Diagnostics,
) {
    let span = target.variant.span;
    let Some(list) = component_list(arguments) else {
        if components.is_empty() && target.has_unknown {
            arguments.push(RawArgument::generated(
                Some(Ident::new("components", span)),
                RawValue::Missing(span),
            ));
        } else if !components.is_empty() {
            arguments.push(RawArgument::generated(
                Some(Ident::new("components", span)),
                RawValue::List(RawList {
                    span,
                    items: components,
                }),
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
            if components.is_empty() && target.has_unknown {
                components.push(RawItem::Invalid);
            } else if components.is_empty() {
                components.extend(unused_rest(list, target, diagnostics));
            }
            list.items.splice(index..=index, components);
        }
        // An invalid component has its own error.
        None if components
            .iter()
            .all(|item| matches!(item, RawItem::Invalid)) => {}
        None => diagnostics.error(
            list.span,
            "`components` does not say where the field components go",
            "write `..` in the list where they go, as in `components = [text(\"..\"), ..]`",
        ),
    }
}

/// Nothing, in place of a `..` for which the fields of a variant have no component. Other variants may
/// have some. If the list would be empty, or is that of one type, it is an error.
fn unused_rest(
    list: &RawList,
    target: &ComponentTarget<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<RawItem> {
    let event = target.event.name;
    if !target.is_default {
        // Fields are cut by `#[cfg]` before the derive sees them.
        let help = format!(
            "add a component to a field, as in `#[{event}(badge)]`, or remove `..`; for fields with `#[cfg]`, write `#[cfg_attr(.., {event}(components = [..]))]` on the type"
        );
        diagnostics.error(list.span, UNUSED_REST, &help);
    } else if list.items.len() > 1 {
        return None;
    } else if !target.is_reported
        && let Some(name) = &target.variant.name
    {
        diagnostics.error(
            target.variant.span,
            &format!("variant `{name}` has no components"),
            &format!(
                "add one to a field, as in `#[{event}(badge)]`, or write `#[{event}(components = [..])]` on `{name}`"
            ),
        );
    }
    Some(RawItem::Invalid)
}

fn component_list(arguments: &mut [RawArgument]) -> Option<&mut RawList> {
    arguments
        .iter_mut()
        .find_map(|argument| match (&argument.name, &mut argument.value) {
            (Some(name), RawValue::List(list)) if name == "components" => Some(list),
            _ => None,
        })
}
