//! Texts of values as parsers display them.

use plain_schema::markdown::{MarkdownContext, Position};

/// Text of a value, which is encoded in URLs.
pub(super) fn displayed(value: &str, escaped: &str, position: Position) -> String {
    match position.context {
        MarkdownContext::Destination
        | MarkdownContext::DestinationHost
        | MarkdownContext::DestinationStart
        | MarkdownContext::DestinationQuery => escaped.replace("\\&", "&"),
        MarkdownContext::Html | MarkdownContext::Unclosed => decoded(value),
        _ => value.to_owned(),
    }
}

/// A text without white space, and without characters that differ in code: backticks and tildes are
/// replaced there.
pub(super) fn similar(text: &str) -> String {
    let text = text.replace('`', "'").replace('~', "-");
    let is_visible = |it: &char| !it.is_whitespace() && *it != '\u{feff}';
    text.chars().filter(is_visible).collect()
}

/// A text without character references, which HTML displays as their characters.
pub(super) fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    loop {
        let decoded = decoded_once(&text);
        if decoded == text {
            return text;
        }
        text = decoded;
    }
}

fn decoded_once(text: &str) -> String {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("&#") {
        let (before, reference) = rest.split_at(start);
        decoded.push_str(before);
        let parsed = reference[2..].split_once(';').and_then(|(number, after)| {
            let code = number.parse().ok().filter(|code| *code > 0)?;
            let character = char::from_u32(code)?;
            Some((character, after))
        });
        let Some((character, after)) = parsed else {
            decoded.push_str("&#");
            rest = &reference[2..];
            continue;
        };
        decoded.push(character);
        rest = after;
    }
    decoded + rest
}
