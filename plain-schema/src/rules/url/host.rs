//! Hosts as browsers check them: <https://url.spec.whatwg.org/#host-parsing>.
//!
//! For hosts of ASCII characters the result is that of the standard, except that a percent escape and
//! the characters `"`, `` ` ``, `{` and `}`, which no domain name contains, are rejected. Other hosts
//! are mapped by tables of Unicode that are not part of this crate, so only characters that no host
//! contains are rejected.

use super::super::character::{is_invisible, split_first};
use super::super::ip::is_ipv6;
use super::ipv4::{ends_in_a_number, is_browser_ipv4};
use super::punycode::is_punycode;

/// Checks the host of an `https:` URL, without its port.
pub(super) const fn check_host(host: &[u8]) -> Result<(), &'static str> {
    if let [b'[', ..] = host {
        return match host {
            [b'[', address @ .., b']'] if is_ipv6(address) => Ok(()),
            _ => Err("its host is not an IPv6 address"),
        };
    }
    let Some((mapped, length)) = with_ascii_digits(host) else {
        return Err("its host is longer than 253 characters");
    };
    if let Err(reason) = check_characters(host, false) {
        return Err(reason);
    }
    let mut rest = host;
    while let Some((label, after)) = split_label(rest) {
        if let [b'x' | b'X', b'n' | b'N', b'-', b'-', encoded @ ..] = label
            && !is_punycode(encoded)
        {
            return Err("a part of its host is not valid punycode");
        }
        rest = after;
    }
    let (mapped, _) = mapped.split_at(length);
    if ends_in_a_number(mapped) && !is_browser_ipv4(mapped) {
        return Err("its host is not an IPv4 address, although it ends in a number");
    }
    Ok(())
}

/// Checks the host after the own scheme of an app, which need not be the name of a domain.
pub(super) const fn check_opaque_host(host: &[u8]) -> Result<(), &'static str> {
    match host {
        [b'[', ..] => check_host(host),
        _ => check_characters(host, true),
    }
}

const fn check_characters(host: &[u8], allows_escapes: bool) -> Result<(), &'static str> {
    let mut is_label_start = true;
    let mut rest = host;
    while let Some((character, after)) = split_first(rest) {
        if is_invisible(character) {
            return Err("its host contains white space or an invisible character");
        }
        let character = ascii_form(character);
        if character == '%' as u32 {
            if !allows_escapes {
                return Err("its host contains a percent escape");
            }
        } else if is_forbidden(character) || is_label_start && matches!(character, 0x300..=0x36F) {
            return Err("its host contains an invalid character");
        }
        is_label_start = character == '.' as u32;
        rest = after;
    }
    Ok(())
}

/// ASCII character that a full-width form, an ideographic full stop, or a digit in another style is
/// mapped to.
const fn ascii_form(character: u32) -> u32 {
    const ZERO: u32 = '0' as u32;
    match character {
        0xFF01..=0xFF5E => character - 0xFEE0,
        0x3002 | 0xFF61 => '.' as u32,
        // Digits: ¹ ² ³ ⁰ ⁴ ₀ ① ⓪, those of mathematics, and segmented ones.
        0xB9 => ZERO + 1,
        0xB2 | 0xB3 => ZERO + character - 0xB0,
        0x2070 | 0x2074..=0x2079 => ZERO + character - 0x2070,
        0x2080..=0x2089 => ZERO + character - 0x2080,
        0x2460..=0x2468 => ZERO + character - 0x245F,
        0x24EA => ZERO,
        0x1_D7CE..=0x1_D7FF => ZERO + (character - 0x1_D7CE) % 10,
        0x1_FBF0..=0x1_FBF9 => ZERO + character - 0x1_FBF0,
        _ => character,
    }
}

/// Maximum length of the name of a domain, with the final dot.
pub(super) const MAX_HOST: usize = 254;

/// The host with each character in its ASCII form, and its length. A character without one is `x`.
const fn with_ascii_digits(host: &[u8]) -> Option<([u8; MAX_HOST], usize)> {
    let mut mapped = [0; MAX_HOST];
    let mut length = 0;
    let mut rest = host;
    while let Some((character, after)) = split_first(rest) {
        if length == MAX_HOST {
            return None;
        }
        let character = ascii_form(character);
        mapped[length] = if character < 0x80 {
            character.to_le_bytes()[0]
        } else {
            b'x'
        };
        length += 1;
        rest = after;
    }
    Some((mapped, length))
}

#[expect(
    clippy::match_same_arms,
    reason = "each group of characters has its arm"
)]
const fn is_forbidden(character: u32) -> bool {
    match character {
        0x00..0x80 => is_forbidden_ascii(character),
        // Signs that are mapped to text with `?`, `/`, `:` or `=`: ⁇ ⁈ ⁉ ℀ ℁ ℅ ℆ ⩴ and others.
        0x2047..=0x2049 | 0x2100 | 0x2101 | 0x2105 | 0x2106 | 0x2A74 => true,
        0xFE13 | 0xFE16 | 0xFE47 | 0xFE48 | 0xFE55 | 0xFE56 | 0xFE5F | 0xFE64 | 0xFE65 => true,
        0xFE68 | 0xFE6A | 0xFE6B => true,
        // Private use, replacement characters, and code points that are not characters.
        0xE000..=0xF8FF | 0xFDD0..=0xFDEF | 0xFFF9..=0xFFFF | 0xF_0000.. => true,
        _ => character & 0xFFFE == 0xFFFE,
    }
}

const fn is_forbidden_ascii(character: u32) -> bool {
    const FORBIDDEN: &[u8] = b"#/:<>?@[\\]^|\"`{}";
    let mut index = 0;
    while index < FORBIDDEN.len() {
        if FORBIDDEN[index] as u32 == character {
            return true;
        }
        index += 1;
    }
    false
}

/// Text before the first dot, and the text after it.
const fn split_label(host: &[u8]) -> Option<(&[u8], &[u8])> {
    if host.is_empty() {
        return None;
    }
    let mut end = 0;
    while end < host.len() && host[end] != b'.' {
        end += 1;
    }
    let (label, rest) = host.split_at(end);
    match rest {
        [_, rest @ ..] => Some((label, rest)),
        [] => Some((label, rest)),
    }
}
