//! A type with `#[derive(CustomerEvent)]` to a raw tree: its fields and what their attributes say.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::format_ident;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Expr, Fields, Member, Meta};

use super::argument::arguments;
use super::list::component_tokens;
use super::segment::{Grammar, Separator, segments};
use crate::diagnostic::Diagnostics;
use crate::model::{
    RawArgument, RawAttribute, RawComponent, RawDerive, RawField, RawRole, RawValue, RawVariant,
};

/// Reads a type; `name` is that of the attributes that are the derive's own.
pub(crate) fn derive(input: DeriveInput, name: &str, diagnostics: &mut Diagnostics) -> RawDerive {
    let mut attribute = attribute(&input.attrs, name, diagnostics);
    let krate = attribute.krate.take();
    let mut variants = Vec::new();
    let mut is_enum = false;
    match input.data {
        Data::Struct(data) => variants.push(RawVariant {
            name: None,
            span: input.ident.span(),
            attribute: std::mem::take(&mut attribute),
            fields: fields(data.fields, name, diagnostics),
        }),
        Data::Enum(data) => {
            is_enum = true;
            for variant in data.variants {
                variants.push(RawVariant {
                    span: variant.ident.span(),
                    attribute: self::attribute(&variant.attrs, name, diagnostics),
                    fields: fields(variant.fields, name, diagnostics),
                    name: Some(variant.ident),
                });
            }
        }
        Data::Union(data) => diagnostics.at(
            data.union_token.span,
            "a union cannot be an event: which of its fields is there is unknown",
            "derive it on a struct or an enum",
        ),
    }
    RawDerive {
        krate,
        name: input.ident,
        generics: input.generics,
        defaults: attribute,
        is_enum,
        variants,
    }
}

/// Reads the attributes of a type or a variant; several are as one.
fn attribute(attributes: &[Attribute], name: &str, diagnostics: &mut Diagnostics) -> RawAttribute {
    let mut attribute = RawAttribute::default();
    for tokens in own(attributes, name, diagnostics) {
        for argument in arguments(tokens, diagnostics) {
            match argument.named_path() {
                Some(NamedPath::Transparent(span)) => attribute.transparent = Some(span),
                Some(NamedPath::Crate(value)) => attribute.krate = Some(value),
                None => attribute.arguments.push(argument),
            }
        }
    }
    attribute
}

/// What an attribute says besides the event's fields.
enum NamedPath {
    Transparent(Span),
    Crate(Expr),
}

impl RawArgument {
    fn named_path(&self) -> Option<NamedPath> {
        let RawValue::Expression(value) = &self.value else {
            return None;
        };
        match (&self.name, value) {
            (None, Expr::Path(value)) if value.path.is_ident("transparent") => {
                Some(NamedPath::Transparent(value.path.span()))
            }
            (Some(name), value) if name == "crate" => Some(NamedPath::Crate(value.clone())),
            _ => None,
        }
    }
}

fn fields(fields: Fields, name: &str, diagnostics: &mut Diagnostics) -> Vec<RawField> {
    fields
        .into_iter()
        .enumerate()
        .map(|(index, field)| {
            let span = field.ty.span();
            let binding = match &field.ident {
                Some(ident) => ident.clone(),
                None => format_ident!("_{index}", span = span),
            };
            let roles = own(&field.attrs, name, diagnostics)
                .into_iter()
                .flat_map(|tokens| roles(tokens, diagnostics))
                .collect();
            RawField {
                member: field
                    .ident
                    .map_or_else(|| Member::from(index), Member::Named),
                binding,
                ty: field.ty,
                roles,
            }
        })
        .collect()
}

const ROLES: Grammar = Grammar {
    separator: Separator::Comma,
    starts_anew: |_, _| false,
    is_unfinished: |_, _| false,
};

/// Reads what a field is for: `external_id`, `customer_identifier = external_id`, `badge(..)`.
fn roles(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Vec<RawRole> {
    let segments = segments(tokens, &ROLES, diagnostics);
    let mut roles = Vec::new();
    for segment in segments {
        match segment.tokens.as_slice() {
            [TokenTree::Ident(name)] => roles.push(RawRole {
                name: name.clone(),
                kind: None,
                lacks_kind: None,
                component: None,
            }),
            [TokenTree::Ident(name), TokenTree::Punct(sign), TokenTree::Ident(kind)]
                if sign.as_char() == '=' =>
            {
                roles.push(RawRole {
                    name: name.clone(),
                    kind: Some(kind.clone()),
                    lacks_kind: None,
                    component: None,
                });
            }
            [TokenTree::Ident(name), TokenTree::Punct(sign)] if sign.as_char() == '=' => {
                roles.push(RawRole {
                    name: name.clone(),
                    kind: None,
                    lacks_kind: Some(sign.span()),
                    component: None,
                });
            }
            tokens => match component_tokens(tokens) {
                Some((name, group)) => roles.push(RawRole {
                    name: name.clone(),
                    kind: None,
                    lacks_kind: None,
                    component: Some(RawComponent {
                        name: name.clone(),
                        open: group.span_open(),
                        arguments: arguments(group.stream(), diagnostics),
                    }),
                }),
                None => diagnostics.over(
                    tokens.iter().cloned().collect::<TokenStream>(),
                    "a field's attribute says what the field is for",
                    "write a field of the event, such as `external_id` or `customer_identifier = email_address`, or a component, such as `badge(color = Green)`",
                ),
            },
        }
    }
    roles
}

/// What stands in the parentheses of the derive's own attributes.
fn own(attributes: &[Attribute], name: &str, diagnostics: &mut Diagnostics) -> Vec<TokenStream> {
    let mut own = Vec::new();
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident(name))
    {
        match &attribute.meta {
            Meta::List(list) => own.push(list.tokens.clone()),
            meta => diagnostics.over(
                meta,
                &format!("`{name}` needs its parentheses"),
                &format!("write `#[{name}(..)]`"),
            ),
        }
    }
    own
}
