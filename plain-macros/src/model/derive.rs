//! A type with a derive: as it was written, and with an entity for each variant.

use std::cell::OnceCell;
use std::rc::Rc;

use plain_schema::{Entity, StringRule};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::{Expr, Generics, Member, Type};

use super::checked::CheckedProperty;
use super::expression::RawExpression;
use super::raw::{RawArgument, RawComponent};
use crate::literal::TextLiteral;

pub(crate) struct RawDerive {
    /// `crate = path`
    pub(crate) krate: Option<Expr>,
    /// `key = ".."`, of an entity that Plain requests.
    pub(crate) key: Option<RawExpression>,
    /// `self`, as the attributes write it.
    pub(crate) receiver: Ident,
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    /// Whether the fields of the type cannot be borrowed.
    pub(crate) is_packed: bool,
    /// Attribute of an enum, whose arguments are the defaults of its variants.
    pub(crate) defaults: RawAttribute,
    pub(crate) is_enum: bool,
    /// Variants of an enum, or one without a name for a struct.
    pub(crate) variants: Vec<RawVariant>,
}

/// `#[customer_event(..)]` on a type or a variant.
#[derive(Default)]
pub(crate) struct RawAttribute {
    pub(crate) arguments: Vec<RawArgument>,
    /// `transparent`
    pub(crate) transparent: Option<Span>,
    /// `crate = path`
    pub(crate) krate: Option<Expr>,
    /// `key = ".."`
    pub(crate) key: Option<RawExpression>,
    /// An attribute without parentheses.
    pub(crate) malformed: Option<TokenStream>,
    /// Whether there is an attribute of a similar name, which rustc reports as unknown.
    pub(crate) is_misspelt: bool,
}

pub(crate) struct RawVariant {
    pub(crate) name: Option<Ident>,
    pub(crate) span: Span,
    pub(crate) attribute: RawAttribute,
    pub(crate) fields: Vec<RawField>,
}

pub(crate) struct RawField {
    pub(crate) member: Member,
    /// Variable that the attributes use for the field.
    pub(crate) binding: Ident,
    pub(crate) ty: Rc<FieldType>,
    pub(crate) roles: Vec<RawRole>,
    /// Whether there is an attribute without parentheses, one of a similar name, or an invalid entry.
    /// All are reported.
    pub(crate) is_attempted: bool,
}

/// Type of a field. Most are never parsed, since only some roles depend on the type.
pub(crate) struct FieldType {
    tokens: Vec<TokenTree>,
    parsed: OnceCell<Type>,
}

impl FieldType {
    pub(crate) const fn new(tokens: Vec<TokenTree>) -> Self {
        Self {
            tokens,
            parsed: OnceCell::new(),
        }
    }

    pub(crate) fn span(&self) -> Span {
        self.tokens
            .first()
            .map_or_else(Span::call_site, TokenTree::span)
    }

    pub(crate) fn parsed(&self) -> &Type {
        self.parsed.get_or_init(|| {
            let tokens: TokenStream = self.tokens.iter().cloned().collect();
            syn::parse2(tokens.clone()).unwrap_or(Type::Verbatim(tokens))
        })
    }
}

/// Entry of `#[customer_event(..)]` on a field.
pub(crate) struct RawRole {
    /// Name of a field of the entity, or of a component.
    pub(crate) name: Ident,
    /// `customer_identifier = kind`
    pub(crate) kind: Option<Ident>,
    /// The `=` that no kind follows.
    pub(crate) missing_kind: Option<Span>,
    /// `name(..)`
    pub(crate) component: Option<RawComponent>,
}

/// A type whose variants have an entity each. `Fields` are the fields of such an entity.
pub(crate) struct Derive<Fields> {
    pub(crate) krate: TokenStream,
    pub(crate) entity: &'static Entity,
    /// Key of an entity that Plain requests.
    pub(crate) key: Option<CardKey>,
    /// `self`, as the attributes write it.
    pub(crate) receiver: Ident,
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    /// Whether the fields of the type cannot be borrowed.
    pub(crate) is_packed: bool,
    pub(crate) is_enum: bool,
    pub(crate) variants: Vec<Variant<Fields>>,
}

/// Key of an entity that Plain requests.
pub(crate) enum CardKey {
    Literal(TextLiteral),
    /// A constant, which rustc checks at compile time.
    Constant(Expr, StringRule),
    /// A key that is missing or invalid. That has been reported.
    Placeholder,
}

pub(crate) type DesugaredDerive = Derive<Vec<RawArgument>>;
pub(crate) type CheckedDerive = Derive<Vec<CheckedProperty>>;

pub(crate) struct Variant<Fields> {
    pub(crate) name: Option<Ident>,
    pub(crate) fields: Vec<DeriveField>,
    pub(crate) value: VariantValue<Fields>,
    /// Whether a missing field of the entity is an error of its own.
    pub(crate) reports_missing: bool,
}

/// The entity of a variant.
pub(crate) enum VariantValue<Fields> {
    Entity(Fields),
    /// The entity of the variant's only field.
    Transparent(Ident),
    /// No valid entity. That has been reported.
    Placeholder,
}

/// Field of a type with a derive.
pub(crate) struct DeriveField {
    pub(crate) member: Member,
    pub(crate) binding: Ident,
    pub(crate) ty: Rc<FieldType>,
    /// Whether the type may be an `Option` or a collection, of a field with roles. Only rustc knows, since it may
    /// be an alias.
    pub(crate) may_be_several: bool,
    /// Whether uses of the field need bounds: without generics, rustc checks the types themselves.
    pub(crate) is_generic: bool,
    pub(crate) bounds: Vec<FieldBound>,
}

/// Trait that the use of a field needs, as the bound of a generic type.
#[derive(Clone)]
pub(crate) struct FieldBound {
    /// Type of the field, of the content of an `Option`, or of a part of it.
    pub(crate) ty: Type,
    pub(crate) required: RequiredTrait,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum RequiredTrait {
    /// A trait of `core::fmt`.
    Format(&'static str),
    Date,
    Number,
    /// The trait of the derive, for the field's own entity.
    Entity,
}

impl<Fields> Derive<Fields> {
    /// The same type, with the fields of each entity replaced. `map` takes the name of the variant,
    /// or of the struct, and whether a missing field is an error.
    pub(crate) fn map_entities<Other>(
        self,
        mut map: impl FnMut(&Ident, bool, Fields) -> Other,
    ) -> Derive<Other> {
        let variants = self.variants.into_iter().map(|variant| Variant {
            value: match variant.value {
                VariantValue::Entity(fields) => {
                    let name = variant.name.as_ref().unwrap_or(&self.name);
                    VariantValue::Entity(map(name, variant.reports_missing, fields))
                }
                VariantValue::Transparent(field) => VariantValue::Transparent(field),
                VariantValue::Placeholder => VariantValue::Placeholder,
            },
            name: variant.name,
            fields: variant.fields,
            reports_missing: variant.reports_missing,
        });
        Derive {
            variants: variants.collect(),
            krate: self.krate,
            entity: self.entity,
            key: self.key,
            receiver: self.receiver,
            name: self.name,
            generics: self.generics,
            is_packed: self.is_packed,
            is_enum: self.is_enum,
        }
    }
}
