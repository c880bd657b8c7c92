//! Values in text: a backslash before an ASCII punctuation mark makes it plain text
//! (<https://spec.commonmark.org/0.31.2/#backslash-escapes>).

use std::borrow::Cow;

use plain_schema::markdown::{After, Before, MarkdownContext, Position};

use crate::interpolate::byte_set::ByteSet;

/// Escapes what could be read as markup, and nothing else.
#[inline]
pub(super) fn escape(text: &str, position: Position) -> Cow<'_, str> {
    if is_plain(text, position) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(escaped(text, position))
    }
}

/// Whether a text can be seen to be as it should be without going through it by character, as that of
/// most values can.
#[inline]
fn is_plain(text: &str, position: Position) -> bool {
    position.before == Before::Nothing
        && (position.context == MarkdownContext::Inline || opens_as_text(text, position.after))
        // Only a `!` at its end could be made markup by what follows.
        && (position.after == After::Nothing || !text.ends_with('!'))
        && !MARKUP.contains_any(text)
}

/// Whether a text can begin no block where a line starts: not even if what follows is read with it.
fn opens_as_text(text: &str, after: After) -> bool {
    let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
    match rest.as_bytes() {
        [] => !text.is_empty() && after == After::Nothing,
        // `1.5` is no list.
        [b'.' | b')', next, ..] => !matches!(next, b' ' | b'\t'),
        [b'.' | b')' | b'#' | b'+' | b'-' | b'=' | b'>' | b':', ..] => false,
        _ => !rest.starts_with(is_blank),
    }
}

fn escaped(text: &str, position: Position) -> String {
    let body = text.trim_start_matches(is_blank);
    let leading = &text[..text.len() - body.len()];
    let text = body;
    let body = text.trim_end_matches(is_blank);
    let trailing = &text[body.len()..];

    let mut escaped = String::with_capacity(text.len() + 8);
    if position.before == Before::Backslash {
        // The author's backslash becomes text, and cannot take the next one for its own.
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
    // A line break within the value is one; which characters make it is all the same.
    let body = if body.contains('\r') {
        Cow::Owned(body.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(body)
    };
    let mut lines = body.split('\n').peekable();
    let mut line = Line {
        text: "",
        start: match position.context {
            MarkdownContext::LineStart => Start::of_value(position.before),
            _ => Start::Text,
        },
        in_tag: position.context == MarkdownContext::Inline && position.before == Before::Markup,
        is_first: true,
        after: position.after,
    };
    while let Some(text) = lines.next() {
        let is_last = lines.peek().is_none();
        // Spaces before the end of a line would make it a hard break, and at its start a block of
        // code.
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
            line.start = Start::Line;
            line.is_first = false;
        }
    }
    if trailing.contains(is_line_end) {
        // What the author wrote behind the value would start a line.
        escaped.push(' ');
    } else {
        escaped.push_str(trailing);
    }
    escaped
}

/// A space that is text, wherever it stands.
const SPACE: &str = "&#32;";

/// Whether the author's text would start a block if the value were nothing: `{name} - {role}` is no
/// list, nor `**{name}**` a rule.
fn leaves_a_block(after: After) -> bool {
    matches!(after, After::Character(character) if "-+*_#>=".contains(character))
}

/// White space that a value opens with.
fn edge(leading: &str, position: Position) -> &str {
    match (position.context, position.before) {
        _ if leading.is_empty() => "",
        // A space would make a heading of `#` and a block of code of other spaces; as an entity it
        // is text.
        (MarkdownContext::LineStart, Before::Markup) => SPACE,
        // It is not shown.
        (MarkdownContext::LineStart, _) => "",
        _ if leading.contains(is_line_end) => " ",
        _ => leading,
    }
}

/// What has a meaning within a line, or ends it.
const MARKUP: ByteSet = ByteSet::new("\\`*_[]^~<&{#|\n\r");

/// How far a line has got.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// A block may start here.
    Line,
    /// Nothing but so many digits, which may become the number of a list.
    Number(usize),
    /// Text.
    Text,
}

impl Start {
    fn of_value(before: Before) -> Self {
        match before {
            Before::Nothing => Self::Line,
            // What stands before may be digits.
            _ => Self::Number(0),
        }
    }
}

/// A line of a value.
struct Line<'a> {
    text: &'a str,
    start: Start,
    /// Behind the author's `<` or `&`.
    in_tag: bool,
    /// The value starts with it.
    is_first: bool,
    after: After,
}

