//! Types with a derive: variants, fields and their attributes.

use std::rc::Rc;

use plain_schema::{ENTITIES, Entity, EntityKind, ListContent};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::format_ident;
use syn::{Expr, Member};

use super::argument::arguments;
use super::expression::{Parser, Recovery};
use super::hygiene::Hygiene;
use super::list::{component, component_tokens};
use super::segment::{Grammar, Separator, flatten, segments};
use super::type_item::{TypeAttribute, TypeData, TypeField, TypeItem};
use crate::diagnostic::Diagnostics;
use crate::foreign;
use crate::literal::TextLiteral;
use crate::model::{
    RawArgument, RawAttribute, RawDerive, RawExpression, RawField, RawRole, RawValue, RawVariant,
};
use crate::suggest::is_typo;

/// Parses the attributes of a type.
pub(crate) fn derive(
    input: TypeItem,
    entity: &'static Entity,
    recovery: Recovery,
    diagnostics: &mut Diagnostics,
) -> RawDerive {
    let own = Own {
        entity,
        hygiene: Hygiene::of(&input, entity.name, recovery),
    };
    let parser = &mut Parser::new(recovery, diagnostics);
    let mut attribute = attribute(&input.attributes, &own, parser);
    let krate = attribute.krate.take();
    let key = attribute.key.take();
    let mut variants = Vec::new();
    let mut is_enum = false;
    match input.data {
        TypeData::Struct(data) => variants.push(RawVariant {
            name: None,
            span: input.name.span(),
            attribute: std::mem::take(&mut attribute),
            fields: fields(data, &own, parser),
        }),
        TypeData::Enum(data) => {
            is_enum = true;
            for variant in data {
                variants.push(RawVariant {
                    span: variant.name.span(),
                    attribute: self::attribute(&variant.attributes, &own, parser),
                    fields: fields(variant.fields, &own, parser),
                    name: Some(variant.name),
                });
            }
        }
        TypeData::Union(keyword) => parser.diagnostics.error(
            keyword,
            "expected a struct or an enum, found a union",
            "write a struct or an enum, since the active field of a union is unknown at run time",
        ),
    }
    RawDerive {
        krate,
        key,
        receiver: Ident::new("self", own.hygiene.at(Span::call_site())),
        name: input.name,
        generics: input.generics,
        is_packed: is_packed(&input.attributes),
        defaults: attribute,
        is_enum,
        variants,
    }
}

/// Attributes that belong to the derive.
struct Own {
    entity: &'static Entity,
    hygiene: Hygiene,
}

/// Whether a type has `#[repr(packed)]`.
fn is_packed(attributes: &[TypeAttribute]) -> bool {
    let is_packed = |token: TokenTree| matches!(token, TokenTree::Ident(name) if name == "packed");
    attributes
        .iter()
        .any(|attribute| match (&attribute.name, &attribute.list) {
            (Some(name), Some(list)) if name == "repr" => list.stream().into_iter().any(is_packed),
            _ => false,
        })
}

/// Parses the attributes of a type or a variant. Several are the same as one with all entries.
fn attribute(attributes: &[TypeAttribute], own: &Own, parser: &mut Parser<'_>) -> RawAttribute {
    let entity = own.entity;
    let own = own.attributes(attributes);
    let mut attribute = RawAttribute {
        malformed: own.malformed.map(TypeAttribute::stream),
        is_misspelt: own.is_misspelt,
        ..RawAttribute::default()
    };
    for tokens in own.lists {
        for argument in arguments(tokens, parser) {
            match argument.setting(entity) {
                Some(Setting::Transparent(span)) => {
                    if !is_word(&argument) {
                        parser.diagnostics.error(
                            span,
                            "`transparent` takes no value",
                            "write `transparent` alone",
                        );
                    }
                    attribute.transparent = Some(span);
                }
                Some(Setting::Crate(value)) => attribute.krate = Some(value),
                Some(Setting::Key(value)) => set_key(&mut attribute, value, parser),
                None if is_unnamed_key(entity, &argument) => {
                    let value = unnamed_key(&argument, parser);
                    attribute.key.get_or_insert(value);
                }
                None => attribute.arguments.push(argument),
            }
        }
    }
    attribute
}

fn set_key(attribute: &mut RawAttribute, value: RawExpression, parser: &mut Parser<'_>) {
    if attribute.key.is_some() {
        parser
            .diagnostics
            .error_spanned(&value, "`key` is given twice", "remove one of them");
        return;
    }
    attribute.key = Some(value);
}

