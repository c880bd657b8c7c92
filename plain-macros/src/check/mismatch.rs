//! Errors for a value of the wrong type. Each returns the placeholder that takes the value's place.

use plain_schema::Property;
use proc_macro2::Span;
use quote::ToTokens;
use syn::Lit;

use super::foreign::list_code;
use crate::describe::{describe, describe_literal, example};
use crate::diagnostic::Diagnostics;
use crate::model::{CheckedValue, RawExpression};

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
    diagnostics.error_spanned(literal, &message, &help(property));
    CheckedValue::Placeholder
}

/// Reports a list for a property that takes a single value.
pub(super) fn list(property: &Property, list: Span, diagnostics: &mut Diagnostics) -> CheckedValue {
    let message = format!(
        "expected {} for `{}`, found a list",
        describe(property),
        property.name
    );
    diagnostics.error(list, &message, &help(property));
    CheckedValue::Placeholder
}

/// Reports a single value for a property that takes a list.
pub(super) fn single_value(
    property: &Property,
    value: &RawExpression,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let message = format!("expected a list of components for `{}`", property.name);
    let help = match list_code(value) {
        Some(list) => format!("write `{} = {list}`", property.name),
        None => help(property),
    };
    diagnostics.error_spanned(value, &message, &help);
    CheckedValue::Placeholder
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
