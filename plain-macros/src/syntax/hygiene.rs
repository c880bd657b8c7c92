//! One hygiene for the names in a derive. The attributes and the fields may come from a macro and from
//! its caller, and a derive finds fields by name all the same.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};

use super::expression::Recovery;
use super::type_item::TypeItem;

/// Hygiene of the names in a derive.
#[derive(Clone, Copy)]
pub(super) struct Hygiene {
    span: Span,
    is_of_source: bool,
    recovery: Recovery,
}

impl Hygiene {
    /// Hygiene of the first attribute of the derive, which most others share.
    pub(super) fn of(input: &TypeItem, name: &str, recovery: Recovery) -> Self {
        let mut names = input.attributes().filter_map(|it| it.name.as_ref());
        let own = names.find(|own| *own == name);
        let span = own.unwrap_or(&input.name).span();
        Self {
            span,
            is_of_source: is_of_source(span),
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

    /// Tokens in the parentheses of an attribute.
    pub(super) fn content(self, parentheses: &Group) -> TokenStream {
        let content = parentheses.stream();
        // A new group has one span for both delimiters, and an editor needs each of them. Parentheses of the
        // source contain only tokens of the source, and to rewrite all of them takes long.
        let is_unchanged = self.recovery == Recovery::Complete
            || self.is_of_source && is_of_source(parentheses.span());
        if is_unchanged {
            content
        } else {
            self.tokens(content)
        }
    }

    /// Tokens with this hygiene. `$crate` keeps its own, which is that of its crate.
    fn tokens(self, tokens: TokenStream) -> TokenStream {
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

/// Whether a location has the hygiene of the source, which no macro wrote. Only rustc's debug output says so. In
/// another format the answer is `false`, which is right for any location, but slower.
fn is_of_source(location: Span) -> bool {
    format!("{location:?}").starts_with("#0 bytes")
}
