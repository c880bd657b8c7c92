//! Positions of values in Markdown text.
//!
//! The macros find the [`Position`] of each placeholder of a literal, and the runtime escapes the value
//! for it.

/// Position of a value in Markdown text, and the author's text on either side of it.
///
/// ```
/// use plain_schema::markdown::{After, Before, MarkdownContext, Position};
///
/// // The position of `{name}` in "Hello *{name}[docs](https://docs.example)".
/// let position = Position::INLINE.after_mark().before('[');
/// assert_eq!(position.context, MarkdownContext::Inline);
/// assert_eq!(position.before, Before::Mark);
/// assert_eq!(position.after, After::Character('['));
///
/// // At the start of a line, and further on in it:
/// let first = [Position::LINE_START.after_markup(), Position::LINE_START.after_value()];
/// let later = [
///     Position::INLINE.after_backslash(),
///     Position::INLINE.after_mark_in_word().before_mark_in_word(),
///     Position::INLINE.after_outer_mark().before_outer_mark(),
///     Position::INLINE.before_value().in_line(),
///     Position::INLINE.before_mark().in_paragraph().filled(),
/// ];
/// // In code, in HTML and in links:
/// let code = [Position::CODE_SPAN, Position::CELL_CODE, Position::CODE_BLOCK];
/// let html = [Position::HTML, Position::UNCLOSED];
/// let links = [
///     Position::DESTINATION_START,
///     Position::DESTINATION_HOST,
///     Position::DESTINATION,
///     Position::DESTINATION_QUERY,
/// ];
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Markdown construct that contains the value.
    pub context: MarkdownContext,
    /// Text before the value.
    pub before: Before,
    /// Text after the value.
    pub after: After,
    /// Lines that the value may consist of.
    pub lines: Lines,
    /// Whether a blank value would join the author's text on either side of it to markup.
    pub is_filled: bool,
}

/// Markdown construct that contains a value.
///
/// ```
/// use plain_schema::markdown::{MarkdownContext, Position};
///
/// // The position of `{key}` in "`{key}`".
/// assert_eq!(Position::CODE_SPAN.context, MarkdownContext::CodeSpan);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkdownContext {
    /// Start of a line, which may still become a list, a heading or a block quote.
    LineStart,
    /// Line with text before the value.
    Inline,
    /// HTML, where only character references have an effect.
    Html,
    /// Text after an unclosed tag or parenthesis, which a value could close.
    Unclosed,
    /// Code span, where backslash escapes have no effect.
    CodeSpan,
    /// Code span in the cell of a table.
    CellCode,
    /// Fenced code block.
    CodeBlock,
    /// Start of a link destination.
    DestinationStart,
    /// Host of a link destination.
    DestinationHost,
    /// Link destination after its host.
    Destination,
    /// Query or fragment of a link destination.
    DestinationQuery,
}

/// Text before a value, as far as it affects the value.
///
/// ```
/// use plain_schema::markdown::{Before, Position};
///
/// // The positions of `{name}` in "Key {name}" and in "Key \{name}".
/// assert_eq!(Position::INLINE.before, Before::Nothing);
/// assert_eq!(Position::INLINE.after_backslash().before, Before::Backslash);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Nothing that the value could complete.
    Nothing,
    /// Other values, and nothing else in the line.
    Value,
    /// Markup that the value could complete: at the start of a line other characters of that line,
    /// in code a `{` or a fence, elsewhere an entity, an address or a label.
    Markup,
    /// Backslash, which would consume the backslash that escapes the value.
    Backslash,
    /// `*`, `_` or `~` that opens emphasis.
    Mark,
    /// The same after a letter, so that no space may follow it.
    MarkInWord,
    /// `*`, `_` or `~` that closes emphasis, or whose purpose depends on the value.
    OuterMark,
    /// Other character of the literal: `]`, `:`, `/`, the `@` of an address, or the `[` of a task.
    Character(char),
}

/// Text after a value, as far as it affects the value.
///
/// ```
/// use plain_schema::markdown::{After, Position};
///
/// // The position of `{day}` in "From {day}{time}".
/// assert_eq!(Position::INLINE.before_value().after, After::Value);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// Nothing that could complete the value.
    Nothing,
    /// Another value, of unknown text.
    Value,
    /// `*`, `_` or `~` that closes emphasis.
    Mark,
    /// The same before a letter, so that no space may precede it.
    MarkInWord,
    /// `*`, `_` or `~` that opens emphasis, or whose purpose depends on the value.
    OuterMark,
    /// Character of the literal.
    Character(char),
}

