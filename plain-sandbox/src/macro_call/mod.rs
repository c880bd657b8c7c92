//! Formats events, threads and cards as macro calls.

mod layout;

use plain_schema::{
    Context, EntityKind, EnumEncoding, Enumeration, Identifier, ListContent, ListRule, Property,
    StringRule, THREAD_FIELDS, ValueType, check_distinct_key, utf16_length,
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
        let max_text = match field.value {
            ValueType::List(content, _) => content.max_text_in_source(),
            _ => None,
        };
        let value = FieldWriter { max_text }.value(field, value)?;
        Some(Expression::named(field.name, value))
    });
    Expression::call(format!("{}!", entity.name), fields.collect()).format()
}

/// Writes the value of a field.
#[derive(Debug, Clone, Copy)]
struct FieldWriter {
    /// Maximum length of a text component's literal.
    max_text: Option<usize>,
}

impl FieldWriter {
    fn component(self, input: &ComponentInput<'_>) -> Expression {
        self.constructor(
            input.component.name,
            input.component.properties,
            |property| input.property(property.name),
        )
    }

    /// `name(..)` with the properties that are there.
    fn constructor<'a>(
        self,
        name: &str,
        properties: &[Property],
        get: impl Fn(&Property) -> Option<&'a Value>,
    ) -> Expression {
        let arguments = properties.iter().filter_map(|property| {
            let value = self.value(property, get(property)?)?;
            Some(if property.positional {
                value
            } else {
                Expression::named(property.name, value)
            })
        });
        Expression::call(name, arguments.collect())
    }

    /// The value of a property: `None` if it is invalid.
    fn value(self, property: &Property, value: &Value) -> Option<Expression> {
        match property.value {
            ValueType::String(rule) => Some(self.text(rule, value.as_str()?)),
            ValueType::Boolean | ValueType::Integer { .. } | ValueType::Number => {
                (!value.is_null()).then(|| Expression::atom(value.to_string()))
            }
            ValueType::Enumeration(enumeration) => enum_value(enumeration, value),
            ValueType::Identifier(identifier) => self::identifier(identifier, value),
            ValueType::List(ListContent::Components(context), rule) => {
                Some(self.components(context, rule, value))
            }
            ValueType::List(ListContent::ThreadFields, _) => {
                Some(Expression::list(self.thread_fields(value.as_array()?)))
            }
            ValueType::List(ListContent::Texts(rule), _) => {
                let texts = value.as_array()?.iter().filter_map(Value::as_str);
                Some(Expression::list(
                    texts.map(|text| string(rule, text)).collect(),
                ))
            }
        }
    }

    fn components(self, context: Context, rule: ListRule, components: &Value) -> Expression {
        let items: Vec<Expression> = component_inputs(context, components)
            .map(|input| self.component(&input))
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

    /// Fields of a thread. A key that another field has is not a literal, since the macro rejects that.
    fn thread_fields(self, fields: &[Value]) -> Vec<Expression> {
        let mut keys: Vec<&str> = Vec::new();
        let fields = fields.iter().filter_map(|value| {
            let field = THREAD_FIELDS
                .iter()
                .find(|field| value["type"] == field.graphql_type)?;
            let key = value["key"].as_str()?;
            let is_repeated = check_distinct_key(&keys, key).is_err();
            keys.push(key);
            let arguments = field.properties.iter().filter_map(|property| {
                let sent = value.get(property.graphql_name)?;
                if is_repeated && property.graphql_name == "key" {
                    return Some(unchecked(StringRule::FieldKey, key));
                }
                self.value(property, sent)
            });
            Some(Expression::call(field.name, arguments.collect()))
        });
        fields.collect()
    }

    /// A string, which may be longer than the macro accepts in a literal.
    fn text(self, rule: StringRule, text: &str) -> Expression {
        if self.max_text.is_some_and(|max| utf16_length(text) > max) {
            match rule {
                StringRule::Markdown { .. } | StringRule::PlainText { .. } => {
                    return unchecked(rule, text);
                }
                _ => {}
            }
        }
        string(rule, text)
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

fn identifier(identifier: &Identifier, value: &Value) -> Option<Expression> {
    identifier.kinds.iter().find_map(|kind| {
        let text = value.get(kind.graphql_name)?.as_str()?;
        Some(Expression::call(kind.name, vec![string(kind.rule, text)]))
    })
}

/// A string as a literal without captures.
fn string(rule: StringRule, text: &str) -> Expression {
    if rule.check_at_compile_time(text).is_err() {
        return unchecked(rule, text);
    }
    let text = text.replace('{', "{{").replace('}', "}}");
    Expression::atom(format!("{text:?}"))
}

/// A string that would violate a rule which only applies at compile time.
///
/// The argument of a function is not checked. A capture in it is an error, so it is split after each `{`.
/// Markdown is marked as such, since a value is escaped otherwise.
fn unchecked(rule: StringRule, text: &str) -> Expression {
    let value = if text.contains('{') {
        let parts: Vec<String> = text
            .split_inclusive('{')
            .map(|part| format!("{part:?}"))
            .collect();
        Expression::atom(format!("[{}].concat()", parts.join(", ")))
    } else {
        let literal = Expression::atom(format!("{text:?}"));
        Expression::call("std::convert::identity", vec![literal])
    };
    match rule {
        StringRule::Markdown { .. } => Expression::call("plain_runtime::Markdown", vec![value]),
        _ => value,
    }
}
