//! Calls of the macros, and derives.

use plain_schema::{Context, Entity, EntityKind, ListContent, Property, ValueType};
use proc_macro2::{Ident, Span};
use syn::Expr;

use super::argument::check_arguments;
use super::component::Parent;
use super::foreign::{misnamed, property_of_value};
use super::list::check_items;
use super::owner::{PropertyOwner, Suggestion};
use super::source::check_source;
use crate::describe::example_code;
use crate::diagnostic::Diagnostics;
use crate::foreign::{self, quote_tokens};
use crate::model::{
    CheckedClient, CheckedDerive, CheckedEntity, CheckedFragment, CheckedList, DesugaredDerive,
    RawArgument, RawCall, RawExpression, RawFragment, RawValue,
};

/// Checks the call of an entity's macro.
pub(crate) fn entity(
    raw: RawCall,
    entity: &'static Entity,
    diagnostics: &mut Diagnostics,
) -> CheckedEntity {
    let owner = EntityFields::of_macro(entity);
    let (client, mut fields) = match raw.client {
        Some(client) if is_field(&owner, &client.value) => (None, vec![client]),
        Some(client) if is_struct(&client.value) => {
            let span = client.value.span();
            diagnostics.error(
                span,
                "expected fields, found a struct",
                "remove its name and the braces, and write each field as in `title = \"..\"`",
            );
            let fields = RawArgument::generated(None, RawValue::Missing(span));
            (None, vec![fields])
        }
        Some(client) if is_title(entity, &client.value, &raw.fields) => {
            let title = title(&client.value, diagnostics);
            (None, vec![title])
        }
        Some(client) if is_component_list(entity, &client.value, &raw.fields) => {
            (None, vec![component_list(entity, client, diagnostics)])
        }
        client => (client, Vec::new()),
    };
    let client = client.and_then(|client| self::client(entity, client.value, diagnostics));
    fields.extend(raw.fields);
    let fields = check_arguments(&owner, fields, diagnostics);
    check_source(entity, &fields, diagnostics);
    CheckedEntity {
        krate: raw.krate,
        entity,
        client,
        fields,
    }
}

/// Whether the first argument is a list without its name, or for a card, which takes no client, a
/// component.
fn is_component_list(entity: &Entity, value: &RawValue, fields: &[RawArgument]) -> bool {
    let mut names = fields.iter().filter_map(|field| field.name.as_ref());
    let is_list = match value {
        RawValue::List(_) => true,
        RawValue::Expression(RawExpression::Call(call)) => {
            entity.mutation().is_none()
                && call
                    .name()
                    .is_some_and(|name| entity.list_of(&name.to_string()).is_some())
        }
        _ => false,
    };
    is_list && !names.any(|name| name == COMPONENTS)
}

const COMPONENTS: &str = "components";

/// Reports a list of components without its name.
fn component_list(
    entity: &Entity,
    argument: RawArgument,
    diagnostics: &mut Diagnostics,
) -> RawArgument {
    let span = argument.value.span();
    let (message, help, value) = match argument.value {
        RawValue::List(list) => (
            "expected `components =` before the list".to_owned(),
            "write `components = [..]`".to_owned(),
            RawValue::List(list),
        ),
        value => {
            let code = match &value {
                RawValue::Expression(value) => quote_tokens(value),
                _ => String::new(),
            };
            (
                format!("expected a field of `{}`, found a component", entity.name),
                format!("write `components = [{code}]`"),
                RawValue::Missing(span),
            )
        }
    };
    diagnostics.error(span, &message, &help);
    RawArgument {
        value,
        ..RawArgument::generated(Some(Ident::new(COMPONENTS, span)), RawValue::Missing(span))
    }
}

/// Whether the first argument is the title without its name.
fn is_title(entity: &Entity, value: &RawValue, fields: &[RawArgument]) -> bool {
    let mut names = fields.iter().filter_map(|field| field.name.as_ref());
    matches!(value, RawValue::Expression(RawExpression::Text(_)))
        && entity.field(TITLE).is_some()
        && !names.any(|name| name == TITLE)
}

const TITLE: &str = "title";

/// Reports a title without its name.
fn title(value: &RawValue, diagnostics: &mut Diagnostics) -> RawArgument {
    let span = value.span();
    let code = match value {
        RawValue::Expression(value) => quote_tokens(value),
        _ => "\"..\"".to_owned(),
    };
    diagnostics.error(
        span,
        "expected a client or a named field",
        &format!("write `{TITLE} = {code}`"),
    );
    RawArgument::generated(Some(Ident::new(TITLE, span)), RawValue::Missing(span))
}

fn is_struct(value: &RawValue) -> bool {
    matches!(
        value,
        RawValue::Expression(RawExpression::Other(Expr::Struct(_)))
    )
}

/// Whether the first argument is a field without its name, or tokens that cannot be read.
fn is_field(owner: &EntityFields, value: &RawValue) -> bool {
    matches!(value, RawValue::Missing(_))
        || misnamed(owner, value).is_some()
        || property_of_value(owner, value).is_some()
}

