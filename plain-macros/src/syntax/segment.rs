//! Segments of a token stream, split at commas as in Rust's own grammar.

use proc_macro2::{Delimiter, Spacing, Span, TokenStream, TokenTree};

use crate::diagnostic::Diagnostics;
use crate::foreign::{self, ForeignForm};

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

impl Segment {
    /// A segment in place of tokens that have been reported.
    fn reported(first: &TokenTree) -> Self {
        Self {
            tokens: Vec::new(),
            end: first.span(),
            separator: None,
            missing_separator: false,
        }
    }
}

/// Grammar of the segments of a list.
pub(super) struct Grammar {
    pub(super) separator: Separator,
    /// Whether another segment starts between the tokens of this one and the rest. If so, the number
    /// of tokens at the end of this one that are in the place of the separator.
    pub(super) starts_segment: fn(&[TokenTree], &[TokenTree]) -> Option<usize>,
    /// Whether a segment is incomplete. That has an error of its own, so the missing separator after
    /// it is not reported.
    pub(super) is_incomplete: fn(&[TokenTree], is_first: bool) -> bool,
    /// Recognises a form of another language in all tokens. It has one error.
    pub(super) recognise: fn(&[TokenTree]) -> Option<ForeignForm>,
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
    tokens: &[TokenTree],
    grammar: &Grammar,
    diagnostics: &mut Diagnostics,
) -> Vec<Segment> {
    if let Some(form) = (grammar.recognise)(tokens) {
        form.report(tokens, diagnostics);
        return tokens.first().map(Segment::reported).into_iter().collect();
    }
    let mut splitter = Splitter {
        tokens,
        grammar,
        diagnostics,
        segments: Vec::new(),
        start: 0,
        missing_separator: false,
        follows_wrong_separator: false,
    };
    let mut generics = OpenGenerics::default();
    for (index, token) in tokens.iter().enumerate() {
        if let Some(sign) = separator_sign(token)
            && !generics.are_open()
            && !splitter.is_in_head(index)
        {
            splitter.split_at(index, sign, token.span());
            continue;
        }
        if let Some(length) = splitter.starts_segment(index) {
            splitter.split_before(index, length);
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
    /// Whether the separator before the current segment was wrong. A list that has the same mistake
    /// between all of its segments has one error.
    follows_wrong_separator: bool,
}

impl Splitter<'_> {
    /// Ends the segment at a separator.
    fn split_at(&mut self, index: usize, sign: char, span: Span) {
        let segment = &self.tokens[self.start..index];
        let is_right = sign == self.grammar.separator.sign();
        let is_doubled = segment.is_empty() && self.start > 0;
        if !is_right && !segment.is_empty() {
            // A declaration in a list is an error of its own, and so is a name alone.
            let is_first = self.segments.is_empty();
            let is_reported = foreign::is_reported_item(segment)
                || (self.grammar.is_incomplete)(segment, is_first);
            if !is_reported {
                self.report_missing_separator(&self.tokens[index..=index], index + 1);
            }
        } else if segment.is_empty() && !(is_doubled && self.follows_wrong_separator) {
            self.report_unexpected(index, sign, span);
        }
        if !segment.is_empty() {
            self.push(index, span, Some(span));
        }
        self.follows_wrong_separator = !is_right || segment.is_empty();
        self.missing_separator = !is_right && !segment.is_empty();
        self.start = index + 1;
    }

    /// Reports a separator without a segment before it.
    fn report_unexpected(&mut self, index: usize, sign: char, span: Span) {
        let is_separator = |token: &TokenTree| separator_sign(token).is_some();
        let is_alone = self.segments.is_empty() && self.tokens[index..].iter().all(is_separator);
        let help = if is_alone {
            // The list counts as given, so nothing else reports it.
            self.push(self.start, span, None);
            "remove it, or write a value before it"
        } else {
            "remove it"
        };
        self.diagnostics
            .error(span, &format!("unexpected `{sign}`"), help);
    }

    /// Whether a sign belongs to the head of control flow, as in `for a, b in c { .. }`.
    fn is_in_head(&self, index: usize) -> bool {
        let segment = &self.tokens[self.start..index];
        foreign::is_in_head(segment, &self.tokens[index + 1..])
    }

    fn starts_segment(&self, index: usize) -> Option<usize> {
        let (before, rest) = (&self.tokens[self.start..index], &self.tokens[index..]);
        if before.is_empty() {
            return None;
        }
        (self.grammar.starts_segment)(before, rest)
    }

    /// Ends the segment where its separator is missing, or where other tokens take its place.
    fn split_before(&mut self, next: usize, length: usize) {
        let index = next - length;
        // In a block, as in Rust, control flow needs no separator after it.
        let ends_itself = self.grammar.separator == Separator::Semicolon
            && matches!(
                &self.tokens[index - 1],
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace
            );
        let before = &self.tokens[self.start..index];
        let is_incomplete = (self.grammar.is_incomplete)(before, self.segments.is_empty());
        let span = self.tokens[index].span();
        self.push(index, span, None);
        self.missing_separator = length > 0 || !ends_itself && !is_incomplete;
        if self.missing_separator {
            self.report_missing_separator(&self.tokens[index..next], next);
        }
        self.follows_wrong_separator = self.missing_separator;
        self.start = next;
    }

    fn push(&mut self, index: usize, end: Span, separator: Option<Span>) {
        self.segments.push(Segment {
            tokens: self.tokens[self.start..index].to_vec(),
            end,
            separator,
            missing_separator: self.missing_separator,
        });
    }

    /// Reports the tokens in the place of the separator before the next segment.
    fn report_missing_separator(&mut self, found: &[TokenTree], next: usize) {
        if self.follows_wrong_separator {
            return;
        }
        let separator = self.grammar.separator;
        let sign = separator.sign();
        let help = match separator {
            Separator::Comma => "separate values and components with `,`",
            Separator::Semicolon => "separate the items of a block with `;`",
        };
        match found {
            [] => {
                let span = self.tokens[next].span();
                self.diagnostics
                    .error(span, &format!("expected `{sign}`"), help);
            }
            [only] if separator_sign(only).is_some() => {
                self.diagnostics
                    .error(only.span(), &format!("expected `{sign}`"), help);
            }
            found => {
                let stream: TokenStream = found.iter().cloned().collect();
                let before = &self.tokens[self.start..next - found.len()];
                let code = foreign::separated(before, found, &self.tokens[next..], sign);
                let message = format!(
                    "expected `{sign}`, found `{}`",
                    foreign::quote_source(found)
                );
                self.diagnostics
                    .error_spanned(stream, &message, &format!("write `{code}`"));
            }
        }
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
    flatten_all(tokens.into_iter().collect())
}

/// [`flatten`] of tokens that are not a stream.
pub(super) fn flatten_all(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
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

    use super::{Grammar, Separator, flatten, segments};
    use crate::diagnostic::Diagnostics;

    fn split(source: &str) -> Vec<String> {
        let tokens = flatten(source.parse().unwrap());
        let grammar = Grammar {
            separator: Separator::Comma,
            starts_segment: |_, _| None,
            is_incomplete: |_, _| false,
            recognise: |_| None,
        };
        segments(&tokens, &grammar, &mut Diagnostics::default())
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
