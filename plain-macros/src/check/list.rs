//! Lists: which components they hold, and whether those may stand there.

use plain_schema::{COMPONENTS, Component, Context, Property, Violation};
use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::{Expr, ExprCall};

use super::argument::{self, Help, Owner};
use super::value::single_name;
use crate::diagnostic::{Diagnostics, one_of};
use crate::model::{CheckedComponent, CheckedItem, CheckedList, RawComponent, RawItem, RawList};
use crate::suggest::nearest;

/// Checks the list of a property.
pub(super) fn check(
    property: &Property,
    context: Context,
    raw: RawList,
    diagnostics: &mut Diagnostics,
) -> CheckedList {
    if raw.items.is_empty() {
        diagnostics.at(
            raw.span,
            &format!(
                "`{}` has {}",
                property.name,
                Violation::NoComponents.message().as_str()
            ),
            Violation::NoComponents.help(),
        );
    }
    items(context, raw.items, diagnostics)
}

/// Checks what stands in a list.
pub(super) fn items(
    context: Context,
    items: Vec<RawItem>,
    diagnostics: &mut Diagnostics,
) -> CheckedList {
    let items = items
        .into_iter()
        .filter_map(|item| match item {
            RawItem::Component(raw) => {
                component(context, raw, diagnostics).map(CheckedItem::Component)
            }
            RawItem::Other(expression) => {
                not_a_component(&expression, diagnostics);
                None
            }
        })
        .collect();
    CheckedList { context, items }
}

fn component(
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
                context.noun(),
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
        None => format!("a list holds {}", admitted(Context::Event)),
    };
    diagnostics.at(
        name.span(),
        &format!("unknown component `{written}`"),
        &help,
    );
}

fn not_a_component(expression: &Expr, diagnostics: &mut Diagnostics) {
    let help = match expression {
        Expr::Lit(literal) => format!("write `text({})`", literal.to_token_stream()),
        Expr::Call(ExprCall { func, .. }) if single_name(func).is_none() => String::new(),
        expression => match single_name(expression) {
            Some(name) if Component::named(&name.to_string()).is_some() => {
                format!("write `{name}(..)`")
            }
            _ => String::new(),
        },
    };
    let help = if help.is_empty() {
        format!("a list holds {}", admitted(Context::Event))
    } else {
        help
    };
    diagnostics.over(expression, "not a component", &help);
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
