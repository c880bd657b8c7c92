//! Text on either side of a value.

use plain_schema::markdown::{After, Before, MarkdownContext, Position};

use super::address::{self, Address};
use super::block::{Document, MarkdownSegment, SegmentKind};
use super::line::{is_line_end, is_space};
use super::tag;

/// Number of characters before a checkbox in which a letter shows that it is not one.
const MAX_MARKERS: usize = 64;

/// Longest name of an entity.
const MAX_ENTITY: usize = 32;

/// Value among the characters of a segment.
#[expect(clippy::struct_excessive_bools, reason = "they are independent facts")]
pub(super) struct Value<'a> {
    pub(super) characters: &'a [Option<char>],
    pub(super) index: usize,
    /// Characters of the segment without its values, of which there may be many in a row.
    pub(super) literal: &'a [char],
    /// Number of them before the value.
    pub(super) offset: usize,
    /// Last of them that is not a space.
    pub(super) last_visible: Option<char>,
    /// Whether only other values precede the value in its line.
    pub(super) follows_values: bool,
    /// Whether the value is at the start of its line, and not even a marker precedes it.
    pub(super) starts_line: bool,
    /// Whether only characters that may precede a block are before the value in its line.
    pub(super) is_in_zone: bool,
    /// Innermost `[` before the value that is not closed.
    pub(super) bracket: Option<usize>,
    /// Bare address of the author that contains the value.
    pub(super) address: Address,
    /// Whether the value follows `//` without a scheme, which starts an address for some parsers.
    pub(super) is_host: bool,
    /// Whether the value could make the text after an author's `<` a tag or an address.
    pub(super) is_in_tag: bool,
    /// Whether another line of the text is next to the line of the value.
    pub(super) has_lines: bool,
}

