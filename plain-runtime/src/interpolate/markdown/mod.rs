//! Text that is inserted into Markdown, escaped so that it stays text.

mod code;
mod destination;
mod inline;

use std::borrow::Cow;
use std::fmt::{self, Display};

use plain_schema::markdown::{MarkdownContext, Position};

use super::text_buffer::TextBuffer;
use super::url;

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

/// A value that can be inserted into Markdown. `Kind` tells text from [`Markdown`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be inserted into text",
    label = "neither `Display` nor `Markdown`",
    note = "an `Option` says nothing of what to write without a value: use `if let`, or `unwrap_or`"
)]
pub trait ToMarkdown<Kind> {
    /// Writes the value as Markdown; `place` is where.
    ///
    /// # Errors
    ///
    /// If the value cannot be displayed.
    #[doc(hidden)]
    fn write_markdown(&self, position: Position, f: &mut fmt::Formatter<'_>) -> fmt::Result;
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
    fn write_markdown(&self, position: Position, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&escape(TextBuffer::from_display(self)?.as_str(), position))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display> ToMarkdown<AsMarkdown> for Markdown<T> {
    fn write_markdown(&self, _: Position, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display> ToMarkdown<AsMarkdownReference> for &Markdown<T> {
    fn write_markdown(&self, _: Position, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A value as it is written in its position. It is not written before it is asked for, so that the text
/// around it is the only one that takes memory.
///
/// It is `Display` whatever the value is, so that one that cannot be inserted is one error.
pub struct InMarkdown<'a, T: ?Sized> {
    value: &'a T,
    position: Position,
    write: fn(&T, Position, &mut fmt::Formatter<'_>) -> fmt::Result,
}

impl<'a, T: ?Sized> InMarkdown<'a, T> {
    pub(crate) fn new<Kind>(value: &'a T, position: Position) -> Self
    where
        T: ToMarkdown<Kind>,
    {
        let write = T::write_markdown;
        Self {
            value,
            position,
            write,
        }
    }
}

impl<T: ?Sized> Display for InMarkdown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.write)(self.value, self.position, f)
    }
}

/// Writes a text so that it is read as text in its position.
#[inline]
pub(crate) fn escape(text: &str, position: Position) -> Cow<'_, str> {
    match position.context {
        MarkdownContext::LineStart | MarkdownContext::Inline => inline::escape(text, position),
        MarkdownContext::CodeSpan => code::span(text, position),
        MarkdownContext::CodeBlock => code::block(text, position),
        MarkdownContext::DestinationStart => Cow::Owned(destination::start(text)),
        MarkdownContext::Destination => url::in_path(text),
        MarkdownContext::DestinationQuery => url::in_query(text),
    }
}

#[cfg(test)]
mod tests;
