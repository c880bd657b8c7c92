//! Places in a file at which something is typed, and the request that follows.

use anyhow::{Context as _, Result};
use serde_json::Value;

/// Marks the cursor of the request.
const CURSOR: &str = "$0";
/// Marks the end of the character that is typed.
const TYPED: &str = "$1";
/// Declares the type of a field that is completed.
const USER: &str = "\npub struct User {\n    pub name: String,\n    pub address: String,\n}\n";

/// A request after an edit in one event of the file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Site {
    /// Name in the tables.
    pub(crate) name: &'static str,
    pub(crate) request: Request,
    /// Change of the event before it is measured, in a macro call and in a struct literal.
    changes: [Change; 2],
    /// Text of the response, in the same two.
    expected: [&'static str; 2],
}

/// A text in an event, and the text in its place, with marks.
type Change = (&'static str, &'static str);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Request {
    Completion,
    Hover,
    Diagnostics,
    Highlighting,
}

impl Request {
    pub(crate) fn method(self) -> &'static str {
        match self {
            Self::Completion => "textDocument/completion",
            Self::Hover => "textDocument/hover",
            Self::Diagnostics => "textDocument/diagnostic",
            Self::Highlighting => "textDocument/semanticTokens/full",
        }
    }

    /// Whether the request is for the cursor, not for the whole file.
    pub(crate) fn has_cursor(self) -> bool {
        matches!(self, Self::Completion | Self::Hover)
    }
}

pub(crate) const SITES: [Site; 9] = [
    Site {
        name: "completion of a component",
        request: Request::Completion,
        changes: [
            ("spacer(M)", "te$1$0, spacer(M)"),
            (
                "EventComponent::Spacer",
                "EventComponent::Te$1$0, EventComponent::Spacer",
            ),
        ],
        expected: ["text(", "Text("],
    },
    Site {
        name: "completion of an argument",
        request: Request::Completion,
        changes: [(" EUR.\")", " EUR.\", co$1$0)"), ("color: None", "co$1$0")],
        expected: ["color", "color"],
    },
    Site {
        name: "completion of a value",
        request: Request::Completion,
        changes: [
            (" EUR.\")", " EUR.\", color = Mu$1$0)"),
            ("color: None", "color: Some(TextColor::Mu$1$0)"),
        ],
        expected: ["Muted", "Muted"],
    },
    Site {
        name: "completion of a capture",
        request: Request::Completion,
        changes: [
            ("{amount:.2} EUR.", "{amo$1$0} EUR."),
            ("{amount:.2} EUR.", "{amo$1$0} EUR."),
        ],
        expected: ["amount", "amount"],
    },
    Site {
        name: "completion of a field",
        request: Request::Completion,
        changes: [
            ("email_address(email)", "email_address(email.na$1$0)"),
            ("email.to_owned().into()", "email.na$1$0"),
        ],
        expected: ["address", "address"],
    },
    Site {
        name: "hover on a component",
        request: Request::Hover,
        changes: [
            ("spacer(M)", "sp$0acer(M), badge(\"New$1\")"),
            (
                "EventComponent::Spacer",
                "EventComponent::Badge(Badge { label: \"New$1\".into(), color: None }), EventComponent::Sp$0acer",
            ),
        ],
        expected: ["pacer", "pacer"],
    },
    Site {
        name: "hover on a capture",
        request: Request::Hover,
        changes: [
            ("with {roles} associated", "new$1 {ro$0les} associated"),
            ("with {roles} associated", "new$1 {ro$0les} associated"),
        ],
        expected: ["usize", "usize"],
    },
    Site {
        name: "diagnostics of the file",
        request: Request::Diagnostics,
        changes: [
            ("with {roles} associated", "new$1 {roles} associated"),
            ("with {roles} associated", "new$1 {roles} associated"),
        ],
        expected: ["full", "full"],
    },
    Site {
        name: "highlighting of the file",
        request: Request::Highlighting,
        changes: [
            ("with {roles} associated", "new$1 {roles} associated"),
            ("with {roles} associated", "new$1 {roles} associated"),
        ],
        expected: ["data", "data"],
    },
];

/// A text with its marks removed.
#[derive(Debug, Clone)]
pub(crate) struct Marked {
    pub(crate) text: String,
    /// Offset of the character that is typed.
    pub(crate) typed: usize,
    pub(crate) cursor: usize,
}

impl Site {
    /// Prepares the source of a file to type in one of its events.
    pub(crate) fn prepare(&self, source: &str, event: usize, is_macro: bool) -> Result<Marked> {
        let (from, to) = self.changes[usize::from(!is_macro)];
        let start = [format!("event_{event}("), format!("Event{event} ")]
            .iter()
            .find_map(|name| source.find(name))
            .with_context(|| format!("event {event} is missing"))?;
        // A derive has its attributes before the name.
        let start = source[..start].rfind("\n\n").unwrap_or(start);
        let (before, event) = source.split_at(start);
        let event = event.replacen(from, to, 1);
        anyhow::ensure!(event.contains(TYPED), "{from} is missing");
        let event = if event.contains("email.na") {
            event.replacen("email: &str", "email: &User", 1).replacen(
                "email: String",
                "email: User",
                1,
            )
        } else {
            event
        };
        Marked::new(&format!("{before}{event}{USER}"))
    }

    /// Fails if a response is not the one that the request is for.
    pub(crate) fn check(&self, response: &Value, is_macro: bool) -> Result<()> {
        let expected = self.expected[usize::from(!is_macro)];
        let text = response.to_string();
        let is_expected = text.contains(expected);
        anyhow::ensure!(is_expected, "{}: {expected} is not in {text}", self.name);
        Ok(())
    }
}

impl Marked {
    fn new(text: &str) -> Result<Self> {
        let typed = text.find(TYPED).context("no typed character")?;
        let text = text.replacen(TYPED, "", 1);
        let cursor = text.find(CURSOR).unwrap_or(typed);
        let typed = if cursor < typed {
            typed - CURSOR.len()
        } else {
            typed
        };
        Ok(Self {
            text: text.replacen(CURSOR, "", 1),
            typed: typed - 1,
            cursor,
        })
    }
}
