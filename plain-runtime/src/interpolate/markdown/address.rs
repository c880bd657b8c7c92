//! Addresses that become links without markup, such as `https://acme.com`
//! (<https://github.github.com/gfm/#autolinks-extension->).

use plain_schema::markdown::{After, Before};

/// Whether a text contains the start of an address.
pub(super) fn contains_address(text: &str) -> bool {
    let mut bytes = text.bytes().enumerate();
    bytes.any(|(index, byte)| {
        matches!(byte, b'@' | b':' | b'/' | b'.')
            && makes_address(text, index, Before::Nothing, After::Nothing)
    })
}

/// Whether the character at `index` is part of an address, which an escape there ends.
pub(super) fn makes_address(text: &str, index: usize, before: Before, after: After) -> bool {
    let mut rest = text[index..].chars();
    let character = rest.next();
    let next = rest.next();
    let previous = text[..index].chars().next_back();
    let ends_at = |allowed: &[char]| {
        next.is_none()
            && match after {
                After::Value => true,
                After::Character(after) => allowed.contains(&after),
                _ => false,
            }
    };
    match character {
        Some('@') => {
            previous.is_none_or(|it| it.is_alphanumeric() || "._+-".contains(it))
                && match next {
                    Some(next) => next.is_alphanumeric() || "._-".contains(next),
                    None => after != After::Nothing,
                }
        }
        Some(':') => next == Some('/') || ends_at(&['/', ':']),
        Some('/') => match previous {
            None if matches!(before, Before::Character(':' | '/')) => true,
            Some('/' | ':') => false,
            _ => next == Some('/') || ends_at(&['/']),
        },
        Some('.') if before == Before::Character('@') => true,
        Some('.') => {
            let word = text[..index].trim_end_matches(|it: char| it.is_ascii_alphabetic());
            text[word.len()..index].eq_ignore_ascii_case("www")
        }
        _ => false,
    }
}

/// Whether a text ends with the start of an address that the text after it could complete.
pub(super) fn ends_with_scheme(text: &str, after: After) -> bool {
    match after {
        After::Value => {}
        After::Character(after) if after.is_ascii_alphanumeric() || ".:".contains(after) => {}
        _ => return false,
    }
    let rest = text.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    let word = &text[rest.len()..];
    !word.is_empty()
        && ["https", "ftp", "www"].iter().any(|scheme| {
            scheme.len() >= word.len()
                && scheme.as_bytes()[..word.len()].eq_ignore_ascii_case(word.as_bytes())
        })
}