/// Lines that a value may consist of.
///
/// ```
/// use plain_schema::markdown::{Lines, Position};
///
/// // The position of `{name}` in "# Key {name}".
/// assert_eq!(Position::INLINE.in_line().lines, Lines::Single);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// Any, even blank ones between paragraphs.
    Paragraphs,
    /// Lines of one paragraph.
    Paragraph,
    /// A single line.
    Single,
}

impl Position {
    /// At the start of a line.
    pub const LINE_START: Self = Self::new(MarkdownContext::LineStart);
    /// After other text of the line.
    pub const INLINE: Self = Self::new(MarkdownContext::Inline);
    /// In HTML.
    pub const HTML: Self = Self::new(MarkdownContext::Html);
    /// After an unclosed tag or parenthesis.
    pub const UNCLOSED: Self = Self::new(MarkdownContext::Unclosed);
    /// In a code span.
    pub const CODE_SPAN: Self = Self::new(MarkdownContext::CodeSpan);
    /// In a code span in the cell of a table.
    pub const CELL_CODE: Self = Self::new(MarkdownContext::CellCode);
    /// In a fenced code block.
    pub const CODE_BLOCK: Self = Self::new(MarkdownContext::CodeBlock);
    /// At the start of a link destination.
    pub const DESTINATION_START: Self = Self::new(MarkdownContext::DestinationStart);
    /// In the host of a link destination.
    pub const DESTINATION_HOST: Self = Self::new(MarkdownContext::DestinationHost);
    /// In a link destination.
    pub const DESTINATION: Self = Self::new(MarkdownContext::Destination);
    /// In the query or the fragment of a link destination.
    pub const DESTINATION_QUERY: Self = Self::new(MarkdownContext::DestinationQuery);

    const fn new(context: MarkdownContext) -> Self {
        Self {
            context,
            before: Before::Nothing,
            after: After::Nothing,
            lines: Lines::Paragraphs,
            is_filled: false,
        }
    }

    /// Position after markup that the value could complete.
    #[must_use]
    pub const fn after_markup(mut self) -> Self {
        self.before = Before::Markup;
        self
    }

    /// Position after other values at the start of a line.
    #[must_use]
    pub const fn after_value(mut self) -> Self {
        self.before = Before::Value;
        self
    }

    /// Position after a backslash.
    #[must_use]
    pub const fn after_backslash(mut self) -> Self {
        self.before = Before::Backslash;
        self
    }

    /// Position after a mark that opens emphasis.
    #[must_use]
    pub const fn after_mark(mut self) -> Self {
        self.before = Before::Mark;
        self
    }

    /// Position after a mark that opens emphasis within a word.
    #[must_use]
    pub const fn after_mark_in_word(mut self) -> Self {
        self.before = Before::MarkInWord;
        self
    }

    /// Position after a mark outside of its emphasis.
    #[must_use]
    pub const fn after_outer_mark(mut self) -> Self {
        self.before = Before::OuterMark;
        self
    }

    /// Position after a character of the literal.
    ///
    /// ```
    /// use plain_schema::markdown::{Before, Position};
    ///
    /// let position = Position::INLINE.after(':');
    /// assert_eq!(position.before, Before::Character(':'));
    /// ```
    #[must_use]
    pub const fn after(mut self, character: char) -> Self {
        self.before = Before::Character(character);
        self
    }

    /// Position directly before another value.
    #[must_use]
    pub const fn before_value(mut self) -> Self {
        self.after = After::Value;
        self
    }

    /// Position before a mark that closes emphasis.
    #[must_use]
    pub const fn before_mark(mut self) -> Self {
        self.after = After::Mark;
        self
    }

    /// Position before a mark that closes emphasis within a word.
    #[must_use]
    pub const fn before_mark_in_word(mut self) -> Self {
        self.after = After::MarkInWord;
        self
    }

    /// Position before a mark outside of its emphasis.
    #[must_use]
    pub const fn before_outer_mark(mut self) -> Self {
        self.after = After::OuterMark;
        self
    }

    /// Position directly before a character of the literal.
    ///
    /// ```
    /// use plain_schema::markdown::{After, Position};
    ///
    /// let position = Position::INLINE.before(']');
    /// assert_eq!(position.after, After::Character(']'));
    /// ```
    #[must_use]
    pub const fn before(mut self, character: char) -> Self {
        self.after = After::Character(character);
        self
    }

    /// Position in a paragraph that the value must not end.
    #[must_use]
    pub const fn in_paragraph(mut self) -> Self {
        self.lines = Lines::Paragraph;
        self
    }

    /// Position in a line that the value must not end.
    #[must_use]
    pub const fn in_line(mut self) -> Self {
        self.lines = Lines::Single;
        self
    }

    /// Position whose value must not be blank.
    #[must_use]
    pub const fn filled(mut self) -> Self {
        self.is_filled = true;
        self
    }
}
