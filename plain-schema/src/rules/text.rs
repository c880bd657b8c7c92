//! Lengths and prefixes of texts.

use crate::Violation;

/// Length of a text in UTF-16 code units, like JavaScript's `length`.
///
/// ```
/// assert_eq!(plain_schema::utf16_length("né🤖"), 4);
/// ```
pub const fn utf16_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut length = 0;
    let mut index = 0;
    while index < bytes.len() {
        // The first byte of a character counts for it. A character of four bytes is a surrogate pair.
        if bytes[index] & 0b1100_0000 != 0b1000_0000 {
            length += 1;
        }
        if bytes[index] >= 0b1111_0000 {
            length += 1;
        }
        index += 1;
    }
    length
}

pub(super) const fn check_length(text: &str, max: usize) -> Result<(), Violation> {
    // A text has at most as many UTF-16 code units as bytes, so short texts need no counting.
    if text.len() <= max {
        return Ok(());
    }
    let length = utf16_length(text);
    if length > max {
        return Err(Violation::TooLong { max, length });
    }
    Ok(())
}

/// Whether a text starts with a prefix and is longer than it.
pub(super) const fn has_prefix(text: &str, prefix: &str) -> bool {
    let (text, prefix) = (text.as_bytes(), prefix.as_bytes());
    if text.len() <= prefix.len() {
        return false;
    }
    let mut index = 0;
    while index < prefix.len() {
        if text[index] != prefix[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// Whether a text contains a character, as a `const fn`.
pub(super) const fn contains(text: &str, character: char) -> bool {
    let mut buffer = [0; 4];
    let wanted = character.encode_utf8(&mut buffer).as_bytes();
    let mut rest = text.as_bytes();
    while rest.len() >= wanted.len() {
        let mut index = 0;
        while index < wanted.len() && rest[index] == wanted[index] {
            index += 1;
        }
        if index == wanted.len() {
            return true;
        }
        rest = rest.split_at(1).1;
    }
    false
}

/// `==` for strings, as a `const fn`.
pub(crate) const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{check_length, has_prefix, utf16_length};
    use crate::Violation;

    #[test]
    fn a_text_of_the_maximum_length_is_accepted() {
        // Four bytes each, of one and of two UTF-16 code units.
        assert_eq!(check_length("éé", 2), Ok(()));
        assert_eq!(check_length("🤖", 2), Ok(()));
        assert_eq!(
            check_length("🤖", 1),
            Err(Violation::TooLong { max: 1, length: 2 })
        );
        assert_eq!(check_length("ab", 2), Ok(()));
        assert_eq!(
            check_length("abc", 2),
            Err(Violation::TooLong { max: 2, length: 3 })
        );
    }

    #[test]
    fn utf16_length_agrees_with_the_standard_library() {
        for text in [
            "",
            "a",
            "né",
            "…",
            "🤖",
            "a🤖…é",
            "\u{10FFFF}\u{FFFF}\u{7FF}\u{800}",
        ] {
            assert_eq!(utf16_length(text), text.encode_utf16().count(), "{text}");
        }
    }

    #[test]
    fn a_prefix_alone_is_not_an_id() {
        assert!(has_prefix("c_1", "c_"));
        assert!(!has_prefix("c_", "c_"));
        assert!(!has_prefix("th_1", "c_"));
        assert!(!has_prefix("", "c_"));
    }
}
