//! One hygiene for the names in a derive. The attributes and the fields may come from a macro and from
//! its caller, and a derive finds fields by name all the same.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Fields};

use super::expression::Recovery;

/// Hygiene of the names in a derive.
#[derive(Clone, Copy)]
pub(super) struct Hygiene {
    span: Span,
    recovery: Recovery,
}

impl Hygiene {
    /// Hygiene of the first attribute of the derive, which most others share.
    pub(super) fn of(input: &DeriveInput, name: &str, recovery: Recovery) -> Self {
        let attributes = attributes(input);
        let own = attributes
            .iter()
            .find(|attribute| attribute.path().is_ident(name));
        Self {
            span: own.map_or_else(|| input.ident.span(), |own| own.path().span()),
            recovery,
        }
    }

    /// A location with this hygiene.
    pub(super) fn at(self, location: Span) -> Span {
        location.resolved_at(self.span)
    }

    /// The name of a field as the attributes write it.
    pub(super) fn name(self, ident: &Ident) -> Ident {
        let mut name = ident.clone();
        name.set_span(self.at(ident.span()));
        name
    }

    /// Tokens of an attribute. `$crate` keeps its hygiene, which is that of its crate.
    pub(super) fn tokens(self, tokens: TokenStream) -> TokenStream {
        // A new group has one span for both delimiters, and an editor needs each of them.
        if self.recovery == Recovery::Complete {
            return tokens;
        }
        let tokens = tokens.into_iter().map(|token| match token {
            TokenTree::Group(group) => {
                let mut own = Group::new(group.delimiter(), self.tokens(group.stream()));
                own.set_span(self.at(group.span()));
                TokenTree::Group(own)
            }
            TokenTree::Ident(ident) if ident == "$crate" => TokenTree::Ident(ident),
            mut token => {
                token.set_span(self.at(token.span()));
                token
            }
        });
        tokens.collect()
    }
}

/// Attributes of a type, its variants and its fields.
fn attributes(input: &DeriveInput) -> Vec<&Attribute> {
    let mut attributes: Vec<&Attribute> = input.attrs.iter().collect();
    match &input.data {
        Data::Struct(data) => add_attributes(&data.fields, &mut attributes),
        Data::Enum(data) => {
            for variant in &data.variants {
                attributes.extend(&variant.attrs);
                add_attributes(&variant.fields, &mut attributes);
            }
        }
        Data::Union(_) => {}
    }
    attributes
}

fn add_attributes<'a>(fields: &'a Fields, attributes: &mut Vec<&'a Attribute>) {
    attributes.extend(fields.iter().flat_map(|field| &field.attrs));
}
