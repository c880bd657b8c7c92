//! Inline markup of a segment, from left to right, as far as it decides the positions of values.

use std::collections::BTreeMap;

use plain_schema::markdown::{Before, Lines, MarkdownContext, Position};

use super::address::Address;
use super::block::{Document, MarkdownSegment, SegmentKind};
use super::line::{is_line_end, is_space};
use super::neighbour::{Mark, Value, Zone};

/// Scans a segment, and adds the position of each value with its index in the text.
pub(super) fn scan(
    text: &[Option<char>],
    document: &Document,
    segment: &MarkdownSegment,
    positions: &mut Vec<(usize, Position)>,
) {
    let (Some(first), Some(last)) = (segment.lines.first(), segment.lines.last()) else {
        return;
    };
    if text[first.start..last.end].iter().all(Option::is_some) {
        return;
    }
    // A line break belongs to the text, the markers of a quotation after it do not.
    let mut indices = Vec::new();
    for line in &segment.lines {
        if !indices.is_empty() {
            indices.push(line_end_before(text, line.start));
        }
        indices.extend(line.clone());
    }
    let characters: Vec<Option<char>> = indices.iter().map(|&index| text[index]).collect();
    let mut scanner = InlineScanner {
        document,
        segment,
        has_lines: has_lines(text, first.start, last.end),
        closing: last_runs(&characters),
        literal: characters.iter().copied().flatten().collect(),
        offset: 0,
        last_visible: None,
        slashes: 0,
        characters,
        indices,
        cursor: 0,
        zone: Zone::new(text, first.start),
        brackets: Vec::new(),
        marks: Vec::new(),
        partial_marks: 0,
        mark_before: None,
        has_open_tag: false,
        may_contain_code: false,
        tag_end: 0,
        address: Address::None,
        address_start: 0,
        link_end: 0,
        is_unclosed: segment.kind == SegmentKind::Unclear,
        positions,
    };
    match segment.kind {
        SegmentKind::Fenced(fence) => scanner.fenced(fence),
        SegmentKind::Code | SegmentKind::Indented => scanner.code_line(),
        SegmentKind::Definition => scanner.definition(),
        _ => scanner.scan(),
    }
}

/// Index of the line break before a line, in which markers may precede `start`.
fn line_end_before(text: &[Option<char>], start: usize) -> usize {
    let is_end = |index: &usize| is_line_end(text[*index]);
    (0..start).rev().find(is_end).unwrap_or_default()
}

/// Whether the line before `start` or the one after `end` is not blank.
fn has_lines(text: &[Option<char>], start: usize, end: usize) -> bool {
    let is_blank = |it: &&Option<char>| is_space(**it);
    let mut before_end = line_end_before(text, start);
    if before_end > 0 && text[before_end - 1] == Some('\r') && text[before_end] == Some('\n') {
        before_end -= 1;
    }
    let mut before = text[..before_end].iter().rev();
    let mut after = text[end..].iter();
    if after.next() == Some(&Some('\r')) && text.get(end + 1) == Some(&Some('\n')) {
        after.next();
    }
    [
        before.find(|it| !is_blank(it)),
        after.find(|it| !is_blank(it)),
    ]
    .into_iter()
    .flatten()
    .any(|&it| !is_line_end(it))
}

/// Last index of a run of backticks of each length.
fn last_runs(characters: &[Option<char>]) -> BTreeMap<usize, usize> {
    let mut runs = BTreeMap::new();
    let mut index = 0;
    while index < characters.len() {
        if characters[index] != Some('`') {
            index += 1;
            continue;
        }
        let length = run_length(&characters[index..], '`');
        runs.insert(length, index);
        index += length;
    }
    runs
}

pub(super) fn run_length(characters: &[Option<char>], of: char) -> usize {
    characters.iter().take_while(|&&it| it == Some(of)).count()
}

