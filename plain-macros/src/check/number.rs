//! Numbers: literals, constants and expressions.

use plain_schema::{Property, ValueType, Violation, check_integer};
use quote::ToTokens;
use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};

use super::mismatch;
use super::text::is_constant;
use crate::diagnostic::Diagnostics;
use crate::model::{CheckedValue, NumberConstant};

/// Checks the value of a whole number, or of a number.
pub(super) fn check_number(
    property: &'static Property,
    expression: Expr,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let max = match property.value {
        ValueType::Integer { max } => Some(max),
        _ => None,
    };
    match literal(&expression) {
        Some((is_negative, literal)) => match max {
            Some(max) => integer(
                property,
                max,
                (is_negative, literal),
                &expression,
                diagnostics,
            ),
            None => float(property, is_negative, literal, diagnostics),
        },
        None if is_constant(&expression) => CheckedValue::NumberConstant(NumberConstant {
            expression,
            max,
            name: property.name,
        }),
        None => CheckedValue::Expression(expression),
    }
}

/// A literal, and whether there is a `-` before it.
fn literal(expression: &Expr) -> Option<(bool, &Lit)> {
    match expression {
        Expr::Lit(ExprLit { lit, .. }) => Some((false, lit)),
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => match &**expr {
            Expr::Lit(ExprLit { lit, .. }) => Some((true, lit)),
            _ => None,
        },
        _ => None,
    }
}

fn integer(
    property: &'static Property,
    max: u64,
    (is_negative, literal): (bool, &Lit),
    expression: &Expr,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let Lit::Int(number) = literal else {
        return mismatch::literal(property, literal, diagnostics);
    };
    // A literal that does not fit is out of the range as well.
    let value = number.base10_parse().unwrap_or(i128::MAX);
    let value = if is_negative { -value } else { value };
    match (check_integer(value, max), u64::try_from(value)) {
        (Ok(()), Ok(value)) => CheckedValue::Integer(value),
        (checked, _) => {
            let violation = checked.err().unwrap_or(Violation::OutOfRange { max });
            report(property, violation, expression, diagnostics);
            CheckedValue::Placeholder
        }
    }
}

fn float(
    property: &'static Property,
    is_negative: bool,
    literal: &Lit,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let value: Option<f64> = match literal {
        Lit::Int(number) => number.base10_digits().parse().ok(),
        Lit::Float(number) => number.base10_parse().ok(),
        _ => None,
    };
    let Some(value) = value else {
        return mismatch::literal(property, literal, diagnostics);
    };
    match plain_schema::check_number(value) {
        Ok(()) => CheckedValue::Number(if is_negative { -value } else { value }),
        Err(violation) => {
            report(property, violation, literal, diagnostics);
            CheckedValue::Placeholder
        }
    }
}

fn report(
    property: &Property,
    violation: Violation,
    value: impl ToTokens,
    diagnostics: &mut Diagnostics,
) {
    diagnostics.error_spanned(
        value,
        &format!("`{}` is {}", property.name, violation.message().as_str()),
        violation.help(),
    );
}
