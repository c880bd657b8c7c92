//! Scan of Markdown from left to right, as far as it decides the positions of captures.

use plain_schema::markdown::{After, Before, MarkdownContext, Position};

pub(super) struct Scanner {
    /// Characters of the text, with `None` for each capture.
    text: Vec<Option<char>>,
    cursor: usize,
    /// Whether a `<` before the cursor could still become a tag.
    open_tag: bool,
    positions: Vec<Position>,
}

impl Scanner {
    pub(super) fn new(text: Vec<Option<char>>) -> Self {
        Self {
            text,
            cursor: 0,
            open_tag: false,
            positions: Vec::new(),
        }
    }

    pub(super) fn scan(mut self) -> Vec<Position> {
        while let Some(&character) = self.text.get(self.cursor) {
            if self.line_start() == self.cursor && self.fenced_code() {
                continue;
            }
            match character {
                None => {
                    self.record(self.context_in_text());
                    self.cursor += 1;
                }
                Some('\\') if self.at(1).is_some_and(|next| next.is_ascii_punctuation()) => {
                    self.cursor += 2;
                }
                Some('`') => self.code_span(),
                Some('<') => self.tag(),
                Some(']') if self.at(1) == Some('(') => self.destination(),
                Some(character) => {
                    if character == '>' || self.is_paragraph_end(self.cursor) {
                        self.open_tag = false;
                    }
                    self.cursor += 1;
                }
            }
        }
        self.positions
    }

    /// Character at an offset from the cursor; `None` at the end and for a capture.
    fn at(&self, ahead: usize) -> Option<char> {
        self.text.get(self.cursor + ahead).copied().flatten()
    }

    /// Index of the start of the line.
    fn line_start(&self) -> usize {
        self.text[..self.cursor]
            .iter()
            .rposition(|&character| is_line_end(character))
            .map_or(0, |end| end + 1)
    }

    /// Index of the end of the line at `from`.
    fn line_end(&self, from: usize) -> usize {
        self.text[from..]
            .iter()
            .position(|&character| is_line_end(character))
            .map_or(self.text.len(), |end| from + end)
    }

    /// Whether a line ends at `index`, and a blank line follows.
    fn is_paragraph_end(&self, index: usize) -> bool {
        is_line_end(self.text[index])
            && self.text[index + 1..self.line_end(index + 1)]
                .iter()
                .all(|&character| matches!(character, Some(' ' | '\t')))
    }

    /// Index of the end of the paragraph.
    fn paragraph_end(&self) -> usize {
        (self.cursor..self.text.len())
            .find(|&index| self.is_paragraph_end(index))
            .unwrap_or(self.text.len())
    }

    /// Number of times that a character repeats from `index`.
    fn run_length(&self, index: usize, of: char) -> usize {
        self.text[index..]
            .iter()
            .take_while(|&&character| character == Some(of))
            .count()
    }

    /// Records the captures up to `end`, and moves the cursor there.
    fn record_up_to(&mut self, end: usize, context: MarkdownContext) {
        while self.cursor < end {
            if self.text[self.cursor].is_none() {
                self.record(context);
            }
            self.cursor += 1;
        }
    }

    /// Records the captures of a URL that ends at `end`, and moves the cursor there.
    fn record_url_up_to(&mut self, end: usize) {
        let path_end = self.text[self.cursor..end]
            .iter()
            .position(|character| matches!(character, Some('?' | '#')))
            .map_or(end, |path_end| self.cursor + path_end);
        self.record_up_to(path_end, MarkdownContext::Destination);
        self.record_up_to(end, MarkdownContext::DestinationQuery);
    }

    /// Scans a code block whose fence is at the start of a line.
    ///
    /// A fence after spaces or a list marker counts as a code span, since a line break in the value
    /// would end such a block.
    fn fenced_code(&mut self) -> bool {
        let Some(fence) = self.at(0).filter(|fence| "`~".contains(*fence)) else {
            return false;
        };
        let length = self.run_length(self.cursor, fence);
        let first_line = self.line_end(self.cursor);
        let info = &self.text[self.cursor + length..first_line];
        if length < 3 || fence == '`' && info.contains(&Some('`')) {
            return false;
        }
        self.record_up_to(first_line, MarkdownContext::CodeSpan);
        while self.cursor < self.text.len() {
            self.cursor += 1;
            let end = self.line_end(self.cursor);
            if self.run_length(self.cursor, fence) >= length {
                self.record_up_to(end, MarkdownContext::CodeSpan);
                break;
            }
            self.record_up_to(end, MarkdownContext::CodeBlock);
        }
        true
    }

