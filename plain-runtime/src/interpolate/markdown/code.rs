//! Values in code, where nothing can be escaped: characters that would end the code are replaced.

use std::borrow::Cow;

use plain_schema::markdown::{After, Before, Lines, Position};

use super::line::is_blank;

/// Space that is not white space in Markdown.
const SPACE: &str = "\u{a0}";

/// Replaces the characters of a value that would end a code span: backticks, and line breaks, which
/// could end the paragraph.
pub(super) fn span(text: &str, position: Position) -> Cow<'_, str> {
    // Two adjacent backticks are not a code span.
    if text.is_empty()
        && position.after == After::Character('`')
        && position.before != Before::Value
    {
        return Cow::Borrowed(" ");
    }
    if position.is_filled && text.trim_matches(is_blank).is_empty() {
        return Cow::Borrowed(SPACE);
    }
    if position.before == Before::Value && !text.starts_with(char::is_alphabetic) {
        // A block may start here, and the code would end there.
        let text = format!("{SPACE}{}", text.trim_start_matches(is_blank));
        return Cow::Owned(span(&text, position.after_markup()).into_owned());
    }
    if !text.contains(['`', '\n', '\r', '{']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(separate_braces(
        &text.replace('`', "'").replace(['\n', '\r'], " "),
        position,
    ))
}

/// Escapes the separators of cells as well, where a backslash has an effect even in code. A space
/// separates them from backslashes, since parsers disagree on `\\\\|`.
pub(super) fn cell(text: &str, position: Position) -> Cow<'_, str> {
    let text = span(text, position);
    let may_continue = matches!(position.after, After::Value | After::Character('\\' | '|'));
    let is_separated = text.ends_with('\\') && may_continue;
    if !text.contains('|') && !is_separated {
        return text;
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut is_backslash = position.before == Before::Backslash;
    for character in text.chars() {
        if character == '|' {
            escaped.push_str(if is_backslash { " \\|" } else { "\\|" });
        } else {
            escaped.push(character);
        }
        is_backslash = character == '\\';
    }
    if is_separated {
        escaped.push(' ');
    }
    Cow::Owned(escaped)
}

/// Replaces the fences in a value that would end a code block.
pub(super) fn block(text: &str, position: Position) -> Cow<'_, str> {
    let is_line = position.lines == Lines::Single;
    let blank: &[char] = if is_line {
        &[' ', '\t', '\n', '\r']
    } else {
        &[' ', '\t']
    };
    if position.before == Before::Markup && text.trim_matches(blank).is_empty() {
        // A space may follow a fence.
        return Cow::Borrowed(SPACE);
    }
    if is_line && text.contains(['\n', '\r']) {
        let line = text.replace(['\n', '\r'], " ");
        return Cow::Owned(block(&line, position).into_owned());
    }
    if !text.contains(['`', '~', '{']) {
        return Cow::Borrowed(text);
    }
    let text = if position.before == Before::Markup {
        text.replace('`', "'").replace('~', "-")
    } else {
        text.replace("```", "'''").replace("~~~", "~ ~ ~")
    };
    Cow::Owned(separate_braces(&text, position))
}

/// Separates adjacent braces, so that they do not form one of Plain's markers, `{{component..}}`,
/// which Plain may read before the code.
fn separate_braces(text: &str, position: Position) -> String {
    let mut separated = String::with_capacity(text.len() + 8);
    let mut is_brace = position.before == Before::Markup;
    for character in text.chars() {
        if is_brace && character == '{' {
            separated.push(' ');
        }
        is_brace = character == '{';
        separated.push(character);
    }
    if is_brace && matches!(position.after, After::Value | After::Character('{')) {
        separated.push(' ');
    }
    separated
}
