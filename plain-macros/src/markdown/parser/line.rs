//! Reads a line of Markdown from left to right.

use std::ops::Range;

pub(super) struct LineReader<'a> {
    text: &'a [Option<char>],
    cursor: usize,
    end: usize,
    /// Column of the cursor, for tabs.
    column: usize,
    /// Index after the last character that is not one of a rule.
    rule_start: usize,
}

/// Text after the label of a link reference definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AfterLabel {
    /// Destination, and perhaps a title.
    Definition,
    /// Destination, and a title that the line does not end.
    OpenTitle,
    /// Other text, so that the line is not a definition.
    Text,
}

impl<'a> LineReader<'a> {
    pub(super) fn new(text: &'a [Option<char>], range: Range<usize>) -> Self {
        let is_text = |it: &Option<char>| !it.is_some_and(|it| "*-_ \t".contains(it));
        let last = text[range.clone()].iter().rposition(is_text);
        Self {
            text,
            rule_start: range.start + last.map_or(0, |last| last + 1),
            cursor: range.start,
            end: range.end,
            column: 0,
        }
    }

    /// Rest of the line.
    pub(super) fn rest(&self) -> Range<usize> {
        self.cursor..self.end
    }

    pub(super) fn characters(&self) -> &'a [Option<char>] {
        &self.text[self.cursor..self.end]
    }

    pub(super) fn is_blank(&self) -> bool {
        self.characters().iter().all(|&it| is_space(it))
    }

    pub(super) fn is_at_start(&self) -> bool {
        self.column == 0
    }

    /// Number of columns before the next character that is not a space.
    pub(super) fn indent(&self) -> usize {
        let mut column = self.column;
        for character in self.characters() {
            match character {
                Some(' ') => column += 1,
                Some('\t') => column += 4 - column % 4,
                _ => break,
            }
        }
        column - self.column
    }

    pub(super) fn skip_spaces(&mut self) {
        self.consume_indent(self.indent());
    }

    /// Consumes so many columns of spaces, if there are so many.
    pub(super) fn consume_indent(&mut self, columns: usize) -> bool {
        if self.indent() < columns {
            return false;
        }
        let target = self.column + columns;
        while self.column < target {
            let width = match self.peek(0) {
                Some('\t') => 4 - self.column % 4,
                _ => 1,
            };
            // The rest of a tab stays in the line.
            if self.column + width > target {
                self.column = target;
                break;
            }
            self.column += width;
            self.cursor += 1;
        }
        true
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        let index = self.cursor + ahead;
        (index < self.end).then(|| self.text[index]).flatten()
    }

    fn run_length(&self, from: usize, of: char) -> usize {
        let characters = self.characters().iter().skip(from);
        characters.take_while(|&&it| it == Some(of)).count()
    }

    /// Characters without the spaces before them.
    fn trimmed(&self) -> &'a [Option<char>] {
        let characters = self.characters();
        let start = characters.iter().take_while(|&&it| is_space(it)).count();
        &characters[start..]
    }

    /// Consumes the `>` of a quotation, and a space after it.
    pub(super) fn consume_quote(&mut self) -> bool {
        let is_quote = self.indent() < 4 && self.trimmed().first() == Some(&Some('>'));
        if is_quote {
            self.skip_spaces();
            self.cursor += 1;
            self.column += 1;
            self.consume_indent(1);
        }
        is_quote
    }

    /// Consumes the marker of a list item, and returns the columns before its content.
    pub(super) fn consume_list_marker(&mut self, may_be_any: bool) -> Option<usize> {
        let indent = self.indent();
        let trimmed = self.trimmed();
        let digits = trimmed
            .iter()
            .take_while(|it| it.is_some_and(|it| it.is_ascii_digit()))
            .count();
        let width = match trimmed.get(digits).copied().flatten()? {
            '-' | '+' | '*' if digits == 0 => 1,
            '.' | ')' if (1..=9).contains(&digits) => digits + 1,
            _ => return None,
        };
        let content = &trimmed[width..];
        let is_empty = content.iter().all(|&it| is_space(it));
        let is_first = digits == 0 || digits == 1 && trimmed[0] == Some('1');
        if !is_empty && !is_space(content[0]) || !may_be_any && (is_empty || !is_first) {
            return None;
        }
        self.skip_spaces();
        self.cursor += width;
        self.column += width;
        let spaces = match self.indent() {
            _ if is_empty => 0,
            spaces @ 1..=4 => spaces,
            // The content is indented code.
            _ => 1,
        };
        self.consume_indent(spaces);
        Some(indent + width + spaces.max(1))
    }

    /// Whether the line is a rule, such as `***`.
    pub(super) fn is_rule(&self) -> bool {
        // A line may have a marker for each list that contains it.
        if self.cursor < self.rule_start {
            return false;
        }
        let trimmed = self.trimmed();
        let Some(mark @ ('*' | '-' | '_')) = trimmed.first().copied().flatten() else {
            return false;
        };
        let marks = trimmed.iter().filter(|&&it| it == Some(mark)).count();
        marks >= 3 && trimmed.iter().all(|&it| it == Some(mark) || is_space(it))
    }

    pub(super) fn is_heading(&self) -> bool {
        let length = self.run_length(0, '#');
        (1..=6).contains(&length)
            && (self.cursor + length == self.end || is_space(self.text[self.cursor + length]))
    }

    /// Whether the line makes the line before it a heading.
    pub(super) fn is_underline(&self) -> bool {
        let trimmed = self.trimmed();
        let Some(mark @ ('=' | '-')) = trimmed.first().copied().flatten() else {
            return false;
        };
        let rest = trimmed.iter().skip_while(|&&it| it == Some(mark));
        self.indent() < 4 && rest.copied().all(is_space)
    }

    /// Whether the line makes the line before it the header of a table.
    pub(super) fn is_delimiter_row(&self) -> bool {
        let trimmed = self.trimmed();
        let is_allowed = |it: &Option<char>| it.is_some_and(|it| "|:- \t".contains(it));
        let contains = |mark: char| trimmed.contains(&Some(mark));
        trimmed.iter().all(is_allowed) && contains('-') && (contains('|') || contains(':'))
    }

    /// Fence of a code block, and its length.
    pub(super) fn fence(&self) -> Option<(char, usize)> {
        let fence = self.peek(0).filter(|fence| "`~".contains(*fence))?;
        let length = self.run_length(0, fence);
        let info = &self.characters()[length..];
        (length >= 3 && !(fence == '`' && info.contains(&Some('`')))).then_some((fence, length))
    }

    /// Whether a line break in a value could make the line the start of code.
    pub(super) fn has_unclosed_fence(&self) -> bool {
        let backticks = self.trimmed().iter().take_while(|&&it| it == Some('`'));
        backticks.count() >= 3
    }

    /// The same, or whether the label of a definition may end in another line.
    pub(super) fn has_unclosed_start(&self) -> bool {
        self.has_unclosed_fence()
            || self.peek(0) == Some('[') && !self.characters().contains(&Some(']'))
    }

    pub(super) fn is_closing_fence(&self, fence: char, length: usize) -> bool {
        let trimmed = self.trimmed();
        let found = trimmed.iter().take_while(|&&it| it == Some(fence)).count();
        self.indent() < 4 && found >= length && trimmed[found..].iter().all(|&it| is_space(it))
    }

    /// Reads the destination and the title after a label.
    pub(super) fn after_label(&self) -> AfterLabel {
        let trimmed = self.trimmed();
        let destination = trimmed.iter().take_while(|&&it| !is_space(it)).count();
        if !is_balanced(&trimmed[..destination]) {
            return AfterLabel::Text;
        }
        let title = trimmed[destination..]
            .iter()
            .skip_while(|&&it| is_space(it));
        let mut title = title.copied();
        let end = match title.next() {
            None => return AfterLabel::Definition,
            Some(Some(quote @ ('"' | '\''))) => quote,
            Some(Some('(')) => ')',
            // A value is escaped, so that it is not a title.
            Some(_) => return AfterLabel::Text,
        };
        let mut is_escaped = false;
        let is_closed = title.any(|it| {
            let is_end = it == Some(end) && !is_escaped;
            is_escaped = it == Some('\\') && !is_escaped;
            is_end
        });
        if !is_closed {
            AfterLabel::OpenTitle
        } else if title.all(is_space) {
            AfterLabel::Definition
        } else {
            AfterLabel::Text
        }
    }

    /// Consumes `[label]:`, and returns the range of the label.
    pub(super) fn definition(&mut self) -> Option<Range<usize>> {
        if self.peek(0) != Some('[') {
            return None;
        }
        let mut index = self.cursor + 1;
        while index < self.end {
            match self.text[index] {
                Some('\\') => index += 1,
                Some('[') => return None,
                Some(']') => break,
                _ => {}
            }
            index += 1;
        }
        let label = self.cursor + 1..index.min(self.end);
        let is_label = self.text[label.clone()].iter().any(|&it| !is_space(it));
        if !is_label || index + 1 >= self.end || self.text[index + 1] != Some(':') {
            return None;
        }
        self.cursor = index + 2;
        Some(label)
    }
}

