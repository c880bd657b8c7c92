//! Segments of a token stream, split at commas as in Rust's own grammar.

use proc_macro2::{Delimiter, Spacing, Span, TokenStream, TokenTree};

use crate::diagnostic::Diagnostics;

/// Tokens between two separators.
pub(super) struct Segment {
    pub(super) tokens: Vec<TokenTree>,
    /// End of the segment, where a missing part of it is reported.
    pub(super) end: Span,
    /// Separator after the segment.
    pub(super) separator: Option<Span>,
    /// Whether the separator before the segment is missing. That has been reported.
    pub(super) missing_separator: bool,
}

/// Grammar of the segments of a list.
pub(super) struct Grammar {
    pub(super) separator: Separator,
    /// Whether another segment starts between the tokens of this one and the rest.
    pub(super) starts_segment: fn(&[TokenTree], &[TokenTree]) -> bool,
    /// Whether a segment is incomplete. That has an error of its own, so the missing separator after
    /// it is not reported.
    pub(super) is_incomplete: fn(&[TokenTree], is_first: bool) -> bool,
}

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

/// Splits a list at its separators. A missing separator is reported, and splits the list too.
pub(super) fn segments(
    tokens: TokenStream,
    grammar: &Grammar,
    diagnostics: &mut Diagnostics,
) -> Vec<Segment> {
    let tokens = flatten(tokens);
    let mut splitter = Splitter {
        tokens: &tokens,
        grammar,
        diagnostics,
        segments: Vec::new(),
        start: 0,
        missing_separator: false,
    };
    let mut generics = OpenGenerics::default();
    for (index, token) in tokens.iter().enumerate() {
        if let Some(sign) = separator_sign(token)
            && !generics.are_open()
        {
            splitter.split_at(index, sign, token.span());
            continue;
        }
        if splitter.starts_segment(index) {
            splitter.split_before(index, token.span());
            generics = OpenGenerics::default();
        }
        generics.read(&tokens[splitter.start..=index]);
    }
    splitter.finish()
}

struct Splitter<'a> {
    tokens: &'a [TokenTree],
    grammar: &'a Grammar,
    diagnostics: &'a mut Diagnostics,
    segments: Vec<Segment>,
    /// Index of the first token of the current segment.
    start: usize,
    /// Whether the separator before the current segment is missing.
    missing_separator: bool,
}

impl Splitter<'_> {
    /// Ends the segment at a separator.
    fn split_at(&mut self, index: usize, sign: char, span: Span) {
        if sign != self.grammar.separator.sign() {
            // A `let` in a list is an error of its own.
            let is_let = matches!(self.tokens.get(self.start), Some(TokenTree::Ident(word)) if word == "let");
            if !is_let {
                self.report_missing_separator(span);
            }
        } else if index == self.start {
            self.diagnostics
                .error(span, &format!("unexpected `{sign}`"), "remove it");
        }
        if index > self.start {
            self.push(index, span, Some(span));
        }
        self.missing_separator = false;
        self.start = index + 1;
    }

    fn starts_segment(&self, index: usize) -> bool {
        let (before, rest) = (&self.tokens[self.start..index], &self.tokens[index..]);
        !before.is_empty() && (self.grammar.starts_segment)(before, rest)
    }

    /// Ends the segment where its separator is missing.
    fn split_before(&mut self, index: usize, span: Span) {
        // In a block, as in Rust, control flow needs no separator after it.
        let ends_itself = self.grammar.separator == Separator::Semicolon
            && matches!(
                &self.tokens[index - 1],
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace
            );
        let before = &self.tokens[self.start..index];
        let is_incomplete = (self.grammar.is_incomplete)(before, self.segments.is_empty());
        self.push(index, span, None);
        self.missing_separator = !ends_itself && !is_incomplete;
        if self.missing_separator {
            self.report_missing_separator(span);
        }
        self.start = index;
    }

    fn push(&mut self, index: usize, end: Span, separator: Option<Span>) {
        self.segments.push(Segment {
            tokens: self.tokens[self.start..index].to_vec(),
            end,
            separator,
            missing_separator: self.missing_separator,
        });
    }

    fn report_missing_separator(&mut self, span: Span) {
        let separator = self.grammar.separator;
        let help = match separator {
            Separator::Comma => "separate values and components with `,`",
            Separator::Semicolon => "separate the items of a block with `;`",
        };
        let message = format!("expected `{}`", separator.sign());
        self.diagnostics.error(span, &message, help);
    }

    fn finish(mut self) -> Vec<Segment> {
        if let Some(last) = self.tokens[self.start..].last() {
            self.push(self.tokens.len(), last.span(), None);
        }
        self.segments
    }
}

fn separator_sign(token: &TokenTree) -> Option<char> {
    match token {
        TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | ';') => Some(punct.as_char()),
        _ => None,
    }
}

/// Removes the invisible group around a fragment of a `macro_rules!`, if it is the only token.
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

/// Depth of `::<..>` and `<.. as ..>`, whose commas do not separate segments.
#[derive(Default)]
struct OpenGenerics {
    depth: usize,
}

impl OpenGenerics {
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
    use crate::diagnostic::Diagnostics;

    fn split(source: &str) -> Vec<String> {
        let tokens = source.parse().unwrap();
        let grammar = Grammar {
            separator: Separator::Comma,
            starts_segment: |_, _| false,
            is_incomplete: |_, _| false,
        };
        segments(tokens, &grammar, &mut Diagnostics::default())
            .iter()
            .map(|segment| {
                let tokens: TokenStream = segment.tokens.iter().cloned().collect();
                tokens.to_string().replace(' ', "")
            })
            .collect()
    }

    #[test]
    fn commas_separate_except_within_generics() {
        assert_eq!(split("a, b(c, d), e"), ["a", "b(c,d)", "e"]);
        assert_eq!(split("a, b,"), ["a", "b"]);
        assert_eq!(split("f::<A, B>(), c"), ["f::<A,B>()", "c"]);
        assert_eq!(
            split("x = <A<B, C> as D>::f(), c"),
            ["x=<A<B,C>asD>::f()", "c"]
        );
        assert_eq!(split("f::<fn(A) -> B, C>(), d"), ["f::<fn(A)->B,C>()", "d"]);
        assert_eq!(split("a < b, c > d"), ["a<b", "c>d"]);
        assert_eq!(split(""), [""; 0]);
    }
}
