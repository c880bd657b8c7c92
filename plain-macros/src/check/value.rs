//! What each property takes.

use plain_schema::{Property, StringRule, ValueType};
use proc_macro2::Ident;
use syn::{Expr, ExprLit, Lit};

use super::describe::{example, noun};
use super::expression::{is_none, peel, single_name, without_some, wrong_literal};
use super::{enumeration, identifier, list, text};
use crate::diagnostic::Diagnostics;
use crate::editor::{Names, Place};
use crate::model::{CheckedValue, RawValue};

/// Checks the value of a property.
pub(super) fn check(
    property: &'static Property,
    raw: RawValue,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    place(property, Some(&raw), diagnostics);
    match (property.value, raw) {
        (_, RawValue::Missing(_)) => CheckedValue::Slot,
        (ValueType::Components(context, _), RawValue::List(raw)) => {
            CheckedValue::Components(list::check(property, context, raw, diagnostics))
        }
        (_, RawValue::List(raw)) => {
            diagnostics.at(
                raw.span,
                &format!("`{}` takes {}, not a list", property.name, noun(property)),
                &format!("write {}", example(property)),
            );
            CheckedValue::Slot
        }
        (_, RawValue::Expression(expression)) => optional(property, expression, diagnostics),
    }
}

/// Notes where the name of a value may stand.
pub(super) fn place(property: &Property, raw: Option<&RawValue>, diagnostics: &mut Diagnostics) {
    let name = raw.and_then(|raw| match raw {
        RawValue::Expression(expression) => value_name(expression),
        _ => None,
    });
    let names = match property.value {
        ValueType::Enumeration(enumeration) => Names::Values(enumeration),
        ValueType::Identifier(identifier) => Names::Kinds(identifier),
        _ => return,
    };
    let is_half_typed = |name: &&Ident| !names.contain(&name.to_string());
    let half_typed = name.filter(is_half_typed).cloned().into_iter().collect();
    diagnostics.insert_places(diagnostics.next_place(), [Place { names, half_typed }]);
}

/// The name of a value or of a kind: `Muted`, `Some(Muted)`, `email_address(..)`.
fn value_name(expression: &Expr) -> Option<&Ident> {
    match expression {
        Expr::Group(group) => value_name(&group.expr),
        Expr::Call(call) => match single_name(&call.func) {
            Some(name) if name == "Some" => value_name(call.args.first()?),
            name => name,
        },
        expression => single_name(expression),
    }
}

/// Peels `None` and `Some(..)` off the value of an optional property, so that what is inside is
/// checked too.
fn optional(
    property: &'static Property,
    expression: Expr,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let expression = peel(expression);
    if is_none(&expression) {
        if property.is_required() {
            diagnostics.over(
                &expression,
                &format!("`{}` is required, so it cannot be `None`", property.name),
                &format!("write {}", example(property)),
            );
            return CheckedValue::Slot;
        }
        return CheckedValue::Absent;
    }
    let expression = if property.is_required() {
        expression
    } else {
        peel(without_some(expression))
    };
    given(property, expression, diagnostics)
}

fn given(
    property: &'static Property,
    expression: Expr,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    match property.value {
        ValueType::String(StringRule::DateTime) => date_time(property, expression, diagnostics),
        ValueType::String(rule) => {
            CheckedValue::Text(text::check(property.name, rule, expression, diagnostics))
        }
        ValueType::Boolean => boolean(property, expression, diagnostics),
        ValueType::Enumeration(enumeration) => {
            enumeration::check(property, enumeration, expression, diagnostics)
        }
        ValueType::Identifier(identifier) => {
            identifier::check(property, identifier, expression, diagnostics)
        }
        ValueType::Components(..) => {
            diagnostics.over(
                &expression,
                &format!("`{}` takes a list of components", property.name),
                &format!("write {}", example(property)),
            );
            CheckedValue::Slot
        }
    }
}

fn date_time(
    property: &'static Property,
    expression: Expr,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Str(literal),
            ..
        }) => {
            match text::check_literal(StringRule::DateTime, property.name, &literal, diagnostics) {
                Some(()) => CheckedValue::DateTimeLiteral(literal),
                None => CheckedValue::Slot,
            }
        }
        Expr::Lit(literal) => wrong_literal(property, &literal, diagnostics),
        expression => CheckedValue::Expression(expression),
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
        Expr::Lit(literal) => wrong_literal(property, &literal, diagnostics),
        expression => CheckedValue::Expression(expression),
    }
}
