//! Values in Markdown text, escaped with backslashes
//! (<https://spec.commonmark.org/0.31.2/#backslash-escapes>).

use std::borrow::Cow;

use plain_schema::markdown::{After, Before, MarkdownContext, Position};

use super::line::{Line, LineStart, is_blank, is_line_end};
use crate::interpolate::byte_set::ByteSet;

/// Escapes the characters that could be read as markup, and no others.
#[inline]
pub(super) fn escape(text: &str, position: Position) -> Cow<'_, str> {
    if is_plain(text, position) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(escaped(text, position))
    }
}

/// Fast path: whether a text certainly needs no escapes, as is true of typical values.
#[inline]
fn is_plain(text: &str, position: Position) -> bool {
    position.before == Before::Nothing
        && (position.context == MarkdownContext::Inline || opens_as_text(text, position.after))
        // Only a final `!` could become markup through the text after it.
        && (position.after == After::Nothing || !text.ends_with('!'))
        && !MARKUP.contains_any(text)
}

/// Whether a text at the start of a line cannot start a block, not even with the text after it.
fn opens_as_text(text: &str, after: After) -> bool {
    let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
    match rest.as_bytes() {
        [] => !text.is_empty() && after == After::Nothing,
        // `1.5` does not start a list.
        [b'.' | b')', next, ..] => !matches!(next, b' ' | b'\t'),
        [b'.' | b')' | b'#' | b'+' | b'-' | b'=' | b'>' | b':', ..] => false,
        _ => !rest.starts_with(is_blank),
    }
}

/// Slow path: escapes a text line by line.
fn escaped(text: &str, position: Position) -> String {
    let body = text.trim_start_matches(is_blank);
    let leading = &text[..text.len() - body.len()];
    let text = body;
    let body = text.trim_end_matches(is_blank);
    let trailing = &text[body.len()..];

    let mut escaped = String::with_capacity(text.len() + 8);
    if position.before == Before::Backslash {
        // Makes the author's backslash text, so that it does not escape the next backslash.
        escaped.push('\\');
    }
    if body.is_empty()
        && position.context == MarkdownContext::LineStart
        && leaves_a_block(position.after)
    {
        escaped.push_str(SPACE);
        return escaped;
    }
    escaped.push_str(edge(leading, position));
    let body = normalize_line_breaks(body);
    let mut lines = body.split('\n').peekable();
    let mut line = Line {
        text: "",
        start: match position.context {
            MarkdownContext::LineStart => LineStart::of_value(position.before),
            _ => LineStart::Text,
        },
        in_tag: position.context == MarkdownContext::Inline && position.before == Before::Markup,
        is_first: true,
        after: position.after,
    };
    while let Some(text) = lines.next() {
        let is_last = lines.peek().is_none();
        // Trailing spaces would make a hard break.
        line.text = if is_last {
            text
        } else {
            text.trim_end_matches(is_blank)
        };
        line.after = if is_last && trailing.is_empty() {
            position.after
        } else {
            After::Nothing
        };
        line.escape(&mut escaped);
        if !is_last {
            escaped.push('\n');
            line.start = LineStart::Empty;
            line.is_first = false;
        }
    }
    if trailing.contains(is_line_end) {
        // A line break here would put the author's text at the start of a line.
        escaped.push(' ');
    } else {
        escaped.push_str(trailing);
    }
    escaped
}

fn normalize_line_breaks(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A space that is text in every position.
const SPACE: &str = "&#32;";

/// Whether the author's text would start a block after an empty value: `{name} - {role}` must not
/// become a list, nor `**{name}**` a rule.
fn leaves_a_block(after: After) -> bool {
    matches!(after, After::Character(character) if "-+*_#>=".contains(character))
}

/// Replacement for the leading white space of a value.
fn edge(leading: &str, position: Position) -> &str {
    match (position.context, position.before) {
        _ if leading.is_empty() => "",
        // A space would turn `#` into a heading and other spaces into a code block. An entity is
        // text.
        (MarkdownContext::LineStart, Before::Markup) => SPACE,
        // Not shown at the start of a line.
        (MarkdownContext::LineStart, _) => "",
        _ if leading.contains(is_line_end) => " ",
        _ => leading,
    }
}

/// Characters with a meaning within a line, and line breaks.
const MARKUP: ByteSet = ByteSet::new("\\`*_[]^~<&{#|\n\r");

#[cfg(test)]
mod tests {
    use super::{Position, escaped, is_plain};

    #[test]
    fn fast_path_agrees_with_slow_path() {
        const CHARACTERS: &str = "1a \t\n.)#+-=>:|!*_{&é";
        let mut texts = vec![String::new()];
        for length in 0..4 {
            let longer = texts.iter().filter(|text| text.chars().count() == length);
            let longer =
                longer.flat_map(|text| CHARACTERS.chars().map(move |it| format!("{text}{it}")));
            texts.extend(longer.collect::<Vec<_>>());
        }
        let mut plain = 0;
        for position in [Position::LINE_START, Position::INLINE] {
            let behind = ['.', ')', '-', '[', ';', '{', ' ', 'a'].map(|it| position.before(it));
            for position in [position, position.before_value()]
                .into_iter()
                .chain(behind)
            {
                for text in texts.iter().filter(|text| is_plain(text, position)) {
                    assert_eq!(&escaped(text, position), text, "{text:?} at {position:?}");
                    plain += 1;
                }
            }
        }
        assert!(plain > 100_000, "{plain}");
    }
}
