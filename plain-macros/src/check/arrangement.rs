//! Arguments that are right one by one, but not in their order or number: texts of `println!` with
//! their values behind them, and swapped arguments.

use plain_schema::{Property, StringRule, ValueType};
use proc_macro2::Span;
use syn::Expr;

use super::argument_form::in_our_form;
use super::owner::PropertyOwner;
use crate::diagnostic::Diagnostics;
use crate::foreign;
use crate::model::{RawArgument, RawExpression, RawText, RawValue};

/// Reports arguments that belong together, and leaves placeholders in their place.
pub(super) fn rearrange(
    owner: &dyn PropertyOwner,
    arguments: Vec<RawArgument>,
    diagnostics: &mut Diagnostics,
) -> Vec<RawArgument> {
    let arguments = in_our_form(owner, arguments, diagnostics);
    let arguments = swapped(owner, arguments, diagnostics);
    formatted(owner, arguments, diagnostics)
}

/// `link_button("https://a.example", "Open")`
fn swapped(
    owner: &dyn PropertyOwner,
    mut arguments: Vec<RawArgument>,
    diagnostics: &mut Diagnostics,
) -> Vec<RawArgument> {
    let takes_url = |property: &Property| {
        property.positional && matches!(property.value, ValueType::String(StringRule::Url))
    };
    if !owner.properties().get(1).is_some_and(takes_url) {
        return arguments;
    }
    let [first, second, ..] = arguments.as_mut_slice() else {
        return arguments;
    };
    if let (None, Some(label), None, Some(url)) =
        (&first.name, text(first), &second.name, text(second))
        && is_url(&label.literal.value())
        && !is_url(&url.literal.value())
    {
        let code = format!(
            "{}({}, {})",
            owner.name(),
            foreign::quote_tokens(&url.literal),
            foreign::quote_tokens(&label.literal)
        );
        let span = label.literal.span();
        diagnostics.error(
            span,
            "the label and the URL are swapped",
            &format!("write `{code}`"),
        );
        first.value = RawValue::Missing(span);
        second.value = RawValue::Missing(span);
    }
    arguments
}

fn is_url(text: &str) -> bool {
    !text.contains(' ')
        && (text.contains("://") || text.starts_with("mailto:") || text.starts_with("tel:"))
}

fn text(argument: &RawArgument) -> Option<&RawText> {
    match &argument.value {
        RawValue::Expression(RawExpression::Text(text)) => Some(text),
        _ => None,
    }
}

/// `text("Hi {}", name)`: values after a text, which no property takes.
fn formatted(
    owner: &dyn PropertyOwner,
    mut arguments: Vec<RawArgument>,
    diagnostics: &mut Diagnostics,
) -> Vec<RawArgument> {
    let mut positions = owner.properties().iter().filter(|it| it.positional).count();
    let mut index = 0;
    while index < arguments.len() {
        if arguments[index].name.is_none() {
            positions = positions.saturating_sub(1);
        }
        let values = match text(&arguments[index]) {
            Some(text) if positions == 0 => values_of(owner, text, &arguments[index + 1..]),
            _ => 0,
        };
        if values > 0 {
            let values: Vec<RawArgument> = arguments.drain(index + 1..=index + values).collect();
            let span = report(&arguments[index], &values, diagnostics);
            arguments[index].value = RawValue::Missing(span);
        }
        index += 1;
    }
    arguments
}

/// Number of arguments after a text that are values for it.
fn values_of(owner: &dyn PropertyOwner, text: &RawText, after: &[RawArgument]) -> usize {
    let literal = text.literal.value();
    let mut properties = owner.properties().iter();
    let has_property = |name: &str| properties.any(|property| property.name == name);
    let mut has_property = has_property;
    after
        .iter()
        .take_while(|argument| match (&argument.name, &argument.value) {
            (
                None,
                RawValue::Expression(value @ (RawExpression::Other(_) | RawExpression::Call(_))),
            ) => !argument.missing_comma && is_value(owner, value),
            (Some(name), RawValue::Expression(_)) => {
                let name = name.to_string();
                let is_captured = literal.contains(&format!("{{{name}}}"))
                    || literal.contains(&format!("{{{name}:"));
                is_captured && !has_property(&name)
            }
            _ => false,
        })
        .count()
}

/// Whether an expression is a value for a text, and not meant for a property.
fn is_value(owner: &dyn PropertyOwner, value: &RawExpression) -> bool {
    let raw = RawValue::Expression(value.clone());
    let is_typed = match value.name() {
        // A name that is being typed, of a property
        Some(name) => {
            let name = name.to_string();
            owner
                .properties()
                .iter()
                .any(|property| property.name.starts_with(&name))
        }
        None => false,
    };
    let is_capitalised = value
        .name()
        .is_some_and(|name| name.to_string().starts_with(char::is_uppercase));
    let is_literal = matches!(value, RawExpression::Other(Expr::Lit(_) | Expr::Closure(_)));
    !is_typed
        && !is_capitalised
        && !is_literal
        && super::foreign::misnamed(owner, &raw).is_none()
        && super::foreign::property_of_value(owner, &raw).is_none()
}

fn report(text: &RawArgument, values: &[RawArgument], diagnostics: &mut Diagnostics) -> Span {
    let span = text.value.span();
    let RawValue::Expression(RawExpression::Text(text)) = &text.value else {
        return span;
    };
    let values: Vec<(Option<String>, Expr)> = values
        .iter()
        .filter_map(|argument| match &argument.value {
            RawValue::Expression(value) => {
                let name = argument.name.as_ref().map(ToString::to_string);
                Some((name, value.clone().into()))
            }
            _ => None,
        })
        .collect();
    let values: Vec<(Option<String>, &Expr)> = values
        .iter()
        .map(|(name, value)| (name.clone(), value))
        .collect();
    let (literal, binding) = foreign::with_arguments(&text.literal.value(), &values);
    let help = match binding {
        Some(value) => format!("write `let value = {value};` before, and `{literal}`"),
        None => format!("write `{literal}`"),
    };
    diagnostics.error(
        span,
        "a text takes its values in braces, not after it",
        &help,
    );
    span
}
