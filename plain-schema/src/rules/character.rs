//! Characters that render as nothing, which makes a text of them blank.

use super::text::find_byte;

/// Whether a character renders as nothing: white space, a control character, or one of Unicode's
/// `Default_Ignorable_Code_Point`.
#[inline]
pub(super) const fn is_invisible(character: u32) -> bool {
    match character {
        // Nearly all characters are ASCII.
        ..0x80 => matches!(character, 0x00..=0x20 | 0x7F),
        _ => is_invisible_beyond_ascii(character),
    }
}

#[expect(
    clippy::match_same_arms,
    reason = "each group of characters has its arm"
)]
const fn is_invisible_beyond_ascii(character: u32) -> bool {
    match character {
        // Control characters and white space.
        0x80..=0xA0 => true,
        0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000 => true,
        // Default_Ignorable_Code_Point, Unicode 16.
        0xAD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F => true,
        0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F => true,
        0xFEFF | 0xFFA0 | 0xFFF0..=0xFFF8 => true,
        0x1_BCA0..=0x1_BCA3 | 0x1_D173..=0x1_D17A | 0xE_0000..=0xE_0FFF => true,
        // The empty pattern of Braille.
        0x2800 => true,
        _ => false,
    }
}

/// Whether nothing of a text is visible.
pub(super) const fn is_blank(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let Some((character, after)) = split_first(rest) {
        if !is_invisible(character) {
            return false;
        }
        rest = after;
    }
    true
}

/// Whether a text starts or ends with a character that renders as nothing.
pub(super) const fn has_invisible_edge(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some((first, _)) = split_first(bytes) else {
        return false;
    };
    let mut start = bytes.len() - 1;
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let Some((last, _)) = split_first(bytes.split_at(start).1) else {
        return false;
    };
    is_invisible(first) || is_invisible(last)
}

/// Whether a text contains U+0000.
pub(super) const fn has_nul(text: &str) -> bool {
    find_byte(text.as_bytes(), 0).is_some()
}

/// First character of UTF-8, and the bytes after it.
pub(super) const fn split_first(bytes: &[u8]) -> Option<(u32, &[u8])> {
    match bytes {
        [] => None,
        [a @ ..0x80, rest @ ..] => Some((*a as u32, rest)),
        [a @ ..0xE0, b, rest @ ..] => Some(((*a as u32 & 0x1F) << 6 | low(*b), rest)),
        [a @ ..0xF0, b, c, rest @ ..] => {
            Some(((*a as u32 & 0x0F) << 12 | low(*b) << 6 | low(*c), rest))
        }
        [a, b, c, d, rest @ ..] => Some((
            (*a as u32 & 0x07) << 18 | low(*b) << 12 | low(*c) << 6 | low(*d),
            rest,
        )),
        // Not reached in UTF-8.
        [_, rest @ ..] => Some((char::REPLACEMENT_CHARACTER as u32, rest)),
    }
}

/// Bits of a continuation byte.
const fn low(byte: u8) -> u32 {
    (byte & 0x3F) as u32
}

#[cfg(test)]
mod tests {
    use super::{has_invisible_edge, has_nul, is_blank, is_invisible, split_first};

    fn every_character() -> impl Iterator<Item = char> {
        (0..=0x10_FFFF).filter_map(char::from_u32)
    }

    #[test]
    fn characters_are_decoded_as_in_the_standard_library() {
        for character in every_character() {
            let mut buffer = [0; 5];
            let length = character.encode_utf8(&mut buffer).len();
            buffer[length] = b'x';
            let (decoded, rest) = split_first(&buffer[..=length]).unwrap();
            assert_eq!((decoded, rest), (character.into(), &b"x"[..]));
        }
        assert_eq!(split_first(b""), None);
    }

    #[test]
    fn white_space_and_control_characters_are_invisible() {
        for character in every_character() {
            if character.is_whitespace() || character.is_control() {
                assert!(
                    is_invisible(character.into()),
                    "{}",
                    character.escape_unicode()
                );
            }
        }
    }

    #[test]
    fn letters_digits_and_punctuation_are_visible() {
        for character in every_character() {
            // The fillers of Hangul are letters that render as nothing.
            let is_filler = matches!(character, '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}');
            if (character.is_alphanumeric() && !is_filler) || character.is_ascii_graphic() {
                assert!(
                    !is_invisible(character.into()),
                    "{}",
                    character.escape_unicode()
                );
            }
        }
    }

    #[test]
    fn texts_of_invisible_characters_are_blank() {
        for text in [
            "",
            " \t\r\n",
            "\u{3000}",
            "\u{200B}",
            "\u{FEFF}",
            "\u{AD}",
            "\u{2800}\u{2800}",
            "\u{200D}\u{FE0F}",
            "\u{2066}\u{2069}",
            "\0",
            "\u{1B}",
            "\u{9C}",
            "\u{E0041}",
            "\u{3164}",
            "\u{180E}",
            "\u{1D173}",
            "\u{34F}",
            "\u{85}\u{A0}",
        ] {
            assert!(is_blank(text), "{text:?}");
            assert_eq!(has_invisible_edge(text), !text.is_empty(), "{text:?}");
        }
        for text in [
            "x",
            "\u{200B}x",
            " é ",
            "\u{301}",
            "🤖",
            "\u{2801}",
            "\u{FFFD}",
        ] {
            assert!(!is_blank(text), "{text:?}");
        }
    }

    #[test]
    fn both_edges_are_examined() {
        for (text, expected) in [
            ("c_1", false),
            ("é", false),
            ("a b", false),
            ("a\u{200B}b", false),
            ("c_1 ", true),
            (" c_1", true),
            ("c_1\u{200B}", true),
            ("\u{FEFF}c_1", true),
            ("🤖\u{A0}", true),
            ("\u{E0001}🤖", true),
        ] {
            assert_eq!(has_invisible_edge(text), expected, "{text:?}");
        }
    }

    #[test]
    fn nul_is_found_at_every_position() {
        let mut text = [b'\x01'; 40];
        for index in 0..text.len() {
            for end in 0..=text.len() {
                text[index] = 0;
                let has_one = has_nul(str::from_utf8(&text[..end]).unwrap());
                assert_eq!(has_one, index < end, "{index} of {end}");
                text[index] = 0x01;
            }
        }
        assert!(!has_nul("\u{80}é🤖\u{10FFFF}\u{7F}~"));
    }
}
