//! String literals with captures: `"Invoice {number} of {user.name}, {amount:.2}"`.

use std::fmt;

use proc_macro2::Span;

use crate::keyword::is_word;
use crate::literal::TextLiteral;

/// A literal with captures.
#[derive(Clone)]
pub(crate) struct Template {
    pub(crate) literal: TextLiteral,
    pub(crate) pieces: Vec<Piece>,
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text, with doubled braces unescaped.
    Text(String),
    Capture(Capture),
}

/// `{path:spec}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Capture {
    /// Variable, and the fields after it.
    pub(crate) path: Vec<String>,
    /// Format spec after the colon.
    pub(crate) spec: Option<String>,
}

impl Capture {
    /// Trait of `core::fmt` that the format spec needs.
    pub(crate) fn format_trait(&self) -> &'static str {
        let spec = self.spec.as_deref().unwrap_or_default().trim_end();
        match spec.chars().next_back() {
            Some('?') => "Debug",
            Some('x') => "LowerHex",
            Some('X') => "UpperHex",
            Some('o') => "Octal",
            Some('b') => "Binary",
            Some('e') => "LowerExp",
            Some('E') => "UpperExp",
            Some('p') => "Pointer",
            _ => "Display",
        }
    }
}

/// Error of an invalid capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TemplateError {
    pub(crate) message: String,
    pub(crate) help: String,
    /// Content of the braces, if it is not a capture.
    pub(crate) capture: Option<String>,
}

impl fmt::Display for Capture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{}", self.path.join("."))?;
        if let Some(spec) = &self.spec {
            write!(f, ":{spec}")?;
        }
        f.write_str("}")
    }
}

impl Template {
    /// Parses a literal.
    pub(crate) fn parse(literal: &TextLiteral) -> Result<Self, TemplateError> {
        Ok(Self {
            pieces: pieces(literal.value())?,
            literal: literal.clone(),
        })
    }

    pub(crate) fn span(&self) -> Span {
        self.literal.span()
    }

    pub(crate) fn captures(&self) -> impl Iterator<Item = &Capture> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Capture(capture) => Some(capture),
            Piece::Text(_) => None,
        })
    }

    /// Text with each capture replaced.
    pub(crate) fn with_captures_as<'a>(&'a self, replacement: &'a str) -> String {
        self.with_captures(|_| replacement)
    }

    /// Text with each capture replaced by the value for its index.
    pub(crate) fn with_captures<'a>(&'a self, value: impl Fn(usize) -> &'a str) -> String {
        let mut captures = 0..;
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Capture(_) => captures.next().map_or("", &value),
        });
        pieces.collect()
    }

    /// Whether the text begins with a capture.
    pub(crate) fn opens_with_capture(&self) -> bool {
        matches!(self.pieces.first(), Some(Piece::Capture(_)))
    }
}

fn pieces(text: &str) -> Result<Vec<Piece>, TemplateError> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(brace) = brace(rest) {
        plain.push_str(&rest[..brace]);
        let after = &rest[brace + 1..];
        rest = if let Some(doubled) = after.strip_prefix(&rest[brace..=brace]) {
            plain.push_str(&rest[brace..=brace]);
            doubled
        } else if rest[brace..].starts_with('}') {
            return Err(error(
                "unmatched `}` in a string",
                "write `}}` for a literal brace".to_owned(),
            ));
        } else {
            let Some(end) = after.find('}') else {
                return Err(error(
                    "unclosed `{` in a string",
                    "write `{{` for a literal brace, or `{name}` to insert a variable".to_owned(),
                ));
            };
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            pieces.push(Piece::Capture(capture(&after[..end])?));
            &after[end + 1..]
        };
    }
    plain.push_str(rest);
    if !plain.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(pieces)
}

/// Index of the first brace. To search for each of the two is faster than to search for both.
fn brace(text: &str) -> Option<usize> {
    let (open, close) = (text.find('{'), text.find('}'));
    match (open, close) {
        (Some(open), Some(close)) => Some(open.min(close)),
        (open, close) => open.or(close),
    }
}

