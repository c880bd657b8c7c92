//! Arguments of an entity or a component: known, given once, and none missing.

use plain_schema::Property;
use proc_macro2::{Ident, Span};
use syn::{Expr, ExprRange};

use super::argument_form::only_unset;
use super::arrangement::rearrange;
use super::foreign::{misnamed, property_of_value};
use super::owner::{PropertyOwner, suggestion};
use super::resolve::{Fallback, Resolved, resolve, unset};
use super::unknown_name::{
    names_in_other_case, report_names_in_other_case, report_unknown_name, report_unknown_names,
};
use super::value::check_value;
use crate::describe::example;
use crate::diagnostic::{Diagnostics, all_of, one_of};
use crate::foreign::quote_tokens;
use crate::model::{CheckedProperty, CheckedValue, RawArgument, RawExpression, RawValue};
use crate::suggest::nearest;

/// Finds the property of each argument and checks its value. The result has every property of the
/// owner, in the table's order.
pub(super) fn check_arguments(
    owner: &dyn PropertyOwner,
    arguments: Vec<RawArgument>,
    diagnostics: &mut Diagnostics,
) -> Vec<CheckedProperty> {
    let properties = owner.properties();
    let mut checked: Vec<Option<CheckedProperty>> = properties.iter().map(|_| None).collect();
    let mut fallbacks = Vec::new();
    let arguments = rearrange(owner, arguments, diagnostics);
    let resolved = resolve(owner, &arguments);
    let unset = unset(owner, &resolved);
    let in_other_case = names_in_other_case(&resolved);
    report_names_in_other_case(owner, &in_other_case, diagnostics);
    let unknown = unknown_names(properties, &resolved, &in_other_case);
    report_unknown_names(owner, &unknown, &unset, diagnostics);
    let is_unreadable = unknown.len() > 1 || arguments.iter().any(|it| is_unreadable(owner, it));
    let without_names = report_without_names(owner, &arguments, &resolved, &unset, diagnostics);
    let mut twice = Vec::new();
    for (position, (argument, resolved)) in arguments.into_iter().zip(resolved).enumerate() {
        match &resolved {
            Resolved::Property(index) => {
                let property = &properties[*index];
                let checked = &mut checked[*index];
                let is_twice = set(checked, property, argument, position, diagnostics);
                twice.extend(is_twice.map(|span| (span, property.name)));
                continue;
            }
            Resolved::UnknownName {
                name, suggestion, ..
            } => {
                if unknown.len() == 1 && unknown[0].0 == *name {
                    report_unknown_name(owner, name, suggestion, &argument.value, diagnostics);
                }
            }
            Resolved::Surplus { fallback } => {
                let list = fallback
                    .filter(|fallback| fallback.uses_value)
                    .map(|fallback| properties[fallback.property].name);
                if !without_names.contains(&position) {
                    report_surplus(owner, &argument, list, &unset, diagnostics);
                }
            }
        }
        let fallback = resolved.fallback();
        fallbacks.extend(fallback.map(|fallback| (fallback, argument.value)));
    }
    report_twice(&twice, diagnostics);
    for (fallback, value) in fallbacks {
        let index = fallback.property;
        checked[index] = Some(fall_back(fallback, &properties[index], value, diagnostics));
    }
    properties
        .iter()
        .zip(checked)
        .map(|(property, checked)| {
            checked.unwrap_or_else(|| {
                if is_unreadable {
                    placeholder(property)
                } else {
                    absent(owner, property, diagnostics)
                }
            })
        })
        .collect()
}

