//! Parser of Markdown, as far as it decides how a value is read.
//!
//! The tests of escaping include these files, since a crate of macros exports nothing else.

mod address;
mod block;
mod emphasis;
mod inline;
mod label;
mod line;
mod link;
mod neighbour;
mod table;
mod tag;

use plain_schema::markdown::Position;

/// Characters of a text, with `None` for each value.
type Characters = Vec<Option<char>>;

/// Finds the position of each value of a text, in order. `None` is a value.
pub(crate) fn positions<'a>(pieces: impl IntoIterator<Item = Option<&'a str>>) -> Vec<Position> {
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
pub(crate) fn unused_definition<'a>(
    pieces: impl IntoIterator<Item = Option<&'a str>>,
) -> Option<usize> {
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
