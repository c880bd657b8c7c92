//! The sink, started by a benchmark and stopped with it.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};
use serde::Deserialize;

/// A sink that runs.
#[derive(Debug)]
pub struct Sink {
    /// Where it is.
    pub urls: Urls,
    /// The certificate that signed its own.
    pub authority: PathBuf,
    process: Child,
}

/// Where a sink listens.
#[derive(Debug, Clone, Deserialize)]
pub struct Urls {
    /// In the clear.
    pub http1: String,
    /// Over TLS.
    pub http2: String,
}

impl Sink {
    /// Starts the program `sink`, which stands beside this one. What is sent to `/record/NAME` it
    /// keeps in the folder, as `NAME`.
    ///
    /// # Errors
    ///
    /// If it does not start.
    pub fn start(folder: &Path) -> Result<Self> {
        let authority = folder.join("authority.pem");
        let mut process = Command::new(sibling("sink")?)
            .arg("--authority")
            .arg(&authority)
            .arg("--bodies")
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("the sink does not start: build all programs by `cargo build --release`")?;
        let mut line = String::new();
        let output = process.stdout.take().context("the sink has no output")?;
        BufReader::new(output).read_line(&mut line)?;
        Ok(Self {
            urls: serde_json::from_str(&line).context("the sink says nothing")?,
            authority,
            process,
        })
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A program of this package.
///
/// # Errors
///
/// If this program does not know where it is.
pub fn sibling(name: &str) -> Result<PathBuf> {
    Ok(env::current_exe()?.with_file_name(name))
}
