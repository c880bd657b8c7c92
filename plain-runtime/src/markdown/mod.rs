//! Text that is inserted into Markdown, escaped so that it stays text.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

/// Text that is Markdown already: inserted into a `text` component, it goes in as it is.
///
/// Everything else that is inserted there is escaped, so that a customer's name cannot draw a
/// link. Wrap only what your own code has written.
///
/// ```
/// use plain_runtime::{EventComponent, Markdown, components};
///
/// let name = "[click](https://evil.example)";
/// let plan = Markdown("**Pro**");
/// let components = components![text("{name} chose {plan}.")];
/// let [EventComponent::Text(text)] = components.as_slice() else { unreachable!() };
/// assert_eq!(text.text, r"\[click\](https://evil.example) chose **Pro**.");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Markdown<T>(pub T);

/// A value that can be inserted into Markdown. `How` tells text from [`Markdown`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be inserted into text",
    label = "neither `Display` nor `Markdown`",
    note = "an `Option` says nothing of what to write without a value: use `if let`, or `unwrap_or`"
)]
pub trait ToMarkdown<How> {
    /// Writes the value as Markdown; `place` is where.
    #[doc(hidden)]
    fn write_markdown(&self, place: Place, out: &mut dyn Write) -> fmt::Result;
}

/// Where in a text a value is inserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Where a line may start: a list, a heading or a quotation could begin here.
    LineStart,
    /// Behind other text of the same line.
    WithinLine,
}

/// The value is text.
#[derive(Debug)]
pub enum AsText {}
/// The value is Markdown.
#[derive(Debug)]
pub enum AsMarkdown {}
/// The value is a reference to Markdown.
#[derive(Debug)]
pub enum AsMarkdownReference {}

