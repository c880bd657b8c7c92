//! The type that a derive is on. rustc has parsed it, so this parser reads only the parts that a derive needs.
//! syn's parser of types takes five times as long without optimisation.

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser as _};
use syn::{Generics, Token, token};

use super::attribute::first_attribute;
use crate::model::FieldType;

/// A struct, an enum or a union.
pub(crate) struct TypeItem {
    pub(super) attributes: Vec<TypeAttribute>,
    pub(super) name: Ident,
    pub(super) generics: Generics,
    pub(super) data: TypeData,
}

pub(super) enum TypeData {
    Struct(Vec<TypeField>),
    Enum(Vec<TypeVariant>),
    /// A union, and the place of its keyword.
    Union(Span),
}

pub(super) struct TypeVariant {
    pub(super) attributes: Vec<TypeAttribute>,
    pub(super) name: Ident,
    pub(super) fields: Vec<TypeField>,
}

pub(super) struct TypeField {
    pub(super) attributes: Vec<TypeAttribute>,
    pub(super) name: Option<Ident>,
    pub(super) ty: FieldType,
}

/// `#[name]`, `#[name(..)]` or `#[name = ..]`
pub(super) struct TypeAttribute {
    /// The name, unless the path has several segments.
    pub(super) name: Option<Ident>,
    /// The parentheses.
    pub(super) list: Option<Group>,
    /// All tokens in the brackets.
    pub(super) tokens: Vec<TokenTree>,
}

impl TypeAttribute {
    /// All tokens in the brackets.
    pub(super) fn stream(&self) -> TokenStream {
        self.tokens.iter().cloned().collect()
    }
}

impl TypeItem {
    /// Parses the tokens of a type.
    pub(crate) fn parse(tokens: TokenStream) -> syn::Result<Self> {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let (attributes, rest) = attributes(&tokens);
        let keyword = rest.iter().position(|token| {
            let is_keyword = |name: &Ident| name == "struct" || name == "enum" || name == "union";
            matches!(token, TokenTree::Ident(name) if is_keyword(name))
        });
        let item = keyword.map(|index| &rest[index..]);
        let Some([TokenTree::Ident(keyword), TokenTree::Ident(name), rest @ ..]) = item else {
            return Err(syn::Error::new(
                Span::call_site(),
                "expected a struct, an enum or a union",
            ));
        };
        let (generics, body) = match rest {
            [TokenTree::Group(body)] => (Generics::default(), Some(body.clone())),
            [TokenTree::Group(body), TokenTree::Punct(_)] => {
                (Generics::default(), Some(body.clone()))
            }
            [TokenTree::Punct(end)] if end.as_char() == ';' => (Generics::default(), None),
            rest => generics_and_body.parse2(rest.iter().cloned().collect())?,
        };
        let data = if keyword == "struct" {
            TypeData::Struct(body.as_ref().map(fields).unwrap_or_default())
        } else if keyword == "enum" {
            TypeData::Enum(body.as_ref().map(variants).unwrap_or_default())
        } else {
            TypeData::Union(keyword.span())
        };
        Ok(Self {
            attributes,
            name: name.clone(),
            generics,
            data,
        })
    }

    /// Attributes of the type, its variants and its fields.
    pub(super) fn attributes(&self) -> impl Iterator<Item = &TypeAttribute> {
        let (fields, variants) = match &self.data {
            TypeData::Struct(fields) => (fields.as_slice(), &[][..]),
            TypeData::Enum(variants) => (&[][..], variants.as_slice()),
            TypeData::Union(_) => (&[][..], &[][..]),
        };
        let of_variants = variants.iter().flat_map(|variant| {
            let of_fields = variant.fields.iter().flat_map(|field| &field.attributes);
            variant.attributes.iter().chain(of_fields)
        });
        let of_fields = fields.iter().flat_map(|field| &field.attributes);
        self.attributes.iter().chain(of_fields).chain(of_variants)
    }
}

/// Generics, with the bounds after `where`, and the fields or variants.
fn generics_and_body(input: ParseStream<'_>) -> syn::Result<(Generics, Option<Group>)> {
    let mut generics: Generics = input.parse()?;
    generics.where_clause = input.parse()?;
    let has_body = input.peek(token::Brace) || input.peek(token::Paren);
    let body = if has_body { Some(input.parse()?) } else { None };
    if generics.where_clause.is_none() {
        // After the fields of a tuple.
        generics.where_clause = input.parse()?;
    }
    input.parse::<Option<Token![;]>>()?;
    Ok((generics, body))
}

/// Splits off the attributes at the start.
fn attributes(mut tokens: &[TokenTree]) -> (Vec<TypeAttribute>, &[TokenTree]) {
    let mut attributes = Vec::new();
    while let Some((group, rest)) = first_attribute(tokens) {
        attributes.push(attribute(group.stream()));
        tokens = rest;
    }
    (attributes, tokens)
}

