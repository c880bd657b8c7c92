//! Components: known, and allowed in their context.

use plain_schema::{COMPONENTS, Component, Context, Property};
use proc_macro2::{Ident, Span};

use super::argument::check_arguments;
use super::owner::{PropertyOwner, Suggestion};
use crate::diagnostic::{Diagnostics, one_of};
use crate::model::{CheckedComponent, Enclosing, RawComponent};
use crate::suggest::nearest;

/// Owner of a list.
#[derive(Clone, Copy)]
pub(super) enum Parent {
    /// An event, or a component.
    Component(Context),
    /// The macro of a fragment.
    Fragment(Context),
}

/// Checks a component. One that is not allowed is left out.
pub(super) fn check_component(
    enclosing: Enclosing,
    parent: Parent,
    raw: RawComponent,
    diagnostics: &mut Diagnostics,
) -> Option<CheckedComponent> {
    let Some(component) = Component::named(&raw.name.to_string()) else {
        report_unknown(&raw.name, enclosing, parent.context(), diagnostics);
        return None;
    };
    let is_admitted = parent.context().admits(component.kind);
    if !is_admitted {
        report_disallowed(component, parent, raw.name.span(), diagnostics);
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

impl Parent {
    const fn context(self) -> Context {
        match self {
            Self::Component(context) | Self::Fragment(context) => context,
        }
    }
}

fn report_disallowed(
    component: &Component,
    parent: Parent,
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    let context = parent.context();
    let name = component.name;
    let (message, fix) = match parent {
        Parent::Component(_) => (
            format!("`{name}` is not allowed inside `{}`", context.name()),
            format!("close the outer `{}` first", context.name()),
        ),
        Parent::Fragment(_) => {
            let wider = Context::FRAGMENTS.into_iter().rev();
            let macros = wider
                .filter(|context| context.admits(component.kind))
                .map(|context| {
                    let parent = context.name_with_article();
                    format!("for {parent}, write `{}![..]`", context.macro_name())
                });
            (
                format!("`{name}` is not allowed in `{}!`", context.macro_name()),
                macros.collect::<Vec<String>>().join("; "),
            )
        }
    };
    let help = format!(
        "{} can contain {}; {fix}",
        context.name_with_article(),
        admitted(context),
    );
    diagnostics.error(span, &message, &help);
}

/// Names of the components that a context allows.
fn admitted(context: Context) -> String {
    let components = COMPONENTS
        .iter()
        .filter(|component| context.admits(component.kind));
    one_of(components.map(|component| component.name))
}

fn report_unknown(
    name: &Ident,
    enclosing: Enclosing,
    context: Context,
    diagnostics: &mut Diagnostics,
) {
    let written = name.to_string();
    let names = || COMPONENTS.iter().map(|component| component.name);
    let known = nearest(&written, names())
        .or_else(|| nearest(written.trim_start_matches("component"), names()));
    let help = match known {
        Some(known) => format!("did you mean `{known}`?"),
        None if enclosing == Enclosing::Block => format!(
            "to insert the components that a function returns, write `..{written}(..)`; to run it, write `let _ = {written}(..);`; the components are {}",
            admitted(context)
        ),
        None => format!(
            "to insert the components that a function returns, write `..{written}(..)`; the components are {}",
            admitted(context)
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
