//! Rule E7: e-mail addresses, the mailboxes of RFC 5321 and their extension to all of Unicode by
//! RFC 6531.

use super::character::{is_invisible, split_first};
use super::ip::{is_ipv4, is_ipv6};
use crate::Violation;

const HAS_INVISIBLE: &str = "it contains white space or an invisible character";

/// Checks for a local part, `@` and a domain, which has a dot or is `localhost` or an IP address in
/// brackets.
///
/// The check of the parts is lenient, since only Plain can tell whether an address exists.
pub(super) const fn check_email_address(text: &str) -> Result<(), Violation> {
    let bytes = text.as_bytes();
    let quoted = match quoted_length(bytes) {
        Ok(length) => length,
        Err(violation) => return Err(violation),
    };
    let mut at = None;
    let mut rest = bytes.split_at(quoted).1;
    while let Some((character, after)) = split_first(rest) {
        if is_invisible(character) {
            return invalid(HAS_INVISIBLE);
        }
        if character == '@' as u32 {
            if at.is_some() {
                return invalid("it has more than one `@`");
            }
            at = Some(bytes.len() - rest.len());
        } else if at.is_none() && is_special(rest[0]) {
            return invalid("it contains a character that is not allowed");
        }
        rest = after;
    }
    let Some(at) = at else {
        return invalid("it has no `@`");
    };
    if at == 0 {
        return invalid("nothing precedes the `@`");
    }
    if quoted > 0 && quoted < at {
        return invalid("expected `@` after the quoted name");
    }
    let (_, domain) = bytes.split_at(at + 1);
    match domain {
        [b'[', address @ .., b']'] => check_address_literal(address),
        _ if domain.eq_ignore_ascii_case(b"localhost") => Ok(()),
        _ => check_domain(domain),
    }
}

/// Characters that the local part contains only in quotes.
const fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b',' | b';' | b'<' | b'>' | b'(' | b')' | b'"' | b':' | b'[' | b']' | b'\\'
    )
}

/// Length of the quoted local part, `"jane doe"`, or 0 if the local part is not quoted.
const fn quoted_length(bytes: &[u8]) -> Result<usize, Violation> {
    let [b'"', rest @ ..] = bytes else {
        return Ok(0);
    };
    let mut rest = rest;
    loop {
        rest = match rest {
            [b'"', rest @ ..] => return Ok(bytes.len() - rest.len()),
            [b'\\', b' '..=b'~', rest @ ..] | [b' ', rest @ ..] => rest,
            _ => match split_first(rest) {
                None => return Err(Violation::NotAnEmailAddress("its quotes are not closed")),
                Some((character, _)) if is_invisible(character) => {
                    return Err(Violation::NotAnEmailAddress(HAS_INVISIBLE));
                }
                Some((_, rest)) => rest,
            },
        };
    }
}

/// Checks `192.0.2.1`, `IPv6:2001:db8::1`, or another tag and its address.
const fn check_address_literal(address: &[u8]) -> Result<(), Violation> {
    let is_valid = match address {
        [
            b'i' | b'I',
            b'p' | b'P',
            b'v' | b'V',
            b'6',
            b':',
            address @ ..,
        ] => is_ipv6(address),
        [b'0'..=b'9', ..] => is_ipv4(address),
        _ => is_tagged(address),
    };
    if is_valid {
        Ok(())
    } else {
        invalid("the brackets of its domain contain no IP address")
    }
}

/// Whether an address is `tag:text`, where the text contains no brackets.
const fn is_tagged(address: &[u8]) -> bool {
    let mut colon = None;
    let mut index = 0;
    while index < address.len() {
        match address[index] {
            b':' if colon.is_none() => colon = Some(index),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => {}
            b'!'..=b'Z' | b'^'..=b'~' if colon.is_some() => {}
            _ => return false,
        }
        index += 1;
    }
    match colon {
        Some(colon) => colon > 0 && address[colon - 1] != b'-' && colon + 1 < address.len(),
        None => false,
    }
}

