//! Positions of captures in Markdown, as tokens.
//!
//! The runtime escapes a value for its position. An escaped value is not part of the author's markup,
//! so the position follows from the author's text alone.

use plain_schema::markdown::{After, Before, Lines, MarkdownContext, Position};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::template::Piece;

/// Writes the name of an associated constant or a method of [`Position`], and checks that it exists.
macro_rules! position_item {
    ($name:ident) => {{
        let _ = Position::$name;
        quote!($name)
    }};
}

/// Writes a position: the constant of its context, and calls for its surroundings.
pub(crate) fn emit(krate: &TokenStream, position: Position) -> TokenStream {
    let context = context(position.context);
    let before = before(position.before);
    let after = after(position.after);
    let lines = match position.lines {
        Lines::Paragraphs => None,
        Lines::Paragraph => Some(position_item!(in_paragraph)),
        Lines::Single => Some(position_item!(in_line)),
    };
    let lines = lines.map(|method| quote!(.#method()));
    let filled = position.is_filled.then(|| {
        let method = position_item!(filled);
        quote!(.#method())
    });
    quote!(#krate::expansion::Position::#context #before #after #lines #filled)
}

fn context(context: MarkdownContext) -> TokenStream {
    match context {
        MarkdownContext::LineStart => position_item!(LINE_START),
        MarkdownContext::Inline => position_item!(INLINE),
        MarkdownContext::Html => position_item!(HTML),
        MarkdownContext::Unclosed => position_item!(UNCLOSED),
        MarkdownContext::CodeSpan => position_item!(CODE_SPAN),
        MarkdownContext::CellCode => position_item!(CELL_CODE),
        MarkdownContext::CodeBlock => position_item!(CODE_BLOCK),
        MarkdownContext::DestinationStart => position_item!(DESTINATION_START),
        MarkdownContext::DestinationHost => position_item!(DESTINATION_HOST),
        MarkdownContext::Destination => position_item!(DESTINATION),
        MarkdownContext::DestinationQuery => position_item!(DESTINATION_QUERY),
    }
}

fn before(before: Before) -> Option<TokenStream> {
    let method = match before {
        Before::Nothing => return None,
        Before::Value => position_item!(after_value),
        Before::Markup => position_item!(after_markup),
        Before::Backslash => position_item!(after_backslash),
        Before::Mark => position_item!(after_mark),
        Before::MarkInWord => position_item!(after_mark_in_word),
        Before::OuterMark => position_item!(after_outer_mark),
        Before::Character(character) => {
            let method = position_item!(after);
            let character = Literal::character(character);
            return Some(quote!(.#method(#character)));
        }
    };
    Some(quote!(.#method()))
}

fn after(after: After) -> Option<TokenStream> {
    let method = match after {
        After::Nothing => return None,
        After::Value => position_item!(before_value),
        After::Mark => position_item!(before_mark),
        After::MarkInWord => position_item!(before_mark_in_word),
        After::OuterMark => position_item!(before_outer_mark),
        After::Character(character) => {
            let method = position_item!(before);
            let character = Literal::character(character);
            return Some(quote!(.#method(#character)));
        }
    };
    Some(quote!(.#method()))
}

/// Finds the position of each capture, in source order.
pub(crate) fn positions(pieces: &[Piece]) -> Vec<Position> {
    plain_schema::markdown::positions(pieces.iter().map(text))
}

/// The text with an escape before the first link reference definition that no link uses.
pub(crate) fn with_unused_definition_escaped(pieces: &[Piece]) -> Option<String> {
    let label = plain_schema::markdown::unused_definition(pieces.iter().map(text))?;
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