impl<T: Display + ?Sized> ToMarkdown<AsText> for T {
    fn write_markdown(&self, place: Place, out: &mut dyn Write) -> fmt::Result {
        out.write_str(&escape(&self.to_string(), place))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display> ToMarkdown<AsMarkdown> for Markdown<T> {
    fn write_markdown(&self, _: Place, out: &mut dyn Write) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display> ToMarkdown<AsMarkdownReference> for &Markdown<T> {
    fn write_markdown(&self, _: Place, out: &mut dyn Write) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

/// Escapes what could be read as markup, and nothing else: a backslash before an ASCII punctuation
/// mark makes it plain text (<https://spec.commonmark.org/0.31.2/#backslash-escapes>).
pub(crate) fn escape(text: &str, place: Place) -> Cow<'_, str> {
    if !text.contains(can_be_markup) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut line = Line::new(place == Place::LineStart);
    let mut previous = None;
    for (index, character) in text.char_indices() {
        let rest = &text[index..];
        if is_line_end(character) {
            // Spaces before the end of a line would make it a hard break.
            escaped.truncate(escaped.trim_end_matches(' ').len());
            escaped.push(character);
            line = Line::new(true);
        } else {
            if line.starts_block(rest) || is_markup(previous, rest) {
                escaped.push('\\');
            }
            line.copy(character, &mut escaped);
        }
        previous = Some(character);
    }
    Cow::Owned(escaped)
}

/// Whether a character has a meaning anywhere in Markdown: a text without any is as it should be.
fn can_be_markup(character: char) -> bool {
    matches!(
        character,
        '\\' | '`'
            | '*'
            | '_'
            | '['
            | ']'
            | '~'
            | '<'
            | '>'
            | '&'
            | '{'
            | '#'
            | '+'
            | '-'
            | '='
            | '|'
            | ':'
            | '.'
            | ')'
            | '\n'
            | '\r'
            | '\t'
            | ' '
    )
}

/// What has been read of a line.
enum Line {
    /// Nothing but so many columns of white space: a block may start here.
    Start { columns: usize },
    /// Nothing but so many digits, which may become the number of a list.
    Number { digits: usize },
    /// Text.
    Text,
}

impl Line {
    fn new(is_start: bool) -> Self {
        if is_start {
            Self::Start { columns: 0 }
        } else {
            Self::Text
        }
    }

    /// Copies a character of the line.
    fn copy(&mut self, character: char, escaped: &mut String) {
        *self = match (&*self, character) {
            (Self::Start { columns }, ' ') if *columns < 3 => Self::Start {
                columns: columns + 1,
            },
            // Four columns of white space would start a block of code, and are not shown anyway.
            (Self::Start { .. }, ' ' | '\t') => {
                escaped.truncate(escaped.trim_end_matches(' ').len());
                escaped.push(' ');
                *self = Self::Start { columns: 1 };
                return;
            }
            (Self::Start { .. }, '0'..='9') => Self::Number { digits: 1 },
            (Self::Number { digits }, '0'..='9') => Self::Number { digits: digits + 1 },
            _ => Self::Text,
        };
        escaped.push(character);
    }

    /// Whether what follows would begin a block: a heading, a quotation, a list, a rule, a table.
    fn starts_block(&self, rest: &str) -> bool {
        let line = rest.split(is_line_end).next().unwrap_or(rest);
        let Some(first) = line.chars().next() else {
            return false;
        };
        let ends_marker = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
        match (self, first) {
            (Self::Start { .. }, '>') => true,
            (Self::Start { .. }, '#') => {
                let after = line.trim_start_matches('#');
                line.len() - after.len() <= 6 && ends_marker(after)
            }
            (Self::Start { .. }, '-' | '=' | '|' | ':') => {
                ends_marker(&line[1..])
                    || line.chars().all(|character| "-=|: \t".contains(character))
            }
            (Self::Start { .. }, '+') | (Self::Number { digits: 1..=9 }, '.' | ')') => {
                ends_marker(&line[1..])
            }
            _ => false,
        }
    }
}

/// Whether a character could be markup where it stands. At either end of the text anything may
/// come before or after.
fn is_markup(previous: Option<char>, rest: &str) -> bool {
    let mut characters = rest.chars();
    let character = characters.next();
    let rest = characters.as_str();
    let next = characters.next();
    let Some(character) = character else {
        return false;
    };
    match character {
        '`' | '*' | '[' | ']' | '~' => true,
        // Between letters it is no emphasis: `my_org`.
        '_' => {
            let before =
                previous.is_some_and(|character| character.is_alphanumeric() || character == '_');
            let after = rest.trim_start_matches('_').chars().next();
            !(before && after.is_some_and(char::is_alphanumeric))
        }
        '\\' => next.is_none_or(|next| next.is_ascii_punctuation() || is_line_end(next)),
        '<' => {
            next.is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'))
        }
        '&' => starts_entity(rest),
        // Plain's own markers, `{{component..}}`.
        '{' => {
            previous.is_none_or(|previous| previous == '{') || next.is_none_or(|next| next == '{')
        }
        _ => false,
    }
}

/// Whether an entity such as `&amp;` or `&#42;` could follow the `&`.
fn starts_entity(rest: &str) -> bool {
    let name = rest.trim_start_matches(|character: char| {
        character.is_ascii_alphanumeric() || character == '#'
    });
    name.len() < rest.len() && name.starts_with(';')
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::{Place, escape};

    fn within_line(text: &str) -> String {
        escape(text, Place::WithinLine).into_owned()
    }

    #[test]
    fn text_that_is_no_markup_is_unchanged() {
        for text in [
            "",
            "jane.doe@acme.com",
            "jane_doe@my-mail.example",
            "my_org",
            "a-b.c",
            "ID: #84HBFU4SAF",
            "#84HBFU4SAF",
            "$1,200.50",
            "-5.00",
            "+49 123",
            "1.50",
            "AT&T",
            "a < b, b > a",
            "C:\\Users",
            "a { \"b\": { \"c\": 1 } }",
            "Welcome!",
            "née 🤖",
            "2026-11-21 10:04",
            "O'Neil (Acme)",
        ] {
            assert_eq!(within_line(text), text, "{text}");
        }
    }

    #[test]
    fn inline_markup_is_escaped() {
        for (text, escaped) in [
            ("**bold**", r"\*\*bold\*\*"),
            ("_x_", r"\_x\_"),
            ("a_", r"a\_"),
            ("[a](b)", r"\[a\](b)"),
            ("`a`", r"\`a\`"),
            ("~~a~~", r"\~\~a\~\~"),
            ("<b>", r"\<b>"),
            ("&amp;", r"\&amp;"),
            (r"\*", r"\\\*"),
            ("{{x}}", r"\{\{x}}"),
        ] {
            assert_eq!(within_line(text), escaped, "{text}");
        }
    }

    #[test]
    fn blocks_are_escaped_where_a_line_starts() {
        for (text, escaped) in [
            ("# a", r"\# a"),
            ("#a", "#a"),
            ("####### a", "####### a"),
            ("> a", r"\> a"),
            ("- a", r"\- a"),
            ("-a", "-a"),
            ("+ a", r"\+ a"),
            ("1. a", r"1\. a"),
            ("1.5", "1.5"),
            ("12) a", r"12\) a"),
            ("1234567890. a", "1234567890. a"),
            ("---", r"\---"),
            ("===", r"\==="),
            ("|-|-|", r"\|-|-|"),
            ("   a", "   a"),
            ("    a", " a"),
            ("\ta", " a"),
        ] {
            assert_eq!(escape(text, Place::LineStart), escaped, "{text}");
        }
    }

    #[test]
    fn lines_within_a_value_start_anew() {
        assert_eq!(within_line("# a  \n# b"), "# a\n\\# b");
        assert_eq!(within_line("a\\\nb"), "a\\\\\nb");
        assert_eq!(within_line("a\r\n1. b"), "a\r\n1\\. b");
    }
}
