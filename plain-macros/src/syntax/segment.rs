//! Cuts tokens at their commas, as Rust's own grammar would.

use proc_macro2::{Delimiter, Spacing, Span, TokenStream, TokenTree};

use crate::diagnostic::Diagnostics;

/// The tokens between two commas.
pub(super) struct Segment {
    pub(super) tokens: Vec<TokenTree>,
    /// Where the segment ends, for what is missing there.
    pub(super) end: Span,
    /// The separator after it.
    pub(super) separator: Option<Span>,
    /// Whether the separator before it is missing; that has been reported.
    pub(super) lacks_separator: bool,
}

/// What is cut.
pub(super) struct Grammar {
    pub(super) separator: Separator,
    /// Whether another segment starts, told from what has been read and what follows.
    pub(super) starts_anew: fn(&[TokenTree], &[TokenTree]) -> bool,
    /// Whether a segment is unfinished, which is reported of itself, so that the missing separator
    /// is not.
    pub(super) is_unfinished: fn(&[TokenTree], is_first: bool) -> bool,
}

/// What stands between the segments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// In calls and lists.
    Comma,
    /// In blocks.
    Semicolon,
}

impl Separator {
    const fn sign(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
        }
    }
}

/// Cuts a list at its separators. Where one is missing, that is reported and the list is cut all the
/// same.
pub(super) fn segments(
    tokens: TokenStream,
    grammar: &Grammar,
    diagnostics: &mut Diagnostics,
) -> Vec<Segment> {
    let separator = grammar.separator;
    let tokens: Vec<TokenTree> = flatten(tokens);
    let mut segments = Vec::new();
    let mut start = 0;
    let mut lacks_separator = false;
    let mut generics = Generics::default();
    for (index, token) in tokens.iter().enumerate() {
        if let Some(sign) = separator_sign(token)
            && !generics.are_open()
        {
            if sign != separator.sign() {
                expected(separator, token.span(), diagnostics);
            } else if index == start {
                diagnostics.at(
                    token.span(),
                    &format!("nothing stands before this `{sign}`"),
                    "remove it",
                );
            }
            if index > start {
                segments.push(Segment {
                    tokens: tokens[start..index].to_vec(),
                    end: token.span(),
                    separator: Some(token.span()),
                    lacks_separator,
                });
            }
            lacks_separator = false;
            start = index + 1;
            continue;
        }
        let before = &tokens[start..index];
        if index > start && (grammar.starts_anew)(before, &tokens[index..]) {
            // In a block, as in Rust, control flow needs nothing after it.
            let ends_itself = matches!(
                (separator, &tokens[index - 1]),
                (Separator::Semicolon, TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace
            );
            let is_reported = (grammar.is_unfinished)(before, segments.is_empty());
            segments.push(Segment {
                tokens: before.to_vec(),
                end: token.span(),
                separator: None,
                lacks_separator,
            });
            lacks_separator = !ends_itself && !is_reported;
            if lacks_separator {
                expected(separator, token.span(), diagnostics);
            }
            start = index;
            generics = Generics::default();
        }
        generics.read(&tokens[start..=index]);
    }
    if let Some(last) = tokens[start..].last() {
        segments.push(Segment {
            tokens: tokens[start..].to_vec(),
            end: last.span(),
            separator: None,
            lacks_separator,
        });
    }
    segments
}

fn separator_sign(token: &TokenTree) -> Option<char> {
    match token {
        TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | ';') => Some(punct.as_char()),
        _ => None,
    }
}

fn expected(separator: Separator, span: Span, diagnostics: &mut Diagnostics) {
    let sign = separator.sign();
    let help = match separator {
        Separator::Comma => "separate the two by a comma",
        Separator::Semicolon => "in a block, as in Rust, separate the two by a semicolon",
    };
    diagnostics.at(span, &format!("expected `{sign}`"), help);
}

/// Takes the tokens out of the invisible groups that surround what a `macro_rules!` captured, if
/// there is nothing beside.
pub(super) fn flatten(tokens: TokenStream) -> Vec<TokenTree> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    match <[TokenTree; 1]>::try_from(tokens) {
        Ok([TokenTree::Group(group)]) if group.delimiter() == Delimiter::None => {
            flatten(group.stream())
        }
        Ok(single) => single.into(),
        Err(tokens) => tokens,
    }
}

/// Whether a comma stands within `::<..>` or `<.. as ..>`.
#[derive(Default)]
struct Generics {
    depth: usize,
}

impl Generics {
    fn are_open(&self) -> bool {
        self.depth > 0
    }

    fn read(&mut self, tokens: &[TokenTree]) {
        let [before @ .., TokenTree::Punct(punct)] = tokens else {
            return;
        };
        match punct.as_char() {
            '<' if self.are_open() || opens_generics(before) => self.depth += 1,
            '>' if self.are_open() && !ends_arrow(before) => self.depth -= 1,
            _ => {}
        }
    }
}

fn opens_generics(before: &[TokenTree]) -> bool {
    match before {
        // `::<`
        [.., TokenTree::Punct(first), TokenTree::Punct(second)]
            if first.as_char() == ':' && second.as_char() == ':' =>
        {
            true
        }
        // `<T as Trait>::f()`, at the start of a value
        [] => true,
        [.., TokenTree::Punct(punct)] => {
            punct.as_char() == '=' && punct.spacing() == Spacing::Alone
        }
        _ => false,
    }
}

fn ends_arrow(before: &[TokenTree]) -> bool {
    matches!(
        before,
        [.., TokenTree::Punct(punct)]
            if matches!(punct.as_char(), '-' | '=') && punct.spacing() == Spacing::Joint
    )
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::{Grammar, Separator, segments};
    use crate::diagnostic::{Diagnostics, Reader};

    fn cut(source: &str) -> Vec<String> {
        let tokens = source.parse().unwrap();
        let grammar = Grammar {
            separator: Separator::Comma,
            starts_anew: |_, _| false,
            is_unfinished: |_, _| false,
        };
        segments(tokens, &grammar, &mut Diagnostics::new(Reader::Compiler))
            .iter()
            .map(|segment| {
                let tokens: TokenStream = segment.tokens.iter().cloned().collect();
                tokens.to_string().replace(' ', "")
            })
            .collect()
    }

    #[test]
    fn commas_cut_except_within_generics() {
        assert_eq!(cut("a, b(c, d), e"), ["a", "b(c,d)", "e"]);
        assert_eq!(cut("a, b,"), ["a", "b"]);
        assert_eq!(cut("f::<A, B>(), c"), ["f::<A,B>()", "c"]);
        assert_eq!(
            cut("x = <A<B, C> as D>::f(), c"),
            ["x=<A<B,C>asD>::f()", "c"]
        );
        assert_eq!(cut("f::<fn(A) -> B, C>(), d"), ["f::<fn(A)->B,C>()", "d"]);
        assert_eq!(cut("a < b, c > d"), ["a<b", "c>d"]);
        assert_eq!(cut(""), [""; 0]);
    }
}
