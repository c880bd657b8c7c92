//! Text that is inserted into Markdown, escaped so that it stays text.

mod code;
mod destination;
mod inline;
mod place;

use std::borrow::Cow;
use std::fmt::Display;

use place::Context;
pub use place::Place;

use crate::url;

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
    /// The value as Markdown; `place` is where.
    #[doc(hidden)]
    fn to_markdown(&self, place: Place) -> String;
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
    fn to_markdown(&self, place: Place) -> String {
        let text = self.to_string();
        match escape(&text, place) {
            // Not every borrowed text is the one that was given: an empty one in code is a space.
            Cow::Borrowed(escaped) if escaped == text => text,
            escaped => escaped.into_owned(),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display> ToMarkdown<AsMarkdown> for Markdown<T> {
    fn to_markdown(&self, _: Place) -> String {
        self.0.to_string()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display> ToMarkdown<AsMarkdownReference> for &Markdown<T> {
    fn to_markdown(&self, _: Place) -> String {
        self.0.to_string()
    }
}

/// Writes a text so that it is read as text in its place.
pub(crate) fn escape(text: &str, place: Place) -> Cow<'_, str> {
    match place.context {
        Context::LineStart | Context::WithinLine => inline::escape(text, place),
        Context::Code => code::span(text, place),
        Context::CodeBlock => code::block(text, place),
        Context::DestinationStart => Cow::Owned(destination::start(text)),
        Context::Destination => Cow::Owned(url::in_path(text)),
        Context::DestinationQuery => Cow::Owned(url::in_query(text)),
    }
}

#[cfg(test)]
mod tests;
