//! What each property takes.

use plain_schema::{Enumeration, Identifier, IdentifierKind, Property, StringRule, Value};
use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Expr, ExprCall, ExprLit, Lit};

use super::{list, text};
use crate::diagnostic::{Diagnostics, one_of};
use crate::model::{CheckedText, CheckedValue, RawValue};
use crate::suggest::nearest;

/// Checks the value of a property.
pub(super) fn check(
    property: &'static Property,
    raw: RawValue,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    match (property.value, raw) {
        (_, RawValue::Missing(_)) => CheckedValue::Slot,
        (Value::Components(context, _), RawValue::List(raw)) => {
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
        Value::String(StringRule::DateTime) => date_time(property, expression, diagnostics),
        Value::String(rule) => {
            CheckedValue::Text(text::check(property.name, rule, expression, diagnostics))
        }
        Value::Boolean => boolean(property, expression, diagnostics),
        Value::Enumeration(enumeration) => {
            enum_value(property, enumeration, expression, diagnostics)
        }
        Value::Identifier(identifier) => {
            identifier_value(property, identifier, expression, diagnostics)
        }
        Value::Components(..) => {
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

fn wrong_literal(
    property: &'static Property,
    literal: &ExprLit,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    diagnostics.over(
        literal,
        &format!("`{}` takes {}", property.name, noun(property)),
        &format!("write {}", example(property)),
    );
    CheckedValue::Slot
}

/// A name in `CamelCase` is a value of the enum; anything else is an expression of its type.
fn enum_value(
    property: &'static Property,
    enumeration: &'static Enumeration,
    expression: Expr,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    if let Expr::Lit(literal) = &expression {
        let written = match &literal.lit {
            Lit::Str(text) => text.value(),
            _ => String::new(),
        };
        return wrong_enum_value(property, enumeration, &expression, &written, diagnostics);
    }
    let Some(name) = single_name(&expression) else {
        return CheckedValue::Expression(expression);
    };
    let written = name.to_string();
    if let Some(value) = enumeration.value(&written) {
        return CheckedValue::EnumValue {
            enumeration,
            value,
            name: name.clone(),
        };
    }
    let is_other_case = enumeration
        .values
        .iter()
        .any(|value| value.name.eq_ignore_ascii_case(&written));
    let is_camel_case = written.starts_with(char::is_uppercase)
        && (written.contains(char::is_lowercase) || written.len() <= 2);
    if is_other_case && written.starts_with(char::is_uppercase) || is_camel_case {
        return wrong_enum_value(property, enumeration, &expression, &written, diagnostics);
    }
    CheckedValue::Expression(expression)
}

fn wrong_enum_value(
    property: &'static Property,
    enumeration: &'static Enumeration,
    expression: &Expr,
    written: &str,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let names = || enumeration.values.iter().map(|value| value.name);
    let help = match nearest(written, names()) {
        Some(meant) => format!(
            "did you mean `{meant}`? `{}` takes {}",
            property.name,
            one_of(names())
        ),
        None => format!("`{}` takes {}", property.name, one_of(names())),
    };
    diagnostics.over(
        expression,
        &format!(
            "`{}` is not a value of `{}`",
            expression.to_token_stream(),
            property.name
        ),
        &help,
    );
    CheckedValue::Slot
}

/// `kind(text)` is one of the kinds; anything else is an expression of the identifier's type.
fn identifier_value(
    property: &'static Property,
    identifier: &'static Identifier,
    expression: Expr,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let names = || identifier.kinds.iter().map(|kind| kind.name);
    let example = format!("write {}", example(property));
    match expression {
        Expr::Lit(literal) => wrong_literal(property, &literal, diagnostics),
        Expr::Call(mut call) => {
            let Some(name) = single_name(&call.func).cloned() else {
                return CheckedValue::Expression(Expr::Call(call));
            };
            let written = name.to_string();
            let kind = match identifier.kind(&written) {
                Some(kind) => kind,
                None => match kind_meant(&written, identifier) {
                    Some(kind) => {
                        diagnostics.at(
                            name.span(),
                            &format!("`{}` is not given by `{written}`", property.name),
                            &format!(
                                "did you mean `{}`? it is given by {}",
                                kind.name,
                                one_of(names())
                            ),
                        );
                        kind
                    }
                    // A function that returns an identifier.
                    None => return CheckedValue::Expression(Expr::Call(call)),
                },
            };
            let text = match (call.args.pop(), call.args.is_empty()) {
                (Some(argument), true) => {
                    text::check(kind.name, kind.rule, peel(argument), diagnostics)
                }
                _ => {
                    diagnostics.over(&call, &format!("`{written}` takes one text"), &example);
                    CheckedText::Slot
                }
            };
            CheckedValue::Identifier {
                identifier,
                kind,
                name,
                text: Box::new(text),
            }
        }
        expression => {
            if let Some(name) = single_name(&expression)
                && identifier.kind(&name.to_string()).is_some()
            {
                diagnostics.at(
                    name.span(),
                    &format!("`{name}` needs its text in parentheses"),
                    &example,
                );
                return CheckedValue::Slot;
            }
            CheckedValue::Expression(expression)
        }
    }
}

/// The kind that was meant by a name: the nearest, or one of another vocabulary.
fn kind_meant(written: &str, identifier: &'static Identifier) -> Option<&'static IdentifierKind> {
    let meant = match written {
        "email" | "mail" => Some("email_address"),
        _ => nearest(written, identifier.kinds.iter().map(|kind| kind.name)),
    };
    identifier.kind(meant?)
}

/// The property that a name of Plain's schema stands for: `linkButtonUrl` is `url`.
pub(super) fn name_meant(written: &str, properties: &'static [Property]) -> Option<&'static str> {
    properties
        .iter()
        .find(|property| property.graphql_name == written)
        .map(|property| property.name)
}

/// What a property takes, for people.
fn noun(property: &Property) -> &'static str {
    match property.value {
        Value::String(StringRule::DateTime) => "a date",
        Value::String(StringRule::Url) => "a URL",
        Value::String(_) => "text",
        Value::Boolean => "`true` or `false`",
        Value::Enumeration(_) => "a name",
        Value::Identifier(_) => "one way to name it",
        Value::Components(..) => "a list of components",
    }
}

/// A property with a value that fits, as it would be written.
pub(super) fn example(property: &Property) -> String {
    let value = match property.value {
        Value::String(StringRule::DateTime) => "\"2024-10-28T18:30:00Z\"".to_owned(),
        Value::String(StringRule::Url) => "\"https://admin.example.com\"".to_owned(),
        Value::String(StringRule::Id { prefix }) => format!("\"{prefix}..\""),
        Value::String(_) => "\"..\"".to_owned(),
        Value::Boolean => "true".to_owned(),
        Value::Enumeration(enumeration) => {
            match enumeration.values.get(enumeration.values.len() / 2) {
                Some(value) => value.name.to_owned(),
                None => String::new(),
            }
        }
        Value::Identifier(identifier) => match identifier.kinds.first() {
            Some(kind) => format!("{}(\"..\")", kind.name),
            None => String::new(),
        },
        Value::Components(..) => "[..]".to_owned(),
    };
    format!("`{} = {value}`", property.name)
}

/// The expression inside the invisible group that surrounds what a `macro_rules!` captured.
pub(super) fn peel(expression: Expr) -> Expr {
    match expression {
        Expr::Group(group) => peel(*group.expr),
        expression => expression,
    }
}

/// A path of one name without generics.
pub(super) fn single_name(expression: &Expr) -> Option<&Ident> {
    match expression {
        Expr::Path(path) if path.qself.is_none() => path.path.get_ident(),
        _ => None,
    }
}

fn is_none(expression: &Expr) -> bool {
    single_name(expression).is_some_and(|name| name == "None")
}

/// What is inside `Some(..)`, or the expression itself.
fn without_some(expression: Expr) -> Expr {
    match expression {
        Expr::Call(ExprCall { func, mut args, .. })
            if args.len() == 1 && single_name(&func).is_some_and(|name| name == "Some") =>
        {
            args.pop().unwrap_or(*func)
        }
        expression => expression,
    }
}
