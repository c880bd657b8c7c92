//! Formats a value into a buffer on the stack, or on the heap if it is long.

use std::fmt::{self, Display, Write};

use arrayvec::ArrayString;

/// Length in bytes up to which a text is kept on the stack. Typical IDs and names are shorter.
const INLINE_CAPACITY: usize = 64;

/// Text of a value.
pub(crate) struct TextBuffer {
    short: ArrayString<INLINE_CAPACITY>,
    /// The whole text, once it exceeds `INLINE_CAPACITY`.
    long: String,
}

impl TextBuffer {
    /// Formats a value.
    ///
    /// # Errors
    ///
    /// If the `Display` implementation fails.
    pub(crate) fn from_display(value: &(impl Display + ?Sized)) -> Result<Self, fmt::Error> {
        let mut buffer = Self {
            short: ArrayString::new(),
            long: String::new(),
        };
        write!(buffer, "{value}")?;
        Ok(buffer)
    }

    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        if self.long.is_empty() {
            &self.short
        } else {
            &self.long
        }
    }
}

impl Write for TextBuffer {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.long.is_empty() {
            if self.short.try_push_str(text).is_ok() {
                return Ok(());
            }
            self.long.push_str(&self.short);
        }
        self.long.push_str(text);
        Ok(())
    }
}

/// Displays a text character by character, like a value that consists of several parts.
#[cfg(test)]
pub(super) struct CharByChar<'a>(pub(super) &'a str);

#[cfg(test)]
impl Display for CharByChar<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .chars()
            .try_for_each(|character| write!(f, "{character}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{CharByChar, INLINE_CAPACITY, TextBuffer};

    #[test]
    fn texts_of_all_lengths_are_kept() {
        for length in [
            0,
            1,
            INLINE_CAPACITY - 1,
            INLINE_CAPACITY,
            INLINE_CAPACITY + 1,
            3 * INLINE_CAPACITY,
        ] {
            for text in ["a".repeat(length), "é".repeat(length)] {
                for buffer in [
                    TextBuffer::from_display(&text).unwrap(),
                    TextBuffer::from_display(&CharByChar(&text)).unwrap(),
                ] {
                    assert_eq!(buffer.as_str(), text);
                }
            }
        }
    }

    #[test]
    fn short_piece_after_a_long_one_is_appended() {
        let long = "b".repeat(INLINE_CAPACITY);
        let all = format!("a{long}c");
        let buffer = TextBuffer::from_display(&format_args!("{}{long}{}", 'a', 'c')).unwrap();
        assert_eq!(buffer.as_str(), all);
    }
}
