//! Escapes a line of a value, character by character.

use plain_schema::markdown::{After, Before};

use super::address::makes_address;

/// State of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LineStart {
    /// Nothing yet, so a block may start here.
    Empty,
    /// So many digits only, which may become the number of a list item.
    Number(usize),
    /// Text, so no block can start any more.
    Text,
}

impl LineStart {
    pub(super) fn of_value(before: Before) -> Self {
        match before {
            Before::Nothing => Self::Empty,
            // The text before the value may be digits.
            _ => Self::Number(0),
        }
    }
}

/// A line of a value.
#[expect(clippy::struct_excessive_bools, reason = "they are independent facts")]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) start: LineStart,
    pub(super) before: Before,
    /// Whether the value could complete an entity, a label or an address of the author.
    pub(super) completes_markup: bool,
    /// Whether this is the first line of the value.
    pub(super) is_first: bool,
    pub(super) after: After,
    /// Last character of the text, if a reference replaces it.
    pub(super) last: Option<char>,
    /// Whether other text may directly follow the line.
    pub(super) is_joined: bool,
    /// Whether the paragraph may be a heading, which `|` could turn into a table.
    pub(super) may_be_heading: bool,
}

impl Line<'_> {
    /// Appends the line with escapes.
    pub(super) fn escape(&mut self, escaped: &mut String) {
        let text = match self.start {
            LineStart::Text => self.text,
            _ => self.text.trim_start_matches(is_blank),
        };
        let end = text.len() - self.last.map_or(0, char::len_utf8);
        let after = self.after;
        if self.last.is_some() {
            self.after = After::Nothing;
            self.is_joined = false;
        }
        let mut previous = None;
        for (index, character) in text[..end].char_indices() {
            let rest = &text[index..end];
            let is_reference = self.needs_reference(index == 0, character, rest);
            if is_reference {
                push_reference(character, escaped);
            } else {
                let before = if self.is_first {
                    self.before
                } else {
                    Before::Nothing
                };
                let completes_markup = self.completes_markup && self.is_first && index == 0;
                if completes_markup
                    || self.starts_block(index == 0, rest)
                    || self.is_markup(previous, rest)
                    // A parser may look for addresses in the text of references.
                    || makes_address(text, index, before, after)
                {
                    escaped.push('\\');
                }
                escaped.push(character);
            }
            self.start = match self.start {
                LineStart::Empty if character.is_ascii_digit() => LineStart::Number(1),
                LineStart::Number(digits) if character.is_ascii_digit() => {
                    LineStart::Number(digits + 1)
                }
                _ => LineStart::Text,
            };
            // A run of underscores depends on the character before the run.
            if is_reference && character.is_alphanumeric() {
                // A reference ends with punctuation.
                previous = Some(';');
            } else if character != '_' || previous.is_none() {
                previous = Some(character);
            }
        }
        if let Some(last) = self.last {
            push_reference(last, escaped);
        }
        // A digit before the author's `. ` would number a list.
        if self.may_be_number() && matches!(self.after, After::Character('.' | ')')) {
            escaped.push('\\');
        }
    }

    fn may_be_number(&self) -> bool {
        // The number of a list item has at most nine digits.
        matches!(self.start, LineStart::Number(0..=9))
    }

    /// Whether a backslash would not suffice before a character, or would be shown.
    fn needs_reference(&self, is_first: bool, character: char, rest: &str) -> bool {
        let is_last = rest.len() == character.len_utf8();
        let starts_value = is_first && self.is_first;
        let completes_marker = character == '{'
            && is_last
            && matches!(self.after, After::Value | After::Character('{'));
        let precedes_number = match self.after {
            After::Value => true,
            After::Character(after) => after.is_ascii_digit(),
            _ => false,
        };
        let completes_number = is_last
            && precedes_number
            && self.start != LineStart::Text
            && character.is_ascii_digit();
        // In code that the author's backtick starts, a backslash would have no effect.
        character == '`'
            || character == '|' && self.may_be_heading
            || completes_marker
            || completes_number
            || character == ']' && self.completes_label(rest)
            || rest == "\\"
            || starts_value && self.completes_markup && !character.is_ascii_punctuation()
            || starts_value && self.before == Before::OuterMark && !character.is_ascii_punctuation()
            || starts_value && self.before != Before::Nothing && character.is_whitespace()
            || starts_value && self.before == Before::Character(']') && character == '['
            || is_first && self.start != LineStart::Text && character == '\u{feff}'
    }

    /// Whether the `]` at the start of `rest` could end the label of an author's footnote, in which
    /// GitHub's Markdown has no escapes.
    fn completes_label(&self, rest: &str) -> bool {
        match rest.as_bytes().get(1) {
            Some(next) => *next == b':',
            None => matches!(self.after, After::Value | After::Character(':')),
        }
    }

    /// Whether the rest of the line would start a block: a heading, quotation, list, rule or table.
    fn starts_block(&self, is_first: bool, rest: &str) -> bool {
        let ends_marker = |rest: &str| rest.is_empty() || rest.starts_with(is_blank);
        if self.may_be_number() && rest.starts_with(['.', ')']) {
            return ends_marker(&rest[1..]);
        }
        if self.start == LineStart::Text || !is_first {
            return false;
        }
        match rest.as_bytes()[0] {
            b'>' => true,
            b'#' => {
                let after = rest.trim_start_matches('#');
                rest.len() - after.len() <= 6 && ends_marker(after)
            }
            b'-' | b'=' | b':' => {
                ends_marker(&rest[1..])
                    || rest.chars().all(|character| "-=|: \t".contains(character))
            }
            b'+' => ends_marker(&rest[1..]),
            _ => false,
        }
    }

    /// Whether the first character of `rest` could be markup. The neighbours of the value are
    /// unknown, so at its ends anything may come before or after.
    fn is_markup(&self, previous: Option<char>, rest: &str) -> bool {
        let mut characters = rest.chars();
        let Some(character) = characters.next() else {
            return false;
        };
        let rest = characters.as_str();
        let next = characters.next();
        match character {
            // A `|` would split a cell of the author's table.
            '*' | '[' | ']' | '~' | '|' => true,
            // After the author's `]`, a destination or a definition.
            '(' | ':' => {
                previous.is_none() && self.is_first && self.before == Before::Character(']')
            }
            // After the author's `[`, a footnote.
            '^' => previous.is_none(),
            // Within a word it is not emphasis: `my_org`.
            '_' => {
                let before = previous.is_some_and(char::is_alphanumeric);
                let after = rest.trim_start_matches('_').chars().next();
                !(before && after.is_some_and(char::is_alphanumeric))
            }
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '<' => {
                let opens_tag = |next: char| next.is_ascii_alphabetic() || "/!?".contains(next);
                let mut words = rest.split(|it| is_blank(it) || "<>".contains(it));
                // The text after the value may complete an address.
                next.is_none_or(opens_tag)
                    || words
                        .next()
                        .is_some_and(|it| it == rest && self.is_joined || it.contains('@'))
            }
            '&' => self.starts_entity(rest),
            // After a space it would close a heading.
            '#' => {
                previous.is_none_or(|previous| is_blank(previous) || previous == '#')
                    && rest
                        .trim_start_matches('#')
                        .trim_matches(is_blank)
                        .is_empty()
            }
            // Before a link it would make an image.
            '!' => next.is_none() && matches!(self.after, After::Value | After::Character('[')),
            // Markers of Plain, `{{component..}}`.
            '{' => {
                previous.is_none_or(|previous| previous == '{')
                    || next.is_none_or(|next| next == '{')
            }
            _ => false,
        }
    }

    /// Whether the `&` before `rest` could start an entity such as `&amp;` or `&#42;`.
    fn starts_entity(&self, rest: &str) -> bool {
        let is_name = |character: char| character.is_ascii_alphanumeric() || character == '#';
        let after = rest.trim_start_matches(is_name);
        if after.is_empty() {
            return match self.after {
                After::Nothing | After::Mark | After::MarkInWord | After::OuterMark => false,
                After::Value => true,
                After::Character(character) => is_name(character) || character == ';',
            };
        }
        after.len() < rest.len() && after.starts_with(';')
    }
}

pub(super) fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r')
}

pub(super) fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}')
}

/// Appends a character reference, which is text in every position.
pub(super) fn push_reference(character: char, escaped: &mut String) {
    escaped.push_str("&#");
    escaped.push_str(&u32::from(character).to_string());
    escaped.push(';');
}
