//! Errors for a value of the wrong type. Each returns the placeholder that takes the value's place.

use plain_schema::{ListContent, Property, ThreadFieldType, ValueType};
use quote::ToTokens;
use syn::{Expr, Lit};

use super::foreign::list_code;
use crate::describe::{describe, describe_literal, example};
use crate::diagnostic::Diagnostics;
use crate::foreign::quote_tokens;
use crate::model::{CheckedValue, RawExpression, RawItem, RawList};

/// Reports a literal of the wrong type.
pub(super) fn literal(
    property: &Property,
    literal: &Lit,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let message = format!(
        "expected {} for `{}`, found {}",
        describe(property),
        property.name,
        describe_literal(literal)
    );
    let help = match unquoted(property, literal) {
        Some(value) => format!("write `{} = {value}`", property.name),
        None => help(property),
    };
    diagnostics.error_spanned(literal, &message, &help);
    CheckedValue::Placeholder
}

/// A number or a boolean in quotes, without them.
fn unquoted(property: &Property, literal: &Lit) -> Option<String> {
    let Lit::Str(text) = literal else {
        return None;
    };
    let text = text.value();
    let text = text.trim();
    let is_value = match property.value {
        ValueType::Boolean => text.parse::<bool>().is_ok(),
        ValueType::Integer { .. } => text.parse::<u64>().is_ok(),
        ValueType::Number => {
            text.starts_with(|it: char| it.is_ascii_digit()) && text.parse::<f64>().is_ok()
        }
        _ => false,
    };
    is_value.then(|| text.to_owned())
}

/// Reports a list for a property that takes a single value.
pub(super) fn list(
    property: &Property,
    list: &RawList,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let message = format!(
        "expected {} for `{}`, found a list",
        describe(property),
        property.name
    );
    let help = match list.items.as_slice() {
        [RawItem::Other(value)] => format!(
            "remove the brackets: write `{} = {}`",
            property.name,
            quote_tokens(value)
        ),
        _ => help(property),
    };
    diagnostics.error(list.span, &message, &help);
    CheckedValue::Placeholder
}

/// Reports a single value for a property that takes a list.
pub(super) fn single_value(
    property: &Property,
    value: &RawExpression,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let content = property.list_content();
    let message = format!("expected {} for `{}`", describe(property), property.name);
    let list = match content {
        Some(ListContent::Texts(_)) => text_list_code(value),
        Some(ListContent::ThreadFields) => {
            thread_field_list_code(value).or_else(|| list_code(value))
        }
        _ => list_code(value),
    };
    let help = match list {
        Some(list) => format!("write `{} = {list}`", property.name),
        None => help(property),
    };
    diagnostics.error_spanned(value, &message, &help);
    CheckedValue::Placeholder
}

/// Code of the list of texts that a single value was probably meant to be.
fn text_list_code(value: &RawExpression) -> Option<String> {
    match value {
        RawExpression::Text(_) => Some(format!("[{}]", quote_tokens(value))),
        RawExpression::Other(Expr::Path(_) | Expr::Field(_) | Expr::MethodCall(_)) => {
            Some(format!("[..{}]", quote_tokens(value)))
        }
        RawExpression::Other(Expr::Macro(call)) => Some(format!("[{}]", call.mac.tokens)),
        RawExpression::Branches(_) => Some("[if condition { \"..\" }]".to_owned()),
        _ => None,
    }
}

/// Code of the list that a single thread field was probably meant to be.
fn thread_field_list_code(value: &RawExpression) -> Option<String> {
    match value {
        RawExpression::Call(call) => {
            let name = call.name()?.to_string();
            ThreadFieldType::named(&name)?;
            Some(format!("[{}]", quote_tokens(value)))
        }
        RawExpression::Branches(_) => {
            Some("[if condition { string_field(\"..\", \"..\") }]".to_owned())
        }
        _ => None,
    }
}

/// Reports `None` for a required property.
pub(super) fn none(
    property: &Property,
    value: impl ToTokens,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let message = format!("`{}` is required, so it cannot be `None`", property.name);
    diagnostics.error_spanned(value, &message, &help(property));
    CheckedValue::Placeholder
}

fn help(property: &Property) -> String {
    format!("write {}", example(property))
}
