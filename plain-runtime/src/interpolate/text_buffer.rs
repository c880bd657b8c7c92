//! A value as text, read once and not kept.

use std::fmt::{self, Display, Write};

use arrayvec::ArrayString;

/// How long a text may be that takes no memory of its own: longer than most ids and names.
const SHORT: usize = 64;

/// What a value displays.
pub(crate) struct Written {
    short: ArrayString<SHORT>,
    /// All of the text, once it is not short.
    long: String,
}

impl Written {
    /// Writes a value.
    ///
    /// # Errors
    ///
    /// If the value cannot be displayed.
    pub(crate) fn of(value: &(impl Display + ?Sized)) -> Result<Self, fmt::Error> {
        let mut written = Self {
            short: ArrayString::new(),
            long: String::new(),
        };
        write!(written, "{value}")?;
        Ok(written)
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

impl Write for Written {
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
    use super::{SHORT, Written};
    use crate::interpolate::Pieces;

    #[test]
    fn a_text_of_any_length_is_kept() {
        for length in [0, 1, SHORT - 1, SHORT, SHORT + 1, 3 * SHORT] {
            for text in ["a".repeat(length), "é".repeat(length)] {
                assert_eq!(Written::of(&text).unwrap().as_str(), text);
                assert_eq!(Written::of(&Pieces(&text)).unwrap().as_str(), text);
            }
        }
    }

    #[test]
    fn what_follows_a_long_text_is_behind_it() {
        let long = "b".repeat(SHORT);
        let all = format!("a{long}c");
        let written = Written::of(&format_args!("{}{long}{}", 'a', 'c')).unwrap();
        assert_eq!(written.as_str(), all);
    }
}
