//! IPv4 addresses as browsers read them: <https://url.spec.whatwg.org/#concept-ipv4-parser>.

/// Number of IPv4 addresses.
const IPV4_ADDRESSES: u64 = 1 << 32;

/// Whether a host is an IPv4 address to a browser: its last part is a number.
pub(super) const fn ends_in_a_number(host: &[u8]) -> bool {
    let (_, last) = split_last_part(without_final_dot(host));
    is_all_digits(last) || ipv4_number(last).is_some()
}

/// Whether a browser accepts a host that ends in a number: one to four numbers, decimal, octal with
/// `0` or hexadecimal with `0x`, of which the last fills the remaining bytes.
pub(super) const fn is_browser_ipv4(host: &[u8]) -> bool {
    let (mut rest, last) = split_last_part(without_final_dot(host));
    let Some(last) = ipv4_number(last) else {
        return false;
    };
    let mut limit = IPV4_ADDRESSES;
    let mut count = 1;
    while let Some(parts) = rest {
        let (before, part) = split_last_part(parts);
        count += 1;
        limit >>= 8;
        match ipv4_number(part) {
            Some(number) if number < 256 && count <= 4 => {}
            _ => return false,
        }
        rest = before;
    }
    last < limit
}

const fn without_final_dot(host: &[u8]) -> &[u8] {
    match host {
        [parts @ .., b'.'] if !parts.is_empty() => parts,
        _ => host,
    }
}

/// Parts before the last dot, and the part after it.
const fn split_last_part(host: &[u8]) -> (Option<&[u8]>, &[u8]) {
    let mut start = host.len();
    while start > 0 {
        if host[start - 1] == b'.' {
            let (parts, last) = host.split_at(start);
            return (Some(parts.split_at(start - 1).0), last);
        }
        start -= 1;
    }
    (None, host)
}

const fn is_all_digits(part: &[u8]) -> bool {
    let mut index = 0;
    while index < part.len() {
        if !part[index].is_ascii_digit() {
            return false;
        }
        index += 1;
    }
    !part.is_empty()
}

/// Value of a number in an IPv4 address, at most [`IPV4_ADDRESSES`].
const fn ipv4_number(part: &[u8]) -> Option<u64> {
    let (radix, digits) = match part {
        [] => return None,
        [b'0', b'x' | b'X', digits @ ..] => (16, digits),
        [b'0', digits @ ..] if !digits.is_empty() => (8, digits),
        digits => (10, digits),
    };
    let mut value = 0;
    let mut index = 0;
    while index < digits.len() {
        let Some(digit) = (digits[index] as char).to_digit(radix) else {
            return None;
        };
        value = value * radix as u64 + digit as u64;
        if value > IPV4_ADDRESSES {
            value = IPV4_ADDRESSES;
        }
        index += 1;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::{ends_in_a_number, is_browser_ipv4};

    #[test]
    fn numbers_at_the_end_make_an_ipv4_address() {
        for (host, expected) in [
            ("1.2.3.4", Some(true)),
            ("1.2.3.4.", Some(true)),
            ("1.2.3", Some(true)),
            ("4294967295", Some(true)),
            ("4294967296", Some(false)),
            ("1.16777215", Some(true)),
            ("1.16777216", Some(false)),
            ("256.256.256.256", Some(false)),
            ("0x7f.1", Some(true)),
            ("0x", Some(true)),
            ("017.0", Some(true)),
            ("08", Some(false)),
            ("a.b.1", Some(false)),
            ("1..2", Some(false)),
            ("1.2.3.4.5", Some(false)),
            ("99999999999999999999999999", Some(false)),
            ("1.a", None),
            ("a1", None),
            ("0xg", None),
            ("1.2..", None),
            ("", None),
        ] {
            let found = ends_in_a_number(host.as_bytes()).then(|| is_browser_ipv4(host.as_bytes()));
            assert_eq!(found, expected, "{host}");
        }
    }
}
