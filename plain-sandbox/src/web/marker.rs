//! The markers that stand for a user or a date inside a text: `{{componentUser:…}}`.
//!
//! Plain's own sources have two: `{{componentUser:userIdentifier.userId="u_1"}}` and
//! `{{componentDateTime:dateTimeIso8601="…"}}`. They are not documented.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::time::timestamp;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    /// A `UserIdentifierInput`.
    User(Value),
    DateTime(Timestamp),
}

/// Takes a text apart. What only looks like a marker is text.
pub(super) fn pieces(mut text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut searched = 0;
    while let Some(start) = text[searched..].find("{{").map(|at| searched + at) {
        let marker = text[start..].split_inclusive("}}").next();
        let Some((marker, piece)) = marker.and_then(|it| Some((it, read(it)?))) else {
            searched = start + 1;
            continue;
        };
        if start > 0 {
            pieces.push(Piece::Text(&text[..start]));
        }
        pieces.push(piece);
        text = &text[start + marker.len()..];
        searched = 0;
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    pieces
}

fn read(marker: &str) -> Option<Piece<'static>> {
    let marker = marker.strip_prefix("{{")?.strip_suffix("}}")?;
    let (name, value) = marker.split_once('=')?;
    let value = value.strip_prefix('"')?.strip_suffix('"')?;
    match name {
        "componentDateTime:dateTimeIso8601" => timestamp::parse(value).map(Piece::DateTime),
        "componentUser:userIdentifier.userId" => Some(Piece::User(json!({ "userId": value }))),
        "componentUser:userIdentifier.emailAddress" => {
            Some(Piece::User(json!({ "emailAddress": value })))
        }
        "componentUser:userIdentifier.machineUserId" => {
            Some(Piece::User(json!({ "machineUserId": value })))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Piece, pieces};
    use crate::time::timestamp;

    #[test]
    fn markers_are_found_between_text() {
        let date = timestamp::parse("2026-05-11T12:00:00Z").unwrap();
        assert_eq!(
            pieces(
                "by {{componentUser:userIdentifier.userId=\"u_1\"}} at {{componentDateTime:dateTimeIso8601=\"2026-05-11T12:00:00Z\"}}"
            ),
            [
                Piece::Text("by "),
                Piece::User(json!({ "userId": "u_1" })),
                Piece::Text(" at "),
                Piece::DateTime(date),
            ]
        );
    }

    #[test]
    fn what_is_no_marker_is_text() {
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
            assert_eq!(pieces(text), [Piece::Text(text)], "{text}");
        }
        assert_eq!(pieces(""), []);
    }
}
