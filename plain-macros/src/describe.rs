//! Descriptions of properties and their values for errors.

use plain_schema::{Property, StringRule, ValueType};
use syn::{Expr, Lit};

use crate::diagnostic::one_of;

/// Type of a property's value.
pub(crate) fn describe(property: &Property) -> String {
    let description = match property.value {
        ValueType::String(StringRule::DateTime) => "a date",
        ValueType::String(StringRule::Url) => "a URL",
        ValueType::String(_) => "text",
        ValueType::Boolean => "`true` or `false`",
        ValueType::Enumeration(enumeration) => {
            return one_of(enumeration.values.iter().map(|value| value.name));
        }
        ValueType::Identifier(identifier) => {
            return one_of(identifier.kinds.iter().map(|kind| kind.name));
        }
        ValueType::Integer { .. } => "a whole number",
        ValueType::Number => "a number",
        ValueType::List(content, _) => return format!("a list of {}", content.items()),
    };
    description.to_owned()
}

/// A property with a valid value, as it is written, in backticks.
pub(crate) fn example(property: &Property) -> String {
    format!("`{}`", example_code(property))
}

/// A property with a valid value, as it is written.
pub(crate) fn example_code(property: &Property) -> String {
    let value = match property.value {
        ValueType::String(StringRule::DateTime) => "\"2024-10-28T18:30:00Z\"".to_owned(),
        ValueType::String(StringRule::Url) => "\"https://admin.example.com\"".to_owned(),
        ValueType::String(StringRule::Id { prefix }) => format!("\"{prefix}..\""),
        ValueType::String(_) => "\"..\"".to_owned(),
        ValueType::Boolean => "true".to_owned(),
        ValueType::Enumeration(enumeration) => {
            match enumeration.values.get(enumeration.values.len() / 2) {
                Some(value) => value.name.to_owned(),
                None => String::new(),
            }
        }
        ValueType::Identifier(identifier) => match identifier.kinds.first() {
            Some(kind) => format!("{}(\"..\")", kind.name),
            None => String::new(),
        },
        ValueType::Integer { .. } => "60".to_owned(),
        ValueType::Number => "12.5".to_owned(),
        ValueType::List(..) => "[..]".to_owned(),
    };
    format!("{} = {value}", property.name)
}

/// Kind of an expression, with its article.
pub(crate) fn describe_expression(expression: &Expr) -> &'static str {
    match expression {
        Expr::Lit(literal) => describe_literal(&literal.lit),
        Expr::Array(_) => "a list",
        Expr::Assign(_) => "an assignment",
        Expr::Path(_) => "a name",
        Expr::Struct(_) => "a struct",
        Expr::Tuple(_) => "a tuple",
        _ => "an expression",
    }
}

/// Kind of a literal, with its article.
pub(crate) fn describe_literal(literal: &Lit) -> &'static str {
    match literal {
        Lit::Str(_) => "a string",
        Lit::Int(_) | Lit::Float(_) => "a number",
        Lit::Bool(_) => "a boolean",
        Lit::Char(_) => "a character",
        _ => "a literal",
    }
}
