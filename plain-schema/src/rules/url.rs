//! Rule C4: absolute URLs with a host or with the scheme of an app.

use crate::Violation;

/// Schemes that run code or open local files.
const FORBIDDEN: [&str; 4] = ["javascript", "data", "vbscript", "file"];
/// Schemes that require a host: the special schemes of the WHATWG URL Standard, without `file`.
const WITH_HOST: [&str; 5] = ["https", "http", "wss", "ws", "ftp"];

pub(super) const fn check_url(text: &str) -> Result<(), Violation> {
    let bytes = text.as_bytes();
    let mut index = 0;
    while index < bytes.len() {
        match bytes[index] {
            b' ' => return Err(Violation::NotAUrl("it contains a space; write `%20`")),
            0..=0x1F | 0x7F => return Err(Violation::NotAUrl("it contains a control character")),
            _ => {}
        }
        index += 1;
    }

    let Some(colon) = scheme_end(bytes) else {
        return Err(Violation::NotAUrl("it has no scheme such as `https:`"));
    };
    let (scheme, rest) = bytes.split_at(colon);
    let (_, rest) = rest.split_at(1);

    if let Some(forbidden) = find_scheme(&FORBIDDEN, scheme) {
        return Err(Violation::ForbiddenScheme(forbidden));
    }
    match (find_scheme(&WITH_HOST, scheme), rest) {
        (_, [b'/', b'/', authority @ ..]) => check_authority(authority),
        (Some(_), _) => Err(Violation::NotAUrl(
            "expected `//` and a host after the scheme",
        )),
        (None, []) => Err(Violation::NotAUrl("nothing follows the scheme")),
        (None, _) => Ok(()),
    }
}

/// Index of the `:` after a scheme: a letter, then letters, digits, `+`, `-` and `.` (RFC 3986, 3.1).
const fn scheme_end(bytes: &[u8]) -> Option<usize> {
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

const fn find_scheme(schemes: &[&'static str], scheme: &[u8]) -> Option<&'static str> {
    let mut index = 0;
    while index < schemes.len() {
        if scheme.eq_ignore_ascii_case(schemes[index].as_bytes()) {
            return Some(schemes[index]);
        }
        index += 1;
    }
    None
}

/// Checks `user@host:port` before the path: the host is required, the port must be valid.
const fn check_authority(bytes: &[u8]) -> Result<(), Violation> {
    let mut end = 0;
    let mut host_start = 0;
    while end < bytes.len() && !matches!(bytes[end], b'/' | b'?' | b'#' | b'\\') {
        if bytes[end] == b'@' {
            host_start = end + 1;
        }
        end += 1;
    }

    // A colon inside the brackets of an IPv6 address does not start a port.
    let mut host_end = host_start;
    let mut in_brackets = false;
    while host_end < end && (in_brackets || bytes[host_end] != b':') {
        match bytes[host_end] {
            b'[' if host_end == host_start => in_brackets = true,
            b']' if in_brackets => in_brackets = false,
            b'<' | b'>' | b'"' | b'{' | b'}' | b'|' | b'^' | b'`' | b'[' | b']' => {
                return Err(Violation::NotAUrl("its host contains an invalid character"));
            }
            _ => {}
        }
        host_end += 1;
    }
    if host_end == host_start || in_brackets {
        return Err(Violation::NotAUrl("it has no host"));
    }

    let mut port: u32 = 0;
    let mut index = host_end + 1;
    while index < end {
        match bytes[index] {
            digit @ b'0'..=b'9' => port = port * 10 + (digit - b'0') as u32,
            _ => return Err(Violation::NotAUrl("its port is not a number")),
        }
        if port > 65_535 {
            return Err(Violation::NotAUrl("its port is greater than 65535"));
        }
        index += 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check_url;
    use crate::Violation;

    #[test]
    fn absolute_urls_are_accepted() {
        for url in [
            "https://admin.your-app.com",
            "HTTPS://ADMIN.example.com/keys/1?a=b#c",
            "http://localhost:3000/a%20b",
            "https://user:secret@example.com:8443/",
            "https://[::1]:8080/x",
            "https://bücher.example/ü",
            "https://example.com?next=https://other.example",
            "mailto:jane@acme.com",
            "tel:+4912345",
            "slack://channel?team=T1&id=C1",
            "vscode:extension/x.y",
            "https://a.com:/",
            "https://a.com:65535",
            "git+ssh://host/x",
            "x-app.v2:open",
        ] {
            assert_eq!(check_url(url), Ok(()), "{url}");
        }
    }

    #[test]
    fn other_texts_are_not_urls() {
        for url in [
            "",
            "#",
            "/keys/1",
            "//example.com/keys",
            "admin.your-app.com",
            "admin.your-app.com/a:b",
            "https:",
            "https:/example.com",
            "https://",
            "https:///path",
            "https://?q",
            "https://user@",
            "https://:80",
            "https://[::1",
            "https://a[b",
            "https://a[b]",
            "https://a]b",
            "https://{host}/",
            "https://a.com:port/",
            "https://a.com:65536/",
            "https://a.com:99999999999999999999/",
            "https://a.com/a b",
            "https://a.com/\n",
            " https://a.com",
            "1http://a.com",
            ":a",
            "mailto:",
            "slack://",
        ] {
            assert!(
                matches!(check_url(url), Err(Violation::NotAUrl(_))),
                "{url}: {:?}",
                check_url(url)
            );
        }
    }

    #[test]
    fn code_and_local_files_are_rejected_in_any_case() {
        for (url, scheme) in [
            ("javascript:alert(1)", "javascript"),
            ("JavaScript://example.com/%0aalert(1)", "javascript"),
            ("data:text/html,x", "data"),
            ("VBSCRIPT:x", "vbscript"),
            ("file:///etc/passwd", "file"),
        ] {
            assert_eq!(
                check_url(url),
                Err(Violation::ForbiddenScheme(scheme)),
                "{url}"
            );
        }
        // URL parsers ignore line breaks and tabs within the scheme.
        assert!(check_url("java\nscript:alert(1)").is_err());
        assert!(check_url("\tjavascript:alert(1)").is_err());
    }
}