impl Line<'_> {
    fn escape(&mut self, escaped: &mut String) {
        let text = match self.start {
            Start::Text => self.text,
            _ => self.text.trim_start_matches(is_blank),
        };
        let mut previous = None;
        for (index, character) in text.char_indices() {
            let rest = &text[index..];
            // A backslash would not part `{` from the author's.
            let completes_marker = rest == "{" && self.after == After::Character('{');
            if completes_marker || index == 0 && self.completes_entity_or_tag(character) {
                escaped.push_str("&#");
                escaped.push_str(&u32::from(character).to_string());
                escaped.push(';');
            } else {
                if self.starts_block(index == 0, rest) || self.is_markup(previous, rest) {
                    escaped.push('\\');
                }
                escaped.push(character);
            }
            self.start = match self.start {
                Start::Line if character.is_ascii_digit() => Start::Number(1),
                Start::Number(digits) if character.is_ascii_digit() => Start::Number(digits + 1),
                _ => Start::Text,
            };
            // A run of underscores is what it is for the character before it.
            if character != '_' || previous.is_none() {
                previous = Some(character);
            }
        }
        // `1` and the author's `. `
        if self.may_be_number() && matches!(self.after, After::Character('.' | ')')) {
            escaped.push('\\');
        }
    }

    fn may_be_number(&self) -> bool {
        // A list counts to nine digits.
        matches!(self.start, Start::Number(0..=9))
    }

    /// Whether the author's `<` would become a tag or a link, or the author's `&` an entity.
    fn completes_entity_or_tag(&self, first: char) -> bool {
        self.in_tag && self.is_first && first.is_ascii_graphic()
    }

    /// Whether what follows would begin a block: a heading, a quotation, a list, a rule, a table.
    fn starts_block(&self, is_first: bool, rest: &str) -> bool {
        let ends_marker = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
        if self.may_be_number() && rest.starts_with(['.', ')']) {
            return ends_marker(&rest[1..]);
        }
        if self.start == Start::Text || !is_first {
            return false;
        }
        match rest.as_bytes()[0] {
            b'>' => true,
            b'#' => {
                let after = rest.trim_start_matches('#');
                rest.len() - after.len() <= 6 && ends_marker(after)
            }
            b'-' | b'=' | b':' => {
                ends_marker(&rest[1..])
                    || rest.chars().all(|character| "-=|: \t".contains(character))
            }
            b'+' => ends_marker(&rest[1..]),
            _ => false,
        }
    }

    /// Whether a character could be markup where it stands. At either end of the value anything
    /// may come before or after.
    fn is_markup(&self, previous: Option<char>, rest: &str) -> bool {
        let mut characters = rest.chars();
        let Some(character) = characters.next() else {
            return false;
        };
        let rest = characters.as_str();
        let next = characters.next();
        match character {
            // A `|` would divide a cell of the author's table.
            '`' | '*' | '[' | ']' | '~' | '|' => true,
            // Behind the author's `[` it would be a footnote.
            '^' => previous.is_none(),
            // Between letters it is no emphasis: `my_org`.
            '_' => {
                let before = previous.is_some_and(char::is_alphanumeric);
                let after = rest.trim_start_matches('_').chars().next();
                !(before && after.is_some_and(char::is_alphanumeric))
            }
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '<' => next
                .is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '>' => self.in_tag,
            '&' => self.starts_entity(rest),
            // Behind a space it would close a heading.
            '#' => {
                previous.is_none_or(|previous| is_blank(previous) || previous == '#')
                    && rest
                        .trim_start_matches('#')
                        .trim_matches(is_blank)
                        .is_empty()
            }
            // Before a link it would make it an image.
            '!' => next.is_none() && matches!(self.after, After::Value | After::Character('[')),
            // Plain's own markers, `{{component..}}`.
            '{' => {
                previous.is_none_or(|previous| previous == '{')
                    || next.is_none_or(|next| next == '{')
            }
            _ => false,
        }
    }

    /// Whether an entity such as `&amp;` or `&#42;` could follow the `&`.
    fn starts_entity(&self, rest: &str) -> bool {
        let is_name = |character: char| character.is_ascii_alphanumeric() || character == '#';
        let after = rest.trim_start_matches(is_name);
        if after.is_empty() {
            return match self.after {
                After::Nothing => false,
                After::Value => true,
                After::Character(character) => is_name(character) || character == ';',
            };
        }
        after.len() < rest.len() && after.starts_with(';')
    }
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r')
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::{Position, escaped, is_plain};

    #[test]
    fn what_is_plain_at_first_sight_is_unchanged_at_a_closer_look() {
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
