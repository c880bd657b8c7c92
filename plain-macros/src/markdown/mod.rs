//! Positions of captures in Markdown. The runtime escapes a value for its position. An escaped value is
//! not part of the author's markup, so the position follows from the author's text alone.

mod parser;

use plain_schema::markdown::Position;

use crate::template::Piece;

/// Finds the position of each capture, in source order.
pub(crate) fn positions(pieces: &[Piece]) -> Vec<Position> {
    parser::positions(pieces.iter().map(text))
}

/// The text with an escape before the first link reference definition that no link uses.
pub(crate) fn with_unused_definition_escaped(pieces: &[Piece]) -> Option<String> {
    let has_bracket = |piece: &Piece| text(piece).is_some_and(|text| text.contains('['));
    if !pieces.iter().any(has_bracket) {
        return None;
    }
    let label = parser::unused_definition(pieces.iter().map(text))?;
    let mut escaped = String::new();
    let mut index = 0;
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                for character in text.chars() {
                    index += 1;
                    // The bracket before the label.
                    if index == label {
                        escaped.push('\\');
                    }
                    escaped.push(character);
                    if matches!(character, '{' | '}') {
                        escaped.push(character);
                    }
                }
            }
            Piece::Capture(capture) => {
                index += 1;
                escaped.push_str(&capture.to_string());
            }
        }
    }
    Some(escaped)
}

/// Text of a piece, or `None` for a capture.
fn text(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Text(text) => Some(text),
        Piece::Capture(_) => None,
    }
}
