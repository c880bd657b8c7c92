//! Arguments that are right one by one, but not in their order or number: texts of `println!` with
//! their values behind them, and swapped arguments.

use std::cell::LazyCell;

use plain_schema::{Property, StringRule, ValueType};
use proc_macro2::{Ident, Span};
use syn::{Expr, ExprPath};

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
    let arguments = misplaced_name(owner, arguments, diagnostics);
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
    name_url(owner, &mut arguments, diagnostics);
    let names: Vec<&str> = owner.properties().iter().map(|it| it.name).collect();
    let [first, second, ..] = arguments.as_mut_slice() else {
        return arguments;
    };
    let is_named = |argument: &RawArgument, index: usize| {
        let name = argument.name.as_ref();
        name.is_some_and(|name| names.get(index).is_some_and(|known| name == known))
    };
    let (label, url) = if is_named(first, 1) && is_named(second, 0) {
        (second, first)
    } else if first.name.is_none() && second.name.is_none()
        || is_named(first, 0) && is_named(second, 1)
    {
        (first, second)
    } else {
        return arguments;
    };
    if let (Some(written_label), Some(written_url)) = (text(label), text(url))
        && is_url(written_label.literal.value())
        && !is_url(written_url.literal.value())
    {
        let code = format!(
            "{}({}, {})",
            owner.name(),
            foreign::quote_tokens(&written_url.literal),
            foreign::quote_tokens(&written_label.literal)
        );
        let span = written_label.literal.span();
        diagnostics.error(
            span,
            "the label and the URL are swapped",
            &format!("write `{code}`"),
        );
        label.value = RawValue::Missing(span);
        url.value = RawValue::Missing(span);
    }
    arguments
}

/// `link_button("https://a.example", label = "Open")`: the only value without a name is the URL.
fn name_url(
    owner: &dyn PropertyOwner,
    arguments: &mut [RawArgument],
    diagnostics: &mut Diagnostics,
) {
    let [label, url, ..] = owner.properties() else {
        return;
    };
    let is_given = |property: &Property| {
        let mut names = arguments.iter().filter_map(|it| it.name.as_ref());
        names.any(|name| name == property.name)
    };
    let has_label = is_given(label);
    if is_given(url) || arguments.len() < 2 {
        return;
    }
    let mut unnamed = arguments.iter_mut().filter(|it| it.name.is_none());
    let (Some(argument), None) = (unnamed.next(), unnamed.next()) else {
        return;
    };
    let Some(literal) = text(argument).map(|text| text.literal.clone()) else {
        return;
    };
    if !is_url(literal.value()) {
        return;
    }
    if has_label {
        diagnostics.error(
            literal.span(),
            &format!("expected `{}` before its value", url.name),
            &format!("write `{} = {}`", url.name, foreign::quote_tokens(&literal)),
        );
    }
    argument.name = Some(Ident::new(url.name, literal.span()));
}

/// `badge(Green, "a")`: the name of a value of an enum in place of a text.
fn misplaced_name(
    owner: &dyn PropertyOwner,
    mut arguments: Vec<RawArgument>,
    diagnostics: &mut Diagnostics,
) -> Vec<RawArgument> {
    let takes_text = |property: &&Property| matches!(property.value, ValueType::String(_));
    let Some(text_property) = owner.properties().first().filter(takes_text) else {
        return arguments;
    };
    let Some(first) = arguments.first().filter(|first| first.name.is_none()) else {
        return arguments;
    };
    // A path is rare, and the search for its property is long.
    let RawValue::Expression(RawExpression::Other(Expr::Path(path))) = &first.value else {
        return arguments;
    };
    let Some(named) = super::foreign::property_of_value(owner, &first.value)
        .filter(|named| is_value_of(named.property, path))
    else {
        return arguments;
    };
    let span = first.value.span();
    let is_text = |argument: &RawArgument| {
        let name = argument.name.as_ref();
        name.is_none_or(|name| name == text_property.name)
    };
    let text = arguments.iter().skip(1).position(is_text);
    let text = text.map(|index| arguments.remove(index + 1).value);
    let code = match &text {
        Some(RawValue::Expression(text)) => foreign::quote_tokens(text),
        _ => "\"..\"".to_owned(),
    };
    diagnostics.error(
        span,
        &format!("expected text before `{}`", named.property.name),
        &format!("write `{}({code}, {})`", owner.name(), named.code),
    );
    arguments[0].value = RawValue::Missing(span);
    arguments
}

/// Whether a path is the name of a value of the property's enum, alone or after that of the enum. A
/// variable may be called `error`, a constant `XL`.
fn is_value_of(property: &Property, path: &ExprPath) -> bool {
    let ValueType::Enumeration(enumeration) = property.value else {
        return false;
    };
    let mut names = path
        .path
        .segments
        .iter()
        .rev()
        .map(|it| it.ident.to_string());
    match (names.next(), names.next()) {
        (Some(name), None) => {
            name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
        }
        (_, Some(owner)) => owner == enumeration.name,
        (None, None) => false,
    }
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
        let after = &arguments[index + 1..];
        let values = match text(&arguments[index]) {
            Some(text) if positions == 0 => values_of(owner, text, after),
            Some(text) if text.template.is_err() => surplus_values(text, positions, after),
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

/// Number of values directly after a text with `{}` that are more than the properties take.
fn surplus_values(text: &RawText, positions: usize, after: &[RawArgument]) -> usize {
    let unnamed = after.iter().take_while(|argument| argument.name.is_none());
    let surplus = unnamed.count().saturating_sub(positions);
    surplus.min(foreign::placeholders(text.literal.value()))
}

/// Number of arguments after a text that are values for it.
fn values_of(owner: &dyn PropertyOwner, text: &RawText, after: &[RawArgument]) -> usize {
    let literal = text.literal.value();
    let has_property = |name: &str| owner.properties().iter().any(|it| it.name == name);
    let mut places = LazyCell::new(|| foreign::placeholders(literal));
    let mut takes_literal = || match places.checked_sub(1) {
        Some(rest) => {
            *places = rest;
            true
        }
        None => false,
    };
    after
        .iter()
        .take_while(|argument| match (&argument.name, &argument.value) {
            (
                None,
                RawValue::Expression(value @ (RawExpression::Other(_) | RawExpression::Call(_))),
            ) => {
                let is_literal = matches!(value, RawExpression::Other(Expr::Lit(_)));
                !argument.missing_comma && (is_literal && takes_literal() || is_value(owner, value))
            }
            (None, RawValue::Expression(RawExpression::Text(_))) => takes_literal(),
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
    if let Err(error) = &text.template
        && has_unbalanced_braces(text.literal.value())
    {
        diagnostics.error(span, &error.message, &error.help);
        return span;
    }
    let (literal, binding) = foreign::with_arguments(text.literal.value(), &values);
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

/// Whether a `{` has no `}`, so that no place for a value is known.
fn has_unbalanced_braces(text: &str) -> bool {
    text.matches('{').count() != text.matches('}').count()
}
