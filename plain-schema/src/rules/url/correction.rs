//! Mistakes at the start of a URL, and their corrections.

use super::super::ip::is_ipv6;
use super::scheme::find;
use crate::Violation;

/// Whether a scheme looks like a word for e-mail, such as `email`.
pub(super) const fn is_mail(scheme: &[u8]) -> bool {
    const WORDS: [&str; 4] = ["email", "e-mail", "mail", "to"];
    find(&WORDS, scheme).is_some() || is_one_edit_away(scheme, b"mailto")
}

/// `https://` or `http://` in place of a misspelling such as `htps`.
pub(super) const fn correct_spelling(scheme: &[u8]) -> Option<&'static str> {
    let is_near = is_one_edit_away(scheme, b"http")
        || is_one_edit_away(scheme, b"https")
        || consists_of_its_letters(scheme)
        || scheme.eq_ignore_ascii_case(b"hxxp")
        || scheme.eq_ignore_ascii_case(b"hxxps");
    match is_near {
        false => None,
        true if contains(scheme, b's') => Some("https://"),
        true => Some("http://"),
    }
}

const fn contains(text: &[u8], lower_case: u8) -> bool {
    let mut index = 0;
    while index < text.len() {
        if text[index].to_ascii_lowercase() == lower_case {
            return true;
        }
        index += 1;
    }
    false
}

/// Whether a scheme has the letters of `https` in another order or number, or lacks the first ones.
const fn consists_of_its_letters(scheme: &[u8]) -> bool {
    let mut index = 0;
    while index < scheme.len() {
        if !matches!(
            scheme[index].to_ascii_lowercase(),
            b'h' | b't' | b'p' | b's'
        ) {
            return false;
        }
        index += 1;
    }
    contains(scheme, b't') && contains(scheme, b'p')
}

/// Whether one insertion, deletion, replacement or exchange of neighbours makes the texts equal.
const fn is_one_edit_away(left: &[u8], right: &[u8]) -> bool {
    let (mut left, mut right) = (left, right);
    while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right)
        && a.eq_ignore_ascii_case(b)
    {
        (left, right) = (left_rest, right_rest);
    }
    while let ([left_rest @ .., a], [right_rest @ .., b]) = (left, right)
        && a.eq_ignore_ascii_case(b)
    {
        (left, right) = (left_rest, right_rest);
    }
    match (left, right) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a.eq_ignore_ascii_case(d) && b.eq_ignore_ascii_case(c),
        _ => false,
    }
}

/// The scheme that is missing, if the text before the first `:` is a host and not a scheme, such as
/// in `localhost:3000`.
pub(super) const fn missing_before(scheme: &[u8], rest: &[u8]) -> Option<&'static str> {
    if is_localhost(scheme) {
        return Some("http://");
    }
    if !matches!(rest, [b'0'..=b'9' | b'/' | b'\\', ..]) {
        return None;
    }
    if scheme.len() == 1 || contains(scheme, b'.') {
        Some("https://")
    } else {
        None
    }
}

/// The scheme that is missing before a text without one.
pub(super) const fn missing_at_start(text: &[u8]) -> Option<&'static str> {
    if let [b'/', b'/', b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9', ..] = text {
        return Some("https:");
    }
    if is_ipv6_at_start(text) {
        return Some("http://");
    }
    let mut end = 0;
    let mut has_letter = false;
    let mut has_dot = false;
    while end < text.len() {
        match text[end] {
            b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => has_letter = true,
            b'0'..=b'9' | b'-' if end > 0 || text[end] != b'-' => {}
            b'.' if end > 0 && text[end - 1] != b'.' => has_dot = true,
            b'/' | b':' | b'?' | b'#' if end > 0 && text[end - 1] != b'.' => break,
            _ => return None,
        }
        end += 1;
    }
    let (host, _) = text.split_at(end);
    if is_localhost(host) || has_dot && !has_letter {
        Some("http://")
    } else if has_dot && !matches!(host, [.., b'.']) {
        Some("https://")
    } else {
        None
    }
}

/// Whether a text starts with an IPv6 address in brackets.
const fn is_ipv6_at_start(text: &[u8]) -> bool {
    let mut end = 0;
    while end < text.len() {
        if text[end] == b']' {
            return matches!(text.split_at(end).0, [b'[', address @ ..] if is_ipv6(address));
        }
        end += 1;
    }
    false
}

/// `localhost`, or a host in the domain `.localhost`.
const fn is_localhost(host: &[u8]) -> bool {
    let Some(start) = host.len().checked_sub("localhost".len()) else {
        return false;
    };
    let (before, last) = host.split_at(start);
    last.eq_ignore_ascii_case(b"localhost") && matches!(before, [] | [.., b'.'])
}

