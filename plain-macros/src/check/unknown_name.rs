//! Names that their owner does not know.

use plain_schema::{Property, ValueType};
use proc_macro2::Ident;

use super::argument_form::named_code;
use super::owner::{PropertyOwner, Suggestion};
use super::resolve::Resolved;
use crate::diagnostic::{Diagnostics, all_of, one_of};
use crate::foreign::{letters, quote_tokens};
use crate::model::RawValue;

/// Reports a name, with the one to write.
pub(super) fn report_unknown_name(
    owner: &dyn PropertyOwner,
    name: &Ident,
    suggestion: &Suggestion,
    value: &RawValue,
    diagnostics: &mut Diagnostics,
) {
    let help = match (suggestion.property, value) {
        (Some(property), RawValue::Expression(value)) if suggestion.is_only_choice => {
            let mut properties = owner.properties().iter();
            match properties.find(|known| known.name == property) {
                // The kind of a variable is not known.
                Some(property) if is_identifier(property) && value.name().is_some() => {
                    suggestion.text.clone()
                }
                Some(property) => format!("write `{}`", named_code(property, value)),
                None => suggestion.text.clone(),
            }
        }
        (Some(_), RawValue::Expression(value)) => {
            let argument = format!("({})`", quote_tokens(value));
            suggestion.text.replace("(..)`", &argument)
        }
        _ => suggestion.text.clone(),
    };
    report(owner, name, &help, diagnostics);
}

fn report(owner: &dyn PropertyOwner, name: &Ident, help: &str, diagnostics: &mut Diagnostics) {
    let message = format!(
        "`{}` has no {} `{name}`",
        owner.name(),
        owner.describe_property()
    );
    diagnostics.error(name.span(), &message, help);
}

/// Reports several unknown names at the first, with the names to write: those that they probably mean,
/// and those that are missing.
pub(super) fn report_unknown_names(
    owner: &dyn PropertyOwner,
    unknown: &[(Ident, Option<&'static str>)],
    unset: &[&'static str],
    diagnostics: &mut Diagnostics,
) {
    let [(first, _), _, ..] = unknown else {
        return;
    };
    let mut names: Vec<&str> = unknown.iter().filter_map(|(_, meant)| *meant).collect();
    let properties = owner.properties().iter();
    for property in properties.filter(|it| it.is_required() && unset.contains(&it.name)) {
        if !names.contains(&property.name) {
            names.push(property.name);
        }
    }
    let code: Vec<String> = names.iter().map(|name| format!("{name} = ..")).collect();
    let written: Vec<String> = unknown.iter().map(|(name, _)| name.to_string()).collect();
    let plural = match owner.describe_property() {
        "property" => "properties",
        _ => "fields",
    };
    let message = format!(
        "`{}` has no {plural} {}",
        owner.name(),
        all_of(written.iter().map(String::as_str))
    );
    let is_complete = names.len() >= unknown.len();
    let known = || one_of(owner.properties().iter().map(|property| property.name));
    let help = match (is_complete, code.is_empty()) {
        (true, _) => format!("write `{}`", code.join(", ")),
        (false, true) => format!("expected {}", known()),
        (false, false) => format!("write `{}`; expected {}", code.join(", "), known()),
    };
    diagnostics.error(first.span(), &message, &help);
}

fn is_identifier(property: &Property) -> bool {
    matches!(property.value, ValueType::Identifier(_))
}

/// Names that differ from those of the properties only in case and underscores, with the names to write, if
/// there are several: `TITLE` and `Components`.
pub(super) fn names_in_other_case(resolved: &[Resolved]) -> Vec<(Ident, &'static str)> {
    let names = resolved.iter().filter_map(|resolved| match resolved {
        Resolved::UnknownName {
            name, suggestion, ..
        } => {
            let property = suggestion.property?;
            let is_same = letters(&name.to_string()) == letters(property);
            is_same.then(|| (name.clone(), property))
        }
        _ => None,
    });
    let names: Vec<_> = names.collect();
    if names.len() > 1 { names } else { Vec::new() }
}

/// Reports several names in another case once, at the first.
pub(super) fn report_names_in_other_case(
    owner: &dyn PropertyOwner,
    names: &[(Ident, &'static str)],
    diagnostics: &mut Diagnostics,
) {
    let Some((first, _)) = names.first() else {
        return;
    };
    let code: Vec<String> = names
        .iter()
        .map(|(_, name)| format!("{name} = .."))
        .collect();
    let help = format!("names are in snake_case: write `{}`", code.join(", "));
    report(owner, first, &help, diagnostics);
}
