//! Where in Markdown a capture stands, as the text around it shows.
//!
//! The runtime escapes a value for its place. A value that is escaped has no part in the author's
//! markup, so the author's text alone decides; what a value may be matters only next to it.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::template::Piece;

/// Where a capture stands: the constant of `plain_runtime`'s `Place`, and what is next to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    context: &'static str,
    before: Before,
    after: After,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Apart,
    Markup,
    Backslash,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Apart,
    Value,
    Character(char),
}

const LINE_START: &str = "LINE_START";
const WITHIN_LINE: &str = "WITHIN_LINE";
const CODE: &str = "CODE";
const CODE_BLOCK: &str = "CODE_BLOCK";
const DESTINATION_START: &str = "DESTINATION_START";
const DESTINATION: &str = "DESTINATION";
const DESTINATION_QUERY: &str = "DESTINATION_QUERY";

impl Place {
    /// The last argument of `in_markdown`, behind its comma.
    pub(crate) fn tokens(&self, krate: &TokenStream) -> TokenStream {
        let context = Ident::new(self.context, Span::call_site());
        let before = match self.before {
            Before::Apart => TokenStream::new(),
            Before::Markup => quote!(.after_markup()),
            Before::Backslash => quote!(.after_backslash()),
        };
        let after = match self.after {
            After::Apart => TokenStream::new(),
            After::Value => quote!(.before_value()),
            After::Character(character) => {
                let character = Literal::character(character);
                quote!(.before(#character))
            }
        };
        quote!(, #krate::__private::Place::#context #before #after)
    }
}

/// The places of the captures, in their order.
pub(crate) fn of_captures(pieces: &[Piece]) -> Vec<Place> {
    let mut text = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(piece) => text.extend(piece.chars().map(Some)),
            Piece::Capture(_) => text.push(None),
        }
    }
    Reader {
        text,
        position: 0,
        open_tag: false,
        places: Vec::new(),
    }
    .read()
}

/// Reads a text from left to right. A capture is `None`.
struct Reader {
    text: Vec<Option<char>>,
    position: usize,
    /// Behind a `<` that could still become a tag.
    open_tag: bool,
    places: Vec<Place>,
}

impl Reader {
    fn read(mut self) -> Vec<Place> {
        while let Some(&character) = self.text.get(self.position) {
            if self.line() == self.position && self.fenced_code() {
                continue;
            }
            match character {
                None => {
                    self.place(self.context_in_text());
                    self.position += 1;
                }
                Some('\\') if self.at(1).is_some_and(|next| next.is_ascii_punctuation()) => {
                    self.position += 2;
                }
                Some('`') => self.code_span(),
                Some('<') => self.tag(),
                Some(']') if self.at(1) == Some('(') => self.destination(),
                Some(character) => {
                    if character == '>' || self.is_paragraph_end(self.position) {
                        self.open_tag = false;
                    }
                    self.position += 1;
                }
            }
        }
        self.places
    }

    /// The character so far ahead, if it is none of a value.
    fn at(&self, ahead: usize) -> Option<char> {
        self.text.get(self.position + ahead).copied().flatten()
    }

    /// Where the line starts.
    fn line(&self) -> usize {
        self.text[..self.position]
            .iter()
            .rposition(|&character| is_line_end(character))
            .map_or(0, |end| end + 1)
    }

    /// Where the line ends.
    fn line_end(&self, from: usize) -> usize {
        self.text[from..]
            .iter()
            .position(|&character| is_line_end(character))
            .map_or(self.text.len(), |end| from + end)
    }

    /// Whether a blank line follows the end of a line.
    fn is_paragraph_end(&self, position: usize) -> bool {
        is_line_end(self.text[position])
            && self.text[position + 1..self.line_end(position + 1)]
                .iter()
                .all(|&character| matches!(character, Some(' ' | '\t')))
    }

    /// Where the paragraph ends.
    fn paragraph_end(&self) -> usize {
        (self.position..self.text.len())
            .find(|&position| self.is_paragraph_end(position))
            .unwrap_or(self.text.len())
    }

    fn run(&self, position: usize, of: char) -> usize {
        self.text[position..]
            .iter()
            .take_while(|&&character| character == Some(of))
            .count()
    }

    /// Places the captures up to `end`, and goes there.
    fn place_up_to(&mut self, end: usize, context: &'static str) {
        while self.position < end {
            if self.text[self.position].is_none() {
                self.place(context);
            }
            self.position += 1;
        }
    }

    /// Places the captures of a URL.
    fn place_url_up_to(&mut self, end: usize) {
        let path_end = self.text[self.position..end]
            .iter()
            .position(|character| matches!(character, Some('?' | '#')))
            .map_or(end, |path_end| self.position + path_end);
        self.place_up_to(path_end, DESTINATION);
        self.place_up_to(end, DESTINATION_QUERY);
    }

