//! String literals.

use std::rc::Rc;

use proc_macro2::{Literal, Span, TokenStream};
use quote::ToTokens;
use syn::{Lit, LitStr};

/// A string literal with its value. syn would parse it for each use of the value, which takes far longer
/// without optimisation than to compare its ends.
#[derive(Clone)]
pub(crate) struct TextLiteral {
    token: Literal,
    value: Rc<str>,
}

impl TextLiteral {
    /// A literal that is not in the source.
    pub(crate) fn new(value: &str, span: Span) -> Self {
        let mut token = Literal::string(value);
        token.set_span(span);
        Self {
            token,
            value: value.into(),
        }
    }

    /// The literal, if it is a string.
    pub(crate) fn parse(token: &Literal) -> Option<Self> {
        if let Some(value) = verbatim(&token.to_string()) {
            return Some(Self {
                token: token.clone(),
                value: value.into(),
            });
        }
        match Lit::new(token.clone()) {
            Lit::Str(literal) => Some(Self::from(&literal)),
            _ => None,
        }
    }

    pub(crate) fn value(&self) -> &str {
        &self.value
    }

    pub(crate) fn span(&self) -> Span {
        self.token.span()
    }

    pub(crate) fn token(&self) -> Literal {
        self.token.clone()
    }

    pub(crate) fn into_lit(self) -> Lit {
        Lit::new(self.token)
    }
}

impl From<&LitStr> for TextLiteral {
    fn from(literal: &LitStr) -> Self {
        Self {
            token: literal.token(),
            value: literal.value().into(),
        }
    }
}

impl ToTokens for TextLiteral {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.token.to_tokens(tokens);
    }
}

/// Text between the quotes, if it is the value: without escapes, and without line ends that Rust converts.
fn verbatim(source: &str) -> Option<&str> {
    match source.as_bytes() {
        [b'"', .., b'"'] if !source.contains('\\') && !source.contains('\r') => {
            source.get(1..source.len() - 1)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Literal;
    use syn::LitStr;

    use super::{TextLiteral, verbatim};

    #[test]
    fn values_are_those_of_syn() {
        for source in [
            r#""""#,
            r#""a""#,
            r#""é {b}""#,
            r#""a\"b\n\u{e9}""#,
            "\"a\nb\"",
            "\"a\r\nb\"",
            "\"a\\\n  b\"",
            r#"r"a\n""#,
            r##"r#"a"b"#"##,
        ] {
            let token: Literal = source.parse().unwrap();
            let literal = TextLiteral::parse(&token).unwrap();
            let expected: LitStr = syn::parse_str(source).unwrap();
            assert_eq!(literal.value(), expected.value(), "{source}");
            assert_eq!(literal.token().to_string(), source);
        }
    }

    #[test]
    fn other_literals_are_not_strings() {
        for source in ["1", "'a'", "b\"a\"", "c\"a\"", "1.5"] {
            let token: Literal = source.parse().unwrap();
            assert!(TextLiteral::parse(&token).is_none(), "{source}");
        }
    }

    #[test]
    fn only_text_without_escapes_is_verbatim() {
        for (source, expected) in [
            (r#""a b""#, Some("a b")),
            (r#""""#, Some("")),
            (r#""a\n""#, None),
            ("\"a\r\nb\"", None),
            (r#"r"a""#, None),
            (r#""a"x"#, None),
        ] {
            assert_eq!(verbatim(source), expected, "{source}");
        }
    }
}
