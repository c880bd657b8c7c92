//! Items that are written as `name(..)`: known, and allowed in their list.

use plain_schema::{
    COMPONENTS, Component, Constructor, Context, ListContent, Property, THREAD_FIELDS,
    ThreadFieldType,
};
use proc_macro2::{Ident, Span};

use super::argument::check_arguments;
use super::owner::{PropertyOwner, Suggestion};
use crate::diagnostic::{Diagnostics, one_of};
use crate::foreign;
use crate::model::{CheckedComponent, Enclosing, RawComponent};
use crate::suggest::nearest;

/// Owner of a list.
#[derive(Clone, Copy)]
pub(super) enum Parent {
    /// An entity, or a component.
    List(ListContent),
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
    let content = parent.content();
    let Some(constructor) = content.constructor(&raw.name.to_string()) else {
        report_unknown(&raw.name, enclosing, content, diagnostics);
        return None;
    };
    let is_admitted = match (content, Component::named(constructor.name)) {
        (ListContent::Components(outer), Some(component)) if !outer.admits(component.kind) => {
            report_disallowed(component, outer, parent, raw.name.span(), diagnostics);
            false
        }
        _ => true,
    };
    let owner = ConstructorProperties {
        constructor,
        name: &raw.name,
    };
    let properties = check_arguments(&owner, raw.arguments, diagnostics);
    is_admitted.then_some(CheckedComponent {
        constructor,
        name: raw.name,
        open: raw.open,
        properties,
    })
}

impl Parent {
    pub(super) const fn content(self) -> ListContent {
        match self {
            Self::List(content) => content,
            Self::Fragment(context) => ListContent::Components(context),
        }
    }
}

fn report_disallowed(
    component: &Component,
    context: Context,
    parent: Parent,
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    let name = component.name;
    let (message, fix) = match parent {
        Parent::List(_) => (
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
        admitted(ListContent::Components(context)),
    );
    diagnostics.error(span, &message, &help);
}

/// Names of the items that a list allows.
fn admitted(content: ListContent) -> String {
    one_of(content.constructors().map(|constructor| constructor.name))
}

fn report_unknown(
    name: &Ident,
    enclosing: Enclosing,
    content: ListContent,
    diagnostics: &mut Diagnostics,
) {
    let written = name.to_string();
    let (noun, items) = (content.item(), content.items());
    if let Some(help) = other_list(&written, content) {
        let message = format!("`{written}` is not {}", content.item_with_article());
        diagnostics.error(name.span(), &message, &help);
        return;
    }
    // A component that the context does not allow is known.
    let names: Vec<&str> = match content {
        ListContent::Components(_) => COMPONENTS.iter().map(|component| component.name).collect(),
        content => content.constructors().map(|it| it.name).collect(),
    };
    let names = || names.iter().copied();
    let known = match content {
        ListContent::ThreadFields => foreign::thread_field_name(&written),
        _ => None,
    };
    let known = known
        .or_else(|| nearest(&written, names()))
        .or_else(|| nearest(written.trim_start_matches("component"), names()));
    let admitted = admitted(content);
    let help = match known {
        Some(known) => format!("did you mean `{known}`?"),
        None if enclosing == Enclosing::Block => format!(
            "to insert the {items} that a function returns, write `..{written}(..)`; to run it, write `let _ = {written}(..);`; the {items} are {admitted}"
        ),
        None => format!(
            "to insert the {items} that a function returns, write `..{written}(..)`; the {items} are {admitted}"
        ),
    };
    diagnostics.error(name.span(), &format!("unknown {noun} `{written}`"), &help);
}

/// Help for an item of another list.
fn other_list(name: &str, content: ListContent) -> Option<String> {
    match content {
        ListContent::Components(_) => ThreadFieldType::named(name).map(|_| {
            format!(
                "a thread field belongs to a thread: write `thread_fields = [{name}(..)]` there"
            )
        }),
        ListContent::ThreadFields => Component::named(name).map(|_| {
            format!(
                "write it in `components`; the thread fields are {}",
                one_of(THREAD_FIELDS.iter().map(|field| field.name))
            )
        }),
        ListContent::Texts(_) => None,
    }
}

/// An item, as the owner of its properties.
pub(crate) struct ConstructorProperties<'a> {
    pub(crate) constructor: Constructor,
    pub(crate) name: &'a Ident,
}

impl PropertyOwner for ConstructorProperties<'_> {
    fn properties(&self) -> &'static [Property] {
        self.constructor.properties
    }

    fn describe_property(&self) -> &'static str {
        "property"
    }

    fn name(&self) -> &'static str {
        self.constructor.name
    }

    fn span(&self) -> Span {
        self.name.span()
    }

    fn suggest(&self, unknown: &str) -> Option<Suggestion> {
        let own = self
            .constructor
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
