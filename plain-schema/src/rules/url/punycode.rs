//! Punycode: <https://www.rfc-editor.org/rfc/rfc3492>.

use super::super::character::is_invisible;

const BASE: u32 = 36;
const FIRST_CODE_POINT: u32 = 0x80;

/// Whether the text after `xn--` is decoded to a label with a character outside ASCII.
pub(super) const fn is_punycode(encoded: &[u8]) -> bool {
    let (mut index, mut count) = basic_length(encoded);
    if index == encoded.len() {
        return false;
    }
    let mut code_point = FIRST_CODE_POINT;
    let mut position: u32 = 0;
    let mut bias = 72;
    let mut is_first = true;
    while index < encoded.len() {
        let Some((delta, after)) = integer(encoded, index, bias) else {
            return false;
        };
        index = after;
        count += 1;
        bias = adapt(delta, count, is_first);
        is_first = false;
        let Some(sum) = position.checked_add(delta) else {
            return false;
        };
        let Some(next) = code_point.checked_add(sum / count) else {
            return false;
        };
        code_point = next;
        if char::from_u32(code_point).is_none() || is_invisible(code_point) {
            return false;
        }
        position = sum % count + 1;
    }
    true
}

/// Length of the ASCII characters at the start with the `-` after them, and their number.
const fn basic_length(encoded: &[u8]) -> (usize, u32) {
    let mut length = 0;
    let mut count = 0;
    let mut index = 0;
    let mut before = 0;
    while index < encoded.len() {
        if encoded[index] == b'-' && before > 0 {
            (length, count) = (index + 1, before);
        }
        before += 1;
        index += 1;
    }
    (length, count)
}

/// Decodes an integer of variable length, and returns the index after it.
const fn integer(encoded: &[u8], start: usize, bias: u32) -> Option<(u32, usize)> {
    let mut index = start;
    let mut value: u32 = 0;
    let mut weight: u32 = 1;
    let mut k = BASE;
    while index < encoded.len() {
        let digit = match encoded[index] {
            letter @ b'a'..=b'z' => letter - b'a',
            letter @ b'A'..=b'Z' => letter - b'A',
            digit @ b'0'..=b'9' => digit - b'0' + 26,
            _ => return None,
        } as u32;
        let Some(product) = digit.checked_mul(weight) else {
            return None;
        };
        let Some(sum) = value.checked_add(product) else {
            return None;
        };
        value = sum;
        index += 1;
        let threshold = match k.saturating_sub(bias) {
            ..1 => 1,
            threshold @ 1..26 => threshold,
            _ => 26,
        };
        if digit < threshold {
            return Some((value, index));
        }
        let Some(product) = weight.checked_mul(BASE - threshold) else {
            return None;
        };
        weight = product;
        k += BASE;
    }
    None
}

/// Adapts the bias after an integer.
const fn adapt(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > 35 * 26 / 2 {
        delta /= 35;
        k += BASE;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::is_punycode;

    #[test]
    fn labels_are_decoded() {
        for (encoded, expected) in [
            ("bcher-kva", true),
            ("BCHER-KVA", true),
            ("80ak6aa92e", true),
            ("p1ai", true),
            ("fiqs8s", true),
            ("e1afmkfd", true),
            ("vermgensberatung-9zb", true),
            ("ls8h", true),
            ("", false),
            ("-", false),
            ("abc-", false),
            ("a-b-", false),
            ("bcher-kv", false),
            ("bcher-kva!", false),
            ("99999999", false),
            ("zzzzzzzzz", false),
            ("bcher-kvé", false),
        ] {
            assert_eq!(is_punycode(encoded.as_bytes()), expected, "{encoded}");
        }
    }
}
