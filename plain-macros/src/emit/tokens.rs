//! Tokens of an expansion, collected one by one. Proc macros run without optimisation, in which
//! `quote!` takes several times as long, above all to put one stream into another.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

/// Tokens that are not a stream yet.
#[derive(Default)]
pub(crate) struct Tokens(Vec<TokenTree>);

impl Tokens {
    /// No tokens, with room for some.
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self(Vec::with_capacity(capacity))
    }

    /// A literal alone.
    pub(crate) fn literal(literal: Literal) -> Self {
        Self(vec![literal.into()])
    }

    /// Adds a name.
    pub(crate) fn name(&mut self, name: Ident) {
        self.0.push(name.into());
    }

    /// Adds a sign of one character.
    pub(crate) fn sign(&mut self, sign: char) {
        self.0.push(Punct::new(sign, Spacing::Alone).into());
    }

    /// Adds a sign that forms one with the next.
    pub(crate) fn joint_sign(&mut self, sign: char) {
        self.0.push(Punct::new(sign, Spacing::Joint).into());
    }

    /// Adds a sign of one character at a location.
    pub(crate) fn sign_at(&mut self, sign: char, span: Span) {
        let mut sign = Punct::new(sign, Spacing::Alone);
        sign.set_span(span);
        self.0.push(sign.into());
    }

    /// Adds `::`.
    pub(crate) fn separator(mut self) -> Self {
        self.0.push(Punct::new(':', Spacing::Joint).into());
        self.sign(':');
        self
    }

    /// Adds `::name`.
    pub(crate) fn segment(mut self, name: Ident) -> Self {
        self = self.separator();
        self.name(name);
        self
    }

    /// Adds `::name` for each name.
    pub(crate) fn segments(mut self, names: &[&str]) -> Self {
        let span = Span::call_site();
        for name in names {
            self = self.segment(Ident::new(name, span));
        }
        self
    }

    /// Adds `(content)`, the arguments of a function.
    pub(crate) fn call(self, content: Self) -> Self {
        self.group(Delimiter::Parenthesis, content, Span::call_site())
    }

    /// Adds `.name(arguments)`.
    pub(crate) fn method(mut self, name: &str, arguments: Self) -> Self {
        self.sign('.');
        self.name(Ident::new(name, Span::call_site()));
        self.call(arguments)
    }

    /// Adds a group.
    pub(crate) fn group(mut self, delimiter: Delimiter, content: Self, span: Span) -> Self {
        let mut group = Group::new(delimiter, content.into());
        group.set_span(span);
        self.0.push(group.into());
        self
    }

    /// Adds copies of tokens.
    pub(crate) fn extend(&mut self, tokens: &[TokenTree]) {
        self.0.extend_from_slice(tokens);
    }

    /// Adds other tokens.
    pub(crate) fn append(&mut self, mut tokens: Self) {
        self.0.append(&mut tokens.0);
    }
}

impl From<Ident> for Tokens {
    fn from(name: Ident) -> Self {
        Self(vec![name.into()])
    }
}

impl From<TokenStream> for Tokens {
    fn from(stream: TokenStream) -> Self {
        Self(stream.into_iter().collect())
    }
}

impl From<&[TokenTree]> for Tokens {
    fn from(tokens: &[TokenTree]) -> Self {
        Self(tokens.to_vec())
    }
}

impl From<Tokens> for Vec<TokenTree> {
    fn from(tokens: Tokens) -> Self {
        tokens.0
    }
}

impl From<Tokens> for TokenStream {
    fn from(tokens: Tokens) -> Self {
        tokens.0.into_iter().collect()
    }
}
