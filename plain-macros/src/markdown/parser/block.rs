//! Block structure of a text, as far as it decides the positions of values
//! (<https://spec.commonmark.org/0.31.2/#phase-1-block-structure>). A value counts as a word.

use std::ops::Range;

use super::line::is_line_end;
use super::line::{AfterLabel, LineReader};
use super::tag::HtmlBlock;

/// Segments of a text.
pub(super) struct Document {
    pub(super) segments: Vec<MarkdownSegment>,
    /// Labels of the link reference definitions.
    pub(super) definitions: Vec<Range<usize>>,
    /// Whether the text defines a footnote.
    pub(super) has_footnote: bool,
}

/// Lines whose inline markup is parsed together, without the markers of the blocks that contain them.
pub(super) struct MarkdownSegment {
    pub(super) kind: SegmentKind,
    pub(super) lines: Vec<Range<usize>>,
    /// Whether a blank line would end more than a paragraph: a list, a quotation or a heading.
    pub(super) is_contained: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SegmentKind {
    Paragraph,
    /// Heading, or text whose lines would be another block if a value contained a line break.
    Heading,
    /// Line of a table.
    Row,
    /// HTML.
    Html,
    /// Text that may be part of a definition, a footnote or the first line of code.
    Unclear,
    /// Link reference definition after its label.
    Definition,
    /// Fenced code, with the character of its fence.
    Fenced(char),
    /// Fenced code in a container.
    Code,
    /// Indented code.
    Indented,
}

impl SegmentKind {
    fn of_html(block: HtmlBlock) -> Self {
        if block.is_disputed() {
            Self::Unclear
        } else {
            Self::Html
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    Quote,
    /// List item whose content is indented by this many columns.
    Item(usize),
}

/// Block that the next line may continue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    None,
    Paragraph,
    Table,
    /// Lines after a definition, which may continue it.
    Definition,
    /// Lines after the label of a definition.
    Label,
    Fence(char, usize),
    Html(HtmlBlock),
}

pub(super) struct BlockParser<'a> {
    pub(super) text: &'a [Option<char>],
    pub(super) document: Document,
    containers: Vec<Container>,
    pub(super) leaf: Leaf,
    /// Whether a list item starts in the line before, and has no content there.
    has_empty_item: bool,
    /// Whether indented lines may be text, since parsers disagree on the block that contains them.
    has_disputed_indent: bool,
    pub(super) rows: Rows,
}

/// Lines of the open table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// Cells for every parser.
    Cells,
    /// Part of the paragraph before the table, for parsers that let no table interrupt one.
    Disputed,
    /// The same after a tag, a link or code that a value could be part of.
    Open,
}

impl Document {
    pub(super) fn parse(text: &[Option<char>]) -> Self {
        let mut parser = BlockParser {
            text,
            document: Self {
                segments: Vec::new(),
                definitions: Vec::new(),
                has_footnote: false,
            },
            containers: Vec::new(),
            leaf: Leaf::None,
            has_empty_item: false,
            has_disputed_indent: false,
            rows: Rows::Cells,
        };
        // A byte order mark at the start is not part of the text.
        let mut start = usize::from(text.first() == Some(&Some('\u{feff}')));
        parser.has_disputed_indent = start > 0;
        while start <= text.len() {
            let end = (start..text.len())
                .find(|&index| is_line_end(text[index]))
                .unwrap_or(text.len());
            parser.add_line(LineReader::new(text, start..end));
            let is_pair =
                text.get(end) == Some(&Some('\r')) && text.get(end + 1) == Some(&Some('\n'));
            start = end + 1 + usize::from(is_pair);
        }
        parser.document
    }

    /// Whether the labels of links can refer to a definition.
    pub(super) fn has_labels(&self) -> bool {
        self.has_footnote || !self.definitions.is_empty()
    }
}

