//! Values in identifiers, which are never empty: `invoice-` would be the same for every invoice.

use std::fmt::{self, Display, Write};

use plain_schema::EMPTY_CAPTURE;

use super::text_value::{Displayed, TextValue};

/// Displays a value, or a mark that validation rejects if the value is empty.
///
/// Implements `Display` for every `T`, so that a value that cannot be inserted causes a single compile
/// error.
pub struct InIdentifier<'a, T: ?Sized> {
    value: &'a T,
    write: fn(&T, &mut fmt::Formatter<'_>) -> fmt::Result,
}

impl<'a, T: ?Sized> InIdentifier<'a, T> {
    pub(crate) fn new<Kind>(value: &'a T) -> Self
    where
        T: TextValue<Kind>,
    {
        let write = |value: &T, f: &mut fmt::Formatter<'_>| write_marked(&Displayed::new(value), f);
        Self { value, write }
    }
}

impl<T: ?Sized> Display for InIdentifier<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.write)(self.value, f)
    }
}

fn write_marked(value: &impl Display, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut writer = NonEmpty { f, is_empty: true };
    write!(writer, "{value}")?;
    if writer.is_empty {
        f.write_char(EMPTY_CAPTURE)?;
    }
    Ok(())
}

/// Notes whether anything is written.
struct NonEmpty<'a, 'f> {
    f: &'a mut fmt::Formatter<'f>,
    is_empty: bool,
}

impl Write for NonEmpty<'_, '_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        self.is_empty &= piece.is_empty();
        self.f.write_str(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::InIdentifier;
    use crate::interpolate::text_buffer::CharByChar;

    #[test]
    fn only_an_empty_value_is_marked() {
        for (value, displayed) in [("", "\u{FDD0}"), (" ", " "), ("a-1", "a-1"), ("é", "é")] {
            assert_eq!(InIdentifier::new(value).to_string(), displayed);
            let pieces = CharByChar(value);
            assert_eq!(InIdentifier::new(&pieces).to_string(), displayed);
        }
    }
}
