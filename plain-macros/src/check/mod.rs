//! The rules over the raw tree. What they ask is in `plain_schema`; here they are put to the
//! tokens, and every error is collected.

pub(crate) mod argument;
mod component;
pub(crate) mod describe;
mod enumeration;
mod expression;
mod identifier;
mod list;
mod text;
mod value;

use plain_schema::{Context, Event, EventKind, Property};
use proc_macro2::{Ident, Span};
use syn::Expr;

pub(crate) use crate::desugar::derive;
use crate::diagnostic::Diagnostics;
use crate::model::{CheckedEvent, CheckedFragment, CheckedList, RawCall, RawFragment, RawValue};
use argument::{Help, Owner};

/// Checks the call of a macro.
pub(crate) fn event(
    raw: RawCall,
    event: &'static Event,
    diagnostics: &mut Diagnostics,
) -> CheckedEvent {
    // Until a comma follows, a name may become that of a field.
    let half_typed = raw.client.as_ref().filter(|client| client.comma.is_none());
    let half_typed = half_typed.and_then(|client| client.value.name().cloned());
    let client = raw
        .client
        .and_then(|client| client_of(client.value, diagnostics));
    let owner = EventFields {
        event,
        name: event.name.to_owned(),
        // No token of a call stands for what it lacks.
        span: Span::call_site(),
        half_typed,
    };
    CheckedEvent {
        krate: raw.krate,
        event,
        client,
        fields: argument::check(&owner, raw.fields, diagnostics),
    }
}

/// The client in front of the fields. What cannot be one is probably a field without its name.
fn client_of(raw: RawValue, diagnostics: &mut Diagnostics) -> Option<Expr> {
    match raw {
        RawValue::Expression(client) if !matches!(client, Expr::Lit(_)) => Some(client),
        RawValue::Missing(_) => None,
        raw => {
            diagnostics.at(
                raw.span(),
                "only a client stands without a name",
                "name the field, as in `title = \"..\"`",
            );
            None
        }
    }
}

/// Checks the call of `components!`. It may be empty: what it goes into may hold more.
pub(crate) fn fragment(raw: RawFragment, diagnostics: &mut Diagnostics) -> CheckedFragment {
    CheckedFragment {
        krate: raw.krate,
        list: CheckedList {
            context: Context::Event,
            items: list::items(Context::Event, raw.items, diagnostics),
        },
    }
}

/// An event, as the owner of its fields.
pub(crate) struct EventFields {
    pub(crate) event: &'static Event,
    /// What is shown as having the fields: the macro, a type, a variant.
    pub(crate) name: String,
    /// Where a missing field is reported.
    pub(crate) span: Span,
    /// What may become the name of a field.
    pub(crate) half_typed: Option<Ident>,
}

impl Owner for EventFields {
    fn properties(&self) -> &'static [Property] {
        self.event.fields
    }

    fn noun(&self) -> &'static str {
        "field"
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn row(&self) -> &'static str {
        self.event.name
    }

    fn half_typed(&self) -> Option<Ident> {
        self.half_typed.clone()
    }

    fn span(&self) -> Span {
        self.span
    }

    fn help_for(&self, unknown: &str) -> Option<Help> {
        let (text, stands_for) = match (self.event.kind, unknown) {
            (EventKind::CustomerEvent, "thread_id") => (
                "a customer event stands in every thread of its customer; for one thread, write `thread_event!`",
                "customer_identifier",
            ),
            (EventKind::ThreadEvent, "customer_identifier") => (
                "a thread event belongs to the customer of its thread; for a customer, write `customer_event!`",
                "thread_id",
            ),
            _ => return None,
        };
        Some(Help {
            text: text.to_owned(),
            stands_for: Some(stands_for),
            is_misspelt: false,
        })
    }
}
