//! IP addresses as text.

/// Whether a text is an IPv4 address of four decimal numbers.
pub(super) const fn is_ipv4(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    let mut count = 1;
    loop {
        let Some(after) = skip_decimal(rest) else {
            return false;
        };
        rest = match after {
            [] => return count == 4,
            [b'.', after @ ..] if count < 4 => after,
            _ => return false,
        };
        count += 1;
    }
}

/// Skips a number up to 255 without superfluous zeros.
const fn skip_decimal(bytes: &[u8]) -> Option<&[u8]> {
    let mut value = 0;
    let mut length = 0;
    while length < bytes.len() && bytes[length].is_ascii_digit() {
        if length > 0 && value == 0 {
            return None;
        }
        value = value * 10 + (bytes[length] - b'0') as u32;
        if value > 255 {
            return None;
        }
        length += 1;
    }
    match length {
        0 => None,
        _ => Some(bytes.split_at(length).1),
    }
}

/// Whether a text is an IPv6 address: eight groups of hexadecimal digits, of which one run is
/// replaced by `::`, and the last two may be an IPv4 address.
pub(super) const fn is_ipv6(bytes: &[u8]) -> bool {
    let mut groups = 0;
    let mut is_compressed = false;
    let mut rest = bytes;
    if let [b':', b':', after @ ..] = rest {
        is_compressed = true;
        rest = after;
        if rest.is_empty() {
            return true;
        }
    }
    loop {
        let digits = count_hex_digits(rest);
        let (_, after) = rest.split_at(digits);
        if let [b'.', ..] = after {
            groups += 2;
            return is_ipv4(rest) && is_complete(groups, is_compressed);
        }
        if digits == 0 {
            return false;
        }
        groups += 1;
        rest = match after {
            [] => return is_complete(groups, is_compressed),
            [b':', b':'] => return !is_compressed && is_complete(groups, true),
            [b':', b':', after @ ..] if !is_compressed => {
                is_compressed = true;
                after
            }
            [b':', after @ ..] => after,
            _ => return false,
        };
        if groups > 7 {
            return false;
        }
    }
}

const fn is_complete(groups: usize, is_compressed: bool) -> bool {
    if is_compressed {
        groups < 8
    } else {
        groups == 8
    }
}

/// Number of hexadecimal digits at the start, at most four.
const fn count_hex_digits(bytes: &[u8]) -> usize {
    let mut count = 0;
    while count < bytes.len() && count < 4 && bytes[count].is_ascii_hexdigit() {
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use core::net::{Ipv4Addr, Ipv6Addr};

    use super::{is_ipv4, is_ipv6};

    #[test]
    fn addresses_agree_with_the_standard_library() {
        for text in [
            "",
            "0.0.0.0",
            "255.255.255.255",
            "256.1.1.1",
            "1.2.3",
            "1.2.3.4.5",
            "01.2.3.4",
            "1..2.3",
            "1.2.3.",
            ".1.2.3",
            "1.2.3.4x",
            "::",
            "::1",
            "1::",
            "1::2",
            ":1",
            "1:",
            ":::",
            "1:::2",
            "1::2::3",
            "1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:9",
            "1:2:3:4:5:6:7::",
            "::2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7:8::",
            "1::3:4:5:6:7:8",
            "12345::",
            "g::",
            "::1.2.3.4",
            "::1.2.3",
            "1:2:3:4:5:6:1.2.3.4",
            "1.2.3.4::",
            "1:2:3:4:5:6:7:1.2.3.4",
            "::ffff:192.0.2.1",
            "fe80::1%eth0",
            "FE80::ABCD",
            "1.2",
        ] {
            assert_eq!(
                is_ipv4(text.as_bytes()),
                text.parse::<Ipv4Addr>().is_ok(),
                "{text}"
            );
            assert_eq!(
                is_ipv6(text.as_bytes()),
                text.parse::<Ipv6Addr>().is_ok(),
                "{text}"
            );
        }
    }
}