/// Checks the client in front of the fields. A literal or a list is probably a field without its
/// name.
fn client(
    entity: &'static Entity,
    raw: RawValue,
    diagnostics: &mut Diagnostics,
) -> Option<CheckedClient> {
    let expression = match raw {
        RawValue::Missing(_) => return None,
        RawValue::Expression(RawExpression::Call(call)) => call.into(),
        RawValue::Expression(RawExpression::Branches(branches)) => branches.into_source(),
        RawValue::Expression(RawExpression::Other(client)) if !matches!(client, Expr::Lit(_)) => {
            client
        }
        raw => {
            diagnostics.error(
                raw.span(),
                "expected a client or a named field",
                "write the name of the field, as in `title = \"..\"`",
            );
            return None;
        }
    };
    let Some(mutation) = entity.mutation() else {
        diagnostics.error_spanned(
            expression,
            &format!("`{}` takes no client", entity.name),
            NO_CLIENT,
        );
        return None;
    };
    Some(CheckedClient {
        expression,
        method: mutation.client_method,
    })
}

/// Checks the call of a fragment's macro. It may be empty, since it is spliced into a list that may
/// have other components.
pub(crate) fn fragment(
    raw: RawFragment,
    context: Context,
    diagnostics: &mut Diagnostics,
) -> CheckedFragment {
    CheckedFragment {
        krate: raw.krate,
        context,
        list: CheckedList {
            content: ListContent::Components(context),
            items: check_items(Parent::Fragment(context), raw.items, diagnostics),
        },
    }
}

/// Checks the entity of each variant.
pub(crate) fn derive(derive: DesugaredDerive, diagnostics: &mut Diagnostics) -> CheckedDerive {
    let entity = derive.entity;
    derive.map_entities(|name, reports_missing, arguments| {
        let owner = EntityFields {
            entity,
            reports_missing,
            name: name.to_string(),
            span: name.span(),
        };
        let fields = check_arguments(&owner, arguments, diagnostics);
        check_source(entity, &fields, diagnostics);
        fields
    })
}

/// An entity, as the owner of its fields.
pub(crate) struct EntityFields {
    entity: &'static Entity,
    /// Name of the macro, the type or the variant.
    name: String,
    /// Location of a missing field.
    span: Span,
    reports_missing: bool,
}

impl EntityFields {
    pub(crate) fn of_macro(entity: &'static Entity) -> Self {
        Self {
            entity,
            name: entity.name.to_owned(),
            // No token of a call represents the fields that are missing.
            span: Span::call_site(),
            reports_missing: true,
        }
    }
}

impl PropertyOwner for EntityFields {
    fn properties(&self) -> &'static [Property] {
        self.entity.fields
    }

    fn describe_property(&self) -> &'static str {
        "field"
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn span(&self) -> Span {
        self.span
    }

    fn reports_missing(&self) -> bool {
        self.reports_missing
    }

    fn suggest(&self, unknown: &str) -> Option<Suggestion> {
        let (text, property) = match (self.entity.kind, unknown) {
            (EntityKind::CustomerEvent, "thread_id") => (
                "a customer event is shown in all threads of its customer; for an event of one thread, write `thread_event!`",
                "customer_identifier",
            ),
            (EntityKind::ThreadEvent, "customer_identifier") => (
                "a thread event belongs to the customer of its thread; for an event of a customer, write `customer_event!`",
                "thread_id",
            ),
            (EntityKind::CustomerCard, "title") => {
                return Some(advice(
                    "a card has no title: write it as a component, `text(\"..\")`",
                ));
            }
            (EntityKind::CustomerCard, name)
                if self.name != self.entity.name && name.to_lowercase().ends_with("key") =>
            {
                return Some(advice("did you mean `key`?"));
            }
            (EntityKind::CustomerCard, "key") => {
                return Some(advice(
                    "the key is not part of the value: write it in `#[customer_card(key = \"..\")]`, or where the card is registered",
                ));
            }
            (EntityKind::Thread, "thread_id") => {
                return Some(advice(
                    "a new thread has no ID yet; for an event of a thread, write `thread_event!`",
                ));
            }
            (EntityKind::CustomerCard, "client") => return Some(advice(NO_CLIENT)),
            (_, "client") => return Some(advice("write the client first, without a name")),
            (_, unknown) => {
                let field = foreign::synonym(self.entity.fields, unknown)?;
                let text = match field.value {
                    ValueType::Identifier(_) => format!("write `{}`", example_code(field)),
                    _ => format!("did you mean `{}`?", field.name),
                };
                return Some(Suggestion {
                    text,
                    property: Some(field.name),
                    is_typo: false,
                    is_only_choice: matches!(field.value, ValueType::Identifier(_)),
                });
            }
        };
        Some(Suggestion {
            text: text.to_owned(),
            property: Some(property),
            is_typo: false,
            is_only_choice: false,
        })
    }
}

const NO_CLIENT: &str = "remove it: Plain requests a card from an endpoint of yours";

/// A suggestion that no field replaces.
fn advice(text: &str) -> Suggestion {
    Suggestion {
        text: text.to_owned(),
        property: None,
        is_typo: false,
        is_only_choice: false,
    }
}
