//! Values in HTML, and in text after markup that they could close.

use std::borrow::Cow;

use plain_schema::markdown::{After, Before, MarkdownContext, Position};

use super::address::makes_address;
use super::edge::SPACE;
use super::line::{is_blank, push_reference};

/// Replaces every character that could be markup by a character reference.
pub(super) fn escape(text: &str, position: Position) -> Cow<'_, str> {
    let body = text.trim_matches(is_blank);
    let is_unclosed = position.context == MarkdownContext::Unclosed;
    let is_plain = text.len() == body.len()
        && body.starts_with(char::is_alphanumeric)
        && body
            .chars()
            .all(|it| it.is_alphanumeric() || it == ',' || it == ' ' && !is_unclosed);
    if is_plain && position.before == Before::Nothing && position.after == After::Nothing {
        return Cow::Borrowed(text);
    }
    if text.is_empty() && position.before == Before::Markup && !position.is_filled {
        // `<>` is text.
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    if position.before == Before::Backslash {
        escaped.push('\\');
    }
    if body.len() < text.trim_end_matches(is_blank).len() || body.is_empty() {
        escaped.push_str(SPACE);
    }
    let last = body.len() - body.chars().next_back().map_or(0, char::len_utf8);
    let mut is_after_space = false;
    for (index, character) in body.char_indices() {
        let is_edge = index == 0 && position.before != Before::Nothing
            || index == last && position.after != After::Nothing;
        if is_blank(character) {
            if !is_after_space {
                // A space would end an attribute without quotes.
                escaped.push_str(if is_unclosed { SPACE } else { " " });
            }
        } else if is_unclosed
            && !(character == '[' && index == 0 && position.before == Before::Character(']'))
            // The author's `>` after a `]` ends data for some parsers, and a `:` a label.
            && !(character == ']'
                && (position.before == Before::Markup
                    || index == last && matches!(position.after, After::Character(':' | '>'))))
            && ("[]^".contains(character)
                || makes_address(body, index, position.before, position.after))
        {
            // A parser may look for addresses, tasks and footnotes in the text of references.
            escaped.push('\\');
            escaped.push(character);
        } else if is_edge
            || character == '\u{feff}'
            || character.is_ascii_punctuation() && character != ','
        {
            push_reference(character, &mut escaped);
        } else {
            escaped.push(character);
        }
        is_after_space = is_blank(character);
    }
    if body.len() < text.trim_start_matches(is_blank).len() && !body.is_empty() {
        escaped.push_str(SPACE);
    }
    Cow::Owned(escaped)
}
