//! Values that the destination of a link opens with.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use plain_schema::{StringRule, Violation};

use crate::interpolate::url;

/// What could end a destination, or be more than a character in it.
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

/// A value that a destination opens with: a URL itself, as in the `url` of a `link_button`.
pub(super) fn start(text: &str) -> String {
    if let Err(Violation::ForbiddenScheme(_)) = StringRule::Url.check(text) {
        // Without its colon it is no scheme.
        return url::in_path(text).into_owned();
    }
    // `&copy;` would be an entity, `\&` is an `&`.
    utf8_percent_encode(text, MARKUP)
        .to_string()
        .replace('&', "\\&")
}
