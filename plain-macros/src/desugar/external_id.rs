//! Rule E10: the external ID of a derive depends on a field of the value.

use plain_schema::{Entity, EntityKind};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::LitStr;
use syn::ext::IdentExt;

use super::capture::{names_of, unraw};
use super::scope::bound_names;
use crate::diagnostic::Diagnostics;
use crate::model::{
    DeriveField, RawArgument, RawDerive, RawExpression, RawText, RawValue, RawVariant, Variant,
    VariantValue,
};

/// Checks the external ID of each variant. A default is reported once, though it is the argument of
/// several variants. What is reported has no other error.
pub(super) fn check_external_ids(
    raw: &RawDerive,
    variants: &mut [Variant<Vec<RawArgument>>],
    entity: &'static Entity,
    diagnostics: &mut Diagnostics,
) {
    if entity.field("external_id").is_none() {
        return;
    }
    for index in report_external_ids(raw, variants, entity, diagnostics) {
        if let VariantValue::Entity(arguments) = &mut variants[index].value
            && let Some(argument) = arguments
                .iter_mut()
                .find(|argument| is_external_id(argument))
            && let RawValue::Expression(value) = &argument.value
        {
            argument.value = RawValue::Reported(value.clone());
        }
    }
}

/// Reports the external IDs that repeat, and returns the indices of their variants.
fn report_external_ids(
    raw: &RawDerive,
    variants: &[Variant<Vec<RawArgument>>],
    entity: &'static Entity,
    diagnostics: &mut Diagnostics,
) -> Vec<usize> {
    let (mut reported, mut users) = (Vec::new(), Vec::new());
    for (index, (raw, variant)) in raw.variants.iter().zip(variants).enumerate() {
        match external_id(variant) {
            Some(value) if !is_own(raw) => users.push((index, value, variant)),
            Some(value) if report_fixed(value, variant, entity, diagnostics) => {
                reported.push(index);
            }
            _ => {}
        }
    }
    reported.extend(report_repeated(raw, variants, entity, diagnostics));
    let is_reported = if let [(_, value, first), _, ..] = users.as_slice()
        && let Some(text) = literal(value)
    {
        report_shared(text, users.len(), first, entity, diagnostics);
        true
    } else {
        users
            .iter()
            .any(|(_, value, variant)| report_fixed(value, variant, entity, diagnostics))
    };
    if is_reported {
        reported.extend(users.iter().map(|(index, ..)| *index));
    }
    reported
}

fn external_id(variant: &Variant<Vec<RawArgument>>) -> Option<&RawExpression> {
    match &external_id_argument(variant)?.value {
        RawValue::Expression(value) => Some(value),
        _ => None,
    }
}

fn external_id_argument(variant: &Variant<Vec<RawArgument>>) -> Option<&RawArgument> {
    match &variant.value {
        VariantValue::Entity(arguments) => arguments.iter().find(|it| is_external_id(it)),
        _ => None,
    }
}

fn is_external_id(argument: &RawArgument) -> bool {
    let name = argument.name.as_ref();
    name.is_some_and(|name| name == "external_id")
}

/// Whether the external ID captures a name that is not a field. That has been reported.
fn has_unknown_capture(variant: &Variant<Vec<RawArgument>>, entity: &'static Entity) -> bool {
    let captures = external_id_argument(variant)
        .map(|argument| names_of(entity, argument).captures)
        .unwrap_or_default();
    let mut names = captures.into_iter().map(|(name, _)| name);
    names.any(|name| variant.fields.iter().all(|field| field_name(field) != name))
}

/// Whether the external ID of a variant is its own, and not the default.
fn is_own(raw: &RawVariant) -> bool {
    let mut names = raw.attribute.arguments.iter();
    let mut roles = raw.fields.iter().flat_map(|field| &field.roles);
    names.any(|argument| argument.name.as_ref().is_some_and(|it| it == "external_id"))
        || roles.any(|role| role.name == "external_id")
}

/// First literal among the values of an expression.
fn literal(value: &RawExpression) -> Option<&RawText> {
    match value {
        RawExpression::Text(text) => Some(text),
        RawExpression::Branches(branches) => branches.values().find_map(literal),
        RawExpression::Call(call) => call.content_of_some().and_then(literal),
        RawExpression::Other(_) => None,
    }
}

/// Reports the literal of a variant that an earlier variant has too. One without captures is reported
/// anyway. Returns the indices of the reported variants.
fn report_repeated(
    raw: &RawDerive,
    variants: &[Variant<Vec<RawArgument>>],
    entity: &'static Entity,
    diagnostics: &mut Diagnostics,
) -> Vec<usize> {
    let mut reported = Vec::new();
    let mut known: Vec<(&str, &Ident)> = Vec::new();
    for (index, (raw, variant)) in raw.variants.iter().zip(variants).enumerate() {
        let (Some(text), Some(name)) = (external_id(variant).and_then(literal), &variant.name)
        else {
            continue;
        };
        let written = text.literal.value();
        if !written.contains('{') {
            continue;
        }
        match known.iter().find(|(known, _)| *known == written) {
            Some((_, first)) if is_own(raw) => {
                let own = format!("{}-{written}", name.to_string().to_lowercase());
                diagnostics.error(
                    text.literal.span(),
                    &format!(
                        "variant `{first}` has the same `external_id`, so Plain would reject the {} of the second one",
                        entity.noun
                    ),
                    &format!(
                        "write another one, as in `#[{}(external_id = {own:?})]` on `{name}`",
                        entity.name
                    ),
                );
                reported.push(index);
            }
            _ => known.push((written, name)),
        }
    }
    reported
}

