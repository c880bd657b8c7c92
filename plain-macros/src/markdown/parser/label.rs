//! Labels of link reference definitions.

use std::ops::Range;

use super::block::{Document, SegmentKind};

impl Document {
    /// Start of the first label that no link uses.
    pub(super) fn unused_definition(&self, text: &[Option<char>]) -> Option<usize> {
        let unused = self.definitions.iter().find(|label| {
            // A value in a label is escaped, so that no other label is equal.
            normalized(&text[(*label).clone()]).is_none_or(|label| !self.uses(text, &label))
        });
        unused.map(|label| label.start)
    }

    fn uses(&self, text: &[Option<char>], label: &str) -> bool {
        let mut segments = self.segments.iter();
        segments.any(|segment| {
            let is_text = matches!(
                segment.kind,
                SegmentKind::Paragraph
                    | SegmentKind::Heading
                    | SegmentKind::Row
                    | SegmentKind::Unclear
            );
            let range = match segment.lines.as_slice() {
                [] => 0..0,
                [first, .., last] | [first @ last] => first.start..last.end,
            };
            is_text && contains(text, range, label)
        })
    }
}

/// Whether a text contains a label in brackets.
fn contains(text: &[Option<char>], range: Range<usize>, label: &str) -> bool {
    let mut opening = None;
    let mut index = range.start;
    while index < range.end {
        match text[index] {
            Some('\\') => index += 1,
            Some('[') => opening = Some(index + 1),
            Some(']') => {
                let found = opening
                    .take()
                    .and_then(|start| normalized(&text[start..index]));
                if found.as_deref() == Some(label) {
                    return true;
                }
            }
            _ => {}
        }
        index += 1;
    }
    false
}

/// A label as labels are compared: without regard to case and to the number of spaces.
fn normalized(label: &[Option<char>]) -> Option<String> {
    let mut normalized = String::new();
    let mut is_space = false;
    for &character in label {
        let character = character?;
        if character.is_whitespace() {
            is_space = !normalized.is_empty();
        } else {
            if is_space {
                normalized.push(' ');
            }
            is_space = false;
            normalized.extend(character.to_lowercase());
        }
    }
    Some(normalized)
}