impl Value<'_> {
    /// Last character before the value. Values between the two may be empty.
    fn last_before(&self) -> Option<char> {
        self.literal[..self.offset].last().copied()
    }

    /// First character after the value. Values between the two may be empty.
    fn first_after(&self) -> Option<char> {
        self.literal.get(self.offset).copied()
    }

    /// Position of the value, except for marks of emphasis and for lines.
    pub(super) fn position(
        &self,
        context: MarkdownContext,
        document: &Document,
        segment: &MarkdownSegment,
    ) -> Position {
        let mut position = Position::INLINE;
        position.context = context;
        position.after = self.after(context, segment);
        // The destination on the line after its label, which a value could make another block.
        let starts_definition = self.is_in_zone && segment.kind == SegmentKind::Definition;
        match context {
            MarkdownContext::LineStart => {
                position.before = self.before_in_zone();
                position.is_filled = match position.before {
                    Before::Nothing | Before::Value => self.would_start_block(),
                    _ => self.would_continue_block(),
                };
            }
            MarkdownContext::Inline | MarkdownContext::Html | MarkdownContext::Unclosed => {
                position.before = self.before_in_text(document);
                // `<>` is text.
                let is_empty_tag =
                    self.last_before() == Some('<') && self.first_after() == Some('>');
                position.is_filled = context != MarkdownContext::Inline
                    && position.before == Before::Markup
                    && !is_empty_tag;
                position.is_filled |= context == MarkdownContext::Inline
                    && (position.before == Before::Markup && self.would_complete()
                        || matches!(segment.kind, SegmentKind::Heading | SegmentKind::Row)
                        || self.would_join(segment));
            }
            MarkdownContext::CodeSpan | MarkdownContext::CellCode | MarkdownContext::CodeBlock => {
                if self.last_before() == Some('{') {
                    position.before = Before::Markup;
                } else if self.last_before() == Some('\\') && context == MarkdownContext::CellCode {
                    position.before = Before::Backslash;
                } else if self.is_in_zone && segment.kind == SegmentKind::Paragraph {
                    // The start of a block precedes the end of code.
                    position.before = Before::Value;
                }
                let brace = Some('{');
                position.is_filled = self.last_before() == brace && self.first_after() == brace;
            }
            MarkdownContext::DestinationStart => {
                position.is_filled = !matches!(self.first_after(), Some(')' | '>' | '/'));
                if starts_definition {
                    position.before = Before::Value;
                }
            }
            _ if starts_definition => {
                position.before = Before::Value;
                position.is_filled = true;
            }
            _ => self.in_address(&mut position),
        }
        position
    }

    /// The neighbours of a value in an address or a tag.
    fn in_address(&self, position: &mut Position) {
        if matches!(self.address, Address::Path | Address::Query)
            && address::ends_with_domain(&self.literal[..self.offset])
        {
            position.before = Before::Character('@');
        }
        if self.is_in_entity() {
            position.before = Before::Markup;
        }
        let fill = |it: Option<char>| matches!(it, Some('`' | '{'));
        position.is_filled = fill(self.last_before()) && fill(self.first_after())
            || position.before == Before::Markup && self.would_complete()
            // A blank line would end the tag that contains it.
            || self.follows('\n') && position.after == After::Character('\n')
            || self.address != Address::None && self.would_end_address();
    }

    fn before_in_zone(&self) -> Before {
        if self.starts_line {
            return Before::Nothing;
        }
        if self.follows_values {
            Before::Value
        } else {
            Before::Markup
        }
    }

    fn before_in_text(&self, document: &Document) -> Before {
        let before = &self.characters[..self.index];
        let backslashes = before.iter().rev().take_while(|&&it| it == Some('\\'));
        if backslashes.count() % 2 == 1 {
            return Before::Backslash;
        }
        // No markup is part of the domain.
        if self.address == Address::Email {
            return Before::Character('@');
        }
        let is_label = self.bracket.is_some() && document.has_labels();
        if is_label
            || self.is_host
            || self.is_in_entity()
            || address::ends_with_scheme(&self.characters[..self.index])
            || self.is_in_tag
        {
            return Before::Markup;
        }
        if self.is_checkbox() {
            return Before::Character('[');
        }
        match self.last_before() {
            Some(character @ (']' | ':' | '/')) => Before::Character(character),
            _ => Before::Nothing,
        }
    }

    /// Whether the value is the content of `[ ]` at the start of a line, which may be a task.
    fn is_checkbox(&self) -> bool {
        let Some(bracket) = self.bracket.filter(|_| self.last_before() == Some('[')) else {
            return false;
        };
        let mut before = self.characters[..bracket].iter().rev().take(MAX_MARKERS);
        let before = before.find(|it| it.is_some_and(|it| it.is_alphabetic() || it == '\n'));
        self.first_after() == Some(']') && before.is_none_or(|&it| it == Some('\n'))
    }

    /// Whether the value is in the label of an author's footnote, or in what may become one.
    fn is_in_footnote(&self) -> bool {
        let label = self.bracket.map(|bracket| &self.characters[bracket + 1..]);
        label.is_some_and(|label| label.iter().flatten().next() == Some(&'^'))
    }

    /// Whether the value follows a `&` and letters or digits.
    fn is_in_entity(&self) -> bool {
        let before = self.literal[..self.offset].iter().rev().copied();
        before
            .take(MAX_ENTITY)
            .find(|it| !it.is_ascii_alphanumeric() && *it != '#')
            == Some('&')
    }

    fn after(&self, context: MarkdownContext, segment: &MarkdownSegment) -> After {
        let rest = &self.characters[self.index + 1..];
        let Some(&next) = rest.first() else {
            return After::Nothing;
        };
        let Some(character) = next else {
            return After::Value;
        };
        let is_neighbour = match context {
            MarkdownContext::LineStart
            | MarkdownContext::Inline
            | MarkdownContext::Html
            | MarkdownContext::Unclosed => {
                character.is_ascii_alphanumeric()
                    || "[.);#{/".contains(character)
                    || character == ':' && self.is_in_footnote()
                    || character == '>' && context == MarkdownContext::Unclosed
                    || tag::starts_with(rest, "://")
            }
            MarkdownContext::CodeSpan => "`{".contains(character),
            MarkdownContext::CellCode => "`{\\|".contains(character),
            MarkdownContext::CodeBlock => character == '{',
            _ => false,
        };
        if is_neighbour {
            return After::Character(character);
        }
        let spaces = rest.iter().take_while(|&&it| is_space(it)).count();
        let ends_line = rest.get(spaces).is_some_and(|&it| is_line_end(it));
        let is_text = segment.kind == SegmentKind::Paragraph;
        if ends_line && is_text {
            After::Character('\n')
        } else {
            After::Nothing
        }
    }

    /// Whether the author's line would start a block, or end a paragraph, if the value were blank.
    fn would_start_block(&self) -> bool {
        let mut after = self.literal[self.offset..].iter().copied();
        match (after.next(), after.next()) {
            // Code, or text of a list item.
            (Some('\t'), _) | (Some(' '), Some(' ' | '\t')) => return true,
            _ => {}
        }
        let mut after = self.literal[self.offset..].iter().copied();
        match after.find(|it| *it != ' ') {
            None | Some('\n' | '\r') => self.has_lines,
            Some(character) => {
                character.is_ascii_digit() || "-+*_#>=|:<`~[\u{feff}".contains(character)
            }
        }
    }

    /// Whether a character, and perhaps spaces after it, precede the value.
    fn follows(&self, character: char) -> bool {
        self.last_visible == Some(character)
    }

    /// Whether the marker before the value would be one without it.
    fn would_continue_block(&self) -> bool {
        let is_digit = self.last_before().is_some_and(|it| it.is_ascii_digit());
        match self.first_after() {
            None => true,
            Some('.' | ')') => is_digit,
            Some(character) => {
                character.is_whitespace()
                    || character.is_ascii_digit()
                    || "-+*_#>=|:<`~[".contains(character)
            }
        }
    }

    /// Whether a blank value would complete the entity, tag, label or address before it.
    fn would_complete(&self) -> bool {
        let starts_name = |it: char| it.is_ascii_alphanumeric() || "#/!?.:".contains(it);
        // `&;` is text.
        let ends_entity = self.first_after() == Some(';') && self.last_before() != Some('&');
        self.bracket.is_some() || ends_entity || self.first_after().is_some_and(starts_name)
    }

    /// Whether the author's address would end before a mark if the value were blank.
    fn would_end_address(&self) -> bool {
        let (before, after) = self.literal.split_at(self.offset);
        address::ends_before_mark(before, after)
    }

    /// Whether the author's text on either side would be markup if the value were blank.
    fn would_join(&self, segment: &MarkdownSegment) -> bool {
        let (before, after) = (self.last_before(), self.first_after());
        let mut rest = self.literal[self.offset..].iter();
        let end = rest.find(|it| !matches!(it, ' ' | '\t'));
        match (before, after) {
            // Alone in its line, a tag starts a block, and the last cell of a row may be one of the
            // header of a table.
            (Some('>' | '|' | ' ' | '\t'), _)
                if matches!(end, None | Some('\n' | '\r'))
                    && (self.follows('>') || self.follows('|')) =>
            {
                true
            }
            (Some(']'), Some('(' | '[' | ':'))
            | (Some('!'), Some('['))
            | (Some('['), Some('^'))
            | (Some('{'), Some('{'))
            | (Some('`'), Some('`'))
            | (Some(':' | '/'), Some('/')) => true,
            // Two spaces would break the line.
            (Some(' '), Some('\n' | '\r' | ' ')) => {
                self.after(MarkdownContext::Inline, segment) == After::Character('\n')
            }
            _ => false,
        }
    }
}

