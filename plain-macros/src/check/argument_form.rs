//! Arguments of a component in another form: in a tuple, or each in a call with the name of its
//! property.

use plain_schema::{Property, StringRule, ValueType};
use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Expr, ExprAssign, ExprTuple};

use super::foreign::{list_code, property_of_value};
use super::owner::PropertyOwner;
use crate::describe::{describe, example};
use crate::diagnostic::Diagnostics;
use crate::foreign;
use crate::literal::TextLiteral;
use crate::model::{RawArgument, RawExpression, RawItem, RawList, RawValue, single_name};

/// Reports arguments in another form, and returns them in ours.
pub(super) fn in_our_form(
    owner: &dyn PropertyOwner,
    mut arguments: Vec<RawArgument>,
    diagnostics: &mut Diagnostics,
) -> Vec<RawArgument> {
    if owner.describe_property() != "property" {
        return arguments;
    }
    if let Some(separate) = without_tuple(owner, &arguments, diagnostics) {
        arguments = separate;
    }
    name_calls(owner, &mut arguments, diagnostics);
    name_second(owner, &mut arguments, diagnostics);
    separate_texts(owner, &mut arguments, diagnostics);
    arguments
}

/// `text("a", "b", "c")`: texts that need a component each.
fn separate_texts(
    owner: &dyn PropertyOwner,
    arguments: &mut Vec<RawArgument>,
    diagnostics: &mut Diagnostics,
) {
    let mut properties = owner.properties().iter();
    let takes_text = |property: &&Property| {
        property.positional && matches!(property.value, ValueType::String(_))
    };
    if !properties.next().as_ref().is_some_and(takes_text) || properties.any(|it| it.positional) {
        return;
    }
    let text = |argument: &RawArgument| match (&argument.name, &argument.value) {
        (None, RawValue::Expression(RawExpression::Text(text))) => Some(text.literal.clone()),
        _ => None,
    };
    let texts: Vec<_> = arguments.iter().map_while(text).collect();
    let has_places = |text: &TextLiteral| foreign::placeholders(text.value()) > 0;
    let is_value = |argument: &RawArgument| property_of_value(owner, &argument.value).is_some();
    let rest = arguments.get(1..texts.len()).unwrap_or_default();
    if rest.is_empty() || has_places(&texts[0]) || rest.iter().any(is_value) {
        return;
    }
    let codes: Vec<String> = texts
        .iter()
        .map(|text| format!("{}({})", owner.name(), foreign::quote_tokens(text)))
        .collect();
    diagnostics.error(
        texts[1].span(),
        &format!("`{}` takes one text", owner.name()),
        &format!("write one component for each: `{}`", codes.join(", ")),
    );
    arguments.drain(1..texts.len());
}

/// `string_field("Pro", key = "plan")`: the only value without a name is the second, since the first
/// has a name.
fn name_second(
    owner: &dyn PropertyOwner,
    arguments: &mut [RawArgument],
    diagnostics: &mut Diagnostics,
) {
    let [first, second, ..] = owner.properties() else {
        return;
    };
    let is_url = matches!(second.value, ValueType::String(StringRule::Url));
    if !second.positional || !second.is_required() || is_url {
        return;
    }
    let is_given = |property: &Property| {
        let mut names = arguments.iter().filter_map(|it| it.name.as_ref());
        names.any(|name| name == property.name)
    };
    if !is_given(first) || is_given(second) {
        return;
    }
    let mut unnamed = arguments.iter_mut().filter(|it| it.name.is_none());
    let (Some(argument), None) = (unnamed.next(), unnamed.next()) else {
        return;
    };
    let span = argument.value.span();
    if let RawValue::Expression(value) = &argument.value {
        let code = foreign::quote_tokens(value);
        diagnostics.error(
            span,
            &format!("expected `{}` before its value", second.name),
            &format!("write `{} = {code}`", second.name),
        );
        argument.name = Some(Ident::new(second.name, span));
    }
}

/// `text(("a", Muted))`
fn without_tuple(
    owner: &dyn PropertyOwner,
    arguments: &[RawArgument],
    diagnostics: &mut Diagnostics,
) -> Option<Vec<RawArgument>> {
    let (first, rest) = arguments.split_first()?;
    let tuple = match (&first.name, &first.value) {
        (None, RawValue::Expression(RawExpression::Other(Expr::Tuple(tuple)))) => tuple,
        (None, RawValue::List(list)) => return without_list(owner, list, rest, diagnostics),
        _ => return None,
    };
    if tuple.elems.is_empty() {
        let [property, ..] = owner.properties() else {
            return None;
        };
        let span = first.value.span();
        diagnostics.error(
            span,
            &format!(
                "expected {} for `{}`, found `()`",
                describe(property),
                property.name
            ),
            &format!("write {}", example(property)),
        );
        let missing = RawArgument::generated(None, RawValue::Missing(span));
        return Some([&[missing], rest].concat());
    }
    let mut separate = elements(owner, tuple);
    separate.extend_from_slice(rest);
    let unnamed = separate.iter().filter(|it| it.name.is_none()).count();
    let positional = owner.properties().iter().filter(|it| it.positional).count();
    if unnamed > positional {
        return None;
    }
    let code: Vec<String> = separate.iter().map(argument_code).collect();
    diagnostics.error_spanned(
        tuple,
        "expected values, found a tuple",
        &format!(
            "remove its parentheses: write `{}({})`",
            owner.name(),
            code.join(", ")
        ),
    );
    Some(separate)
}