#[expect(clippy::struct_excessive_bools, reason = "they are independent facts")]
pub(super) struct InlineScanner<'a> {
    pub(super) document: &'a Document,
    pub(super) segment: &'a MarkdownSegment,
    /// Whether another line of the text is next to one of the segment.
    pub(super) has_lines: bool,
    /// Characters of the segment, with `None` for each value.
    pub(super) characters: Vec<Option<char>>,
    /// Their indices in the text.
    pub(super) indices: Vec<usize>,
    pub(super) cursor: usize,
    /// Characters of the segment without its values.
    pub(super) literal: Vec<char>,
    /// Number of them before the cursor.
    pub(super) offset: usize,
    /// Last of them that is not a space.
    pub(super) last_visible: Option<char>,
    /// Number of adjacent `/` at the end of them, except for the first one after a `:`.
    pub(super) slashes: usize,
    pub(super) closing: BTreeMap<usize, usize>,
    pub(super) zone: Zone,
    /// Indices of the `[` that are not closed.
    pub(super) brackets: Vec<usize>,
    /// Characters and lengths of the runs of `*`, `_` and `~` that may open emphasis.
    pub(super) marks: Vec<(char, usize)>,
    /// Number of such runs of which only a part is closed.
    pub(super) partial_marks: usize,
    /// Mark directly before the cursor.
    pub(super) mark_before: Option<Mark>,
    pub(super) address: Address,
    pub(super) address_start: usize,
    /// End of the text in which a value could complete a link.
    pub(super) link_end: usize,
    /// Whether a value could close a tag, or complete a definition.
    pub(super) is_unclosed: bool,
    /// Whether a tag does not end in the segment.
    pub(super) has_open_tag: bool,
    /// Whether the text after an unclosed `<` may contain backticks, as a comment and quotes do.
    pub(super) may_contain_code: bool,
    /// End of the text after a `<` that a value could make a tag or an address.
    pub(super) tag_end: usize,
    pub(super) positions: &'a mut Vec<(usize, Position)>,
}