    /// Between fences at the very start of a line. Behind spaces or the marker of a list a line
    /// break of the value would end the block, so there a fence counts as a code span.
    fn fenced_code(&mut self) -> bool {
        let Some(fence) = self.at(0).filter(|fence| "`~".contains(*fence)) else {
            return false;
        };
        let length = self.run(self.position, fence);
        let first_line = self.line_end(self.position);
        let info = &self.text[self.position + length..first_line];
        if length < 3 || fence == '`' && info.contains(&Some('`')) {
            return false;
        }
        self.place_up_to(first_line, CODE);
        while self.position < self.text.len() {
            self.position += 1;
            let end = self.line_end(self.position);
            if self.run(self.position, fence) >= length {
                self.place_up_to(end, CODE);
                break;
            }
            self.place_up_to(end, CODE_BLOCK);
        }
        true
    }

    /// Between as many backticks on either side; backticks that nothing closes are text.
    fn code_span(&mut self) {
        let length = self.run(self.position, '`');
        let paragraph_end = self.paragraph_end();
        self.position += length;
        let mut position = self.position;
        while position < paragraph_end {
            let found = self.run(position, '`');
            if found == length {
                self.place_up_to(position, CODE);
                self.position += length;
                return;
            }
            position += found.max(1);
        }
    }

    /// `<https://..>` or `<b>`
    fn tag(&mut self) {
        let first = self.text.get(self.position + 1).copied();
        let is_tag = match first {
            Some(Some(first)) => first.is_ascii_alphabetic() || "/!?".contains(first),
            Some(None) => true,
            None => false,
        };
        self.position += 1;
        if !is_tag {
            return;
        }
        let rest = &self.text[self.position..self.paragraph_end()];
        let end = rest.iter().position(|&character| character == Some('>'));
        match end {
            // The tag is the author's.
            Some(end) if first != Some(None) => {
                self.place_url_up_to(self.position + end);
            }
            _ => self.open_tag = true,
        }
    }

    /// `](https://..)`
    fn destination(&mut self) {
        self.position += 2;
        let paragraph_end = self.paragraph_end();
        let mut depth = 1;
        let end = (self.position..paragraph_end).find(|&position| {
            match self.text[position] {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                _ => {}
            }
            depth == 0 || matches!(self.text[position], Some(' ' | '\t' | '\n' | '\r'))
        });
        let Some(end) = end else {
            return;
        };
        if self.at(0) == Some('<') {
            self.position += 1;
        }
        if self.text[self.position].is_none() {
            self.place(DESTINATION_START);
            self.position += 1;
        }
        self.place_url_up_to(end);
    }

    fn context_in_text(&self) -> &'static str {
        let may_come_before_block =
            |character: char| character.is_ascii_digit() || " \t>*+-#.)=|:".contains(character);
        // Other values may be empty.
        let is_line_start = self.text[self.line()..self.position]
            .iter()
            .all(|character| character.is_none_or(may_come_before_block));
        if is_line_start {
            LINE_START
        } else {
            WITHIN_LINE
        }
    }

    fn place(&mut self, context: &'static str) {
        let before = match context {
            LINE_START if self.line() < self.position => Before::Markup,
            WITHIN_LINE => self.before_in_text(),
            CODE | CODE_BLOCK if self.last_character() == Some('{') => Before::Markup,
            _ => Before::Apart,
        };
        let is_neighbour = |character: &char| match context {
            LINE_START | WITHIN_LINE => {
                character.is_ascii_alphanumeric() || "[.);#{".contains(*character)
            }
            CODE => "`{".contains(*character),
            CODE_BLOCK => *character == '{',
            _ => false,
        };
        let after = match self.text.get(self.position + 1) {
            Some(None) => After::Value,
            Some(Some(character)) if is_neighbour(character) => After::Character(*character),
            _ if context == LINE_START => {
                self.block_without().map_or(After::Apart, After::Character)
            }
            _ => After::Apart,
        };
        self.places.push(Place {
            context,
            before,
            after,
        });
    }

    /// What would make a block of the author's own line if the value were blank: `- ` behind it,
    /// or, as the underline of a heading, alone before it.
    fn block_without(&self) -> Option<char> {
        let is_word = |character: &&Option<char>| **character != Some(' ');
        let mut before = self.text[self.line()..self.position].iter().filter(is_word);
        let mut behind = self.text[self.position + 1..].iter().filter(is_word);
        match behind.next().copied().flatten() {
            Some('\n' | '\r') | None => before.next().copied().flatten().filter(|first| {
                "-=".contains(*first) && before.all(|&other| other == Some(*first))
            }),
            Some(character) => Some(character).filter(|character| "-+*_#>=".contains(*character)),
        }
    }