fn report_shared(
    text: &RawText,
    users: usize,
    first: &Variant<Vec<RawArgument>>,
    entity: &'static Entity,
    diagnostics: &mut Diagnostics,
) {
    let name = first.name.as_ref().map(ToString::to_string);
    let name = name.unwrap_or_default();
    let own = format!("{}-{}", name.to_lowercase(), text.literal.value());
    diagnostics.error(
        text.literal.span(),
        &format!(
            "{users} variants share this `external_id`, so Plain would reject the {} of the second one",
            entity.noun
        ),
        &format!(
            "write one for each variant, as in `#[{}(external_id = {own:?})]` on `{name}`",
            entity.name
        ),
    );
}

/// Reports a value that is the same for every entity, unless a capture in it is unknown. Returns whether there is one.
fn report_fixed(
    value: &RawExpression,
    variant: &Variant<Vec<RawArgument>>,
    entity: &'static Entity,
    diagnostics: &mut Diagnostics,
) -> bool {
    let noun = entity.noun;
    let example = match entity.kind {
        EntityKind::Thread => "ticket",
        _ => "api-key",
    };
    let fields = variant.fields.iter().map(field_name);
    let fixed = fixed_part(value, &fields.collect::<Vec<_>>())
        .filter(|_| !has_unknown_capture(variant, entity));
    if let Some(fixed) = fixed {
        diagnostics.error_spanned(
            fixed,
            &format!("this `external_id` is the same for every {noun}, so Plain would reject the second one"),
            &format!("insert a field that identifies the {noun}, as in `\"{example}-{{id}}\"`"),
        );
    }
    fixed.is_some()
}

fn field_name(field: &DeriveField) -> String {
    field.binding.unraw().to_string()
}

/// First value that depends on no variable. The variables are the fields, and what patterns bind.
fn fixed_part<'a>(value: &'a RawExpression, variables: &[String]) -> Option<&'a RawExpression> {
    let is_variable = |name: &str| is_variable(name, variables);
    let depends = match value {
        RawExpression::Text(text) => match &text.template {
            Ok(template) => template
                .captures()
                .any(|capture| capture.path.first().is_some_and(|name| is_variable(name))),
            // An invalid literal is reported where the text is checked.
            Err(_) => true,
        },
        RawExpression::Branches(branches) => {
            let depends = |tokens, names: &[String]| {
                mentions(tokens, &|name| {
                    is_variable(name) || names.contains(&unraw(name).to_owned())
                })
            };
            let variables = [variables, &bound_names(branches, &depends)].concat();
            return branches
                .values()
                .find_map(|value| fixed_part(value, &variables));
        }
        RawExpression::Call(call) => match call.content_of_some() {
            Some(content) => return fixed_part(content, variables),
            None => mentions(quote!(#call), &is_variable),
        },
        // `None` makes the client generate an ID.
        RawExpression::Other(_) if value.is_none() => true,
        RawExpression::Other(expression) => mentions(expression.to_token_stream(), &is_variable),
    };
    (!depends).then_some(value)
}

fn is_variable(name: &str, variables: &[String]) -> bool {
    let name = unraw(name);
    name == "self" || variables.iter().any(|variable| variable == name)
}

/// Whether tokens name a variable, or capture one in the literal of a macro.
fn mentions(tokens: TokenStream, is_variable: &dyn Fn(&str) -> bool) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_sign = |index: Option<usize>, sign: char| {
        let token = index.and_then(|index| tokens.get(index));
        matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
    };
    tokens.iter().enumerate().any(|(index, token)| match token {
        TokenTree::Group(group) => mentions(group.stream(), is_variable),
        TokenTree::Ident(name) => {
            let (before, twice) = (index.checked_sub(1), index.checked_sub(2));
            let is_member = is_sign(before, '.') && !is_sign(twice, '.');
            let is_in_path = is_sign(before, ':') && is_sign(twice, ':')
                || is_sign(Some(index + 1), ':') && is_sign(Some(index + 2), ':');
            !is_member && !is_in_path && is_variable(&name.to_string())
        }
        TokenTree::Literal(literal) => match syn::parse2::<LitStr>(literal.to_token_stream()) {
            Ok(literal) => captures(&literal.value(), is_variable),
            Err(_) => false,
        },
        TokenTree::Punct(_) => false,
    })
}

/// Whether the literal of a `format!` captures a variable.
fn captures(text: &str, is_variable: &dyn Fn(&str) -> bool) -> bool {
    text.replace("{{", "").split('{').skip(1).any(|capture| {
        let end = capture.find(['}', ':', '.', ' ']);
        is_variable(&capture[..end.unwrap_or(capture.len())])
    })
}
