//! Marks of emphasis in a segment.

use super::inline::{InlineScanner, run_length};
use super::neighbour::Mark;

impl InlineScanner<'_> {
    /// Scans a run of `*`, `_` or `~`.
    pub(super) fn mark(&mut self, mark: char) {
        let length = run_length(self.rest(), mark);
        let before = self
            .cursor
            .checked_sub(1)
            .map(|index| self.characters[index]);
        let after = self.characters.get(self.cursor + length).copied();
        let is_text =
            |it: Option<Option<char>>| it.is_some_and(|it| !it.is_some_and(char::is_whitespace));
        let is_letter = |it: Option<Option<char>>| it.flatten().is_some_and(char::is_alphanumeric);
        let is_inner = is_letter(before) && is_letter(after) && mark == '_';
        let is_closing = is_text(before) && self.marks.iter().any(|open| open.0 == mark);
        if !is_inner && is_closing {
            self.close(mark, length);
        } else if !is_inner && is_text(after) {
            self.marks.push((mark, length));
        }
        let mark = |is_in_word| Mark {
            is_outer: false,
            is_in_word,
        };
        if before == Some(None)
            && let Some((_, position)) = self.positions.last_mut()
        {
            let mut mark = mark(is_letter(after));
            mark.is_outer = !is_closing;
            mark.after(position);
        }
        self.advance(length);
        if after == Some(None) {
            let mut mark = mark(is_letter(before));
            mark.is_outer = is_closing;
            self.mark_before = Some(mark);
        }
    }

    /// Closes the last run of a mark.
    fn close(&mut self, mark: char, length: usize) {
        while let Some((open, open_length)) = self.marks.pop() {
            if open == mark {
                self.partial_marks += usize::from(open_length != length);
                return;
            }
        }
    }
}