    /// Scans a code span between equally long runs of backticks. An unclosed run is text.
    fn code_span(&mut self) {
        let length = self.run_length(self.cursor, '`');
        let paragraph_end = self.paragraph_end();
        self.cursor += length;
        let mut index = self.cursor;
        while index < paragraph_end {
            let found = self.run_length(index, '`');
            if found == length {
                self.record_up_to(index, MarkdownContext::CodeSpan);
                self.cursor += length;
                return;
            }
            index += found.max(1);
        }
    }

    /// Scans `<https://..>` or `<b>`.
    fn tag(&mut self) {
        let first = self.text.get(self.cursor + 1).copied();
        let is_tag = match first {
            Some(Some(first)) => first.is_ascii_alphabetic() || "/!?".contains(first),
            Some(None) => true,
            None => false,
        };
        self.cursor += 1;
        if !is_tag {
            return;
        }
        let rest = &self.text[self.cursor..self.paragraph_end()];
        let end = rest.iter().position(|&character| character == Some('>'));
        match end {
            // A tag of the author.
            Some(end) if first != Some(None) => {
                self.record_url_up_to(self.cursor + end);
            }
            _ => self.open_tag = true,
        }
    }

    /// Scans `](https://..)`.
    fn destination(&mut self) {
        self.cursor += 2;
        let paragraph_end = self.paragraph_end();
        let mut depth = 1;
        let end = (self.cursor..paragraph_end).find(|&index| {
            match self.text[index] {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                _ => {}
            }
            depth == 0 || matches!(self.text[index], Some(' ' | '\t' | '\n' | '\r'))
        });
        let Some(end) = end else {
            return;
        };
        if self.at(0) == Some('<') {
            self.cursor += 1;
        }
        if self.text[self.cursor].is_none() {
            self.record(MarkdownContext::DestinationStart);
            self.cursor += 1;
        }
        self.record_url_up_to(end);
    }

    fn context_in_text(&self) -> MarkdownContext {
        let may_come_before_block =
            |character: char| character.is_ascii_digit() || " \t>*+-#.)=|:".contains(character);
        // Values before this one may be empty.
        let is_line_start = self.text[self.line_start()..self.cursor]
            .iter()
            .all(|character| character.is_none_or(may_come_before_block));
        if is_line_start {
            MarkdownContext::LineStart
        } else {
            MarkdownContext::Inline
        }
    }

    /// Records the capture at the cursor.
    fn record(&mut self, context: MarkdownContext) {
        let before = match context {
            MarkdownContext::LineStart if self.line_start() < self.cursor => Before::Markup,
            MarkdownContext::Inline => self.before_in_text(),
            MarkdownContext::CodeSpan | MarkdownContext::CodeBlock
                if self.last_character() == Some('{') =>
            {
                Before::Markup
            }
            _ => Before::Nothing,
        };
        let is_neighbour = |character: &char| match context {
            MarkdownContext::LineStart | MarkdownContext::Inline => {
                character.is_ascii_alphanumeric() || "[.);#{".contains(*character)
            }
            MarkdownContext::CodeSpan => "`{".contains(*character),
            MarkdownContext::CodeBlock => *character == '{',
            _ => false,
        };
        let after = match self.text.get(self.cursor + 1) {
            Some(None) => After::Value,
            Some(Some(character)) if is_neighbour(character) => After::Character(*character),
            _ if context == MarkdownContext::LineStart => self
                .block_without()
                .map_or(After::Nothing, After::Character),
            _ => After::Nothing,
        };
        self.positions.push(Position {
            context,
            before,
            after,
        });
    }

    /// Character that would turn the author's line into a block if the value were blank: the first one
    /// after the value, or that of a heading's underline before it.
    fn block_without(&self) -> Option<char> {
        let is_word = |character: &&Option<char>| **character != Some(' ');
        let mut before = self.text[self.line_start()..self.cursor]
            .iter()
            .filter(is_word);
        let mut after = self.text[self.cursor + 1..].iter().filter(is_word);
        match after.next().copied().flatten() {
            Some('\n' | '\r') | None => before.next().copied().flatten().filter(|first| {
                "-=".contains(*first) && before.all(|&other| other == Some(*first))
            }),
            Some(character) => Some(character).filter(|character| "-+*_#>=".contains(*character)),
        }
    }

    /// Last character of the text before the capture. Values between the two may be empty.
    fn last_character(&self) -> Option<char> {
        self.text[..self.cursor]
            .iter()
            .rev()
            .find_map(|character| *character)
    }

    fn before_in_text(&self) -> Before {
        let before = &self.text[..self.cursor];
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
            Before::Nothing
        }
    }
}

fn is_line_end(character: Option<char>) -> bool {
    matches!(character, Some('\n' | '\r'))
}
