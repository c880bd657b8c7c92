//! Positions of values in Markdown text.
//!
//! The macros derive a [`Position`] from the literal around a placeholder, and the runtime escapes
//! the value for it.

/// Position of a value in Markdown text, and the author's text on either side of it.
///
/// ```
/// use plain_schema::markdown::{After, Before, MarkdownContext, Position};
///
/// // The position of `{name}` in "Hello *{name}[docs](https://docs.example)".
/// let position = Position::INLINE.before('[');
/// assert_eq!(position.context, MarkdownContext::Inline);
/// assert_eq!(position.before, Before::Nothing);
/// assert_eq!(position.after, After::Character('['));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Markdown construct that contains the value.
    pub context: MarkdownContext,
    /// Text before the value.
    pub before: Before,
    /// Text after the value.
    pub after: After,
}

/// Markdown construct that contains a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkdownContext {
    /// Start of a line, which may still become a list, a heading or a block quote.
    LineStart,
    /// Line with text before the value.
    Inline,
    /// Code span, where backslash escapes have no effect.
    CodeSpan,
    /// Fenced code block.
    CodeBlock,
    /// Start of a link destination.
    DestinationStart,
    /// Link destination after its start.
    Destination,
    /// Query or fragment of a link destination.
    DestinationQuery,
}

/// Text before a value, as far as it affects the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Nothing that the value could complete.
    Nothing,
    /// Markup that the value could complete: at the start of a line other characters of that line,
    /// in code a `{`, elsewhere a `&` or a `<`.
    Markup,
    /// Backslash, which would consume the backslash that escapes the value.
    Backslash,
}

/// Text after a value, as far as it affects the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// Nothing that could complete the value.
    Nothing,
    /// Another value, of unknown text.
    Value,
    /// Character of the literal.
    Character(char),
}

impl Position {
    /// At the start of a line.
    pub const LINE_START: Self = Self::new(MarkdownContext::LineStart);
    /// After other text of the line.
    pub const INLINE: Self = Self::new(MarkdownContext::Inline);
    /// In a code span.
    pub const CODE_SPAN: Self = Self::new(MarkdownContext::CodeSpan);
    /// In a fenced code block.
    pub const CODE_BLOCK: Self = Self::new(MarkdownContext::CodeBlock);
    /// At the start of a link destination.
    pub const DESTINATION_START: Self = Self::new(MarkdownContext::DestinationStart);
    /// In a link destination.
    pub const DESTINATION: Self = Self::new(MarkdownContext::Destination);
    /// In the query or the fragment of a link destination.
    pub const DESTINATION_QUERY: Self = Self::new(MarkdownContext::DestinationQuery);

    const fn new(context: MarkdownContext) -> Self {
        Self {
            context,
            before: Before::Nothing,
            after: After::Nothing,
        }
    }

    /// Position after markup that the value could complete.
    #[must_use]
    pub const fn after_markup(mut self) -> Self {
        self.before = Before::Markup;
        self
    }

    /// Position after a backslash.
    #[must_use]
    pub const fn after_backslash(mut self) -> Self {
        self.before = Before::Backslash;
        self
    }

    /// Position directly before another value.
    #[must_use]
    pub const fn before_value(mut self) -> Self {
        self.after = After::Value;
        self
    }

    /// Position directly before a character of the literal.
    #[must_use]
    pub const fn before(mut self, character: char) -> Self {
        self.after = After::Character(character);
        self
    }
}
