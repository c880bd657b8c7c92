//! Formats events, threads and cards as macro calls.

mod layout;

use plain_schema::{
    Context, EntityKind, EnumEncoding, Enumeration, Identifier, ListContent, ListRule, Property,
    StringRule, THREAD_FIELDS, ValueType,
};
use serde_json::Value;

use crate::workspace::component::{ComponentInput, component_inputs};
use layout::Expression;

/// Formats an event, a thread or a card as the call of its macro in `plain-runtime` that creates an equal
/// input.
///
/// `input` is the valid input of the mutation, such as [`Event::input`](crate::Event::input), or the JSON
/// of a card.
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
pub fn macro_call(kind: impl Into<EntityKind>, input: &Value) -> String {
    let entity = kind.into().entity();
    let fields = entity.fields.iter().filter_map(|field| {
        let value = input.get(field.graphql_name)?;
        Some(Expression::named(field.name, self::value(field, value)?))
    });
    Expression::call(format!("{}!", entity.name), fields.collect()).format()
}

fn component(input: &ComponentInput<'_>) -> Expression {
    constructor(
        input.component.name,
        input.component.properties,
        |property| input.property(property.name),
    )
}

/// `name(..)` with the properties that are there.
fn constructor<'a>(
    name: &str,
    properties: &[Property],
    get: impl Fn(&Property) -> Option<&'a Value>,
) -> Expression {
    let arguments = properties.iter().filter_map(|property| {
        let value = value(property, get(property)?)?;
        Some(if property.positional {
            value
        } else {
            Expression::named(property.name, value)
        })
    });
    Expression::call(name, arguments.collect())
}

/// The value of a property: `None` if it is invalid.
fn value(property: &Property, value: &Value) -> Option<Expression> {
    match property.value {
        ValueType::String(rule) => Some(string(rule, value.as_str()?)),
        ValueType::Boolean | ValueType::Integer { .. } | ValueType::Number => {
            (!value.is_null()).then(|| Expression::atom(value.to_string()))
        }
        ValueType::Enumeration(enumeration) => enum_value(enumeration, value),
        ValueType::Identifier(identifier) => self::identifier(identifier, value),
        ValueType::List(ListContent::Components(context), rule) => {
            Some(components(context, rule, value))
        }
        ValueType::List(ListContent::ThreadFields, _) => {
            let fields = value.as_array()?.iter().filter_map(thread_field);
            Some(Expression::list(fields.collect()))
        }
        ValueType::List(ListContent::Texts(rule), _) => {
            let texts = value.as_array()?.iter().filter_map(Value::as_str);
            Some(Expression::list(
                texts.map(|text| string(rule, text)).collect(),
            ))
        }
    }
}

fn enum_value(enumeration: &Enumeration, value: &Value) -> Option<Expression> {
    let value = match enumeration.encoding {
        EnumEncoding::Names => enumeration
            .values
            .iter()
            .find(|known| value == known.graphql_name)?,
        EnumEncoding::Numbers => enumeration
            .values
            .get(usize::try_from(value.as_u64()?).ok()?)?,
    };
    Some(Expression::atom(value.name))
}

fn thread_field(value: &Value) -> Option<Expression> {
    let field = THREAD_FIELDS
        .iter()
        .find(|field| value["type"] == field.graphql_type)?;
    Some(constructor(field.name, field.properties, |property| {
        value.get(property.graphql_name)
    }))
}

fn identifier(identifier: &Identifier, value: &Value) -> Option<Expression> {
    identifier.kinds.iter().find_map(|kind| {
        let text = value.get(kind.graphql_name)?.as_str()?;
        Some(Expression::call(kind.name, vec![string(kind.rule, text)]))
    })
}

fn components(context: Context, rule: ListRule, components: &Value) -> Expression {
    let items: Vec<Expression> = component_inputs(context, components)
        .map(|input| component(&input))
        .collect();
    if items.is_empty() && rule != ListRule::MayBeEmpty {
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
