//! Runs the official TypeScript SDKs with Node.js.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;

/// Installs the SDKs in the versions of the lock file, unless they are installed already.
///
/// # Errors
///
/// If npm is missing or fails.
pub fn install() -> Result<()> {
    if folder().join("node_modules").exists() {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.current_dir(folder())
        .args(["ci", "--no-audit", "--no-fund"]);
    process::run(&mut npm).context("failed to run npm; install Node.js 18 or newer")?;
    Ok(())
}

/// Returns a command that runs a program in `typescript` with Node.js.
pub fn program(name: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(folder().join(name));
    node
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("typescript")
}
