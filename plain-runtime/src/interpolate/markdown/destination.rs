//! Values at the start of the destination of a link.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, percent_encode_byte, utf8_percent_encode};
use plain_schema::markdown::{After, Before, MarkdownContext, Position};
use plain_schema::{StringRule, Violation};

use super::edge;
use crate::interpolate::url;

/// Characters that could end a destination or are markup in it.
const MARKUP: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b'*')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Encodes a value in a destination, or in a bare address.
pub(super) fn escape(text: &str, position: Position) -> Cow<'_, str> {
    if text.is_empty() && edge::is_needed(position) {
        return Cow::Borrowed("%20");
    }
    let encoded = match position.context {
        MarkdownContext::DestinationStart => Cow::Owned(start(text, position)),
        MarkdownContext::DestinationHost => url::in_host(text),
        MarkdownContext::DestinationQuery => url::in_query(text),
        _ => url::in_path(text),
    };
    // A bare address is text as well, where these characters could be marks of emphasis, and the
    // author's marks depend on the characters beside them.
    let is_word = |it: Option<&u8>| it.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = encoded.as_bytes();
    let is_mark = |index: usize| match bytes[index] {
        b'~' => true,
        b'_' => {
            let before = index.checked_sub(1).and_then(|index| bytes.get(index));
            !(is_word(before) && is_word(bytes.get(index + 1)))
        }
        // The address would end before them, as if the value were empty.
        b'.' if position.is_filled && encoded.bytes().all(|it| it == b'.') => true,
        // In an address within an address, which some parsers link instead.
        b'.' if position.before == Before::Character('@') => true,
        b'-' | b'.' => {
            index == 0 && position.before != Before::Nothing
                || index + 1 == bytes.len() && position.after != After::Nothing
        }
        _ => {
            index == 0
                && matches!(
                    position.before,
                    Before::Markup | Before::Mark | Before::MarkInWord | Before::OuterMark
                )
                && bytes[0] != b'%'
        }
    };
    let is_start = position.context == MarkdownContext::DestinationStart;
    if is_start || !(0..bytes.len()).any(is_mark) {
        return encoded;
    }
    let mut escaped = String::with_capacity(encoded.len() + 8);
    for (index, character) in encoded.char_indices() {
        if is_mark(index) {
            let end = index + character.len_utf8();
            escaped.extend(bytes[index..end].iter().copied().map(percent_encode_byte));
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}

/// Encodes a value at the start of a destination. The value is a URL, as in the `url` of a
/// `link_button`.
fn start(text: &str, position: Position) -> String {
    if let Err(Violation::ForbiddenScheme(_)) = StringRule::Url.check(text) {
        // Encoding the colon makes the scheme part of a path.
        return url::in_path(text).into_owned();
    }
    // `&copy;` would be an entity; `\&` is an `&`.
    let mut encoded = utf8_percent_encode(text, MARKUP)
        .to_string()
        .replace('&', "\\&");
    if position.before == Before::Value {
        escape_block_mark(&mut encoded);
    }
    encoded
}

/// Escapes a value that could be the mark of a block at the start of a line, alone or with the author's
/// text: `-` would be an item or underline a heading, and `1` with a `.` be an item.
fn escape_block_mark(encoded: &mut String) {
    let is_mark = |it: u8| b"-=+#~.".contains(&it);
    if !encoded.bytes().all(|it| it.is_ascii_digit() || is_mark(it)) {
        return;
    }
    match encoded.bytes().next() {
        Some(first) if is_mark(first) => encoded.insert(0, '\\'),
        Some(first) => encoded.replace_range(..1, percent_encode_byte(first)),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use plain_schema::markdown::Position;

    use super::{escape_block_mark, start};

    #[test]
    fn markup_and_forbidden_schemes_are_encoded() {
        for (value, encoded) in [
            ("https://acme.com/a?b=c#d", "https://acme.com/a?b=c#d"),
            ("https://acme.com/a b(c)", "https://acme.com/a%20b%28c%29"),
            ("https://acme.com/?a&copy;", r"https://acme.com/?a\&copy;"),
            ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ] {
            assert_eq!(
                start(value, Position::DESTINATION_START),
                encoded,
                "{value}"
            );
        }
    }

    #[test]
    fn values_that_could_be_marks_of_blocks_are_escaped() {
        for (value, encoded) in [
            ("---", r"\---"),
            (".5", r"\.5"),
            ("17", "%317"),
            ("1.", "%31."),
            ("", ""),
            ("#top", "#top"),
            ("2026-11", "%32026-11"),
        ] {
            let mut escaped = value.to_owned();
            escape_block_mark(&mut escaped);
            assert_eq!(escaped, encoded);
        }
    }
}