/// `link_button(["a", "https://a.example"])`
fn without_list(
    owner: &dyn PropertyOwner,
    list: &RawList,
    rest: &[RawArgument],
    diagnostics: &mut Diagnostics,
) -> Option<Vec<RawArgument>> {
    let value = |item: &RawItem| match item {
        RawItem::Other(value) => Some(RawValue::Expression(value.clone().into())),
        _ => None,
    };
    let values: Option<Vec<RawValue>> = list.items.iter().map(value).collect();
    let values = values.filter(|values| values.len() > 1)?;
    let positional = owner.properties().iter().filter(|it| it.positional).count();
    if values.len() > positional {
        return None;
    }
    let mut separate: Vec<RawArgument> = values
        .into_iter()
        .map(|value| RawArgument::generated(None, value))
        .collect();
    separate.extend_from_slice(rest);
    let code: Vec<String> = separate.iter().map(argument_code).collect();
    diagnostics.error(
        list.span,
        "expected values, found a list",
        &format!(
            "remove its brackets: write `{}({})`",
            owner.name(),
            code.join(", ")
        ),
    );
    Some(separate)
}

/// Elements of a tuple as arguments. A value of an enum gets the name of its property.
fn elements(owner: &dyn PropertyOwner, tuple: &ExprTuple) -> Vec<RawArgument> {
    let argument = |element: &Expr| {
        if let Expr::Assign(ExprAssign { left, right, .. }) = element
            && let Some(name) = single_name(left)
        {
            let value = RawValue::Expression((**right).clone().into());
            return RawArgument::generated(Some(name.clone()), value);
        }
        let value = RawValue::Expression(element.clone().into());
        let named = property_of_value(owner, &value);
        let name = named
            .filter(|named| !named.property.positional)
            .map(|named| Ident::new(named.property.name, value.span()));
        RawArgument::generated(name, value)
    };
    tuple.elems.iter().map(argument).collect()
}

fn argument_code(argument: &RawArgument) -> String {
    let value = match &argument.value {
        RawValue::Expression(value) | RawValue::Reported(value) => foreign::quote_tokens(value),
        RawValue::List(_) | RawValue::Missing(_) => "..".to_owned(),
    };
    match &argument.name {
        Some(name) => format!("{name} = {value}"),
        None => value,
    }
}

/// `link_button(label("a"), url("https://a.example"))`. A function of the user may have the name of
/// a property, so one of the values has to be complete without it.
fn name_calls(
    owner: &dyn PropertyOwner,
    arguments: &mut [RawArgument],
    diagnostics: &mut Diagnostics,
) {
    let calls: Vec<Option<(&Property, RawExpression)>> = arguments
        .iter()
        .map(|argument| named_call(owner, argument))
        .collect();
    let mut known = calls.iter().flatten();
    if !known.any(|(property, value)| is_complete(property, value)) {
        return;
    }
    for (argument, call) in arguments.iter_mut().zip(calls) {
        if let Some((property, value)) = call {
            let span = argument.value.span();
            diagnostics.error(
                span,
                &format!("expected `=` after `{}`", property.name),
                &format!(
                    "write `{} = {}`",
                    property.name,
                    foreign::quote_tokens(&value)
                ),
            );
            argument.name = Some(Ident::new(property.name, span));
            argument.value = RawValue::Expression(value);
        }
    }
}

/// Property and value of `property(value)`.
fn named_call(
    owner: &dyn PropertyOwner,
    argument: &RawArgument,
) -> Option<(&'static Property, RawExpression)> {
    let (None, RawValue::Expression(RawExpression::Call(call))) = (&argument.name, &argument.value)
    else {
        return None;
    };
    let name = call.name()?;
    let property = owner
        .properties()
        .iter()
        .find(|property| name == property.name)?;
    let value = call.arguments.first()?;
    let is_written = matches!(value, RawExpression::Text(_)) || is_complete(property, value);
    (call.arguments.len() == 1 && is_written).then(|| (property, value.clone()))
}

/// Whether a value needs no function: a URL, a date, or the name of an enum's value.
fn is_complete(property: &Property, value: &RawExpression) -> bool {
    match (property.value, value) {
        (ValueType::String(rule), RawExpression::Text(text)) => {
            matches!(rule, StringRule::Url | StringRule::DateTime)
                && rule.check_literal(text.literal.value()).is_ok()
        }
        (ValueType::Enumeration(enumeration), value) => value
            .name()
            .is_some_and(|name| enumeration.value(&name.to_string()).is_some()),
        _ => false,
    }
}

/// Code for a value of the only property that has none.
pub(super) fn only_unset(
    owner: &dyn PropertyOwner,
    value: &RawValue,
    unset: &[&str],
) -> Option<String> {
    let RawValue::Expression(value) = value else {
        return None;
    };
    let properties = owner.properties().iter();
    let mut named =
        properties.filter(|property| !property.positional && unset.contains(&property.name));
    let property = named.next().filter(|_| named.next().is_none())?;
    Some(named_code(property, value))
}

/// `name = value`
pub(super) fn named_code(property: &Property, value: &RawExpression) -> String {
    match (property.value, list_code(value)) {
        (ValueType::List(..), Some(list)) => format!("{} = {list}", property.name),
        (ValueType::List(..), None) => format!("{} = [..]", property.name),
        _ => {
            let tokens: Vec<_> = value.to_token_stream().into_iter().collect();
            foreign::argument_code(property, &tokens)
        }
    }
}