/// Whether a destination without `<` has as many opening as closing parentheses.
fn is_balanced(destination: &[Option<char>]) -> bool {
    if destination.first() == Some(&Some('<')) {
        return true;
    }
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for &character in destination {
        match character {
            _ if is_escaped => {}
            Some('(') => depth += 1,
            Some(')') if depth == 0 => return false,
            Some(')') => depth -= 1,
            _ => {}
        }
        is_escaped = character == Some('\\') && !is_escaped;
    }
    depth == 0
}

/// Number of cells in the line of a table.
pub(super) fn cells(line: &[Option<char>]) -> usize {
    let is_visible = |it: &Option<char>| !is_space(*it);
    let start = line.iter().position(is_visible).unwrap_or_default();
    let end = line.iter().rposition(is_visible).map_or(0, |last| last + 1);
    let mut cells = 1;
    let mut is_escaped = false;
    for (index, &character) in line.iter().enumerate().take(end).skip(start) {
        if character == Some('|') && !is_escaped && index > start && index + 1 < end {
            cells += 1;
        }
        is_escaped = character == Some('\\') && !is_escaped;
    }
    cells
}

pub(super) fn is_line_end(character: Option<char>) -> bool {
    matches!(character, Some('\n' | '\r'))
}

pub(super) fn is_space(character: Option<char>) -> bool {
    matches!(character, Some(' ' | '\t'))
}
