//! Values in Markdown, escaped so that they are shown as text.

mod address;
mod code;
mod destination;
mod edge;
mod html;
mod inline;
mod line;

use std::borrow::Cow;
use std::fmt::{self, Display};

use plain_schema::markdown::{MarkdownContext, Position};

use super::text_buffer::TextBuffer;
use super::text_value::{AlwaysPresent, IsText, for_options};

/// Trusted Markdown, inserted into a `text` component without escaping.
///
/// Every other value is escaped, so that a customer's name adds no markup. (A renderer that searches the
/// displayed text for addresses, as remark-gfm does, links them regardless.) Wrap only Markdown that
/// your own code has written.
///
/// ```
/// use plain_runtime::{EventComponent, Markdown, components};
///
/// let name = "[click](https://evil.example)";
/// let plan = Markdown("**Pro**");
/// let components = components![text("{name} chose {plan}.")];
/// let [EventComponent::Text(text)] = components.as_slice() else { unreachable!() };
/// assert_eq!(text.text, r"\[click\](https\://evil.example) chose **Pro**.");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Markdown<T>(pub T);

/// A value that can be inserted into Markdown. `Kind` distinguishes text from [`Markdown`].
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be inserted into text",
    label = "expected a `Display` value or `Markdown`",
    note = "for a collection, write `for item in items {{ text(\"{{item}}\") }}`, or insert `items.join(\", \")`",
    note = "for a `Debug` value, write `{{value:?}}`; for another type, implement `Display`"
)]
pub trait ToMarkdown<Kind> {
    /// Writes the value as Markdown, escaped for its position.
    ///
    /// # Errors
    ///
    /// If the `Display` implementation fails.
    #[doc(hidden)]
    fn write_markdown(&self, position: Position, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// Kind of [`Markdown`].
#[doc(hidden)]
#[derive(Debug)]
pub enum AsMarkdown {}
/// Kind of a reference to [`Markdown`].
#[doc(hidden)]
#[derive(Debug)]
pub enum AsMarkdownReference {}

#[diagnostic::do_not_recommend]
impl<T: ?Sized> AlwaysPresent<T> for AsMarkdown {}
#[diagnostic::do_not_recommend]
impl<T: ?Sized> AlwaysPresent<T> for AsMarkdownReference {}

impl<T: Display + ?Sized> ToMarkdown<IsText> for T {
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

for_options!(ToMarkdown {
    fn write_markdown(&self, _: Position, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
});

/// Displays a value escaped for its position, without allocating a string of its own.
///
/// Implements `Display` for every `T`, so that a value that cannot be inserted causes a single compile
/// error.
#[doc(hidden)]
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

/// Escapes a text for its position.
#[inline]
pub(crate) fn escape(text: &str, position: Position) -> Cow<'_, str> {
    match position.context {
        MarkdownContext::LineStart | MarkdownContext::Inline => inline::escape(text, position),
        MarkdownContext::Html | MarkdownContext::Unclosed => html::escape(text, position),
        MarkdownContext::CodeSpan => code::span(text, position),
        MarkdownContext::CellCode => code::cell(text, position),
        MarkdownContext::CodeBlock => code::block(text, position),
        MarkdownContext::DestinationStart
        | MarkdownContext::DestinationHost
        | MarkdownContext::Destination
        | MarkdownContext::DestinationQuery => destination::escape(text, position),
    }
}

#[cfg(test)]
mod tests;
