//! URLs of the usual form, which one pass recognises as valid.

use super::host::MAX_HOST;

/// Whether a URL consists of `https://` or `http://`, the name of a host and visible ASCII characters.
pub(super) const fn is_common(url: &[u8]) -> bool {
    let ([b'h', b't', b't', b'p', b's', b':', b'/', b'/', rest @ ..]
    | [b'h', b't', b't', b'p', b':', b'/', b'/', rest @ ..]) = url
    else {
        return false;
    };
    let mut end = 0;
    while end < rest.len() && !matches!(rest[end], b'/' | b'?' | b'#') {
        end += 1;
    }
    let (host, rest) = rest.split_at(end);
    is_common_name(host) && is_visible(rest)
}

/// Whether a host has a dot and consists of ASCII letters, digits, `-` and `_`, without punycode, and does not
/// end in a number. Without a dot, it may be the scheme of another URL.
const fn is_common_name(host: &[u8]) -> bool {
    let mut first_of_label = b'.';
    let mut is_label_start = true;
    let mut has_dot = false;
    let mut index = 0;
    while index < host.len() {
        let byte = host[index];
        match byte {
            // Perhaps punycode.
            b'x' | b'X' if is_label_start => return false,
            b'.' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => {}
            _ => return false,
        }
        if is_label_start {
            first_of_label = byte;
        }
        is_label_start = byte == b'.';
        has_dot |= is_label_start;
        index += 1;
    }
    has_dot && host.len() <= MAX_HOST && !is_label_start && first_of_label.is_ascii_alphabetic()
}

const fn is_visible(bytes: &[u8]) -> bool {
    let mut index = 0;
    while index < bytes.len() {
        if !bytes[index].is_ascii_graphic() {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::{format, vec};

    use super::super::find_violation;
    use super::is_common;

    #[test]
    fn common_urls_are_valid() {
        const PARTS: [&str; 14] = [
            "a", "X", "http", "xn--", "0x", "1", "08", "-", ".", "@", "/", "\\", ":", "é",
        ];
        let mut rests = vec![String::new()];
        let mut start = 0;
        for _ in 0..4 {
            let end = rests.len();
            for index in start..end {
                let longer = PARTS.map(|part| format!("{}{part}", rests[index]));
                rests.extend(longer);
            }
            start = end;
        }
        rests.extend([251, 252, 253, 254].map(|length| format!("{}.a", "a".repeat(length))));
        for rest in &rests {
            for scheme in ["https://", "http://"] {
                let url = format!("{scheme}{rest}");
                if is_common(url.as_bytes()) {
                    assert_eq!(find_violation(&url), Ok(()), "{url}");
                }
            }
        }
    }

    #[test]
    fn other_urls_are_checked() {
        for (url, expected) in [
            ("https://admin.your-app.com/keys/1?a=b#c", true),
            ("http://under_score.example", true),
            ("https://acme.com?q", true),
            ("https://localhost/", false),
            ("https://https//acme.com", false),
            ("https://acme.com:443/", false),
            ("https://jane@acme.com/", false),
            ("https://xn--nxasmq6b.example", false),
            ("https://192.0.2.1", false),
            ("https://a.0x1", false),
            ("https://acme.com.", false),
            ("https://é.example", false),
            ("https://acme.com/a b", false),
            ("https://acme.com/é", false),
            ("https:///a.b", false),
            ("ftp://acme.com", false),
        ] {
            assert_eq!(is_common(url.as_bytes()), expected, "{url}");
        }
    }
}
