//! Formats events as macro calls.

mod layout;

use plain_schema::{Context, EventKind, Identifier, Property, StringRule, ValueType};
use serde_json::Value;

use crate::workspace::component::{ComponentInput, component_inputs};
use layout::Expression;

/// Formats an event as the call of `customer_event!` or `thread_event!` in `plain-runtime` that creates
/// an equal input.
///
/// `input` is the valid input of the mutation, such as [`Event::input`](crate::Event::input).
/// Deprecated names of properties become the current ones. The call is formatted as by rustfmt.
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
    Expression::call(format!("{}!", event.name), fields.collect()).format()
}

fn component(input: &ComponentInput<'_>) -> Expression {
    let properties = input.component.properties.iter();
    let arguments = properties.filter_map(|property| {
        let value = value(property, input.property(property.name)?)?;
        Some(if property.positional {
            value
        } else {
            Expression::named(property.name, value)
        })
    });
    Expression::call(input.component.name, arguments.collect())
}

/// The value of a property: `None` if it is invalid.
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

fn list(context: Context, components: &Value) -> Expression {
    let items: Vec<Expression> = component_inputs(context, components)
        .map(|input| component(&input))
        .collect();
    if items.is_empty() {
        // The macros reject a list that is empty at compile time, but not one that is empty at run time.
        let name = context.type_name();
        return Expression::list(vec![Expression::atom(format!(
            "..Vec::<plain_runtime::{name}>::new()"
        ))]);
    }
    Expression::list(items)
}

/// A string as a literal without captures.
fn string(rule: StringRule, text: &str) -> Expression {
    if rule.check_at_compile_time(text).is_err() {
        // The literal would violate a rule that only applies at compile time. The argument of a function
        // is not checked. A capture in it is an error, so it is split after each `{`.
        if !text.contains('{') {
            return Expression::atom(format!("std::convert::identity({text:?})"));
        }
        let parts: Vec<String> = text
            .split_inclusive('{')
            .map(|part| format!("{part:?}"))
            .collect();
        return Expression::atom(format!("[{}].concat()", parts.join(", ")));
    }
    let text = text.replace('{', "{{").replace('}', "}}");
    Expression::atom(format!("{text:?}"))
}