impl<'a> BlockParser<'a> {
    fn add_line(&mut self, mut line: LineReader<'a>) {
        let matched = self.match_containers(&mut line);
        let is_matched = matched == self.containers.len();
        if is_matched && self.continue_leaf(&line) {
            return;
        }
        if !is_matched && self.leaf != Leaf::Paragraph {
            self.leaf = Leaf::None;
        }
        if is_matched && self.leaf == Leaf::Paragraph && line.is_delimiter_row() {
            // Parsers disagree on whether `-  |` is an item or the delimiter row of a table.
            self.keep_lines();
        }
        let opened = self.open_containers(&mut line, matched);
        let is_paragraph = self.leaf == Leaf::Paragraph;
        if !line.is_blank() {
            self.has_empty_item = false;
        }
        if line.is_blank() {
            if !opened {
                // An item begins with at most one blank line. Parsers disagree on indented ones.
                let empty = usize::from(self.has_empty_item);
                self.has_disputed_indent |= self.has_empty_item && !line.is_at_start();
                self.containers.truncate(matched.saturating_sub(empty));
            }
            self.has_empty_item =
                opened && matches!(self.containers.last(), Some(Container::Item(_)));
            self.leaf = Leaf::None;
        } else if is_paragraph && line.indent() >= 4 {
            self.continue_paragraph(&line);
        } else if is_paragraph && is_matched && self.end_paragraph(&line) {
        } else if let Some((kind, leaf)) = self.new_leaf(&mut line, is_paragraph && is_matched) {
            if !opened {
                self.containers.truncate(matched);
            }
            self.leaf = leaf;
            self.push(kind, &line);
        } else if is_paragraph {
            self.continue_paragraph(&line);
        } else {
            if !opened {
                self.containers.truncate(matched);
            }
            let kind = match self.leaf {
                Leaf::Table => self.row(&line.rest()),
                Leaf::Definition => SegmentKind::Unclear,
                Leaf::Label => self.destination_after_label(&line),
                _ => {
                    self.leaf = Leaf::Paragraph;
                    SegmentKind::Paragraph
                }
            };
            self.push(kind, &line);
        }
    }

    /// Consumes the markers of the open containers, and returns the number of those that continue.
    fn match_containers(&self, line: &mut LineReader<'_>) -> usize {
        let mut matched = 0;
        for container in &self.containers {
            let continues = match *container {
                Container::Quote => line.consume_quote(),
                Container::Item(columns) => line.consume_indent(columns) || line.is_blank(),
            };
            if !continues {
                break;
            }
            matched += 1;
        }
        matched
    }

    /// Adds the line to code or HTML that it continues.
    fn continue_leaf(&mut self, line: &LineReader<'_>) -> bool {
        match self.leaf {
            Leaf::Fence(fence, length) => {
                if line.is_closing_fence(fence, length) {
                    self.leaf = Leaf::None;
                }
                // A value in a container must not end the line, since its next line has no marker.
                let kind = if self.containers.is_empty() {
                    SegmentKind::Fenced(fence)
                } else {
                    SegmentKind::Code
                };
                self.push(kind, line);
                true
            }
            Leaf::Html(block) => {
                self.leaf = if block.ends_at(line) {
                    Leaf::None
                } else {
                    Leaf::Html(block.continued_after(line))
                };
                self.push(SegmentKind::of_html(block), line);
                true
            }
            _ => false,
        }
    }

    /// Opens quotations and list items, and returns whether there is one.
    fn open_containers(&mut self, line: &mut LineReader<'_>, matched: usize) -> bool {
        let mut opened = false;
        loop {
            // A definition is a paragraph until it ends.
            let is_paragraph = matches!(self.leaf, Leaf::Paragraph | Leaf::Definition);
            let may_interrupt = !is_paragraph || opened || matched < self.containers.len();
            let container = if line.indent() >= 4 || line.is_rule() {
                None
            } else if line.consume_quote() {
                Some(Container::Quote)
            } else {
                line.consume_list_marker(may_interrupt).map(Container::Item)
            };
            let Some(container) = container else {
                return opened;
            };
            if !opened {
                self.containers.truncate(matched);
                self.leaf = Leaf::None;
            }
            opened = true;
            self.containers.push(container);
        }
    }

