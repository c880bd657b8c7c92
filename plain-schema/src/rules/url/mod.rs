//! Rule C4: absolute URLs with a host or with the scheme of an app.

mod common;
mod correction;
mod host;
mod ipv4;
mod punycode;
mod scheme;

use self::host::{check_host, check_opaque_host};
use super::character::has_invisible_edge;
use super::email_address::check_email_address;
use crate::Violation;
use crate::violation::MAX_CORRECTED;

const NO_SCHEME: &str = "it has no scheme such as `https:`";
const NO_SLASHES: &str = "expected `//` and a host after the scheme";

/// Checks a URL. A violation has a correction only if that makes the URL valid.
pub(super) const fn check_url(text: &str) -> Result<(), Violation> {
    if common::is_common(text.as_bytes()) {
        return Ok(());
    }
    let Err(violation) = find_violation(text) else {
        return Ok(());
    };
    let Some(corrected) = violation.corrected(text) else {
        return Err(violation);
    };
    match (find_violation(corrected.as_str()), violation) {
        (Err(_), Violation::WrongUrlStart { reason, .. }) => Err(Violation::NotAUrl(reason)),
        (Err(other), _) => Err(other),
        (Ok(()), _) => Err(violation),
    }
}

const fn find_violation(text: &str) -> Result<(), Violation> {
    let bytes = text.as_bytes();
    let end = scheme::scheme_end(bytes);
    let is_special = match end {
        Some(end) => scheme::is_special(bytes.split_at(end).0),
        None => false,
    };
    if !is_special && let Some(forbidden) = scheme::find_forbidden(bytes) {
        return Err(Violation::ForbiddenScheme(forbidden));
    }
    if let Err(violation) = check_characters(text) {
        return Err(violation);
    }
    match end {
        None => Err(without_scheme(text)),
        Some(end) if is_special => check_special(bytes, end),
        Some(end) => check_own_scheme(text, end),
    }
}

const fn check_characters(text: &str) -> Result<(), Violation> {
    if !text.is_empty() && has_invisible_edge(text) {
        return Err(Violation::InvisibleEdge);
    }
    let bytes = text.as_bytes();
    // Only the path and the text after it have escapes.
    let mut allows_escapes = has_opaque_path(bytes);
    let mut index = 0;
    while index < bytes.len() {
        match bytes[index] {
            b'/' if index > 0 && !matches!(bytes[index - 1], b':' | b'/') => allows_escapes = true,
            b'?' | b'#' => allows_escapes = true,
            b' ' if allows_escapes => {
                return Err(Violation::NotAUrl("it contains a space; write `%20`"));
            }
            b' ' => return Err(Violation::NotAUrl("it contains a space")),
            0..=0x1F | 0x7F => return Err(Violation::NotAUrl("it contains a control character")),
            _ => {}
        }
        index += 1;
    }
    Ok(())
}

/// Whether a text without a host follows the scheme, as in `tel:` and `mailto:`.
const fn has_opaque_path(bytes: &[u8]) -> bool {
    match scheme::scheme_end(bytes) {
        Some(end) => !is_web(bytes) && !matches!(bytes.split_at(end).1, [b':', b'/', b'/', ..]),
        None => false,
    }
}

/// Whether a text starts with `http`.
const fn is_web(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [b'h' | b'H', b't' | b'T', b't' | b'T', b'p' | b'P', ..]
    )
}

/// Violation by a text without a scheme.
const fn without_scheme(text: &str) -> Violation {
    if text.len() <= MAX_CORRECTED && check_email_address(text).is_ok() {
        return Violation::WrongUrlStart {
            reason: NO_SCHEME,
            length: 0,
            correction: "mailto:",
        };
    }
    match correction::missing_at_start(text.as_bytes()) {
        Some(correction) => Violation::WrongUrlStart {
            reason: NO_SCHEME,
            length: 0,
            correction,
        },
        None => correction::incomplete(NO_SCHEME, text.as_bytes(), 0),
    }
}

