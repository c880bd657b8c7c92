//! Positions of values in Markdown text.
//!
//! The macros find the [`Position`] of each placeholder of a literal with [`positions`], and the
//! runtime escapes the value for it.
//!
//! ```
//! use plain_schema::markdown::{MarkdownContext, positions};
//!
//! let positions = positions([Some("[docs](https://docs.example/"), None, Some(")")]);
//! assert_eq!(positions[0].context, MarkdownContext::Destination);
//! ```

mod address;
mod block;
mod emphasis;
mod inline;
mod label;
mod line;
mod link;
mod neighbour;
mod position;
mod table;
mod tag;

use alloc::vec::Vec;

pub use position::{After, Before, Lines, MarkdownContext, Position};

/// Characters of a text, with `None` for each value.
type Characters = Vec<Option<char>>;

/// Finds the position of each value of a text, in order. `None` is a value.
///
/// ```
/// use plain_schema::markdown::{MarkdownContext, positions};
///
/// let positions = positions([Some("See `"), None, Some("` and "), None]);
/// assert_eq!(positions[0].context, MarkdownContext::CodeSpan);
/// assert_eq!(positions[1].context, MarkdownContext::Inline);
/// ```
pub fn positions<'a>(pieces: impl IntoIterator<Item = Option<&'a str>>) -> Vec<Position> {
    let text = characters(pieces);
    let document = block::Document::parse(&text);
    let mut positions: Vec<(usize, Position)> = Vec::new();
    for segment in &document.segments {
        inline::scan(&text, &document, segment, &mut positions);
    }
    // Each value is in one segment, but the parts of a table are found after its first line.
    positions.sort_unstable_by_key(|(index, _)| *index);
    let mut positions = positions.into_iter().peekable();
    let values = text.iter().enumerate().filter(|(_, it)| it.is_none());
    values
        .map(|(value, _)| {
            positions
                .next_if(|(index, _)| *index == value)
                .map_or(Position::UNCLOSED, |(_, position)| position)
        })
        .collect()
}

/// Finds a link reference definition that no link of the text uses, so that it renders nothing:
/// the index of its label, among the characters and the values of the text.
///
/// ```
/// use plain_schema::markdown::unused_definition;
///
/// assert_eq!(unused_definition([Some("["), None, Some("]: "), None]), Some(1));
/// assert_eq!(unused_definition([Some("[docs]\n\n[docs]: https://docs.example/"), None]), None);
/// ```
pub fn unused_definition<'a>(pieces: impl IntoIterator<Item = Option<&'a str>>) -> Option<usize> {
    let text = characters(pieces);
    block::Document::parse(&text).unused_definition(&text)
}

fn characters<'a>(pieces: impl IntoIterator<Item = Option<&'a str>>) -> Characters {
    let mut text = Vec::new();
    for piece in pieces {
        match piece {
            Some(piece) => text.extend(piece.chars().map(Some)),
            None => text.push(None),
        }
    }
    text
}

#[cfg(test)]
mod tests;
