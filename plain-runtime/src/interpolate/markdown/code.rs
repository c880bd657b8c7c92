//! Values in code, where nothing can be escaped: characters that would end the code are replaced.

use std::borrow::Cow;

use plain_schema::markdown::{After, Before, Position};

/// Replaces the characters of a value that would end a code span: backticks, and line breaks, which
/// could end the paragraph.
pub(super) fn span(text: &str, position: Position) -> Cow<'_, str> {
    // Two adjacent backticks are not a code span.
    if text.is_empty() && position.after == After::Character('`') {
        return Cow::Borrowed(" ");
    }
    if !text.contains(['`', '\n', '\r', '{']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(separate_braces(
        &text.replace('`', "'").replace(['\n', '\r'], " "),
        position,
    ))
}

/// Replaces the fences in a value that would end a code block.
pub(super) fn block(text: &str, position: Position) -> Cow<'_, str> {
    if !text.contains(['`', '~', '{']) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("```", "'''").replace("~~~", "~ ~ ~");
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