impl InlineScanner<'_> {
    fn scan(&mut self) {
        while let Some(&character) = self.characters.get(self.cursor) {
            self.track_address();
            match character {
                None => self.record(self.context()),
                Some('\\') if self.escapes_next() => {
                    self.advance(1);
                }
                Some('`') => {
                    self.code_span();
                    continue;
                }
                Some('<') => {
                    if self.tag() {
                        continue;
                    }
                }
                Some('[') => self.brackets.push(self.cursor),
                Some(']') => {
                    let bracket = self.brackets.pop();
                    // A bare address may contain brackets.
                    let is_link = self.address == Address::None
                        || bracket.is_some_and(|bracket| bracket < self.address_start);
                    if bracket.is_some() && self.at(1) == Some('(') {
                        if is_link {
                            self.destination();
                            continue;
                        }
                        self.link_end = self.characters.len();
                    }
                }
                Some(mark @ ('*' | '_' | '~')) => {
                    self.mark(mark);
                    continue;
                }
                Some(_) => {}
            }
            self.advance(1);
        }
    }

    /// Character at an offset from the cursor; `None` at the end and for a value.
    pub(super) fn at(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.cursor + ahead).copied().flatten()
    }

    pub(super) fn rest(&self) -> &[Option<char>] {
        &self.characters[self.cursor.min(self.characters.len())..]
    }

    /// Moves the cursor forward.
    pub(super) fn advance(&mut self, by: usize) {
        for _ in 0..by {
            let Some(&character) = self.characters.get(self.cursor) else {
                return;
            };
            if is_line_end(character) {
                self.zone = Zone::at_line_start();
            } else {
                self.zone.add(character);
            }
            self.may_contain_code |= self.has_open_tag && matches!(character, Some('"' | '\''));
            if character.is_some() {
                self.offset += 1;
                self.slashes = self.slashes_with(character);
                if !is_space(character) {
                    self.last_visible = character;
                }
            }
            self.cursor += 1;
        }
    }

    /// Number of adjacent `/` after a character at the cursor.
    fn slashes_with(&self, character: Option<char>) -> usize {
        let before = self.cursor.checked_sub(1);
        match before.and_then(|before| self.characters[before]) {
            _ if character != Some('/') => 0,
            Some('/') => self.slashes + 1,
            Some(':') => 0,
            _ => 1,
        }
    }

    fn is_in_tag(&self) -> bool {
        self.is_unclosed && self.cursor < self.tag_end
    }

    fn context(&self) -> MarkdownContext {
        match self.address {
            // A tag may have the attribute `www.x`.
            Address::Host if !self.is_in_tag() => MarkdownContext::DestinationHost,
            Address::Path => MarkdownContext::Destination,
            Address::Query => MarkdownContext::DestinationQuery,
            _ if self.segment.kind == SegmentKind::Html => MarkdownContext::Html,
            Address::Disputed => MarkdownContext::Unclosed,
            _ if self.is_unclosed || self.cursor < self.link_end => MarkdownContext::Unclosed,
            _ if self.zone.is_open => MarkdownContext::LineStart,
            _ => MarkdownContext::Inline,
        }
    }

    /// Records the values up to `end`, and moves the cursor there.
    pub(super) fn record_up_to(&mut self, end: usize, context: MarkdownContext) {
        while self.cursor < end.min(self.characters.len()) {
            if self.characters[self.cursor].is_none() {
                self.record(context);
            }
            self.advance(1);
        }
    }

    /// Scans a line of a fenced code block.
    fn fenced(&mut self, fence: char) {
        let has_fence = self.characters.contains(&Some(fence));
        let context = MarkdownContext::CodeBlock;
        while self.cursor < self.characters.len() {
            if self.characters[self.cursor].is_none() {
                self.record(context);
                let follows_value = self.cursor > 0 && self.characters[self.cursor - 1].is_none();
                if let Some((_, position)) = self.positions.last_mut()
                    && (has_fence || follows_value)
                {
                    // The value could complete a fence, or put one at the start of a line.
                    position.before = Before::Markup;
                    if has_fence {
                        position.lines = Lines::Single;
                    }
                }
            }
            self.advance(1);
        }
    }

    /// Scans a line of code that values must not end.
    fn code_line(&mut self) {
        let is_visible = |it: &Option<char>| it.is_some() && !is_space(*it);
        let end = self.characters.len();
        let is_mark = |it: &char| "*-_ \t".contains(*it);
        if self.segment.kind == SegmentKind::Indented
            && self.segment.is_contained
            && self.literal.iter().all(is_mark)
        {
            // After the marker of a list item, the line may be a rule.
            let start = self.positions.len();
            self.record_up_to(end, MarkdownContext::CodeSpan);
            for (_, position) in &mut self.positions[start..] {
                position.before = Before::Value;
                position.is_filled = true;
            }
            return;
        }
        let start = self.characters.iter().position(is_visible).unwrap_or(end);
        self.record_up_to(start, MarkdownContext::CodeSpan);
        // Without the values the line would be blank or a rule, or a quotation for some parsers.
        let has_value = self.characters[..start].contains(&None);
        if has_value
            && matches!(self.at(0), None | Some('>' | '*' | '-' | '_'))
            && let Some((_, position)) = self.positions.last_mut()
        {
            position.is_filled = true;
        }
        self.record_up_to(end, MarkdownContext::CodeSpan);
    }

    /// Scans `` `code` ``.
    fn code_span(&mut self) {
        let length = run_length(self.rest(), '`');
        let last = self.closing.get(&length).copied().unwrap_or_default();
        if last <= self.cursor {
            self.advance(length);
            return;
        }
        self.advance(length);
        let mut context = self.code_context();
        while self.cursor < self.characters.len() {
            let found = run_length(self.rest(), '`');
            if found == length {
                self.advance(length);
                return;
            }
            let is_space = self.rest()[0].is_some_and(char::is_whitespace);
            if is_space && !matches!(self.address, Address::None | Address::Email) {
                // In GitHub's Markdown, the backtick is part of the address, so the rest is text.
                self.address = Address::None;
                context = MarkdownContext::Unclosed;
            }
            self.record_up_to(self.cursor + found.max(1), context);
        }
    }

    fn code_context(&self) -> MarkdownContext {
        match self.segment.kind {
            // A bare address may contain backticks.
            _ if !matches!(self.address, Address::None | Address::Email) => self.context(),
            SegmentKind::Html => MarkdownContext::Html,
            SegmentKind::Unclear => MarkdownContext::Unclosed,
            // A value could end the tag, so that it contains the backtick.
            _ if self.is_unclosed && (self.may_contain_code || self.cursor < self.tag_end) => {
                MarkdownContext::Unclosed
            }
            SegmentKind::Row => MarkdownContext::CellCode,
            _ => MarkdownContext::CodeSpan,
        }
    }

    /// Records the value at the cursor.
    pub(super) fn record(&mut self, context: MarkdownContext) {
        let value = Value {
            characters: &self.characters,
            index: self.cursor,
            literal: &self.literal,
            offset: self.offset,
            last_visible: self.last_visible,
            follows_values: self.zone.before == Before::Value,
            starts_line: self.zone.is_empty,
            is_in_zone: self.zone.is_open,
            bracket: self.brackets.last().copied(),
            address: self.address,
            is_host: self.slashes >= 2,
            is_in_tag: self.is_in_tag(),
            has_lines: self.has_lines || self.segment.lines.len() > 1,
        };
        let mut position = value.position(context, self.document, self.segment);
        if let Some(mark) = self.mark_before.take() {
            mark.before(&mut position);
        }
        position.is_filled |= self.is_unclosed && self.address != Address::None;
        let has_marks = !self.marks.is_empty() || self.partial_marks > 0;
        let is_nested = has_marks || !self.brackets.is_empty();
        position.lines = match self.segment.kind {
            _ if context != MarkdownContext::LineStart && context != MarkdownContext::Inline => {
                Lines::Paragraphs
            }
            SegmentKind::Paragraph if is_nested || self.segment.is_contained => Lines::Paragraph,
            SegmentKind::Paragraph => Lines::Paragraphs,
            _ => Lines::Single,
        };
        self.positions.push((self.indices[self.cursor], position));
    }
}
