//! Values of properties.

use plain_schema::{Property, StringRule, ValueType};
use quote::ToTokens;
use syn::{Expr, ExprLit, Lit};

use super::{enumeration, identifier, list, text};
use crate::describe::{describe, example};
use crate::diagnostic::Diagnostics;
use crate::model::{CheckedValue, RawExpression, RawValue};

/// Checks the value of a property.
pub(super) fn check(
    property: &'static Property,
    raw: RawValue,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    match (property.value, raw) {
        (_, RawValue::Missing(_)) => CheckedValue::Placeholder,
        (ValueType::Components(context, _), RawValue::List(raw)) => {
            CheckedValue::Components(list::check(property, context, raw, diagnostics))
        }
        (_, RawValue::List(raw)) => {
            diagnostics.error(
                raw.span,
                &format!(
                    "`{}` takes {}, not a list",
                    property.name,
                    describe(property)
                ),
                &format!("write {}", example(property)),
            );
            CheckedValue::Placeholder
        }
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
        (true, true) => {
            diagnostics.error_spanned(
                &expression,
                &format!("`{}` is required, so it cannot be `None`", property.name),
                &format!("write {}", example(property)),
            );
            CheckedValue::Placeholder
        }
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
            CheckedValue::Text(text::check(property.name, rule, expression, diagnostics))
        }
        ValueType::Boolean => boolean(property, expression.into(), diagnostics),
        ValueType::Enumeration(enumeration) => {
            enumeration::check(property, enumeration, expression.into(), diagnostics)
        }
        ValueType::Identifier(identifier) => {
            identifier::check(property, identifier, expression, diagnostics)
        }
        ValueType::Components(..) => {
            diagnostics.error_spanned(
                &expression,
                &format!("`{}` takes a list of components", property.name),
                &format!("write {}", example(property)),
            );
            CheckedValue::Placeholder
        }
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
            match text::check_literal(rule, property.name, &text.literal, diagnostics) {
                Some(()) => CheckedValue::DateTimeLiteral(text.literal),
                None => CheckedValue::Placeholder,
            }
        }
        RawExpression::Other(Expr::Lit(literal)) => {
            invalid_literal(property, &literal, diagnostics)
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
        Expr::Lit(literal) => invalid_literal(property, &literal, diagnostics),
        expression => CheckedValue::Expression(expression),
    }
}

/// Reports a literal of the wrong type.
pub(super) fn invalid_literal(
    property: &'static Property,
    literal: impl ToTokens,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    diagnostics.error_spanned(
        literal,
        &format!("`{}` takes {}", property.name, describe(property)),
        &format!("write {}", example(property)),
    );
    CheckedValue::Placeholder
}
