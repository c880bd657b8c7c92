//! Starts the mock server for the duration of a benchmark.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};
use serde::Deserialize;

/// A running mock server. Stops when dropped.
#[derive(Debug)]
pub struct MockServer {
    /// URLs of the server.
    pub urls: Urls,
    /// Certificate of the authority that signed the server's certificate.
    pub authority: PathBuf,
    process: Child,
}

/// URLs of a mock server.
#[derive(Debug, Clone, Deserialize)]
pub struct Urls {
    /// HTTP/1.1, unencrypted.
    pub http1: String,
    /// HTTP/2 over TLS.
    pub http2: String,
}

impl MockServer {
    /// Starts the program `mock_server`, which must be built beside this one. It stores the body of a
    /// request to `/record/NAME` in the folder as `NAME`.
    ///
    /// # Errors
    ///
    /// If the program does not start.
    pub fn start(folder: &Path) -> Result<Self> {
        let authority = folder.join("authority.pem");
        let mut process = Command::new(sibling("mock_server")?)
            .arg("--authority")
            .arg(&authority)
            .arg("--bodies")
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context(
                "failed to start `mock_server`; build all programs with `cargo build --release`",
            )?;
        let mut line = String::new();
        let output = process
            .stdout
            .take()
            .context("the mock server has no output")?;
        BufReader::new(output).read_line(&mut line)?;
        Ok(Self {
            urls: serde_json::from_str(&line).context("the mock server did not print its URLs")?,
            authority,
            process,
        })
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        // Fails if the server has already exited.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Returns the path of another program of this package.
///
/// # Errors
///
/// If the path of the current program is unknown.
pub fn sibling(name: &str) -> Result<PathBuf> {
    Ok(env::current_exe()?.with_file_name(name))
}
