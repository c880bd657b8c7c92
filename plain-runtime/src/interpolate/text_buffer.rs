//! A value as text, read once and not kept.

use std::fmt::{self, Display, Write};

use arrayvec::ArrayString;

/// How long a text may be that takes no memory of its own: longer than most ids and names.
const INLINE_CAPACITY: usize = 64;

/// What a value displays.
pub(crate) struct TextBuffer {
    short: ArrayString<INLINE_CAPACITY>,
    /// All of the text, once it is not short.
    long: String,
}

impl TextBuffer {
    /// Writes a value.
    ///
    /// # Errors
    ///
    /// If the value cannot be displayed.
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

#[cfg(test)]
mod tests {
    use super::{INLINE_CAPACITY, TextBuffer};
    use crate::interpolate::CharByChar;

    #[test]
    fn a_text_of_any_length_is_kept() {
        for length in [
            0,
            1,
            INLINE_CAPACITY - 1,
            INLINE_CAPACITY,
            INLINE_CAPACITY + 1,
            3 * INLINE_CAPACITY,
        ] {
            for text in ["a".repeat(length), "é".repeat(length)] {
                assert_eq!(TextBuffer::from_display(&text).unwrap().as_str(), text);
                assert_eq!(
                    TextBuffer::from_display(&CharByChar(&text))
                        .unwrap()
                        .as_str(),
                    text
                );
            }
        }
    }

    #[test]
    fn what_follows_a_long_text_is_behind_it() {
        let long = "b".repeat(INLINE_CAPACITY);
        let all = format!("a{long}c");
        let buffer = TextBuffer::from_display(&format_args!("{}{long}{}", 'a', 'c')).unwrap();
        assert_eq!(buffer.as_str(), all);
    }
}
