//! Length of a value whose Markdown is escaped.

/// Lower bound of the length of a value after the client has escaped its Markdown, in UTF-16 code
/// units. It is exact for text in which only `` ` ``, `*`, `[`, `]`, `~`, `|` and `_` are markup.
pub(super) const fn escaped_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut length = 0;
    // White space since the last visible character. It is dropped at the ends of lines.
    let mut blanks = 0;
    let mut line_breaks = 0;
    let mut last = None;
    let mut index = 0;
    while index < bytes.len() {
        let byte = bytes[index];
        index += 1;
        match byte {
            b'\n' if index > 1 && bytes[index - 2] == b'\r' => {}
            b'\n' | b'\r' => line_breaks += 1,
            b' ' | b'\t' | 0x0B | 0x0C => blanks += 1,
            _ => {
                if last.is_some() {
                    length += if line_breaks > 0 { line_breaks } else { blanks };
                }
                let is_word_before = match last {
                    Some(last) if line_breaks == 0 && blanks == 0 => is_word(last),
                    _ => false,
                };
                if byte == b'_' {
                    let run = count_underscores(bytes, index - 1);
                    index += run - 1;
                    let is_word_after = index < bytes.len() && is_word(bytes[index]);
                    length += if is_word_before && is_word_after {
                        run
                    } else {
                        2 * run
                    };
                } else {
                    length += units(byte) + escape_length(byte);
                }
                last = Some(byte);
                (blanks, line_breaks) = (0, 0);
            }
        }
    }
    length
}

/// UTF-16 code units of the character that starts with a byte, or 0 if a byte continues one.
const fn units(byte: u8) -> usize {
    match byte {
        0x80..0xC0 => 0,
        0xF0.. => 2,
        _ => 1,
    }
}

/// Length of the escape of a character that is always escaped.
const fn escape_length(byte: u8) -> usize {
    match byte {
        b'*' | b'[' | b']' | b'~' | b'|' => 1,
        // A character reference.
        b'`' => 4,
        _ => 0,
    }
}

/// Whether a byte may belong to a letter or a digit.
const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

const fn count_underscores(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while end < bytes.len() && bytes[end] == b'_' {
        end += 1;
    }
    end - start
}

#[cfg(test)]
mod tests {
    use super::escaped_length;

    #[test]
    fn markup_counts_twice() {
        for (text, expected) in [
            ("", 0),
            ("plain é🤖", 9),
            ("*", 2),
            ("**a** [b]~`|", 24),
            ("a_b", 3),
            ("_a_", 5),
            ("a__b__ c", 10),
            ("é_é", 3),
            ("___", 6),
        ] {
            assert_eq!(escaped_length(text), expected, "{text}");
        }
    }

    #[test]
    fn white_space_at_the_ends_of_lines_is_not_counted() {
        for (text, expected) in [
            ("  a b  ", 3),
            ("a  \n  b", 3),
            ("\r\na\r\n\r\nb\n", 4),
            ("a\rb", 3),
            (" \n ", 0),
            ("a\t\u{b}b", 4),
            ("a \n_b", 5),
        ] {
            assert_eq!(escaped_length(text), expected, "{text:?}");
        }
    }
}
