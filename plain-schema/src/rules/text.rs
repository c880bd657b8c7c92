//! Lengths and prefixes of texts.

use crate::Violation;

/// Length of a text in UTF-16 code units, like JavaScript's `length`.
///
/// ```
/// assert_eq!(plain_schema::utf16_length("né🤖"), 4);
/// ```
pub const fn utf16_length(text: &str) -> usize {
    const HIGH_BITS: u64 = u64::from_ne_bytes([0x80; 8]);

    // The bytes are counted eight at a time, since each step of a `const` evaluation is slow.
    let (chunks, rest) = text.as_bytes().as_chunks::<8>();
    let mut length = text.len();
    let mut index = 0;
    while index <= chunks.len() {
        let chunk = if index < chunks.len() {
            u64::from_ne_bytes(chunks[index])
        } else {
            last_chunk(rest)
        };
        // The first byte of a character counts for it. A character of four bytes is a surrogate pair.
        let continuing = chunk & !(chunk << 1) & HIGH_BITS;
        let first_of_four = chunk & (chunk << 1) & (chunk << 2) & (chunk << 3) & HIGH_BITS;
        length += first_of_four.count_ones() as usize;
        length -= continuing.count_ones() as usize;
        index += 1;
    }
    length
}

/// Fewer than eight bytes, and zeros after them.
const fn last_chunk(bytes: &[u8]) -> u64 {
    let mut chunk = [0; 8];
    let mut index = 0;
    while index < bytes.len() {
        chunk[index] = bytes[index];
        index += 1;
    }
    u64::from_ne_bytes(chunk)
}

/// Index of the first byte of that value. The bytes are searched eight at a time.
pub(super) const fn find_byte(bytes: &[u8], wanted: u8) -> Option<usize> {
    const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
    const HIGH_BITS: u64 = u64::from_ne_bytes([0x80; 8]);

    let (chunks, _) = bytes.as_chunks::<8>();
    let all_wanted = u64::from_ne_bytes([wanted; 8]);
    let mut index = 0;
    while index < chunks.len() {
        let chunk = u64::from_ne_bytes(chunks[index]) ^ all_wanted;
        // The subtraction sets the high bit of a zero byte (and of some bytes above one).
        if chunk.wrapping_sub(ONES) & !chunk & HIGH_BITS != 0 {
            break;
        }
        index += 1;
    }
    index *= 8;
    while index < bytes.len() {
        if bytes[index] == wanted {
            return Some(index);
        }
        index += 1;
    }
    None
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
    let wanted: &str = character.encode_utf8(&mut buffer);
    let mut rest = text.as_bytes();
    while let Some(start) = find_byte(rest, wanted.as_bytes()[0]) {
        rest = rest.split_at(start).1;
        if rest.len() >= wanted.len()
            && same_bytes(rest.split_at(wanted.len()).0, wanted.as_bytes())
        {
            return true;
        }
        rest = rest.split_at(1).1;
    }
    false
}

/// `==` for strings, as a `const fn`.
pub(crate) const fn same(left: &str, right: &str) -> bool {
    same_bytes(left.as_bytes(), right.as_bytes())
}

const fn same_bytes(left: &[u8], right: &[u8]) -> bool {
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
    use alloc::format;

    use super::{check_length, contains, has_prefix, utf16_length};
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
            // Each character is in each position of a chunk once.
            for padding in 0..8 {
                let text = format!("{}{text}{text}", "é".repeat(padding));
                assert_eq!(utf16_length(&text), text.encode_utf16().count(), "{text}");
            }
        }
    }

    #[test]
    fn character_is_found_in_every_position() {
        for length in 0..20 {
            // Characters that begin as the wanted one, and one that ends as it.
            let text = "\u{FDD1}\u{FFFF}…\u{FB50}\u{590}".repeat(length);
            assert!(!contains(&text, '\u{FDD0}'), "{length}");
            assert!(!contains(&text, 'a'), "{length}");
            for (index, _) in text.char_indices() {
                let (before, after) = text.split_at(index);
                for wanted in ['\u{FDD0}', 'a', '\0'] {
                    assert!(contains(&format!("{before}{wanted}{after}"), wanted));
                }
            }
            assert!(contains(&format!("{text}a"), 'a'));
            assert!(!contains("\u{FDD0}", '\u{FDD2}'));
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
