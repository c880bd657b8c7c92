//! Values of enums.

use plain_schema::{Enumeration, Property};
use quote::ToTokens;
use syn::{Expr, Lit, LitInt};

use crate::diagnostic::{Diagnostics, one_of};
use crate::model::{CheckedValue, single_name};
use crate::suggest::nearest;

/// Checks the value of an enum: a name in `CamelCase`, or an expression of the enum's type.
pub(super) fn check_enum_value(
    property: &'static Property,
    enumeration: &'static Enumeration,
    expression: Expr,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    if let Expr::Lit(literal) = &expression {
        let written = match &literal.lit {
            Lit::Str(text) => text.value(),
            Lit::Int(number) => of_number(enumeration, number),
            _ => String::new(),
        };
        return invalid_value(property, enumeration, &expression, &written, diagnostics);
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
    // A size such as `XXL`, where all values are in upper case
    let is_size = written.len() <= 4
        && enumeration.values.iter().all(|value| value.name.len() <= 2)
        && written.chars().all(|letter| "XSML".contains(letter));
    if is_size || is_other_case && written.starts_with(char::is_uppercase) || is_camel_case {
        return invalid_value(property, enumeration, &expression, &written, diagnostics);
    }
    CheckedValue::Expression(expression)
}

/// Name of the value that a number means in Plain's schema.
fn of_number(enumeration: &Enumeration, number: &LitInt) -> String {
    let mut values = enumeration.values.iter();
    let digits = number.base10_digits();
    let value = values.find(|value| value.graphql_name == digits);
    value.map(|value| value.name.to_owned()).unwrap_or_default()
}

fn invalid_value(
    property: &'static Property,
    enumeration: &'static Enumeration,
    expression: &Expr,
    written: &str,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let names = || enumeration.values.iter().map(|value| value.name);
    let help = match nearest(written, names()) {
        Some(nearest) => format!("did you mean `{nearest}`? expected {}", one_of(names())),
        None => format!("expected {}", one_of(names())),
    };
    diagnostics.error_spanned(
        expression,
        &format!(
            "`{}` is not a value of `{}`",
            expression.to_token_stream(),
            property.name
        ),
        &help,
    );
    CheckedValue::Placeholder
}