fn attribute(tokens: TokenStream) -> TypeAttribute {
    let tokens = ungrouped(tokens.into_iter().collect());
    let (name, list) = match tokens.as_slice() {
        [TokenTree::Ident(name)] => (Some(name.clone()), None),
        [TokenTree::Ident(name), TokenTree::Group(group)] => {
            (Some(name.clone()), Some(group.clone()))
        }
        [TokenTree::Ident(name), TokenTree::Punct(sign), ..] if sign.as_char() == '=' => {
            (Some(name.clone()), None)
        }
        _ => (None, None),
    };
    TypeAttribute { name, list, tokens }
}

/// Tokens without the invisible group at the start, which is around a fragment of a `macro_rules!`.
fn ungrouped(mut tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    while let [TokenTree::Group(group), ..] = tokens.as_slice()
        && group.delimiter() == Delimiter::None
    {
        let content = group.stream();
        tokens.splice(..1, content);
    }
    tokens
}

/// Parses the fields of a struct or a variant.
fn fields(body: &Group) -> Vec<TypeField> {
    let tokens: Vec<TokenTree> = body.stream().into_iter().collect();
    let is_named = body.delimiter() == Delimiter::Brace;
    let mut fields = Vec::new();
    for tokens in split(&tokens, |_, _| true) {
        let (attributes, rest) = attributes(tokens);
        let (name, ty) = if is_named {
            named(rest)
        } else {
            (None, without_visibility(rest))
        };
        fields.push(TypeField {
            attributes,
            name,
            ty: FieldType::new(ty.to_vec()),
        });
    }
    fields
}

/// Name and type of a field, without its visibility.
fn named(tokens: &[TokenTree]) -> (Option<Ident>, &[TokenTree]) {
    for (index, token) in tokens.iter().enumerate() {
        if let TokenTree::Ident(name) = token
            && let Some(TokenTree::Punct(colon)) = tokens.get(index + 1)
            && colon.as_char() == ':'
        {
            return (Some(name.clone()), &tokens[index + 2..]);
        }
    }
    (None, tokens)
}

/// The type of a field in a tuple. `pub (A, B)` has a tuple, and `pub (in a::b) A` a path in parentheses.
fn without_visibility(tokens: &[TokenTree]) -> &[TokenTree] {
    match tokens {
        // A fragment of a `macro_rules!`, in front of the type.
        [TokenTree::Group(group), rest @ ..]
            if group.delimiter() == Delimiter::None && !rest.is_empty() =>
        {
            rest
        }
        [TokenTree::Ident(public), rest @ ..] if public == "pub" => match rest {
            [TokenTree::Group(group), rest @ ..] if is_restriction(group) => rest,
            rest => rest,
        },
        tokens => tokens,
    }
}

fn is_restriction(group: &Group) -> bool {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    match tokens.as_slice() {
        _ if group.delimiter() != Delimiter::Parenthesis => false,
        [TokenTree::Ident(module)] => module == "crate" || module == "self" || module == "super",
        [TokenTree::Ident(word), ..] => word == "in",
        _ => false,
    }
}

/// Parses the variants of an enum.
fn variants(body: &Group) -> Vec<TypeVariant> {
    let tokens: Vec<TokenTree> = body.stream().into_iter().collect();
    let mut variants = Vec::new();
    // In a discriminant, `<` opens generics only after `::`.
    let is_type = |tokens: &[TokenTree], index: usize| matches!(&tokens[..index], [.., TokenTree::Punct(sign)] if sign.as_char() == ':');
    for tokens in split(&tokens, is_type) {
        let (attributes, rest) = attributes(tokens);
        let name = rest
            .iter()
            .position(|token| matches!(token, TokenTree::Ident(_)));
        let Some([TokenTree::Ident(name), rest @ ..]) = name.map(|index| &rest[index..]) else {
            continue;
        };
        variants.push(TypeVariant {
            attributes,
            name: name.clone(),
            fields: match rest.first() {
                Some(TokenTree::Group(body)) => fields(body),
                _ => Vec::new(),
            },
        });
    }
    variants
}

/// Splits tokens at commas that are not between `<` and `>`. `opens` says whether the `<` at an index opens generics.
fn split(tokens: &[TokenTree], opens: impl Fn(&[TokenTree], usize) -> bool) -> Vec<&[TokenTree]> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut is_arrow) = (0, 0_usize, false);
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Punct(sign) = token else {
            is_arrow = false;
            continue;
        };
        match sign.as_char() {
            '<' if depth > 0 || opens(tokens, index) => depth += 1,
            // The `>` of `->` closes nothing.
            '>' if !is_arrow => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                if start < index {
                    parts.push(&tokens[start..index]);
                }
                start = index + 1;
            }
            _ => {}
        }
        is_arrow = sign.as_char() == '-' && sign.spacing() == Spacing::Joint;
    }
    if start < tokens.len() {
        parts.push(&tokens[start..]);
    }
    parts
}