    /// The block that starts at a line that is not a paragraph, and the block that the next line may
    /// continue.
    fn new_leaf(
        &mut self,
        line: &mut LineReader<'a>,
        in_paragraph: bool,
    ) -> Option<(SegmentKind, Leaf)> {
        if line.indent() >= 4 {
            // In a footnote, a paragraph is indented as well.
            let may_be_text = self.document.has_footnote || self.has_disputed_indent;
            return match self.leaf {
                Leaf::None if !may_be_text => Some((SegmentKind::Indented, Leaf::None)),
                // The next line may continue the text.
                Leaf::None => Some((SegmentKind::Unclear, Leaf::Definition)),
                Leaf::Table => Some((SegmentKind::Unclear, Leaf::Table)),
                _ => None,
            };
        }
        line.skip_spaces();
        if line.is_heading() || line.is_rule() {
            return Some((SegmentKind::Heading, Leaf::None));
        }
        if let Some((fence, length)) = line.fence() {
            // The text after a fence has escapes.
            return Some((SegmentKind::Unclear, Leaf::Fence(fence, length)));
        }
        let is_row = self.leaf == Leaf::Table && line.characters().first() == Some(&Some('['));
        if line.has_unclosed_start() && self.leaf != Leaf::Paragraph && !is_row {
            return Some((SegmentKind::Unclear, Leaf::Paragraph));
        }
        if let Some(block) = HtmlBlock::starting_at(line, in_paragraph) {
            // Parsers disagree on a tag that could continue the text of a container.
            self.has_disputed_indent |=
                self.leaf == Leaf::Paragraph && HtmlBlock::starting_at(line, true).is_none();
            let leaf = if block.ends_at_its_start(line) {
                Leaf::None
            } else {
                Leaf::Html(block.continued_after(line))
            };
            return Some((SegmentKind::of_html(block), leaf));
        }
        if self.leaf == Leaf::Paragraph {
            return None;
        }
        self.new_definition(line)
    }

    /// The definition of a link or of a footnote that starts at a line.
    fn new_definition(&mut self, line: &mut LineReader<'a>) -> Option<(SegmentKind, Leaf)> {
        let start = line.rest();
        let label = line.definition()?;
        if self.text[label.start] == Some('^') {
            self.document.has_footnote = true;
            return Some((SegmentKind::Unclear, Leaf::Definition));
        }
        match line.after_label() {
            AfterLabel::Definition => self.document.definitions.push(label),
            AfterLabel::OpenTitle => {
                // It is a definition if another line ends the title.
                self.document.definitions.push(label);
                return Some((SegmentKind::Unclear, Leaf::Definition));
            }
            AfterLabel::Text => {
                // Blank values would make it a definition.
                *line = LineReader::new(self.text, start);
                return Some((SegmentKind::Unclear, Leaf::Paragraph));
            }
        }
        let leaf = if line.is_blank() {
            Leaf::Label
        } else {
            Leaf::Definition
        };
        Some((SegmentKind::Definition, leaf))
    }

    /// Kind of the line after the label of a definition.
    fn destination_after_label(&mut self, line: &LineReader<'_>) -> SegmentKind {
        self.leaf = Leaf::Definition;
        match line.after_label() {
            AfterLabel::Definition => SegmentKind::Definition,
            AfterLabel::OpenTitle => SegmentKind::Unclear,
            AfterLabel::Text => {
                self.document.definitions.pop();
                SegmentKind::Unclear
            }
        }
    }

    /// Notes that no value may end a line of the open paragraph.
    fn keep_lines(&mut self) {
        let paragraph = self.document.segments.last_mut();
        if let Some(paragraph) = paragraph.filter(|it| it.kind == SegmentKind::Paragraph) {
            paragraph.kind = SegmentKind::Heading;
        }
    }

    fn continue_paragraph(&mut self, line: &LineReader<'_>) {
        if let Some(paragraph) = self.document.segments.last_mut() {
            paragraph.lines.push(line.rest());
        }
        if line.has_unclosed_fence() {
            self.keep_lines();
        }
    }

    fn push(&mut self, kind: SegmentKind, line: &LineReader<'_>) {
        self.document.segments.push(MarkdownSegment {
            kind,
            lines: Vec::from([line.rest()]),
            // A footnote contains indented lines, and those that continue them.
            is_contained: !self.containers.is_empty()
                || self.has_disputed_indent
                || self.document.has_footnote,
        });
    }
}