/// Start of a line: only characters that may precede a block so far.
pub(super) struct Zone {
    pub(super) is_open: bool,
    pub(super) is_empty: bool,
    /// Nothing, only values, or more.
    pub(super) before: Before,
}

impl Zone {
    /// Zone at `start`, after the markers of the blocks that contain the line.
    pub(super) fn new(text: &[Option<char>], start: usize) -> Self {
        let is_empty =
            start == 0 || is_line_end(text[start - 1]) || text[start - 1] == Some('\u{feff}');
        Self {
            is_open: true,
            is_empty,
            before: Before::Nothing,
        }
    }

    pub(super) fn at_line_start() -> Self {
        Self {
            is_open: true,
            is_empty: true,
            before: Before::Nothing,
        }
    }

    pub(super) fn add(&mut self, character: Option<char>) {
        let may_precede_block =
            |it: char| it.is_ascii_digit() || " \t>*+-#.)=|:\u{feff}".contains(it);
        self.is_empty = false;
        self.before = match (self.before, character) {
            (Before::Nothing | Before::Value, None) => Before::Value,
            _ => Before::Markup,
        };
        // A value may be empty.
        if self.is_open {
            self.is_open = character.is_none_or(may_precede_block);
        }
    }
}

/// Mark of emphasis beside a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Whether the value is not within the emphasis.
    pub(super) is_outer: bool,
    /// Whether a letter is on the other side of the mark.
    pub(super) is_in_word: bool,
}

impl Mark {
    pub(super) fn before(self, position: &mut Position) {
        if position.before == Before::Character('@') && !self.is_outer {
            // The mark may be part of the domain, or open emphasis.
            position.is_filled = true;
            return;
        }
        let is_free = matches!(
            position.before,
            Before::Nothing | Before::Character(_) | Before::Value
        );
        if is_free || position.context == MarkdownContext::LineStart {
            position.before = match self {
                Self { is_outer: true, .. } => Before::OuterMark,
                Self {
                    is_in_word: true, ..
                } => Before::MarkInWord,
                _ => Before::Mark,
            };
        }
    }

    pub(super) fn after(self, position: &mut Position) {
        position.after = match self {
            Self { is_outer: true, .. } => After::OuterMark,
            Self {
                is_in_word: true, ..
            } => After::MarkInWord,
            _ => After::Mark,
        };
    }
}
