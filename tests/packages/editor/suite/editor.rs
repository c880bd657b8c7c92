//! An editor with one open file: requests at the cursor and their results.

use std::path::Path;
use std::process::Command;

use plain_rust_analyzer_tests::{Document, RustAnalyzer, Workspace};
use serde_json::{Value, json};

/// Marks the cursor in the text of a probe.
const CURSOR: &str = "$0";

/// An editor with one open file.
pub(crate) struct Editor {
    server: RustAnalyzer,
    document: Document,
}

/// A completion item.
#[derive(Debug)]
pub(crate) struct Completion {
    /// Label without the parentheses of a function or the `!` of a macro.
    pub(crate) name: String,
    pub(crate) documentation: String,
    /// Text inserted when the item is accepted.
    pub(crate) inserted: String,
}

/// Signature help.
#[derive(Debug)]
pub(crate) struct Signature {
    pub(crate) label: String,
    pub(crate) documentation: String,
    /// Index of the parameter at the cursor.
    pub(crate) parameter: u64,
}

/// A path and the trimmed text of a line in that file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Location {
    pub(crate) file: String,
    pub(crate) line: String,
}

impl Editor {
    pub(crate) fn start(rust_analyzer: &Path) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let workspace = Workspace {
            folder,
            package: env!("CARGO_PKG_NAME"),
            cache_priming: false,
        };
        let mut server = RustAnalyzer::start(&mut Command::new(rust_analyzer), &workspace)
            .expect("rust-analyzer starts");
        let document = Document::open(&mut server, &folder.join("src/lib.rs"), "")
            .expect("rust-analyzer is running");
        Self { server, document }
    }

    pub(crate) fn hover(&mut self, text: &str) -> String {
        let hover = self.at_cursor("textDocument/hover", text, json!({}));
        string(&hover["contents"]["value"])
    }

    pub(crate) fn definition(&mut self, text: &str) -> Vec<Location> {
        let found = self.at_cursor("textDocument/definition", text, json!({}));
        self.locations(&found)
    }

    /// Line numbers and texts of all references, the declaration included, in source order.
    pub(crate) fn references(&mut self, text: &str) -> Vec<(u64, String)> {
        let context = json!({ "context": { "includeDeclaration": true } });
        let found = self.at_cursor("textDocument/references", text, context);
        let mut found: Vec<_> = elements(&found)
            .map(|location| {
                let range = &location["range"];
                (
                    line(&range["start"]),
                    self.document.text()[self.document.range(range)].to_owned(),
                )
            })
            .collect();
        found.sort();
        found
    }

    /// The text after renaming the symbol at the cursor.
    pub(crate) fn rename(&mut self, text: &str, name: &str) -> String {
        let edit = self.at_cursor("textDocument/rename", text, json!({ "newName": name }));
        let mut edits: Vec<_> = elements(&edit["documentChanges"])
            .flat_map(|document| elements(&document["edits"]))
            .map(|edit| {
                (
                    self.document.range(&edit["range"]),
                    string(&edit["newText"]),
                )
            })
            .collect();
        edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let mut renamed = self.document.text().to_owned();
        for (range, new) in edits {
            renamed.replace_range(range, &new);
        }
        renamed
    }

    pub(crate) fn signature(&mut self, text: &str) -> Option<Signature> {
        let help = self.at_cursor("textDocument/signatureHelp", text, json!({}));
        let signature = elements(&help["signatures"]).next()?;
        Some(Signature {
            label: string(&signature["label"]),
            documentation: string(&signature["documentation"]["value"]),
            parameter: help["activeParameter"].as_u64()?,
        })
    }

    pub(crate) fn completions(&mut self, text: &str) -> Vec<Completion> {
        let list = self.at_cursor("textDocument/completion", text, json!({}));
        let items = match &list["items"] {
            Value::Null => &list,
            items => items,
        };
        elements(items)
            .map(|item| {
                let label = string(&item["label"]);
                Completion {
                    name: label
                        .split(['(', '!'])
                        .next()
                        .unwrap_or_default()
                        .to_owned(),
                    documentation: string(&item["documentation"]["value"]),
                    inserted: string(&item["textEdit"]["newText"]),
                }
            })
            .collect()
    }

    /// Messages of rust-analyzer's own errors, each with the text that it underlines.
    pub(crate) fn errors(&mut self, text: &str) -> Vec<(String, String)> {
        self.write(text);
        let report = self.request("textDocument/diagnostic", &self.document.whole());
        elements(&report["items"])
            .filter(|item| item["severity"] == 1)
            .map(|item| {
                let at = self.document.text()[self.document.range(&item["range"])].to_owned();
                (string(&item["message"]), at)
            })
            .collect()
    }

    /// Type of the semantic token at the cursor.
    pub(crate) fn highlighting(&mut self, text: &str) -> Option<String> {
        let cursor = self.write(text);
        let position = self.document.position(cursor);
        let tokens = self.request("textDocument/semanticTokens/full", &self.document.whole());
        let numbers: Vec<u64> = elements(&tokens["data"])
            .filter_map(Value::as_u64)
            .collect();
        let (mut at_line, mut at_character) = (0, 0);
        for token in numbers.chunks_exact(5) {
            if token[0] > 0 {
                at_character = 0;
            }
            at_line += token[0];
            at_character += token[1];
            let end = at_character + token[2];
            let cursor = position["character"].as_u64()?;
            if at_line == line(&position) && (at_character..end).contains(&cursor) {
                return self.server.token_type(token[3]);
            }
        }
        None
    }

    /// Replaces the text and sends a request for the position of the cursor.
    fn at_cursor(&mut self, method: &str, text: &str, params: Value) -> Value {
        let cursor = self.write(text);
        self.request(method, &self.document.at(cursor, params))
    }

    fn request(&mut self, method: &str, params: &Value) -> Value {
        self.server
            .request(method, params)
            .expect("rust-analyzer responds")
    }

    /// Replaces the text, without the cursor's mark; returns the cursor's offset.
    fn write(&mut self, text: &str) -> usize {
        let (before, after) = text.split_once(CURSOR).unwrap_or((text, ""));
        self.document
            .replace(&mut self.server, &format!("{before}{after}"))
            .expect("rust-analyzer is running");
        before.len()
    }

    fn locations(&self, found: &Value) -> Vec<Location> {
        let found: Vec<&Value> = match found {
            Value::Array(found) => found.iter().collect(),
            Value::Null => Vec::new(),
            one => vec![one],
        };
        let location = |location: &&Value| {
            let uri = string(&location["uri"]);
            let path = uri.replace("file://", "");
            let text = if uri == self.document.uri() {
                self.document.text().to_owned()
            } else {
                std::fs::read_to_string(&path).unwrap_or_default()
            };
            let number = usize::try_from(line(&location["range"]["start"])).unwrap_or_default();
            Location {
                line: text
                    .lines()
                    .nth(number)
                    .unwrap_or_default()
                    .trim()
                    .to_owned(),
                file: path,
            }
        };
        found.iter().map(location).collect()
    }
}

fn elements(array: &Value) -> impl Iterator<Item = &Value> {
    array.as_array().into_iter().flatten()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn line(position: &Value) -> u64 {
    position["line"].as_u64().unwrap_or_default()
}
