//! Schemes: those that require a host, and those that a link must not have.

/// Schemes that require a host: the special schemes of the WHATWG URL Standard, without `file`.
const SPECIAL: [&str; 5] = ["https", "http", "wss", "ws", "ftp"];

/// Schemes that run code, wrap another URL, belong to the browser, or start a handler of the system.
const FORBIDDEN: [&str; 53] = [
    // Code and documents within the URL.
    "javascript",
    "data",
    "vbscript",
    "vbs",
    "jscript",
    "livescript",
    "mocha",
    "applescript",
    // Local files.
    "file",
    "res",
    "content",
    // Other URLs.
    "blob",
    "filesystem",
    "view-source",
    "feed",
    "feeds",
    "pcast",
    "itpc",
    "url",
    "jar",
    "mhtml",
    "mk",
    "its",
    "wyciwyg",
    "intent",
    "android-app",
    "microsoft-edge",
    "googlechrome",
    "googlechromes",
    "firefox",
    "firefox-focus",
    // Pages of a browser.
    "about",
    "chrome",
    "devtools",
    "resource",
    "edge",
    "brave",
    "opera",
    "vivaldi",
    "browser",
    "extension",
    // Handlers of an operating system.
    "search",
    "search-ms",
    "shell",
    "hcp",
    "help",
    "x-man-page",
    "apt",
    "prefs",
    "app-prefs",
    "itms-services",
    "x-apple.systempreferences",
    "windowsdefender",
];

/// Schemes whose names start so, and their names in an error.
const FORBIDDEN_PREFIXES: [(&str, &str); 6] = [
    ("ms-", "ms-*"),
    ("chrome-", "chrome-*"),
    ("moz-", "moz-*"),
    ("microsoft-edge-", "microsoft-edge-*"),
    ("googlechrome-", "googlechrome-*"),
    ("x-safari-", "x-safari-*"),
];

/// Schemes that an `@` may follow without `//`, since an address follows them.
const WITH_ADDRESS: [&str; 21] = [
    "mailto",
    "sip",
    "sips",
    "xmpp",
    "im",
    "pres",
    "acct",
    "sms",
    "smsto",
    "tel",
    "callto",
    "skype",
    "facetime",
    "facetime-audio",
    "imessage",
    "aim",
    "gtalk",
    "h323",
    "news",
    "mid",
    "cid",
];

/// Number of bytes of a scheme that are compared with the tables.
const LONGEST: usize = 32;

/// Index of the `:` after a scheme: a letter, then letters, digits, `+`, `-` and `.` (RFC 3986, 3.1).
pub(super) const fn scheme_end(bytes: &[u8]) -> Option<usize> {
    let mut index = 0;
    while index < bytes.len() {
        match bytes[index] {
            b'a'..=b'z' | b'A'..=b'Z' => {}
            b'0'..=b'9' | b'+' | b'-' | b'.' if index > 0 => {}
            b':' if index > 0 => return Some(index),
            _ => return None,
        }
        index += 1;
    }
    None
}

/// Whether a scheme requires a host.
pub(super) const fn is_special(scheme: &[u8]) -> bool {
    find(&SPECIAL, scheme).is_some()
}

/// Whether a scheme is followed by an address such as `jane@acme.com`.
pub(super) const fn takes_address(scheme: &[u8]) -> bool {
    find(&WITH_ADDRESS, scheme).is_some()
}

pub(super) const fn find(schemes: &[&'static str], scheme: &[u8]) -> Option<&'static str> {
    let mut index = 0;
    while index < schemes.len() {
        if scheme.eq_ignore_ascii_case(schemes[index].as_bytes()) {
            return Some(schemes[index]);
        }
        index += 1;
    }
    None
}

/// Finds a forbidden scheme as a browser reads it: control characters and spaces before the scheme
/// and line breaks and tabs within it are ignored.
pub(super) const fn find_forbidden(bytes: &[u8]) -> Option<&'static str> {
    let mut scheme = [0; LONGEST];
    let mut length = 0;
    let mut index = 0;
    while index < bytes.len() {
        match bytes[index] {
            b'\t' | b'\n' | b'\r' => {}
            0..=b' ' if length == 0 => {}
            b':' => return forbidden(scheme.split_at(length).0),
            byte @ (b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'+' | b'-' | b'.') => {
                if length < LONGEST {
                    scheme[length] = byte;
                    length += 1;
                }
            }
            _ => return None,
        }
        index += 1;
    }
    None
}

const fn forbidden(scheme: &[u8]) -> Option<&'static str> {
    let mut index = 0;
    while index < FORBIDDEN_PREFIXES.len() {
        let (prefix, name) = FORBIDDEN_PREFIXES[index];
        if let Some((start, _)) = scheme.split_at_checked(prefix.len())
            && start.eq_ignore_ascii_case(prefix.as_bytes())
        {
            return Some(name);
        }
        index += 1;
    }
    if let Some(start) = scheme.len().checked_sub("-extension".len())
        && scheme.split_at(start).1.eq_ignore_ascii_case(b"-extension")
    {
        return Some("*-extension");
    }
    find(&FORBIDDEN, scheme)
}

#[cfg(test)]
mod tests {
    use super::super::correction::correct_spelling;
    use super::{FORBIDDEN, LONGEST, SPECIAL, find_forbidden, takes_address};

    #[test]
    fn the_tables_are_disjoint_and_fit_the_buffer() {
        for name in FORBIDDEN {
            assert!(name.len() <= LONGEST, "{name}");
            assert!(
                !SPECIAL.contains(&name) && !takes_address(name.as_bytes()),
                "{name}"
            );
            assert_eq!(correct_spelling(name.as_bytes()), None, "{name}");
        }
        for name in SPECIAL {
            assert_eq!(find_forbidden(name.as_bytes()), None);
        }
    }

    #[test]
    fn forbidden_schemes_are_found_as_a_browser_reads_them() {
        for (text, expected) in [
            ("javascript:alert(1)", Some("javascript")),
            (" \u{1}java\nscript\t:alert(1) x", Some("javascript")),
            ("MS-MSDT:/id", Some("ms-*")),
            (
                "ms-a-scheme-longer-than-the-buffer-of-schemes:x",
                Some("ms-*"),
            ),
            ("safari-web-extension://a", Some("*-extension")),
            ("a-scheme-longer-than-the-buffer-of-schemes:x", None),
            ("java script:x", None),
            ("x-javascript:a", None),
            ("msteams:a", None),
            ("javascript", None),
            ("", None),
        ] {
            assert_eq!(find_forbidden(text.as_bytes()), expected, "{text:?}");
        }
    }
}
