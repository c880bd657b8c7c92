//! Values in URLs, percent-encoded so that they cannot change the structure of the URL.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::byte_set::ByteSet;
use super::text_buffer::TextBuffer;
use super::text_value::{Displayed, TextValue};

/// Every character except the unreserved ones of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Complement of `RESERVED`: typical IDs contain no other characters.
const UNRESERVED: ByteSet =
    ByteSet::new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

/// Encodes a value in the path of a URL.
pub(crate) fn in_path(value: &str) -> Cow<'_, str> {
    // As path segments, `.` and `..` are special even when percent-encoded once.
    match value {
        "." => Cow::Borrowed("%252E"),
        ".." => Cow::Borrowed("%252E%252E"),
        value => in_query(value),
    }
}

/// Encodes a value in the host of a URL. A host and a port are valid as they are; anything else is
/// encoded, which makes the host invalid.
pub(crate) fn in_host(value: &str) -> Cow<'_, str> {
    let is_host =
        |character: char| character.is_alphanumeric() || matches!(character, '-' | '.' | '_' | ':');
    if value.chars().all(is_host) {
        return Cow::Borrowed(value);
    }
    utf8_percent_encode(value, RESERVED).into()
}

/// Encodes a value in the query or the fragment of a URL.
pub(crate) fn in_query(value: &str) -> Cow<'_, str> {
    if UNRESERVED.contains_all(value) {
        return Cow::Borrowed(value);
    }
    utf8_percent_encode(value, RESERVED).into()
}

/// Displays a value percent-encoded, without allocating a string.
///
/// Implements `Display` for every `T`, so that a value that cannot be inserted causes a single compile
/// error.
pub struct InUrl<'a, T: ?Sized> {
    value: &'a T,
    write: fn(&T, &mut fmt::Formatter<'_>) -> fmt::Result,
}

impl<'a, T: ?Sized> InUrl<'a, T> {
    /// Encodes like [`in_path`].
    pub(crate) fn path<Kind>(value: &'a T) -> Self
    where
        T: TextValue<Kind>,
    {
        let write = |value: &T, f: &mut fmt::Formatter<'_>| encode(&Displayed::new(value), true, f);
        Self { value, write }
    }

    /// Encodes like [`in_host`].
    pub(crate) fn host<Kind>(value: &'a T) -> Self
    where
        T: TextValue<Kind>,
    {
        let write = |value: &T, f: &mut fmt::Formatter<'_>| {
            f.write_str(&in_host(
                TextBuffer::from_display(&Displayed::new(value))?.as_str(),
            ))
        };
        Self { value, write }
    }

    /// Encodes like [`in_query`].
    pub(crate) fn query<Kind>(value: &'a T) -> Self
    where
        T: TextValue<Kind>,
    {
        let write =
            |value: &T, f: &mut fmt::Formatter<'_>| encode(&Displayed::new(value), false, f);
        Self { value, write }
    }
}

impl<T: ?Sized> Display for InUrl<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.write)(self.value, f)
    }
}

fn encode(
    value: &(impl Display + ?Sized),
    is_path: bool,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut encoder = Encoder {
        f,
        dots: "",
        is_path,
    };
    write!(encoder, "{value}")?;
    if encoder.dots.is_empty() {
        return Ok(());
    }
    // The whole value consists of dots.
    let dots = in_path(encoder.dots);
    encoder.f.write_str(&dots)
}

struct Encoder<'a, 'f> {
    f: &'a mut fmt::Formatter<'f>,
    /// Dots held back: `.` or `..` in a path, as long as the value consists of nothing else.
    dots: &'static str,
    /// Whether dots are still special.
    is_path: bool,
}

impl Write for Encoder<'_, '_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        if self.is_path {
            self.dots = match (self.dots, piece) {
                (dots, "") => dots,
                ("", ".") => ".",
                ("", "..") | (".", ".") => "..",
                (dots, _) => {
                    self.is_path = false;
                    self.f.write_str(dots)?;
                    ""
                }
            };
            if self.is_path {
                return Ok(());
            }
        }
        if UNRESERVED.contains_all(piece) {
            return self.f.write_str(piece);
        }
        write!(self.f, "{}", utf8_percent_encode(piece, RESERVED))
    }
}

#[cfg(test)]
mod tests {
    use super::{InUrl, in_path, in_query};
    use crate::interpolate::text_buffer::CharByChar;

    #[test]
    fn path_value_is_one_segment() {
        for (value, encoded) in [
            ("key_1-a.b~c", "key_1-a.b~c"),
            ("a/b?c#d", "a%2Fb%3Fc%23d"),
            ("a b", "a%20b"),
            ("é", "%C3%A9"),
            ("@evil.example", "%40evil.example"),
            ("%2F", "%252F"),
            ("..", "%252E%252E"),
            (".", "%252E"),
            ("...", "..."),
            (". .", ".%20."),
            ("..a", "..a"),
            ("../", "..%2F"),
            ("", ""),
        ] {
            assert_eq!(in_path(value), encoded, "{value}");
            assert_eq!(InUrl::path(value).to_string(), encoded, "{value}");
            assert_eq!(
                InUrl::path(&CharByChar(value)).to_string(),
                encoded,
                "{value}"
            );
        }
    }

    #[test]
    fn dots_are_not_special_in_a_query() {
        for (value, encoded) in [(".", "."), ("..", ".."), ("a&b=c", "a%26b%3Dc")] {
            assert_eq!(in_query(value), encoded, "{value}");
            assert_eq!(InUrl::query(value).to_string(), encoded, "{value}");
            assert_eq!(
                InUrl::query(&CharByChar(value)).to_string(),
                encoded,
                "{value}"
            );
        }
    }
}