/// `key` without a value, or a text without a name, in the attribute of a card.
fn is_unnamed_key(entity: &Entity, argument: &RawArgument) -> bool {
    let is_key = match &argument.value {
        RawValue::Expression(RawExpression::Text(_)) => true,
        value => value.name().is_some_and(|name| name == "key"),
    };
    is_key && argument.name.is_none() && entity.key_rule().is_some()
}

/// Reports a key without its name or its value, and returns one in its place.
fn unnamed_key(argument: &RawArgument, parser: &mut Parser<'_>) -> RawExpression {
    let span = argument.value.span();
    let (message, value) = match &argument.value {
        RawValue::Expression(RawExpression::Text(text)) => {
            ("expected `key =` before its value", text.literal.clone())
        }
        _ => (
            "expected `=` and a value after `key`",
            TextLiteral::new("plan-details", span),
        ),
    };
    let help = format!("write `key = {}`", value.token());
    parser.diagnostics.error(span, message, &help);
    RawExpression::from(value)
}

/// Entry of an attribute that is not a field of the entity.
enum Setting {
    Transparent(Span),
    Crate(Expr),
    Key(RawExpression),
}

const TRANSPARENT: &str = "transparent";

/// Whether an argument is a name without a value.
fn is_word(argument: &RawArgument) -> bool {
    argument.name.is_none() && argument.value.name().is_some()
}

impl RawArgument {
    fn setting(&self, entity: &Entity) -> Option<Setting> {
        let RawValue::Expression(value) = &self.value else {
            return None;
        };
        match &self.name {
            None => {
                let call = match value {
                    RawExpression::Call(call) => call.name(),
                    _ => None,
                };
                let name = value.name().or(call).filter(|name| *name == TRANSPARENT)?;
                Some(Setting::Transparent(name.span()))
            }
            Some(name) if name == TRANSPARENT => Some(Setting::Transparent(name.span())),
            Some(name) if name == "crate" => Some(Setting::Crate(value.clone().into())),
            Some(name) if name == "key" && entity.key_rule().is_some() => {
                Some(Setting::Key(value.clone()))
            }
            Some(_) => None,
        }
    }
}

fn fields(fields: Vec<TypeField>, own: &Own, parser: &mut Parser<'_>) -> Vec<RawField> {
    let Own { entity, hygiene } = own;
    let name = entity.name;
    fields
        .into_iter()
        .enumerate()
        .map(|(index, field)| {
            let binding = match &field.name {
                Some(name) => hygiene.name(name),
                None => format_ident!("_{index}", span = hygiene.at(field.ty.span())),
            };
            let own = own.attributes(&field.attributes);
            if let Some(attribute) = own.malformed {
                parser.diagnostics.error_spanned(
                    attribute.stream(),
                    &format!("expected parentheses after `{name}`"),
                    &format!("write `#[{name}(..)]`"),
                );
            }
            let lists = own.lists.into_iter();
            let entries: Vec<Option<RawRole>> = lists
                .flat_map(|tokens| roles(tokens, entity, parser))
                .collect();
            let has_invalid = entries.iter().any(Option::is_none);
            RawField {
                member: field
                    .name
                    .map_or_else(|| Member::from(index), Member::Named),
                binding,
                ty: Rc::new(field.ty),
                roles: entries.into_iter().flatten().collect(),
                is_attempted: own.is_misspelt || own.malformed.is_some() || has_invalid,
            }
        })
        .collect()
}

const ROLES: Grammar = Grammar {
    separator: Separator::Comma,
    starts_segment: |_, _| None,
    is_incomplete: |_, _| false,
    recognise: |_| None,
};

/// Parses the roles of a field: `external_id`, `customer_identifier = external_id`, `badge(..)`.
/// An entry that is reported is `None`.
fn roles(tokens: TokenStream, derive: &Entity, parser: &mut Parser<'_>) -> Vec<Option<RawRole>> {
    segments(&flatten(tokens), &ROLES, parser.diagnostics)
        .into_iter()
        .map(|segment| match segment.tokens.as_slice() {
            // A comma without roles has been reported.
            [] => None,
            tokens => role(tokens, derive, parser),
        })
        .collect()
}

