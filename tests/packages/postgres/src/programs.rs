//! Finds the programs of PostgreSQL.

use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

/// Folder of the programs, before all others.
const VARIABLE: &str = "PLAIN_POSTGRES_BIN";
/// Debian's folder, with one folder per major version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The programs that run a server.
pub(crate) const NAMES: [&str; 3] = ["initdb", "pg_ctl", "postgres"];

/// Folder of the programs.
pub(crate) fn find() -> Result<PathBuf> {
    if let Some(folder) = std::env::var_os(VARIABLE) {
        return Ok(folder.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).find(|folder| is_complete(folder));
    on_path.or_else(newest_of_debian).ok_or_else(|| {
        let message = format!(
            "PostgreSQL is not installed; install Debian's `postgresql`, or set {VARIABLE} to the folder of `initdb`"
        );
        Error::new(ErrorKind::NotFound, message)
    })
}

fn newest_of_debian() -> Option<PathBuf> {
    let versions = std::fs::read_dir(DEBIAN).ok()?.flatten();
    let version = |name: &std::ffi::OsStr| name.to_str()?.parse::<u32>().ok();
    versions
        .filter_map(|entry| Some((version(&entry.file_name())?, entry.path().join("bin"))))
        .filter(|(_, folder)| is_complete(folder))
        .max()
        .map(|(_, folder)| folder)
}

fn is_complete(folder: &Path) -> bool {
    NAMES.iter().all(|program| folder.join(program).is_file())
}