    /// The last character of the text before the capture; the values between may be empty.
    fn last_character(&self) -> Option<char> {
        self.text[..self.position]
            .iter()
            .rev()
            .find_map(|character| *character)
    }

    fn before_in_text(&self) -> Before {
        let before = &self.text[..self.position];
        let backslashes = before
            .iter()
            .rev()
            .take_while(|&&character| character == Some('\\'))
            .count();
        if backslashes % 2 == 1 {
            return Before::Backslash;
        }
        let opener = before
            .iter()
            .rev()
            .copied()
            .flatten()
            .find(|character| !character.is_ascii_alphanumeric() && *character != '#');
        if self.open_tag || opener == Some('&') {
            Before::Markup
        } else {
            Before::Apart
        }
    }
}

fn is_line_end(character: Option<char>) -> bool {
    matches!(character, Some('\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::{
        After, Before, CODE, CODE_BLOCK, DESTINATION, DESTINATION_QUERY, DESTINATION_START,
        LINE_START, Place, WITHIN_LINE, of_captures,
    };
    use crate::template::Template;
    use proc_macro2::Span;
    use syn::LitStr;

    fn places(text: &str) -> Vec<Place> {
        let template = Template::parse(&LitStr::new(text, Span::call_site()));
        of_captures(&template.unwrap().pieces)
    }

    fn contexts(text: &str) -> Vec<&'static str> {
        places(text).iter().map(|place| place.context).collect()
    }

    #[test]
    fn the_text_before_a_capture_decides() {
        for (text, contexts_of_it) in [
            ("{a}", &[LINE_START][..]),
            ("Hello {a}", &[WITHIN_LINE]),
            ("Hello\n{a}", &[LINE_START]),
            ("Hello\n- {a}: {b}", &[LINE_START, LINE_START]),
            ("{a}{b}", &[LINE_START, LINE_START]),
            ("**{a}**, {b}", &[LINE_START, WITHIN_LINE]),
            ("`{a}` {b}", &[CODE, WITHIN_LINE]),
            ("`{a} {b}", &[WITHIN_LINE, WITHIN_LINE]),
            ("\\`{a}`", &[WITHIN_LINE]),
            ("``{a}` {b}``", &[CODE, CODE]),
            ("`{a}\n\n{b}`", &[WITHIN_LINE, LINE_START]),
            ("```{a}\n{b}\n```\n{c}", &[CODE, CODE_BLOCK, LINE_START]),
            ("~~~\n{a}", &[CODE_BLOCK]),
            ("- ```\n  {a}\n  ```", &[CODE]),
            (
                "[{a}](https://x.example/{b}) {c}",
                &[WITHIN_LINE, DESTINATION, WITHIN_LINE],
            ),
            ("[x]({a}/{b})", &[DESTINATION_START, DESTINATION]),
            ("[x](<{a}>)", &[DESTINATION_START]),
            (
                "[x](https://x.example/{a}?{b}#{c})",
                &[DESTINATION, DESTINATION_QUERY, DESTINATION_QUERY],
            ),
            ("[x](y(z){a} \"{b}\")", &[DESTINATION, WITHIN_LINE]),
            ("[x]({a}", &[WITHIN_LINE]),
            ("<https://x.example/{a}> {b}", &[DESTINATION, WITHIN_LINE]),
        ] {
            assert_eq!(contexts(text), contexts_of_it, "{text}");
        }
    }

    #[test]
    fn what_is_next_to_a_capture_is_told() {
        for (text, before, after) in [
            ("x {a}, y", Before::Apart, After::Apart),
            ("x {a}[y](z)", Before::Apart, After::Character('[')),
            ("x {a}{b}", Before::Apart, After::Value),
            ("x\\{a}", Before::Backslash, After::Apart),
            ("x\\\\{a}", Before::Apart, After::Apart),
            ("x &{a};", Before::Markup, After::Character(';')),
            ("x &am{a}", Before::Markup, After::Apart),
            ("x <{a}>", Before::Markup, After::Apart),
            ("x <b {a}", Before::Markup, After::Apart),
            ("x < {a}", Before::Apart, After::Apart),
            ("{a}", Before::Apart, After::Apart),
            ("{a} - {b}", Before::Apart, After::Character('-')),
            ("{a} and - b", Before::Apart, After::Apart),
            ("- {a}\n", Before::Markup, After::Character('-')),
            ("- [{a}", Before::Apart, After::Apart),
            ("#{a}. ", Before::Markup, After::Character('.')),
            ("`{{{a}`", Before::Markup, After::Character('`')),
        ] {
            let place = places(text)[0];
            assert_eq!((place.before, place.after), (before, after), "{text}");
        }
    }
}
