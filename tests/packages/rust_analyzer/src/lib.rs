//! A rust-analyzer process for tests and benchmarks, and a file that is open in it.
//!
//! ```no_run
//! use std::path::Path;
//! use std::process::Command;
//!
//! use plain_rust_analyzer_tests::{Document, RustAnalyzer, Workspace};
//! use serde_json::json;
//!
//! # fn main() -> std::io::Result<()> {
//! let workspace = Workspace {
//!     folder: Path::new("/a/package"),
//!     package: "package",
//!     cache_priming: false,
//! };
//! let mut server = RustAnalyzer::start(&mut Command::new("rust-analyzer"), &workspace)?;
//! let file = workspace.folder.join("src/lib.rs");
//! let mut document = Document::open(&mut server, &file, "fn main() {}")?;
//! document.edit(&mut server, 3..7, "name")?;
//! let hover = server.request("textDocument/hover", &document.at(3, json!({})))?;
//! # Ok(())
//! # }
//! ```

mod document;
mod programs;
mod server;

pub use document::{Document, uri};
pub use programs::find;
pub use server::{RustAnalyzer, Workspace};
