//! Markdown that renders nothing.

/// Whether a text consists only of white space, HTML comments and link reference definitions.
pub(super) const fn renders_nothing(text: &str) -> bool {
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [] => return true,
            [b'\t'..=b'\r' | b' ', rest @ ..] => rest,
            [b'<', b'!', b'-', b'-', rest @ ..] => after(rest, b"-->"),
            [b'[', rest @ ..] => match after_definition(rest) {
                Some(rest) => rest,
                None => return false,
            },
            [b'&', rest @ ..] => match after_space(rest) {
                Some(rest) => rest,
                None => return false,
            },
            _ => return false,
        }
    }
}

/// Character references of spaces.
const SPACES: [&[u8]; 10] = [
    b"#32;", b"#9;", b"#10;", b"#13;", b"#160;", b"#xa0;", b"#x20;", b"#xA0;", b"nbsp;", b"#65279;",
];

const fn after_space(text: &[u8]) -> Option<&[u8]> {
    let mut index = 0;
    while index < SPACES.len() {
        if starts_with(text, SPACES[index]) {
            return Some(text.split_at(SPACES[index].len()).1);
        }
        index += 1;
    }
    None
}

/// Text after `label]: destination` and the rest of the line.
const fn after_definition(text: &[u8]) -> Option<&[u8]> {
    let mut index = 0;
    while index < text.len() && text[index] != b']' {
        if text[index] == b'[' {
            return None;
        }
        index += if text[index] == b'\\' { 2 } else { 1 };
    }
    if index == 0 || index + 1 >= text.len() || text[index + 1] != b':' {
        return None;
    }
    index += 2;
    while index < text.len() && matches!(text[index], b' ' | b'\t' | b'\n' | b'\r') {
        index += 1;
    }
    let destination = index;
    while index < text.len() && !matches!(text[index], b' ' | b'\t' | b'\n' | b'\r') {
        index += 1;
    }
    if index == destination {
        return None;
    }
    while index < text.len() && matches!(text[index], b' ' | b'\t') {
        index += 1;
    }
    // Anything but a title makes it a paragraph.
    match text.split_at(index).1 {
        [] => Some(&[]),
        rest @ [b'\n' | b'\r' | b'"' | b'\'' | b'(', ..] => Some(after_line(rest)),
        _ => None,
    }
}

const fn after_line(text: &[u8]) -> &[u8] {
    let mut index = 0;
    while index < text.len() && !matches!(text[index], b'\n' | b'\r') {
        index += 1;
    }
    text.split_at(index).1
}

/// Text after the first occurrence of `end`, or nothing if there is none.
const fn after<'a>(text: &'a [u8], end: &[u8]) -> &'a [u8] {
    let mut index = 0;
    while index < text.len() {
        let (_, rest) = text.split_at(index);
        if starts_with(rest, end) {
            return rest.split_at(end.len()).1;
        }
        index += 1;
    }
    &[]
}

const fn starts_with(text: &[u8], prefix: &[u8]) -> bool {
    if text.len() < prefix.len() {
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
