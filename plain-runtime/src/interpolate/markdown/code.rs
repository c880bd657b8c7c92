//! Values in code, where a backslash is a backslash: what cannot stand there is changed.

use std::borrow::Cow;

use plain_schema::markdown::{After, Before, Position};

/// A value in a code span. A backtick would end it and a blank line its paragraph, and what
/// followed would be Markdown.
pub(super) fn span(text: &str, position: Position) -> Cow<'_, str> {
    // Two backticks with nothing between them are not a span.
    if text.is_empty() && position.after == After::Character('`') {
        return Cow::Borrowed(" ");
    }
    if !text.contains(['`', '\n', '\r', '{']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(apart(
        &text.replace('`', "'").replace(['\n', '\r'], " "),
        position,
    ))
}

/// A value in a block of code: a line of three backticks or tildes would end it.
pub(super) fn block(text: &str, position: Position) -> Cow<'_, str> {
    if !text.contains(['`', '~', '{']) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("```", "'''").replace("~~~", "~ ~ ~");
    Cow::Owned(apart(&text, position))
}

/// Keeps braces from becoming one of Plain's markers, `{{component..}}`, which may be read before
/// the code is.
fn apart(text: &str, position: Position) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    let mut is_brace = position.before == Before::Markup;
    for character in text.chars() {
        if is_brace && character == '{' {
            written.push(' ');
        }
        is_brace = character == '{';
        written.push(character);
    }
    if is_brace && matches!(position.after, After::Value | After::Character('{')) {
        written.push(' ');
    }
    written
}
