//! Components: known, and allowed in their context.

use plain_schema::{COMPONENTS, Component, Context, Property};
use proc_macro2::{Ident, Span};

use super::argument::check_arguments;
use super::owner::{PropertyOwner, Suggestion};
use crate::diagnostic::{Diagnostics, one_of};
use crate::model::{CheckedComponent, Enclosing, RawComponent};
use crate::suggest::nearest;

/// Checks a component. One that is not allowed is left out.
pub(super) fn check_component(
    enclosing: Enclosing,
    context: Context,
    raw: RawComponent,
    diagnostics: &mut Diagnostics,
) -> Option<CheckedComponent> {
    let Some(component) = Component::named(&raw.name.to_string()) else {
        report_unknown(&raw.name, enclosing, diagnostics);
        return None;
    };
    let is_admitted = context.admits(component.kind);
    if !is_admitted {
        diagnostics.error(
            raw.name.span(),
            &format!(
                "`{}` is not allowed inside `{}`",
                component.name,
                context.name()
            ),
            &format!(
                "{} can contain {}; close the outer `{}` first",
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
    let properties = check_arguments(&owner, raw.arguments, diagnostics);
    is_admitted.then_some(CheckedComponent {
        component,
        name: raw.name,
        open: raw.open,
        properties,
    })
}

/// Names of the components that a context allows.
fn admitted(context: Context) -> String {
    let components = COMPONENTS
        .iter()
        .filter(|component| context.admits(component.kind));
    one_of(components.map(|component| component.name))
}

fn report_unknown(name: &Ident, enclosing: Enclosing, diagnostics: &mut Diagnostics) {
    let written = name.to_string();
    let names = || COMPONENTS.iter().map(|component| component.name);
    let known = nearest(&written, names())
        .or_else(|| nearest(written.trim_start_matches("component"), names()));
    let help = match known {
        Some(known) => format!("did you mean `{known}`?"),
        None if enclosing == Enclosing::Block => format!(
            "to insert the components that a function returns, write `..{written}(..)`; to run it, write `let _ = {written}(..);`; the components are {}",
            admitted(Context::Event)
        ),
        None => format!(
            "to insert the components that a function returns, write `..{written}(..)`; the components are {}",
            admitted(Context::Event)
        ),
    };
    diagnostics.error(
        name.span(),
        &format!("unknown component `{written}`"),
        &help,
    );
}

pub(super) fn is_component(name: &Ident) -> bool {
    Component::named(&name.to_string()).is_some()
}

/// A component, as the owner of its properties.
pub(crate) struct ComponentProperties<'a> {
    pub(crate) component: &'static Component,
    pub(crate) name: &'a Ident,
}

impl PropertyOwner for ComponentProperties<'_> {
    fn properties(&self) -> &'static [Property] {
        self.component.properties
    }

    fn describe_property(&self) -> &'static str {
        "property"
    }

    fn name(&self) -> &'static str {
        self.component.name
    }

    fn span(&self) -> Span {
        self.name.span()
    }

    fn suggest(&self, unknown: &str) -> Option<Suggestion> {
        let own = self
            .component
            .properties
            .iter()
            .map(|property| property.name);
        if nearest(unknown, own).is_some() {
            return None;
        }
        let owners: Vec<&str> = COMPONENTS
            .iter()
            .filter(|component| component.property(unknown).is_some())
            .map(|component| component.name)
            .collect();
        (!owners.is_empty()).then(|| Suggestion {
            text: format!("`{unknown}` is a property of {}", one_of(owners)),
            property: None,
            is_typo: false,
            is_only_choice: false,
        })
    }
}
