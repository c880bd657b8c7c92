//! Values at the start of the destination of a link.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use plain_schema::{StringRule, Violation};

use crate::interpolate::url;

/// Characters that could end a destination or are markup in it.
const MARKUP: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b'*')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Encodes a value at the start of a destination. The value is a URL, as in the `url` of a
/// `link_button`.
pub(super) fn start(text: &str) -> String {
    if let Err(Violation::ForbiddenScheme(_)) = StringRule::Url.check(text) {
        // Encoding the colon makes the scheme part of a path.
        return url::in_path(text).into_owned();
    }
    // `&copy;` would be an entity; `\&` is an `&`.
    utf8_percent_encode(text, MARKUP)
        .to_string()
        .replace('&', "\\&")
}

#[cfg(test)]
mod tests {
    use super::start;

    #[test]
    fn markup_and_forbidden_schemes_are_encoded() {
        for (value, encoded) in [
            ("https://acme.com/a?b=c#d", "https://acme.com/a?b=c#d"),
            ("https://acme.com/a b(c)", "https://acme.com/a%20b%28c%29"),
            ("https://acme.com/?a&copy;", r"https://acme.com/?a\&copy;"),
            ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ] {
            assert_eq!(start(value), encoded, "{value}");
        }
    }
}