const fn check_domain(domain: &[u8]) -> Result<(), Violation> {
    let mut labels = 1;
    let mut index = 0;
    while index < domain.len() {
        let is_first = index == 0 || domain[index - 1] == b'.';
        let is_last = index + 1 == domain.len() || domain[index + 1] == b'.';
        match domain[index] {
            b'.' if is_first => return invalid("its domain has an empty part"),
            b'.' => labels += 1,
            b'-' if is_first || is_last => {
                return invalid("a part of its domain starts or ends with `-`");
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | 0x80.. => {}
            _ => return invalid("its domain contains a character that is not allowed"),
        }
        index += 1;
    }
    match domain {
        [] => invalid("nothing follows the `@`"),
        [.., b'.'] => invalid("its domain has an empty part"),
        _ if labels < 2 => invalid("its domain has no dot"),
        _ => Ok(()),
    }
}

const fn invalid(reason: &'static str) -> Result<(), Violation> {
    Err(Violation::NotAnEmailAddress(reason))
}

#[cfg(test)]
mod tests {
    use super::check_email_address;
    use crate::Violation;

    #[test]
    fn addresses_are_accepted() {
        for address in [
            "jane@acme.com",
            "jane.doe+plain@mail.acme.co.uk",
            "o'neil_1@a-b.io",
            "jané@bücher.example",
            "j@1.2",
            "!#$%&'*/=?^`{|}~@acme.com",
            "jane@localhost",
            "jane@LocalHost",
            r#""jane doe"@acme.com"#,
            r#""jane@home"@acme.com"#,
            r#""a\"b\\c,;<>()[]:"@localhost"#,
            r#""é"@acme.com"#,
            r#""@"@[192.0.2.1]"#,
            "jane@[192.0.2.1]",
            "jane@[IPv6:2001:db8::1]",
            "jane@[ipv6:::ffff:192.0.2.1]",
            "jane@[x400:c=DE/o=acme]",
        ] {
            assert_eq!(check_email_address(address), Ok(()), "{address}");
        }
    }

    #[test]
    fn the_reason_names_the_missing_part() {
        for (address, reason) in [
            ("jane", "it has no `@`"),
            ("@acme.com", "nothing precedes the `@`"),
            ("jane@", "nothing follows the `@`"),
            ("jane@acme", "its domain has no dot"),
        ] {
            let violation = Violation::NotAnEmailAddress(reason);
            assert_eq!(check_email_address(address), Err(violation), "{address}");
        }
    }

    #[test]
    fn other_texts_are_not_addresses() {
        for address in [
            "",
            " ",
            "jane",
            "@",
            "@acme.com",
            "jane@",
            "jane@acme",
            "jane@acme.",
            "jane@.acme.com",
            "jane@acme..com",
            "jane@-acme.com",
            "jane@acme-.com",
            "jane@acme.com-",
            "jane@acme_x.com",
            "jane@@acme.com",
            "jane@acme.com@",
            "jane@acme.com ",
            "ja ne@acme.com",
            "jane@acme.com\n",
            "Jane <jane@acme.com>",
            "jane@acme.com,joe@acme.com",
            "mailto:jane@acme.com",
            "jane@localhost.",
            "jane@localhost2",
            "\"\"@",
            "\"jane@acme.com",
            "\"jane\"",
            "\"jane\".doe@acme.com",
            "\"jane\\\"@acme.com",
            "\"a\tb\"@acme.com",
            "\"a\u{A0}b\"@acme.com",
            "jane\"doe\"@acme.com",
            "jane@[]",
            "jane@[acme.com]",
            "jane@[192.0.2.256]",
            "jane@[192.0.2]",
            "jane@[192.0.2.1",
            "jane@[192.0.2.1]x",
            "jane@[IPv6:2001:db8:::1]",
            "jane@[2001:db8::1]",
            "jane@[tag:]",
            "jane@[tag-:x]",
            "jane@[tag:a b]",
            "kim@example.net\u{A0}",
            "kim\u{200B}@example.net",
            "kim@exam\u{AD}ple.net",
            "kim@example\u{3000}.net",
            "\u{FEFF}kim@example.net",
            "kim@example.net\u{2800}",
        ] {
            assert!(check_email_address(address).is_err(), "{address}");
        }
    }
}