/// Checks the rest of a URL whose scheme, up to `end`, requires a host.
const fn check_special(bytes: &[u8], end: usize) -> Result<(), Violation> {
    let [b':', b'/', b'/', rest @ ..] = bytes.split_at(end).1 else {
        return Err(correction::incomplete(NO_SLASHES, bytes, 0));
    };
    let authority = Authority::split(rest);
    if authority.is_scheme() {
        return Err(two_schemes(rest, end + 3));
    }
    if authority.has_user
        && let Some(inner) = scheme::scheme_end(rest)
        && scheme::takes_address(rest.split_at(inner).0)
    {
        return Err(Violation::WrongUrlStart {
            reason: "it has two schemes",
            length: end + 3,
            correction: "",
        });
    }
    if authority.host.is_empty() {
        return Err(Violation::NotAUrl("it has no host"));
    }
    match check_host(authority.host) {
        Ok(()) => authority.check_port(),
        Err(reason) => Err(Violation::NotAUrl(reason)),
    }
}

/// Violation by a scheme before another URL, which starts after `offset` bytes.
const fn two_schemes(inner: &[u8], offset: usize) -> Violation {
    let violation = correction::incomplete("it has two schemes", inner, offset);
    if let Violation::NotAUrl(reason) = violation
        && let Some(end) = scheme::scheme_end(inner)
        && scheme::find_forbidden(inner).is_none()
        && let (
            scheme,
            [
                b':',
                b'/',
                b'/',
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9',
                ..,
            ],
        ) = inner.split_at(end)
        && correction::is_lower_case_word(scheme)
    {
        return Violation::WrongUrlStart {
            reason,
            length: offset,
            correction: "",
        };
    }
    violation
}

/// Checks a URL with the scheme of an app, up to `end`.
const fn check_own_scheme(text: &str, end: usize) -> Result<(), Violation> {
    let (scheme, rest) = text.as_bytes().split_at(end);
    let (_, rest) = rest.split_at(1);
    if let Some(correction) = correction::correct_spelling(scheme) {
        return Err(match rest {
            [b'/', b'/', ..] => Violation::WrongUrlStart {
                reason: "its scheme is misspelt",
                length: end + 3,
                correction,
            },
            _ => Violation::NotAUrl("its scheme is misspelt"),
        });
    }
    if let Some(correction) = correction::missing_before(scheme, rest) {
        return Err(match rest {
            [b'0'..=b'9', ..] => Violation::WrongUrlStart {
                reason: NO_SCHEME,
                length: 0,
                correction,
            },
            _ => Violation::NotAUrl(NO_SCHEME),
        });
    }
    if has_upper_case(scheme) {
        return Err(Violation::UpperCaseScheme { length: end });
    }
    if let Some(inner) = scheme::scheme_end(rest)
        && is_web(rest)
        && scheme::is_special(rest.split_at(inner).0)
    {
        return Err(two_schemes(rest, end + 1));
    }
    match rest {
        [] => Err(Violation::NotAUrl("nothing follows the scheme")),
        [b'/', b'/', ..] if scheme.eq_ignore_ascii_case(b"mailto") => {
            Err(Violation::WrongUrlStart {
                reason: "`mailto:` takes an address without `//`",
                length: end + 3,
                correction: "mailto:",
            })
        }
        [b'/', b'/', rest @ ..] => check_opaque_authority(rest, end + 3),
        _ if has_at(rest) && !scheme::takes_address(scheme) => {
            let (length, correction) = if correction::is_mail(scheme) {
                (end + 1, "mailto:")
            } else {
                (0, "https://")
            };
            Err(Violation::WrongUrlStart {
                reason: "an `@` needs `//` before it, or a scheme such as `mailto:`",
                length,
                correction,
            })
        }
        _ => Ok(()),
    }
}

