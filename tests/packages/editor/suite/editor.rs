//! An editor with one open file: requests at the cursor and their results.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::server::{Server, uri};

/// Marks the cursor in the text of a probe.
const CURSOR: &str = "$0";

/// An editor with one open file.
pub(crate) struct Editor {
    server: Server,
    file: PathBuf,
    text: String,
    version: i32,
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
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
        let mut server = Server::start(rust_analyzer);
        server.notify(
            "textDocument/didOpen",
            &json!({ "textDocument": {
                "uri": uri(&file), "languageId": "rust", "version": 0, "text": "",
            } }),
        );
        Self {
            server,
            file,
            text: String::new(),
            version: 0,
        }
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
                    self.text[self.range(range)].to_owned(),
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
            .map(|edit| (self.range(&edit["range"]), string(&edit["newText"])))
            .collect();
        edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let mut renamed = self.text.clone();
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
        let document = json!({ "textDocument": { "uri": uri(&self.file) } });
        let report = self.server.request("textDocument/diagnostic", &document);
        elements(&report["items"])
            .filter(|item| item["severity"] == 1)
            .map(|item| {
                let at = self.text[self.range(&item["range"])].to_owned();
                (string(&item["message"]), at)
            })
            .collect()
    }

    /// Type of the semantic token at the cursor.
    pub(crate) fn highlighting(&mut self, text: &str) -> Option<String> {
        let position = self.write(text);
        let document = json!({ "textDocument": { "uri": uri(&self.file) } });
        let tokens = self
            .server
            .request("textDocument/semanticTokens/full", &document);
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
    fn at_cursor(&mut self, method: &str, text: &str, mut params: Value) -> Value {
        params["position"] = self.write(text);
        params["textDocument"] = json!({ "uri": uri(&self.file) });
        self.server.request(method, &params)
    }

    /// Replaces the text, without the cursor's mark; returns the cursor's position.
    fn write(&mut self, text: &str) -> Value {
        let (before, after) = text.split_once(CURSOR).unwrap_or((text, ""));
        self.text = format!("{before}{after}");
        self.version += 1;
        self.server.notify(
            "textDocument/didChange",
            &json!({
                "textDocument": { "uri": uri(&self.file), "version": self.version },
                "contentChanges": [{ "text": self.text }],
            }),
        );
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        json!({
            "line": before.matches('\n').count(),
            // The probes are ASCII before the cursor.
            "character": before.len() - line_start,
        })
    }

    fn locations(&self, found: &Value) -> Vec<Location> {
        let found: Vec<&Value> = match found {
            Value::Array(found) => found.iter().collect(),
            Value::Null => Vec::new(),
            one => vec![one],
        };
        let location = |location: &&Value| {
            let path = string(&location["uri"]).replace("file://", "");
            let text = if Path::new(&path) == self.file {
                self.text.clone()
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

    /// Converts a range of the protocol to byte offsets.
    fn range(&self, range: &Value) -> std::ops::Range<usize> {
        let index = |position: &Value| {
            let lines = usize::try_from(line(position)).unwrap_or_default();
            let line_start: usize = self
                .text
                .split_inclusive('\n')
                .take(lines)
                .map(str::len)
                .sum();
            let character = position["character"].as_u64().unwrap_or_default();
            line_start + usize::try_from(character).unwrap_or_default()
        };
        index(&range["start"])..index(&range["end"])
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
