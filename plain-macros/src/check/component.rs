//! Components: whether they are known, and may stand where they do.

use plain_schema::{COMPONENTS, Component, Context, Property};
use proc_macro2::{Ident, Span};

use super::argument::{self, Help, Owner};
use crate::diagnostic::{Diagnostics, one_of};
use crate::model::{CheckedComponent, RawComponent};
use crate::suggest::nearest;

pub(super) fn check(
    context: Context,
    raw: RawComponent,
    diagnostics: &mut Diagnostics,
) -> Option<CheckedComponent> {
    let Some(component) = Component::named(&raw.name.to_string()) else {
        unknown_component(&raw.name, diagnostics);
        return None;
    };
    let is_admitted = context.admits(component.kind);
    if !is_admitted {
        diagnostics.at(
            raw.name.span(),
            &format!(
                "`{}` cannot stand inside `{}`",
                component.name,
                context.name()
            ),
            &format!(
                "{} holds {}; close the outer {} first",
                context.name_with_article(),
                admitted(context),
                context.name()
            ),
        );
    }
    let owner = ComponentProperties {
        component,
        name: &raw.name,
    };
    let properties = argument::check(&owner, raw.arguments, diagnostics);
    is_admitted.then_some(CheckedComponent {
        component,
        name: raw.name,
        open: raw.open,
        properties,
    })
}

/// The names of the components that may stand in a place.
fn admitted(context: Context) -> String {
    let names: Vec<&str> = COMPONENTS
        .iter()
        .filter(|component| context.admits(component.kind))
        .map(|component| component.name)
        .collect();
    names.join(", ")
}

fn unknown_component(name: &Ident, diagnostics: &mut Diagnostics) {
    let written = name.to_string();
    let names = || COMPONENTS.iter().map(|component| component.name);
    let meant = nearest(&written, names())
        .or_else(|| nearest(written.trim_start_matches("component"), names()));
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!(
            "to insert what a function returns, write `..{written}(..)`; the components are {}",
            admitted(Context::Event)
        ),
    };
    diagnostics.at(
        name.span(),
        &format!("unknown component `{written}`"),
        &help,
    );
}

pub(super) fn is_component(name: &Ident) -> bool {
    Component::named(&name.to_string()).is_some()
}

/// A component, as the owner of its properties.
struct ComponentProperties<'a> {
    component: &'static Component,
    name: &'a Ident,
}

impl Owner for ComponentProperties<'_> {
    fn properties(&self) -> &'static [Property] {
        self.component.properties
    }

    fn noun(&self) -> &'static str {
        "property"
    }

    fn name(&self) -> &'static str {
        self.component.name
    }

    fn row(&self) -> &'static str {
        self.component.name
    }

    fn span(&self) -> Span {
        self.name.span()
    }

    fn help_for(&self, unknown: &str) -> Option<Help> {
        let own = self
            .component
            .properties
            .iter()
            .map(|property| property.name);
        if nearest(unknown, own).is_some() {
            return None;
        }
        // It may be a property of others.
        let owners: Vec<&str> = COMPONENTS
            .iter()
            .filter(|component| component.property(unknown).is_some())
            .map(|component| component.name)
            .collect();
        (!owners.is_empty()).then(|| Help {
            text: format!("`{unknown}` belongs to {}", one_of(owners)),
            stands_for: None,
            is_misspelt: false,
        })
    }
}