/// Checks the host after the scheme of an app: it may be empty, without a user and a port.
///
/// `offset` is the number of bytes before it in the URL.
const fn check_opaque_authority(rest: &[u8], offset: usize) -> Result<(), Violation> {
    let authority = Authority::split_opaque(rest);
    if authority.is_scheme() {
        return Err(two_schemes(rest, offset));
    }
    if authority.host.is_empty() {
        return match authority {
            Authority {
                has_user: false,
                port: None,
                ..
            } => Ok(()),
            _ => Err(Violation::NotAUrl("it has no host")),
        };
    }
    match check_opaque_host(authority.host) {
        Ok(()) => authority.check_port(),
        Err(reason) => Err(Violation::NotAUrl(reason)),
    }
}

const fn has_upper_case(scheme: &[u8]) -> bool {
    let mut index = 0;
    while index < scheme.len() {
        if scheme[index].is_ascii_uppercase() {
            return true;
        }
        index += 1;
    }
    false
}

/// Whether an `@` precedes the first `/`, `?` or `#`.
const fn has_at(rest: &[u8]) -> bool {
    let mut index = 0;
    while index < rest.len() {
        match rest[index] {
            b'@' => return true,
            b'/' | b'?' | b'#' => return false,
            _ => {}
        }
        index += 1;
    }
    false
}

/// `user@host:port`
struct Authority<'a> {
    has_user: bool,
    host: &'a [u8],
    /// Port after a `:`.
    port: Option<&'a [u8]>,
    /// Path, query and fragment.
    rest: &'a [u8],
}

impl<'a> Authority<'a> {
    /// Splits the text after `//` of a scheme for which a browser takes `\` as `/`.
    const fn split(bytes: &'a [u8]) -> Self {
        Self::split_at(bytes, true)
    }

    const fn split_opaque(bytes: &'a [u8]) -> Self {
        Self::split_at(bytes, false)
    }

    const fn split_at(bytes: &'a [u8], ends_at_backslash: bool) -> Self {
        let mut end = 0;
        let mut host_start = 0;
        while end < bytes.len() {
            match bytes[end] {
                b'/' | b'?' | b'#' => break,
                b'\\' if ends_at_backslash => break,
                b'@' => host_start = end + 1,
                _ => {}
            }
            end += 1;
        }
        let (authority, rest) = bytes.split_at(end);
        let (_, host_and_port) = authority.split_at(host_start);
        // A colon inside the brackets of an IPv6 address does not start a port.
        let mut host_end = 0;
        let mut in_brackets = false;
        while host_end < host_and_port.len() {
            match host_and_port[host_end] {
                b'[' => in_brackets = true,
                b']' => in_brackets = false,
                b':' if !in_brackets => break,
                _ => {}
            }
            host_end += 1;
        }
        let (host, port) = host_and_port.split_at(host_end);
        Self {
            has_user: host_start > 0,
            host,
            port: match port {
                [_, port @ ..] => Some(port),
                [] => None,
            },
            rest,
        }
    }

    /// Whether the authority is the scheme of another URL: its port is empty, and `//` follows, or it
    /// is `http` or `https`, of which the `:` may be missing.
    const fn is_scheme(&self) -> bool {
        let has_empty_port = matches!(self.port, Some([])) && !self.host.is_empty();
        let has_slashes = matches!(self.rest, [b'/', b'/', ..]);
        let is_web =
            is_web(self.host) && matches!(self.host, [_, _, _, _] | [_, _, _, _, b's' | b'S']);
        has_empty_port && has_slashes || is_web && (has_empty_port || has_slashes)
    }

    const fn check_port(&self) -> Result<(), Violation> {
        let Some(digits) = self.port else {
            return Ok(());
        };
        let mut port: u32 = 0;
        let mut index = 0;
        while index < digits.len() {
            match digits[index] {
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
}

#[cfg(test)]
mod correction_tests;
#[cfg(test)]
mod tests;
