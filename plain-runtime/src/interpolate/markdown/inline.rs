//! Values in Markdown text, escaped with backslashes
//! (<https://spec.commonmark.org/0.31.2/#backslash-escapes>).

use std::borrow::Cow;

use plain_schema::markdown::{After, Before, Lines, MarkdownContext, Position};

use super::address;
use super::edge;
use super::line::{Line, LineStart, is_blank};
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
    (position.context == MarkdownContext::Inline || opens_as_text(text, position.after))
        && (position.before == Before::Nothing || opens_as_word(text, position))
        && (position.after == After::Nothing || ends_as_word(text, position.after))
        && !(position.is_filled && text.trim().is_empty())
        && (!SPECIAL.contains_any(text)
            || !MARKUP.contains_any(text) && !address::contains_address(text))
}

/// Whether a text beside markup is independent of it, since it starts with a letter.
#[inline]
fn opens_as_word(text: &str, position: Position) -> bool {
    matches!(
        position.before,
        Before::Mark | Before::MarkInWord | Before::Character(']' | ':' | '/')
    ) && position.context == MarkdownContext::Inline
        && text
            .as_bytes()
            .first()
            .is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether a text is independent of the text after it, since it ends with a letter.
#[inline]
fn ends_as_word(text: &str, after: After) -> bool {
    match after {
        After::Nothing => true,
        After::Mark | After::MarkInWord => text
            .as_bytes()
            .last()
            .is_some_and(u8::is_ascii_alphanumeric),
        After::OuterMark => false,
        // Only a final `!` could become markup, or the start of an address.
        After::Value | After::Character(_) => {
            !text.ends_with(['!', ' ', '\t', ':', '/', '@'])
                && !address::ends_with_scheme(text, after)
        }
    }
}

/// Whether a text at the start of a line cannot start a block, not even with the text after it.
fn opens_as_text(text: &str, after: After) -> bool {
    let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
    match rest.as_bytes() {
        [] => !text.is_empty() && after == After::Nothing,
        // `1.5` does not start a list.
        [b'.' | b')', next, ..] => !matches!(next, b' ' | b'\t'),
        [
            b'.' | b')' | b'#' | b'+' | b'-' | b'=' | b'>' | b':' | b'"' | b'\'' | b'(' | 0xEF,
            ..,
        ] => false,
        _ => !rest.starts_with(is_blank),
    }
}

/// Slow path: escapes a text line by line.
fn escaped(text: &str, position: Position) -> String {
    let (leading, text) = split_leading(text);
    let body = text.trim_end_matches(is_blank);
    let trailing = &text[body.len()..];

    let mut escaped = String::with_capacity(text.len() + 8);
    if position.before == Before::Backslash {
        // Makes the author's backslash text, so that it does not escape the next backslash.
        escaped.push('\\');
    }
    if body.trim().is_empty() && edge::is_needed(position) {
        edge::blank(body, &mut escaped);
        edge::end_task(position, &mut escaped);
        return escaped;
    }
    edge::leading(leading, position, &mut escaped);
    let last = edge::last_reference(body, position);
    let body = normalize_line_breaks(body);
    let mut lines = body.split('\n').peekable();
    let mut line = Line {
        text: "",
        start: match position.context {
            MarkdownContext::LineStart => LineStart::of_value(position.before),
            _ => LineStart::Text,
        },
        before: position.before,
        completes_markup: position.context == MarkdownContext::Inline
            && position.before == Before::Markup,
        is_first: true,
        after: position.after,
        last: None,
        is_joined: false,
        may_be_heading: position.lines == Lines::Paragraph,
    };
    while let Some(text) = lines.next() {
        let is_last = lines.peek().is_none();
        // Trailing spaces would make a hard break.
        line.text = if is_last {
            text
        } else {
            text.trim_end_matches(is_blank)
        };
        line.last = last.filter(|_| is_last);
        line.is_joined = is_last && trailing.is_empty();
        line.after = if line.is_joined {
            position.after
        } else {
            After::Nothing
        };
        line.escape(&mut escaped);
        if !is_last {
            edge::line_break(position.lines, &mut lines, &mut escaped);
            line.start = match position.lines {
                Lines::Single => LineStart::Text,
                _ => LineStart::Empty,
            };
            line.is_first = false;
        }
    }
    edge::trailing(trailing, position, &mut escaped);
    edge::end_task(position, &mut escaped);
    escaped
}

/// Splits a text after its leading spaces and tabs.
fn split_leading(text: &str) -> (&str, &str) {
    let body = text.trim_start_matches(is_blank);
    text.split_at(text.len() - body.len())
}

fn normalize_line_breaks(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Characters with a meaning within a line, and line breaks.
const MARKUP: ByteSet = ByteSet::new("\\`*_[]^~<&{#|\n\r");

/// The characters of `MARKUP`, and those of every address that becomes a link without markup, for
/// one scan of a typical value.
const SPECIAL: ByteSet = ByteSet::new("\\`*_[]^~<&{#|\n\r@/.");
