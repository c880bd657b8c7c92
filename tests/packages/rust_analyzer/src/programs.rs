//! The programs and the sources that rust-analyzer needs.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Finds rust-analyzer: the path in `RUST_ANALYZER`, the one on the `PATH`, or Debian's.
///
/// ```no_run
/// let program = plain_rust_analyzer_tests::find().expect("rust-analyzer is installed");
/// ```
pub fn find() -> Option<PathBuf> {
    let chosen = env::var_os("RUST_ANALYZER").map(PathBuf::from);
    let others = ["rust-analyzer", "/usr/bin/rust-analyzer"].map(PathBuf::from);
    chosen
        .into_iter()
        .chain(others)
        .find(|program| runs(program))
}

/// Whether a program runs. rustup's proxy on the path fails without its component.
fn runs(program: &Path) -> bool {
    let mut command = Command::new(program);
    command
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Source of the standard library. Without it, rust-analyzer would try to download it.
pub(crate) fn standard_library(sysroot: &Path) -> PathBuf {
    let beside_rustc = sysroot.join("lib/rustlib/src/rust/library");
    if beside_rustc.is_dir() {
        return beside_rustc;
    }
    // Installed by Debian's package `rust-web-src`.
    PathBuf::from("/usr/lib/rustlib/src/rust/library")
}

/// Server that expands the macros. It has to match the compiler that built them.
pub(crate) fn proc_macro_server(sysroot: &Path) -> PathBuf {
    sysroot.join("libexec/rust-analyzer-proc-macro-srv")
}

/// Folder of the compiler.
pub(crate) fn sysroot() -> std::io::Result<PathBuf> {
    let output = Command::new("rustc")
        .args(["--print", "sysroot"])
        .output()?;
    Ok(PathBuf::from(
        String::from_utf8_lossy(&output.stdout).trim(),
    ))
}
