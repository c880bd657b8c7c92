//! Rule E7: the format of e-mail addresses in practical use.

use crate::Violation;

/// Checks for one `@` between a local part and a domain with a dot.
///
/// The check is lenient, since only Plain can tell whether an address exists.
pub(super) const fn check_email_address(text: &str) -> Result<(), Violation> {
    let bytes = text.as_bytes();
    let mut at = None;
    let mut index = 0;
    while index < bytes.len() {
        match bytes[index] {
            b'@' if at.is_some() => return invalid("it has more than one `@`"),
            b'@' => at = Some(index),
            0..=b' ' | 0x7F => return invalid("it contains white space or a control character"),
            b',' | b';' | b'<' | b'>' | b'(' | b')' | b'"' | b':' | b'[' | b']' | b'\\' => {
                return invalid("it contains a character that is not allowed");
            }
            _ => {}
        }
        index += 1;
    }
    let Some(at) = at else {
        return invalid("it has no `@`");
    };
    let (local, domain) = bytes.split_at(at);
    let (_, domain) = domain.split_at(1);
    if local.is_empty() {
        return invalid("nothing precedes the `@`");
    }
    check_domain(domain)
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
        ] {
            assert!(check_email_address(address).is_err(), "{address}");
        }
    }
}
