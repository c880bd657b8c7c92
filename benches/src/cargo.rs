//! Runs cargo on generated crates, outside of the workspaces.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

/// Returns the manifest line of a dependency on a crate of this repository.
pub fn dependency_on(package: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(package);
    let folder = folder.display().to_string();
    format!("{package} = {{ path = {folder:?} }}\n")
}

/// Returns the manifest line of a dependency on a crate of this repository without its default features.
pub fn dependency_without_features(package: &str) -> String {
    dependency_on(package).replace(" }", ", default-features = false }")
}

/// Creates an empty folder for the files of a benchmark, within the target folder.
///
/// # Errors
///
/// If the folder cannot be emptied or created.
pub fn fresh_folder(name: &str) -> Result<PathBuf> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("target"),
        PathBuf::from,
    );
    let folder = target.join("benches").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    Ok(folder)
}

/// Writes a file and creates its parent folders.
///
/// # Errors
///
/// If the file cannot be written.
pub fn write(path: &Path, content: &str) -> Result<()> {
    let name = || path.display().to_string();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(name)?;
    }
    fs::write(path, content).with_context(name)
}

/// Returns a cargo command for a folder, with a target folder of its own and without the variables of
/// the cargo that runs the benchmark.
pub fn command(folder: &Path) -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    program(cargo, folder)
}

/// Returns the command of a program that runs cargo, as [`command`] does.
pub fn program(program: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env_remove("RUSTFLAGS")
        .env("CARGO_TERM_COLOR", "never");
    for (name, _) in env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("CARGO_PKG_") || name_text.starts_with("CARGO_PROFILE_") {
            command.env_remove(&name);
        }
    }
    command
}

/// Copies the lock file of the benchmarks, so that generated crates use the same versions.
///
/// # Errors
///
/// If the lock file cannot be copied.
pub fn lock_as_here(folder: &Path) -> Result<()> {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    fs::copy(&lock, folder.join("Cargo.lock")).with_context(|| lock.display().to_string())?;
    Ok(())
}