fn role(tokens: &[TokenTree], entity: &Entity, parser: &mut Parser<'_>) -> Option<RawRole> {
    let role = |name: &Ident| RawRole {
        name: name.clone(),
        kind: None,
        missing_kind: None,
        component: None,
    };
    match tokens {
        [TokenTree::Ident(name)] => return Some(role(name)),
        [TokenTree::Ident(name), TokenTree::Punct(sign), rest @ ..] if sign.as_char() == '=' => {
            match rest {
                [TokenTree::Ident(kind)] => {
                    return Some(RawRole {
                        kind: Some(kind.clone()),
                        ..role(name)
                    });
                }
                [] => {
                    return Some(RawRole {
                        missing_kind: Some(sign.span()),
                        ..role(name)
                    });
                }
                _ => {}
            }
        }
        tokens => {
            if let Some((name, group)) = component_tokens(tokens) {
                return Some(RawRole {
                    component: Some(component(name, group, parser)),
                    ..role(name)
                });
            }
        }
    }
    let help = unknown_role_help(tokens, entity);
    parser.diagnostics.error_spanned(
        tokens.iter().cloned().collect::<TokenStream>(),
        &format!("expected a field of the {} or a component", entity.noun),
        &help,
    );
    None
}

/// Help for tokens that are not a role.
fn unknown_role_help(tokens: &[TokenTree], entity: &Entity) -> String {
    match tokens {
        [
            TokenTree::Ident(name),
            TokenTree::Punct(sign),
            key @ TokenTree::Literal(_),
        ] if sign.as_char() == '=' && is_thread_field(entity, name) => {
            format!("write `{name}({key})`")
        }
        [TokenTree::Ident(name), TokenTree::Punct(sign), value @ ..]
            if sign.as_char() == '=' && is_known(entity, name) =>
        {
            let code = match foreign::component_of_role(&name.to_string(), value) {
                Some(component) => format!("components = [{component}]"),
                None => foreign::quote_source(tokens),
            };
            format!(
                "move it to the attribute of the type: `#[{}({code})]`",
                entity.name
            )
        }
        [TokenTree::Ident(name), TokenTree::Punct(_)] if is_known(entity, name) => {
            format!("write `{name}`")
        }
        [TokenTree::Literal(name)] => format!("write `{}`", name.to_string().trim_matches('"')),
        _ => role_help(entity),
    }
}

/// Whether a name is that of a field or a component of the entity.
fn is_known(entity: &Entity, name: &Ident) -> bool {
    let name = name.to_string();
    entity.field(&name).is_some() || entity.list_of(&name).is_some()
}

fn is_thread_field(entity: &Entity, name: &Ident) -> bool {
    let list = entity.list_of(&name.to_string());
    list.is_some_and(|(list, _)| list.list_content() == Some(ListContent::ThreadFields))
}

/// Examples of roles.
fn role_help(entity: &Entity) -> String {
    let examples = match entity.kind {
        EntityKind::CustomerCard => "`time_to_live_seconds`",
        _ => "`external_id` or `customer_identifier = email_address`",
    };
    format!(
        "write a field of the {}, such as {examples}, or a component, such as `badge(color = Green)`",
        entity.noun
    )
}

/// Attributes of the derive.
struct OwnAttributes<'a> {
    /// Tokens in the parentheses of each.
    lists: Vec<TokenStream>,
    /// One without parentheses.
    malformed: Option<&'a TypeAttribute>,
    /// Whether there is one with a similar name.
    is_misspelt: bool,
}

impl Own {
    fn attributes<'a>(&self, attributes: &'a [TypeAttribute]) -> OwnAttributes<'a> {
        let mut own = OwnAttributes {
            lists: Vec::new(),
            malformed: None,
            is_misspelt: false,
        };
        for attribute in attributes {
            match (&attribute.name, &attribute.list) {
                (Some(name), list) if name == self.entity.name => match list {
                    Some(list) => own.lists.push(self.hygiene.content(list)),
                    None => own.malformed = Some(attribute),
                },
                (Some(name), _) => own.is_misspelt |= is_misspelt(name, self.entity.name),
                (None, _) => {}
            }
        }
        own
    }
}

/// Whether the name of an attribute is a misspelling of another.
fn is_misspelt(name: &Ident, own: &str) -> bool {
    let written = name.to_string();
    let is_known = ENTITIES.iter().any(|entity| written == entity.name);
    !is_known && is_typo(&written, own)
}
