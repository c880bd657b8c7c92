//! The list of a variant's components, with those that its fields add.

use proc_macro2::{Ident, Span};

use crate::diagnostic::Diagnostics;
use crate::model::{RawArgument, RawItem, RawList, RawValue};

/// Inserts the components of fields in place of `..`, or makes them the list if there is none.
pub(super) fn insert_components(
    mut components: Vec<RawItem>,
    arguments: &mut Vec<RawArgument>,
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    let Some(list) = component_list(arguments) else {
        if !components.is_empty() {
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
            if components.is_empty() {
                diagnostics.error(
                    list.span,
                    "no field adds a component in place of `..`",
                    "add a component to a field, as in `#[customer_event(badge)]`, or remove `..`",
                );
                components.push(RawItem::Invalid);
            }
            list.items.splice(index..=index, components);
        }
        None if components.is_empty() => {}
        None => diagnostics.error(
            list.span,
            "`components` does not say where the field components go",
            "write `..` in the list where they go, as in `components = [text(\"..\"), ..]`",
        ),
    }
}

fn component_list(arguments: &mut [RawArgument]) -> Option<&mut RawList> {
    arguments
        .iter_mut()
        .find_map(|argument| match (&argument.name, &mut argument.value) {
            (Some(name), RawValue::List(list)) if name == "components" => Some(list),
            _ => None,
        })
}
