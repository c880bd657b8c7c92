//! An editor with one file, whose events are in one code style.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use plain_benches::cargo;
use plain_benches::process;
use plain_benches::sources::CodeStyle;
use plain_rust_analyzer_tests::{Document, RustAnalyzer, Workspace};
use serde_json::json;

use crate::site::{Marked, Site};

/// A rust-analyzer that has loaded a package with a file of events.
pub(crate) struct Session {
    style: CodeStyle,
    is_macro: bool,
    events: usize,
    server: RustAnalyzer,
    file: PathBuf,
    open: Option<OpenSite>,
}

/// The file, open at a site.
struct OpenSite {
    site: Site,
    document: Document,
    /// Offset of the character that is typed.
    typed: usize,
    /// The character that is there, and the one that is typed next.
    characters: [char; 2],
    cursor: usize,
}

impl Session {
    /// Writes the package to a folder, builds its dependencies, and starts rust-analyzer.
    pub(crate) fn start(
        rust_analyzer: &Path,
        folder: &Path,
        style: CodeStyle,
        is_macro: bool,
        events: usize,
    ) -> Result<Self> {
        let package = folder.join(style.package);
        // A workspace of its own, which rust-analyzer loads as a whole. Without the client, so that
        // fewer crates are built.
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\n\n[package]\nname = {:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{}",
            style.package,
            cargo::dependency_without_features("plain-runtime"),
        );
        let file = package.join("src/lib.rs");
        cargo::write(&package.join("Cargo.toml"), &manifest)?;
        cargo::write(&file, "")?;
        cargo::lock_as_here(&package)?;
        let target = folder.join("target");
        process::run(
            cargo::command(&package)
                .env("CARGO_TARGET_DIR", &target)
                .args(["check", "--quiet"]),
        )?;
        let workspace = Workspace {
            folder: &package,
            package: style.package,
            cache_priming: true,
        };
        let mut command = cargo::program(rust_analyzer, &package);
        command.env("CARGO_TARGET_DIR", target);
        Ok(Self {
            style,
            is_macro,
            events,
            server: RustAnalyzer::start(&mut command, &workspace)?,
            file,
            open: None,
        })
    }

    /// CPU time of rust-analyzer and its proc macro server so far.
    pub(crate) fn cpu_time(&self) -> Result<Duration> {
        process::cpu_time_of(self.server.id())
    }

    /// Opens the file at a site in the event in the middle.
    pub(crate) fn open(&mut self, site: Site) -> Result<()> {
        let marked = self.prepare(site, 0)?;
        self.open_prepared(site, &marked)
    }

    /// Closes the file.
    pub(crate) fn close(&mut self) -> Result<()> {
        let open = self.open.take().context(NOT_OPEN)?;
        Ok(open.document.close(&mut self.server)?)
    }

    /// Types a character and sends the request. Returns the milliseconds until the response.
    pub(crate) fn type_and_request(&mut self) -> Result<f64> {
        let start = Instant::now();
        let open = self.open.as_mut().context(NOT_OPEN)?;
        open.characters.reverse();
        let text = open.characters[0].to_string();
        let part = open.typed..open.typed + 1;
        open.document.edit(&mut self.server, part, &text)?;
        self.request(start)
    }

    /// Opens the file with other events, from a number on, and sends the request. Returns the milliseconds until
    /// the response.
    pub(crate) fn open_and_request(&mut self, site: Site, first: usize) -> Result<f64> {
        let marked = self.prepare(site, first)?;
        let start = Instant::now();
        self.open_prepared(site, &marked)?;
        let milliseconds = self.request(start)?;
        self.close()?;
        Ok(milliseconds)
    }

    fn prepare(&self, site: Site, first: usize) -> Result<Marked> {
        let source = self.style.source_of(first..first + self.events);
        // The sites are in the first of five shapes.
        let edited = (first + self.events / 2).next_multiple_of(5);
        site.prepare(&source, edited, self.is_macro)
    }

    fn open_prepared(&mut self, site: Site, marked: &Marked) -> Result<()> {
        let document = Document::open(&mut self.server, &self.file, &marked.text)?;
        let typed = marked.text[marked.typed..].chars().next();
        self.open = Some(OpenSite {
            site,
            document,
            typed: marked.typed,
            characters: [typed.context("no character is typed")?, 'x'],
            cursor: marked.cursor,
        });
        Ok(())
    }

    /// Sends the request of the site. Returns the milliseconds from the start to the response.
    fn request(&mut self, start: Instant) -> Result<f64> {
        let open = self.open.as_ref().context(NOT_OPEN)?;
        let request = open.site.request;
        let params = if request.has_cursor() {
            open.document.at(open.cursor, json!({}))
        } else {
            open.document.whole()
        };
        let response = self.server.request(request.method(), &params)?;
        let milliseconds = start.elapsed().as_secs_f64() * 1e3;
        open.site.check(&response, self.is_macro)?;
        Ok(milliseconds)
    }
}

const NOT_OPEN: &str = "the file is not open";
