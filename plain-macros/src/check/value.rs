//! Values of properties.

use plain_schema::{Property, StringRule, ValueType};
use syn::{Expr, ExprLit, Lit};

use super::branches::{CheckedBranches, check_branches, with_type_of_into};
use super::enumeration::check_enum_value;
use super::foreign;
use super::identifier::check_identifier;
use super::list::check_list;
use super::mismatch;
use super::number::check_number;
use super::text::{check_literal, check_text, is_constant};
use crate::diagnostic::Diagnostics;
use crate::model::{CheckedText, CheckedValue, Constant, RawBranches, RawExpression, RawValue};

/// Checks the value of a property.
pub(super) fn check_value(
    property: &'static Property,
    raw: RawValue,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    match (property.value, raw) {
        (_, RawValue::Missing(_)) => CheckedValue::Placeholder,
        (ValueType::List(content, rule), RawValue::List(raw)) => {
            CheckedValue::List(check_list(property, content, rule, raw, diagnostics))
        }
        (_, RawValue::List(raw)) => mismatch::list(property, &raw, diagnostics),
        (_, RawValue::Expression(expression)) => {
            expression_value(property, expression, diagnostics)
        }
        (_, RawValue::Reported(expression)) => {
            let mut repeated = Diagnostics::default();
            without_assertions(expression_value(property, expression, &mut repeated))
        }
    }
}

/// A text whose constants are not checked at compile time.
fn without_assertions(value: CheckedValue) -> CheckedValue {
    match value {
        CheckedValue::Text(CheckedText::Constant(constant)) => {
            CheckedValue::Text(CheckedText::Expression(constant.expression))
        }
        CheckedValue::Branches(control_flow) => {
            CheckedValue::Branches(control_flow.map_blocks(|items| {
                let items = items.into_iter();
                items.map(|item| item.map(without_assertions)).collect()
            }))
        }
        value => value,
    }
}

/// Checks an expression. For an optional property it may be `None` or `Some(..)`.
fn expression_value(
    property: &'static Property,
    expression: RawExpression,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let is_none = expression.is_none();
    let expression = if property.is_required() {
        expression
    } else {
        expression.without_some()
    };
    match expression {
        _ if is_none && property.is_required() => {
            mismatch::none(property, &expression, diagnostics)
        }
        _ if is_none => CheckedValue::Absent,
        RawExpression::Branches(raw) if !matches!(property.value, ValueType::List(..)) => {
            branches(property, *raw, diagnostics)
        }
        expression => present(property, expression, diagnostics),
    }
}

fn branches(
    property: &'static Property,
    raw: RawBranches,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let check = |expression, diagnostics: &mut Diagnostics| {
        let expression = match property.value {
            ValueType::String(StringRule::DateTime) => expression,
            ValueType::String(_) => with_type_of_into(expression),
            _ => expression,
        };
        expression_value(property, expression, diagnostics)
    };
    let required = property.is_required();
    match check_branches(property.name, required, raw, diagnostics, &check, is_plain) {
        CheckedBranches::Branches(branches) => CheckedValue::Branches(branches),
        CheckedBranches::Expression(source) => match property.value {
            ValueType::String(StringRule::DateTime) => CheckedValue::Expression(source),
            ValueType::String(_) => CheckedValue::Text(CheckedText::Expression(source)),
            _ => CheckedValue::Expression(source),
        },
        CheckedBranches::Invalid => CheckedValue::Placeholder,
    }
}

/// Whether a value is the same expression in plain Rust.
fn is_plain(value: &CheckedValue) -> bool {
    matches!(
        value,
        CheckedValue::Expression(_)
            | CheckedValue::Text(CheckedText::Expression(_))
            | CheckedValue::Absent
            | CheckedValue::Boolean(_)
            | CheckedValue::Integer(_)
    )
}

fn present(
    property: &'static Property,
    expression: RawExpression,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    if let Some(placeholder) = foreign::report_value(property, &expression, diagnostics) {
        return placeholder;
    }
    match property.value {
        ValueType::String(StringRule::DateTime) => date_time(property, expression, diagnostics),
        ValueType::String(rule) => {
            CheckedValue::Text(check_text(property.name, rule, expression, diagnostics))
        }
        ValueType::Boolean => boolean(property, without_conversion(expression), diagnostics),
        ValueType::Integer { .. } | ValueType::Number => {
            check_number(property, without_conversion(expression), diagnostics)
        }
        ValueType::Enumeration(enumeration) => check_enum_value(
            property,
            enumeration,
            without_conversion(expression),
            diagnostics,
        ),
        ValueType::Identifier(identifier) => {
            check_identifier(property, identifier, expression, diagnostics)
        }
        ValueType::List(..) => mismatch::single_value(property, &expression, diagnostics),
    }
}

/// An expression, of which a literal keeps no conversion: it is of the wrong type with any.
fn without_conversion(expression: RawExpression) -> Expr {
    match expression {
        RawExpression::Text(text) => text.into_literal(),
        expression => expression.into(),
    }
}

fn date_time(
    property: &'static Property,
    expression: RawExpression,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    match expression {
        RawExpression::Text(text) => {
            let (rule, value) = (StringRule::DateTime, text.literal.value());
            match check_literal(rule, property.name, (&text.literal, value), diagnostics) {
                Some(()) => CheckedValue::DateTimeLiteral(text.literal),
                None => CheckedValue::Placeholder,
            }
        }
        RawExpression::Other(Expr::Lit(literal)) => {
            mismatch::literal(property, &literal.lit, diagnostics)
        }
        RawExpression::Other(expression) if is_constant(&expression) => {
            CheckedValue::DateConstant(Constant {
                expression,
                rule: StringRule::DateTime,
                name: property.name.to_owned(),
            })
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
