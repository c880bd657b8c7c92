//! Where in a text a value is inserted.

/// Where in a text a value is inserted, and what the author wrote on either side of it.
///
/// The macros read it from the literal, so that a value is escaped for what it could do there and
/// is left alone where it could do nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub(super) context: Context,
    pub(super) before: Before,
    pub(super) after: After,
}

/// What a value is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// A line that may still become a list, a heading or a quotation.
    LineStart,
    /// A line that has text already.
    WithinLine,
    /// A code span, in which nothing can be escaped.
    Code,
    /// A block of code between fences.
    CodeBlock,
    /// The destination of a link, which opens with the value.
    DestinationStart,
    /// The destination of a link, behind its beginning.
    Destination,
    /// The destination of a link, behind its path.
    DestinationQuery,
}

/// What stands before a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing that the value could complete.
    Apart,
    /// Where a line starts: something of that line. In code: a `{`. Else: a `&` or a `<`.
    Markup,
    /// A backslash, which would take the backslash that escapes the value for its own.
    Backslash,
}

/// What stands behind a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// Nothing that could complete the value.
    Apart,
    /// Another value, which may be anything.
    Value,
    /// A character of the literal.
    Character(char),
}

impl Place {
    /// Where a line starts.
    pub const LINE_START: Self = Self::new(Context::LineStart);
    /// Behind other text of the line.
    pub const WITHIN_LINE: Self = Self::new(Context::WithinLine);
    /// In a code span.
    pub const CODE: Self = Self::new(Context::Code);
    /// In a block of code.
    pub const CODE_BLOCK: Self = Self::new(Context::CodeBlock);
    /// Where the destination of a link starts.
    pub const DESTINATION_START: Self = Self::new(Context::DestinationStart);
    /// In the destination of a link.
    pub const DESTINATION: Self = Self::new(Context::Destination);
    /// In the query or the fragment of the destination of a link.
    pub const DESTINATION_QUERY: Self = Self::new(Context::DestinationQuery);

    const fn new(context: Context) -> Self {
        Self {
            context,
            before: Before::Apart,
            after: After::Apart,
        }
    }

    /// The place, behind something that the value could complete.
    #[must_use]
    pub const fn after_markup(mut self) -> Self {
        self.before = Before::Markup;
        self
    }

    /// The place, behind a backslash.
    #[must_use]
    pub const fn after_backslash(mut self) -> Self {
        self.before = Before::Backslash;
        self
    }

    /// The place, with another value right behind it.
    #[must_use]
    pub const fn before_value(mut self) -> Self {
        self.after = After::Value;
        self
    }

    /// The place, with a character of the literal right behind it.
    #[must_use]
    pub const fn before(mut self, character: char) -> Self {
        self.after = After::Character(character);
        self
    }
}
