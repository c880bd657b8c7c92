//! Values of properties.

use plain_schema::{Property, StringRule, ValueType};
use syn::{Expr, ExprLit, Lit};

use super::enumeration::check_enum_value;
use super::identifier::check_identifier;
use super::list::check_list;
use super::mismatch;
use super::text::{check_literal, check_text};
use crate::diagnostic::Diagnostics;
use crate::model::{CheckedValue, RawExpression, RawValue};

/// Checks the value of a property.
pub(super) fn check_value(
    property: &'static Property,
    raw: RawValue,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    match (property.value, raw) {
        (_, RawValue::Missing(_)) => CheckedValue::Placeholder,
        (ValueType::Components(context, _), RawValue::List(raw)) => {
            CheckedValue::Components(check_list(property, context, raw, diagnostics))
        }
        (_, RawValue::List(raw)) => mismatch::list(property, raw.span, diagnostics),
        (_, RawValue::Expression(expression)) => {
            expression_value(property, expression, diagnostics)
        }
    }
}

/// Checks an expression. For an optional property it may be `None` or `Some(..)`.
fn expression_value(
    property: &'static Property,
    expression: RawExpression,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    match (expression.is_none(), property.is_required()) {
        (true, true) => mismatch::none(property, &expression, diagnostics),
        (true, false) => CheckedValue::Absent,
        (false, true) => present(property, expression, diagnostics),
        (false, false) => present(property, expression.without_some(), diagnostics),
    }
}

fn present(
    property: &'static Property,
    expression: RawExpression,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    match property.value {
        ValueType::String(StringRule::DateTime) => date_time(property, expression, diagnostics),
        ValueType::String(rule) => {
            CheckedValue::Text(check_text(property.name, rule, expression, diagnostics))
        }
        ValueType::Boolean => boolean(property, expression.into(), diagnostics),
        ValueType::Enumeration(enumeration) => {
            check_enum_value(property, enumeration, expression.into(), diagnostics)
        }
        ValueType::Identifier(identifier) => {
            check_identifier(property, identifier, expression, diagnostics)
        }
        ValueType::Components(..) => mismatch::single_value(property, &expression, diagnostics),
    }
}

fn date_time(
    property: &'static Property,
    expression: RawExpression,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    match expression {
        RawExpression::Text(text) => {
            let rule = StringRule::DateTime;
            match check_literal(rule, property.name, &text.literal, diagnostics) {
                Some(()) => CheckedValue::DateTimeLiteral(text.literal),
                None => CheckedValue::Placeholder,
            }
        }
        RawExpression::Other(Expr::Lit(literal)) => {
            mismatch::literal(property, &literal.lit, diagnostics)
        }
        expression => CheckedValue::Expression(expression.into()),
    }
}

fn boolean(
    property: &'static Property,
    expression: Expr,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Bool(literal),
            ..
        }) => CheckedValue::Boolean(literal.value),
        Expr::Lit(literal) => mismatch::literal(property, &literal.lit, diagnostics),
        expression => CheckedValue::Expression(expression),
    }
}
