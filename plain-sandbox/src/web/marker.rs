//! Markers for a user or a date in the text of a component.
//!
//! They are not documented. Plain's own source code has two:
//! `{{componentUser:userIdentifier.userId="u_1"}}` and `{{componentDateTime:dateTimeIso8601="…"}}`.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::time::timestamp;

/// A part of a text: plain text or a marker.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TextSegment<'a> {
    Text(&'a str),
    /// A `UserIdentifierInput`.
    User(Value),
    DateTime(Timestamp),
}

/// Splits a text at its markers. A malformed marker is plain text.
pub(super) fn segments(mut text: &str) -> Vec<TextSegment<'_>> {
    let mut segments = Vec::new();
    let mut searched = 0;
    while let Some(start) = text[searched..].find("{{").map(|at| searched + at) {
        let marker = text[start..].split_inclusive("}}").next();
        let Some((marker, segment)) = marker.and_then(|it| Some((it, parse_marker(it)?))) else {
            searched = start + 1;
            continue;
        };
        if start > 0 {
            segments.push(TextSegment::Text(&text[..start]));
        }
        segments.push(segment);
        text = &text[start + marker.len()..];
        searched = 0;
    }
    if !text.is_empty() {
        segments.push(TextSegment::Text(text));
    }
    segments
}

fn parse_marker(marker: &str) -> Option<TextSegment<'static>> {
    let marker = marker.strip_prefix("{{")?.strip_suffix("}}")?;
    let (name, value) = marker.split_once('=')?;
    let value = value.strip_prefix('"')?.strip_suffix('"')?;
    match name {
        "componentDateTime:dateTimeIso8601" => timestamp::parse(value).map(TextSegment::DateTime),
        "componentUser:userIdentifier.userId" => {
            Some(TextSegment::User(json!({ "userId": value })))
        }
        "componentUser:userIdentifier.emailAddress" => {
            Some(TextSegment::User(json!({ "emailAddress": value })))
        }
        "componentUser:userIdentifier.machineUserId" => {
            Some(TextSegment::User(json!({ "machineUserId": value })))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{TextSegment, segments};
    use crate::time::timestamp;

    #[test]
    fn markers_are_split_from_text() {
        let date = timestamp::parse("2026-05-11T12:00:00Z").unwrap();
        assert_eq!(
            segments(
                "by {{componentUser:userIdentifier.userId=\"u_1\"}} at {{componentDateTime:dateTimeIso8601=\"2026-05-11T12:00:00Z\"}}"
            ),
            [
                TextSegment::Text("by "),
                TextSegment::User(json!({ "userId": "u_1" })),
                TextSegment::Text(" at "),
                TextSegment::DateTime(date),
            ]
        );
    }

    #[test]
    fn malformed_markers_are_text() {
        for text in [
            "{{",
            "{{}}",
            "{{{{{{",
            "{{a}} {{b",
            "{{componentUser:userIdentifier.userId=u_1}}",
            "{{componentText:text=\"a\"}}",
            "{{componentDateTime:dateTimeIso8601=\"today\"}}",
            "ä{{ü}}",
        ] {
            assert_eq!(segments(text), [TextSegment::Text(text)], "{text}");
        }
        assert_eq!(segments(""), []);
    }
}
