//! An open file, and positions in it.

use std::io::Result;
use std::ops::Range;
use std::path::Path;

use serde_json::{Value, json};

use crate::server::RustAnalyzer;

/// A file that is open in an editor. Its text need not be on the disk, and is ASCII.
#[derive(Debug)]
pub struct Document {
    uri: String,
    text: String,
    version: i32,
}

impl Document {
    /// Opens a file with a text.
    ///
    /// # Errors
    ///
    /// If rust-analyzer does not run.
    pub fn open(server: &mut RustAnalyzer, file: &Path, text: &str) -> Result<Self> {
        let uri = uri(file);
        let document = json!({ "uri": uri, "languageId": "rust", "version": 0, "text": text });
        server.notify("textDocument/didOpen", &json!({ "textDocument": document }))?;
        Ok(Self {
            uri,
            text: text.to_owned(),
            version: 0,
        })
    }

    /// Closes the file, so that its text on the disk counts.
    ///
    /// # Errors
    ///
    /// If rust-analyzer does not run.
    pub fn close(self, server: &mut RustAnalyzer) -> Result<()> {
        server.notify("textDocument/didClose", &self.whole())
    }

    /// URI of the file.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// Text in the editor.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Replaces the text.
    ///
    /// # Errors
    ///
    /// If rust-analyzer does not run.
    pub fn replace(&mut self, server: &mut RustAnalyzer, text: &str) -> Result<()> {
        text.clone_into(&mut self.text);
        self.change(server, &json!({ "text": text }))
    }

    /// Replaces a part of the text, as typing does.
    ///
    /// # Errors
    ///
    /// If rust-analyzer does not run.
    pub fn edit(
        &mut self,
        server: &mut RustAnalyzer,
        part: Range<usize>,
        text: &str,
    ) -> Result<()> {
        let range = json!({ "start": self.position(part.start), "end": self.position(part.end) });
        self.text.replace_range(part, text);
        self.change(server, &json!({ "range": range, "text": text }))
    }

    fn change(&mut self, server: &mut RustAnalyzer, change: &Value) -> Result<()> {
        self.version += 1;
        server.notify(
            "textDocument/didChange",
            &json!({
                "textDocument": { "uri": self.uri, "version": self.version },
                "contentChanges": [change],
            }),
        )
    }

    /// Parameters of a request for the whole file.
    pub fn whole(&self) -> Value {
        json!({ "textDocument": { "uri": self.uri } })
    }

    /// Parameters of a request for a position, added to others.
    pub fn at(&self, offset: usize, mut others: Value) -> Value {
        others["textDocument"] = json!({ "uri": self.uri });
        others["position"] = self.position(offset);
        others
    }

    /// Converts an offset to a position of the protocol.
    pub fn position(&self, offset: usize) -> Value {
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        json!({ "line": before.matches('\n').count(), "character": offset - line_start })
    }

    /// Converts a range of the protocol to offsets.
    pub fn range(&self, range: &Value) -> Range<usize> {
        self.offset(&range["start"])..self.offset(&range["end"])
    }

    fn offset(&self, position: &Value) -> usize {
        let number = |name: &str| {
            let number = position[name].as_u64().unwrap_or_default();
            usize::try_from(number).unwrap_or_default()
        };
        let lines = self.text.split_inclusive('\n').take(number("line"));
        lines.map(str::len).sum::<usize>() + number("character")
    }
}

/// Converts a path to a URI.
///
/// ```
/// use std::path::Path;
///
/// assert_eq!(plain_rust_analyzer_tests::uri(Path::new("/a/lib.rs")), "file:///a/lib.rs");
/// ```
pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
