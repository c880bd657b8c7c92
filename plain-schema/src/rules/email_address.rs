//! Rule E7: the shape of an e-mail address, as mail in use on the internet has it.

use crate::Violation;

/// One `@` between a local part and a domain with a dot. Nothing rarer is refused: whether the
/// address exists is Plain's to say.
pub(super) const fn check(text: &str) -> Result<(), Violation> {
    let bytes = text.as_bytes();
    let mut at = None;
    let mut index = 0;
    while index < bytes.len() {
        match bytes[index] {
            b'@' if at.is_some() => return wrong("it has more than one `@`"),
            b'@' => at = Some(index),
            0..=b' ' | 0x7F => return wrong("it has white space or a control character"),
            b',' | b';' | b'<' | b'>' | b'(' | b')' | b'"' | b':' | b'[' | b']' | b'\\' => {
                return wrong("it has a character that addresses do not have");
            }
            _ => {}
        }
        index += 1;
    }
    let Some(at) = at else {
        return wrong("it has no `@`");
    };
    let (local, domain) = bytes.split_at(at);
    let (_, domain) = domain.split_at(1);
    if local.is_empty() {
        return wrong("nothing stands before its `@`");
    }
    domain_of(domain)
}

const fn domain_of(domain: &[u8]) -> Result<(), Violation> {
    let mut labels = 1;
    let mut index = 0;
    while index < domain.len() {
        let is_first = index == 0 || domain[index - 1] == b'.';
        let is_last = index + 1 == domain.len() || domain[index + 1] == b'.';
        match domain[index] {
            b'.' if is_first => return wrong("its domain has an empty part"),
            b'.' => labels += 1,
            b'-' if is_first || is_last => {
                return wrong("a part of its domain starts or ends with `-`");
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | 0x80.. => {}
            _ => return wrong("its domain has a character that no domain has"),
        }
        index += 1;
    }
    match domain {
        [] => wrong("nothing stands after its `@`"),
        [.., b'.'] => wrong("its domain has an empty part"),
        _ if labels < 2 => wrong("its domain has no dot"),
        _ => Ok(()),
    }
}

const fn wrong(reason: &'static str) -> Result<(), Violation> {
    Err(Violation::NotAnEmailAddress(reason))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::Violation;

    #[test]
    fn addresses_pass() {
        for address in [
            "jane@acme.com",
            "jane.doe+plain@mail.acme.co.uk",
            "o'neil_1@a-b.io",
            "jané@bücher.example",
            "j@1.2",
            "!#$%&'*/=?^`{|}~@acme.com",
        ] {
            assert_eq!(check(address), Ok(()), "{address}");
        }
    }

    #[test]
    fn the_reason_says_which_part_is_missing() {
        for (address, reason) in [
            ("jane", "it has no `@`"),
            ("@acme.com", "nothing stands before its `@`"),
            ("jane@", "nothing stands after its `@`"),
            ("jane@acme", "its domain has no dot"),
        ] {
            let violation = Violation::NotAnEmailAddress(reason);
            assert_eq!(check(address), Err(violation), "{address}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
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
            assert!(check(address).is_err(), "{address}");
        }
    }
}
