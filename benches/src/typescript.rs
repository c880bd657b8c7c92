//! The official TypeScript SDKs, run by Node.js.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;

/// Installs the SDKs, in the versions of the lock file, where they are not there yet.
///
/// # Errors
///
/// If there is no npm, or if it fails.
pub fn install() -> Result<()> {
    if folder().join("node_modules").exists() {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.current_dir(folder())
        .args(["ci", "--no-audit", "--no-fund"]);
    process::run(&mut npm).context("install Node.js 18 or newer, with npm")?;
    Ok(())
}

/// Node.js on one of the programs in `typescript`.
pub fn program(name: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(folder().join(name));
    node
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("typescript")
}
