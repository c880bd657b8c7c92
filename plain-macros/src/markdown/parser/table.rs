//! Lines that make the paragraph before them a heading or a table.

use std::ops::Range;

use super::block::{BlockParser, Leaf, MarkdownSegment, Rows, SegmentKind};
use super::line::{self, LineReader};

impl BlockParser<'_> {
    /// Ends the open paragraph at a line that makes it a heading or a table.
    pub(super) fn end_paragraph(&mut self, line: &LineReader<'_>) -> bool {
        let Some(paragraph) = self.document.segments.last_mut() else {
            return false;
        };
        if line.is_underline() {
            paragraph.is_contained = true;
            // markdown-it reads such a heading as a table.
            let last = paragraph.lines.last().cloned().unwrap_or_default();
            if paragraph.kind == SegmentKind::Paragraph && self.text[last].contains(&Some('|')) {
                paragraph.kind = SegmentKind::Heading;
            }
            self.leaf = Leaf::None;
            return true;
        }
        if !line.is_delimiter_row() {
            return false;
        }
        let Some(header) = paragraph.lines.pop() else {
            return false;
        };
        // Some parsers count a byte order mark as a cell.
        let is_after_mark = header.start == 1 && self.text[0] == Some('\u{feff}');
        let cells = line::cells(&self.text[header.clone()]);
        if cells != line::cells(line.characters()) && !is_after_mark {
            paragraph.lines.push(header);
            return false;
        }
        let is_contained = paragraph.is_contained;
        let before = paragraph.lines.first().cloned();
        self.rows = if before.is_some() {
            Rows::Disputed
        } else {
            Rows::Cells
        };
        if let Some(before) = before {
            let before = before.start..header.start;
            self.row(&before);
            if self.text[before].contains(&Some('`')) {
                self.dispute_paragraph();
            }
        } else {
            self.document.segments.pop();
        }
        let kind = self.row(&header);
        self.document.segments.push(MarkdownSegment {
            kind,
            lines: Vec::from([header]),
            is_contained,
        });
        self.leaf = Leaf::Table;
        true
    }

    /// Notes that the open paragraph may be code up to a backtick in the table after it.
    fn dispute_paragraph(&mut self) {
        if let Some(paragraph) = self.document.segments.last_mut() {
            paragraph.kind = SegmentKind::Unclear;
        }
    }

    /// Kind of a line of the open table.
    pub(super) fn row(&mut self, line: &Range<usize>) -> SegmentKind {
        let kind = match self.rows {
            Rows::Open => SegmentKind::Unclear,
            _ => SegmentKind::Row,
        };
        let may_open = |it: &Option<char>| matches!(it, Some('<' | '(' | '`'));
        if self.rows == Rows::Disputed && self.text[line.clone()].iter().any(may_open) {
            self.rows = Rows::Open;
        }
        kind
    }
}