/// Violation by a text that starts with `http` or `https` without the `://` after it, as in `https//`.
/// The last of several such starts counts.
///
/// `offset` is the number of bytes before the text in the URL.
pub(super) const fn incomplete(reason: &'static str, text: &[u8], offset: usize) -> Violation {
    let mut violation = Violation::NotAUrl(reason);
    let mut start = 0;
    while let Some((word, correction)) = web_scheme(text.split_at(start).1) {
        let mut end = start + word;
        while let separator @ 1.. = separator(text.split_at(end).1) {
            end += separator;
        }
        match text.split_at(end).1 {
            [b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'[' | 0x80.., ..] if end > start + word => {
                violation = Violation::WrongUrlStart {
                    reason,
                    length: offset + end,
                    correction,
                };
            }
            [..] => return violation,
        }
        start = end;
    }
    violation
}

/// Length of the sign at the start of a text that is meant as a part of `://`, such as a full-width `：`.
const fn separator(text: &[u8]) -> usize {
    match text {
        [b':' | b';' | b',' | b'/' | b'\\', ..] => 1,
        [0xEF, 0xBC, 0x8F | 0x9A, ..] => 3,
        [..] => 0,
    }
}

/// Length of `http` or `https` at the start of a text, and the start of a URL with it.
const fn web_scheme(text: &[u8]) -> Option<(usize, &'static str)> {
    match text {
        [
            b'h' | b'H',
            b't' | b'T',
            b't' | b'T',
            b'p' | b'P',
            b's' | b'S',
            ..,
        ] => Some((5, "https://")),
        [b'h' | b'H', b't' | b'T', b't' | b'T', b'p' | b'P', ..] => Some((4, "http://")),
        _ => None,
    }
}

/// Whether a scheme has at least two characters, and neither upper-case letters nor dots.
pub(super) const fn is_lower_case_word(scheme: &[u8]) -> bool {
    let mut index = 0;
    while index < scheme.len() {
        if matches!(scheme[index], b'A'..=b'Z' | b'.') {
            return false;
        }
        index += 1;
    }
    scheme.len() > 1
}

#[cfg(test)]
mod tests {
    use super::{correct_spelling, is_one_edit_away, missing_at_start};

    #[test]
    fn one_edit_is_any_of_four() {
        for (left, right, expected) in [
            ("http", "http", false),
            ("htp", "http", true),
            ("httpp", "http", true),
            ("hxtp", "http", true),
            ("thtp", "http", true),
            ("htps", "https", true),
            ("ftps", "https", false),
            ("ht", "http", false),
            ("", "a", true),
            ("", "ab", false),
        ] {
            assert_eq!(
                is_one_edit_away(left.as_bytes(), right.as_bytes()),
                expected,
                "{left} {right}"
            );
        }
    }

    #[test]
    fn schemes_of_apps_are_not_misspellings() {
        for scheme in [
            "ftp",
            "ftps",
            "sftp",
            "ws",
            "wss",
            "ssh",
            "tel",
            "sip",
            "sips",
            "rtsp",
            "tftp",
            "smtp",
            "slack",
            "things",
            "x-app",
            "htcpcp",
            "nntp",
            "ipp",
            "git+ssh",
            "http+unix",
            "mailto",
        ] {
            assert_eq!(correct_spelling(scheme.as_bytes()), None, "{scheme}");
        }
        for (scheme, correction) in [
            ("htps", "https://"),
            ("HTTSP", "https://"),
            ("hptts", "https://"),
            ("htttpss", "https://"),
            ("ttp", "http://"),
            ("tps", "https://"),
            ("htpp", "http://"),
            ("hxxps", "https://"),
        ] {
            assert_eq!(
                correct_spelling(scheme.as_bytes()),
                Some(correction),
                "{scheme}"
            );
        }
    }

    #[test]
    fn a_host_at_the_start_lacks_its_scheme() {
        for (text, expected) in [
            ("admin.example.com/keys/1", Some("https://")),
            ("admin.example.com:8080", Some("https://")),
            ("127.0.0.1:3000/a", Some("http://")),
            ("localhost/a", Some("http://")),
            ("localhost", Some("http://")),
            ("//example.com/a", Some("https:")),
            ("bücher.example/ü", Some("https://")),
            ("[::1]:3000/a", Some("http://")),
            ("[::1", None),
            ("[a]:80", None),
            ("/keys/1", None),
            ("keys/1.html", None),
            ("keys", None),
            ("../keys", None),
            (".example.com", None),
            ("-a.example", None),
            ("a..example", None),
            ("e. g.", None),
            ("", None),
        ] {
            assert_eq!(missing_at_start(text.as_bytes()), expected, "{text}");
        }
    }
}