fn capture(inner: &str) -> Result<Capture, TemplateError> {
    let (path, spec) = match inner.split_once(':') {
        Some((path, spec)) => (path.trim(), Some(spec.to_owned())),
        None => (inner.trim(), None),
    };
    if path.is_empty() {
        return Err(error(
            &format!("expected a variable in `{{{inner}}}`"),
            "write `{name}` to insert a variable, or `{{}}` for literal braces".to_owned(),
        ));
    }
    let path: Vec<String> = path.split('.').map(|part| part.trim().to_owned()).collect();
    let is_path = path.iter().enumerate().all(|(index, part)| {
        is_identifier(part) && (index == 0 || part != "self")
            || index > 0 && part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty()
    });
    // In `{name::>8}`, the second colon is the fill. In `{module::NAME}`, it is part of a path.
    let is_item = spec.as_deref().is_some_and(|spec| {
        spec.strip_prefix(':')
            .is_some_and(|rest| !rest.starts_with(['<', '^', '>']))
    });
    if !is_path || is_item {
        return Err(TemplateError {
            message: format!("expected a variable or a path of fields, found `{inner}`"),
            help: format!("write `let value = {inner};` before the call, and `{{value}}` here"),
            capture: Some(inner.to_owned()),
        });
    }
    Ok(Capture { path, spec })
}

fn is_identifier(part: &str) -> bool {
    // Names that cannot be those of a variable or a field, even as raw identifiers.
    !matches!(part, "_" | "Self" | "super" | "crate") && is_word(part)
}

fn error(message: &str, help: String) -> TemplateError {
    TemplateError {
        message: message.to_owned(),
        help,
        capture: None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Capture, Piece, pieces};

    fn capture(path: &[&str], spec: Option<&str>) -> Piece {
        Piece::Capture(Capture {
            path: path.iter().map(ToString::to_string).collect(),
            spec: spec.map(ToOwned::to_owned),
        })
    }

    fn text(text: &str) -> Piece {
        Piece::Text(text.to_owned())
    }

    #[test]
    fn captures_are_paths_with_an_optional_spec() {
        assert_eq!(pieces("").unwrap(), [text("")]);
        assert_eq!(pieces("plain").unwrap(), [text("plain")]);
        assert_eq!(pieces("{id}").unwrap(), [capture(&["id"], None)]);
        assert_eq!(
            pieces("a {user.name} b {pair.0:>8.2}").unwrap(),
            [
                text("a "),
                capture(&["user", "name"], None),
                text(" b "),
                capture(&["pair", "0"], Some(">8.2"))
            ],
        );
        assert_eq!(
            pieces("{self.id}").unwrap(),
            [capture(&["self", "id"], None)]
        );
        assert_eq!(
            pieces("{{a}} {b:?}").unwrap(),
            [text("{a} "), capture(&["b"], Some("?"))]
        );
        assert_eq!(pieces("{a::>8}").unwrap(), [capture(&["a"], Some(":>8"))]);
        assert_eq!(
            pieces("{type:?} {a.match}").unwrap(),
            [
                capture(&["type"], Some("?")),
                text(" "),
                capture(&["a", "match"], None)
            ]
        );
        assert_eq!(pieces("é{é}").unwrap(), [text("é"), capture(&["é"], None)]);
    }

    #[test]
    fn invalid_captures_are_rejected() {
        for source in [
            "{}",
            "{ }",
            "{:?}",
            "{0}",
            "{f()}",
            "{a + b}",
            "{a.}",
            "{.a}",
            "{_}",
            "{a.self}",
            "{a/**/}",
            "{Self}",
            "{super}",
            "{a.crate}",
            "{",
            "}",
            "{a",
            "a}",
            "{a::b}",
            "{\"x\"}",
            "{{{",
            "{a{b}}",
        ] {
            assert!(pieces(source).is_err(), "{source}: {:?}", pieces(source));
        }
    }
}
