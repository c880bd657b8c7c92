//! Edges of a value beside the author's text, and its line breaks.

use std::iter::Peekable;
use std::str::Split;

use plain_schema::markdown::{After, Before, Lines, MarkdownContext, Position};

use super::address::ends_with_scheme;
use super::line::{is_blank, is_line_end, push_reference};

/// A space that is text in every position.
pub(super) const SPACE: &str = "&#32;";

/// Whether a blank value must be replaced, because the author's text would be markup without it:
/// `{name} - {role}` must not become a list, nor `**{name}**` a rule.
pub(super) fn is_needed(position: Position) -> bool {
    position.is_filled
        || matches!(
            position.before,
            Before::Mark | Before::MarkInWord | Before::OuterMark | Before::Character('[')
        )
        || matches!(
            position.after,
            After::Mark | After::MarkInWord | After::OuterMark
        )
}

/// Appends a blank value. A no-break space may be left, which some parsers trim as well.
pub(super) fn blank(body: &str, escaped: &mut String) {
    if body.is_empty() {
        escaped.push_str(SPACE);
    }
    for character in body.chars() {
        push_reference(character, escaped);
    }
}

/// Appends a space to the content of `[ ]` or `[x]`, which would be a task.
pub(super) fn end_task(position: Position, escaped: &mut String) {
    if position.before == Before::Character('[') {
        escaped.push_str(SPACE);
    }
}

/// Appends the leading white space of a value.
pub(super) fn leading(leading: &str, position: Position, escaped: &mut String) {
    if leading.is_empty() {
        return;
    }
    let is_line_start = position.context == MarkdownContext::LineStart;
    escaped.push_str(match position.before {
        // Emphasis does not start before a space.
        Before::Mark | Before::Character('@') => SPACE,
        Before::MarkInWord => "",
        // A space would turn `#` into a heading and other spaces into a code block.
        Before::Markup | Before::OuterMark | Before::Value if is_line_start => SPACE,
        // Not shown at the start of a line.
        _ if is_line_start => "",
        _ if leading.contains(is_line_end) => " ",
        _ => leading,
    });
}

/// Appends the trailing white space of a value.
pub(super) fn trailing(trailing: &str, position: Position, escaped: &mut String) {
    match position.after {
        _ if trailing.is_empty() => {}
        // Emphasis does not end after a space, but a heading does.
        After::Mark | After::Character('#') => escaped.push_str(SPACE),
        // Emphasis does not end between a space and a letter, and spaces would break the line.
        After::MarkInWord | After::Character('\n') => {}
        // A line break here would put the author's text at the start of a line.
        _ if trailing.contains(is_line_end) => escaped.push(' '),
        _ => escaped.push_str(trailing),
    }
}

/// Last character of a value if only a reference in its place leaves the author's text after it
/// intact: a mark beside a letter depends on the text on its other side, and a scheme would start an
/// address.
pub(super) fn last_reference(text: &str, position: Position) -> Option<char> {
    let last = text.chars().next_back()?;
    let is_needed = match position.after {
        After::OuterMark => !last.is_ascii_punctuation(),
        // White space other than a space or a line break.
        After::Mark => last.is_whitespace(),
        after => ends_with_scheme(text, after),
    };
    is_needed.then_some(last)
}

/// Appends a line break, and skips the blank lines after it that the position does not allow.
pub(super) fn line_break(lines: Lines, rest: &mut Peekable<Split<'_, char>>, escaped: &mut String) {
    if lines != Lines::Paragraphs {
        while rest
            .next_if(|line| line.trim_matches(is_blank).is_empty())
            .is_some()
        {}
    }
    escaped.push(if lines == Lines::Single { ' ' } else { '\n' });
}
