//! Events as calls of the macros: JSON to the source that makes it.

mod layout;

use plain_schema::{Context, EventKind, Identifier, Property, StringRule, ValueType};
use serde_json::Value;

use crate::workspace::component::{self, Sent};
use layout::Expression;

/// Writes an event as a call of `customer_event!` or `thread_event!` of `plain-runtime`, which makes
/// an event with this input.
///
/// `input` is that of the mutation, as [`Event::input`](crate::Event::input) has it: it obeys the
/// rules. Older names of a property become its present one. The call is laid out as rustfmt does it.
///
/// ```
/// use plain_sandbox::{EventKind, macro_call};
/// use serde_json::json;
///
/// let input = json!({
///     "title": "Payment failed",
///     "customerIdentifier": { "emailAddress": "jane@acme.com" },
///     "components": [{ "componentBadge": { "badgeLabel": "Declined", "badgeColor": "RED" } }],
/// });
/// assert_eq!(
///     macro_call(EventKind::CustomerEvent, &input),
///     r#"customer_event!(
///     title = "Payment failed",
///     customer_identifier = email_address("jane@acme.com"),
///     components = [badge("Declined", color = Red)],
/// )"#
/// );
/// ```
pub fn macro_call(kind: EventKind, input: &Value) -> String {
    let event = kind.event();
    let fields = event.fields.iter().filter_map(|field| {
        let value = input.get(field.graphql_name)?;
        Some(Expression::named(field.name, self::value(field, value)?))
    });
    Expression::call(format!("{}!", event.name), fields.collect()).laid_out()
}

fn component(sent: &Sent<'_>) -> Expression {
    let properties = sent.component.properties.iter();
    let arguments = properties.filter_map(|property| {
        let value = value(property, sent.property(property.name)?)?;
        Some(if property.positional {
            value
        } else {
            Expression::named(property.name, value)
        })
    });
    Expression::call(sent.component.name, arguments.collect())
}

/// A value as it stands in a call. `None` is one that no rule lets through.
fn value(property: &Property, value: &Value) -> Option<Expression> {
    match property.value {
        ValueType::String(rule) => Some(string(rule, value.as_str()?)),
        ValueType::Boolean => Some(Expression::atom(value.to_string())),
        ValueType::Enumeration(enumeration) => {
            let value = enumeration
                .values
                .iter()
                .find(|known| value == known.graphql_name)?;
            Some(Expression::atom(value.name))
        }
        ValueType::Identifier(identifier) => self::identifier(identifier, value),
        ValueType::Components(context, _) => Some(list(context, value)),
    }
}

fn identifier(identifier: &Identifier, value: &Value) -> Option<Expression> {
    identifier.kinds.iter().find_map(|kind| {
        let text = value.get(kind.graphql_name)?.as_str()?;
        Some(Expression::call(kind.name, vec![string(kind.rule, text)]))
    })
}

fn list(context: Context, sent: &Value) -> Expression {
    let items: Vec<Expression> = component::sent(context, sent)
        .map(|it| component(&it))
        .collect();
    if items.is_empty() {
        // The macros refuse a list that has nothing in it, and leave one that turns out so to Plain.
        let name = context.type_name();
        return Expression::list(vec![Expression::atom(format!(
            "..Vec::<plain_runtime::{name}>::new()"
        ))]);
    }
    Expression::list(items)
}

/// A literal without captures.
fn string(rule: StringRule, text: &str) -> Expression {
    if rule.check_at_compile_time(text).is_err() {
        // What only a literal is held to.
        return Expression::atom(format!("String::from({text:?})"));
    }
    let text = text.replace('{', "{{").replace('}', "}}");
    Expression::atom(format!("{text:?}"))
}