/// Names that are not those of properties in another case, each with the property that it probably means.
fn unknown_names(
    properties: &'static [Property],
    resolved: &[Resolved],
    in_other_case: &[(Ident, &'static str)],
) -> Vec<(Ident, Option<&'static str>)> {
    let unknown = resolved.iter().filter_map(|resolved| match resolved {
        Resolved::UnknownName { name, fallback, .. } => {
            let meant = fallback.map(|fallback| properties[fallback.property].name);
            let is_reported = in_other_case.iter().any(|(other, _)| other == name);
            (!is_reported).then(|| (name.clone(), meant))
        }
        _ => None,
    });
    unknown.collect()
}

/// Whether an argument may be all values of the owner: tokens that cannot be read, such as an object, or a
/// word that resembles none of its names.
fn is_unreadable(owner: &dyn PropertyOwner, argument: &RawArgument) -> bool {
    let is_unknown_word = |name: &Ident| {
        owner.describe_property() == "field"
            && suggestion(owner, &name.to_string()).property.is_none()
    };
    let is_word = || !argument.missing_comma && argument.value.name().is_some_and(is_unknown_word);
    argument.name.is_none() && (matches!(argument.value, RawValue::Missing(_)) || is_word())
}

/// Reports the properties that are given twice, at the first.
fn report_twice(twice: &[(Span, &str)], diagnostics: &mut Diagnostics) {
    let Some((span, first)) = twice.first() else {
        return;
    };
    let (message, help) = if twice.len() == 1 {
        (format!("`{first}` is given twice"), "remove one of them")
    } else {
        let names = all_of(twice.iter().map(|(_, name)| *name));
        (format!("{names} are given twice"), "remove one of each")
    };
    diagnostics.error(*span, &message, help);
}

/// Sets a property to the value of an argument. If it has one already, the answer is the place of the
/// second.
fn set(
    checked: &mut Option<CheckedProperty>,
    property: &'static Property,
    argument: RawArgument,
    position: usize,
    diagnostics: &mut Diagnostics,
) -> Option<Span> {
    let RawArgument {
        name,
        value,
        condition,
        comma,
        ..
    } = argument;
    if let Some(condition) = &condition
        && property.is_required()
    {
        diagnostics.error_spanned(
            condition,
            &format!(
                "`#[cfg(..)]` is not allowed on `{}`, which is required",
                property.name
            ),
            &format!(
                "write `{} = if cfg!(..) {{ .. }} else {{ .. }}`",
                property.name
            ),
        );
    }
    if checked.is_some() {
        // It is to be removed, so it has no other error.
        let span = name.as_ref().map_or_else(|| value.span(), Ident::span);
        return (!matches!(value, RawValue::Missing(_))).then_some(span);
    }
    *checked = Some(CheckedProperty {
        property,
        name,
        value: check_value(property, value, diagnostics),
        position,
        condition: condition.filter(|_| !property.is_required()),
        comma,
    });
    None
}

/// Sets a property to the value of an argument that was probably meant for it.
fn fall_back(
    fallback: Fallback,
    property: &'static Property,
    value: RawValue,
    diagnostics: &mut Diagnostics,
) -> CheckedProperty {
    let value = if fallback.uses_value {
        check_value(property, value, diagnostics)
    } else {
        CheckedValue::Placeholder
    };
    CheckedProperty {
        property,
        name: None,
        value,
        position: usize::MAX,
        condition: None,
        comma: None,
    }
}

/// A property whose value is unknown. That has been reported.
fn placeholder(property: &'static Property) -> CheckedProperty {
    CheckedProperty {
        property,
        name: None,
        value: CheckedValue::Placeholder,
        position: usize::MAX,
        condition: None,
        comma: None,
    }
}

/// A property that no argument was meant for.
fn absent(
    owner: &dyn PropertyOwner,
    property: &'static Property,
    diagnostics: &mut Diagnostics,
) -> CheckedProperty {
    let value = if property.is_required() && !owner.reports_missing() {
        CheckedValue::Placeholder
    } else if property.is_required() {
        diagnostics.error(
            owner.span(),
            &format!(
                "missing {} `{}` of `{}`",
                owner.describe_property(),
                property.name,
                owner.name()
            ),
            &format!("add {}", example(property)),
        );
        CheckedValue::Placeholder
    } else {
        CheckedValue::Absent
    };
    CheckedProperty {
        property,
        name: None,
        value,
        position: usize::MAX,
        condition: None,
        comma: None,
    }
}

/// Reports several values whose names are known, at the first: `title, components`. Returns their positions.
fn report_without_names(
    owner: &dyn PropertyOwner,
    arguments: &[RawArgument],
    resolved: &[Resolved],
    unset: &[&str],
    diagnostics: &mut Diagnostics,
) -> Vec<usize> {
    let named = |(position, (argument, resolved)): (usize, (&RawArgument, &Resolved))| {
        let value = &argument.value;
        if !matches!(resolved, Resolved::Surplus { .. }) || argument.missing_comma {
            return None;
        }
        let named = property_of_value(owner, value)
            .filter(|named| unset.contains(&named.property.name))
            .or_else(|| misnamed(owner, value))?;
        Some((position, value.span(), named))
    };
    let all = arguments.iter().zip(resolved).enumerate();
    let all: Vec<_> = all.filter_map(named).collect();
    let [(_, first, named), _, ..] = all.as_slice() else {
        return Vec::new();
    };
    let code: Vec<&str> = all
        .iter()
        .map(|(_, _, named)| named.code.as_str())
        .collect();
    diagnostics.error(
        *first,
        &format!(
            "expected `{} = ..`, since values need names",
            named.property.name
        ),
        &format!("write `{}`", code.join(", ")),
    );
    all.iter().map(|(position, ..)| *position).collect()
}

/// Reports `..Default::default()`. Returns whether it did.
fn report_base(owner: &dyn PropertyOwner, value: &RawValue, diagnostics: &mut Diagnostics) -> bool {
    let RawValue::Expression(RawExpression::Other(Expr::Range(ExprRange { start: None, .. }))) =
        value
    else {
        return false;
    };
    diagnostics.error(
        value.span(),
        &format!("`{}` takes no base with `..`", owner.name()),
        "remove it, since optional values may be left out",
    );
    true
}

fn report_surplus(
    owner: &dyn PropertyOwner,
    argument: &RawArgument,
    list: Option<&str>,
    unset: &[&str],
    diagnostics: &mut Diagnostics,
) {
    let RawArgument {
        value,
        missing_comma,
        ..
    } = argument;
    // A name that is being typed: the missing comma before it has been reported.
    if *missing_comma && value.name().is_some() || matches!(value, RawValue::Missing(_)) {
        return;
    }
    if let Some(named) =
        property_of_value(owner, value).filter(|named| unset.contains(&named.property.name))
    {
        diagnostics.error(
            value.span(),
            &format!("expected `{}` before its value", named.property.name),
            &format!("write `{}`", named.code),
        );
        return;
    }
    if let Some(misnamed) = misnamed(owner, value) {
        let name = misnamed.property.name;
        let message = if misnamed.is_shorthand {
            format!("expected `=` and a value after `{name}`")
        } else {
            format!("expected `=` after `{name}`")
        };
        diagnostics.error(
            value.span(),
            &message,
            &format!("write `{}`", misnamed.code),
        );
        return;
    }
    if report_base(owner, value, diagnostics) {
        return;
    }
    diagnostics.error(
        value.span(),
        &format!("unexpected value without a name in `{}`", owner.name()),
        &surplus_help(owner, value, list, unset),
    );
}

/// Help for a value whose property is unknown: the names that it may be for.
fn surplus_help(
    owner: &dyn PropertyOwner,
    value: &RawValue,
    list: Option<&str>,
    unset: &[&str],
) -> String {
    let names = || {
        let properties = owner.properties().iter();
        let named = properties.filter(|property| !property.positional);
        named.map(|property| property.name)
    };
    let suggested = value.name().and_then(|written| {
        let written = written.to_string();
        let started = names().find(|name| name.starts_with(&written));
        started.or_else(|| nearest(&written, names()))
    });
    match suggested.or(list) {
        Some(name) if list == Some(name) => format!("write `{name} = [..]`"),
        Some(suggested) => format!("did you mean `{suggested} = ..`?"),
        None => match title_code(value, unset).or_else(|| only_unset(owner, value, unset)) {
            Some(code) => format!("write `{code}`"),
            None if names().next().is_some() => {
                let examples: Vec<String> = names().map(|name| format!("{name} = ..")).collect();
                format!("write {}", one_of(examples.iter().map(String::as_str)))
            }
            None => "remove it".to_owned(),
        },
    }
}

/// Code for a text without a name, if the title has no value.
fn title_code(value: &RawValue, unset: &[&str]) -> Option<String> {
    let RawValue::Expression(text @ RawExpression::Text(_)) = value else {
        return None;
    };
    let code = || format!("title = {}", quote_tokens(text));
    unset.contains(&"title").then(code)
}
