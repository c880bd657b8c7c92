//! For build scripts: sets `cfg(pinned_rustc)` if the compiler is the one of `rust-toolchain.toml`,
//! whose messages the tests expect.

use std::env;
use std::process::Command;

const TOOLCHAIN: &str = include_str!("../../rust-toolchain.toml");

/// Declares the cfg, and sets it if the compiler is the pinned one.
pub(crate) fn set_cfg() {
    println!("cargo::rerun-if-changed=../../../rust-toolchain.toml");
    println!("cargo::rustc-check-cfg=cfg(pinned_rustc)");
    if is_pinned() {
        println!("cargo::rustc-cfg=pinned_rustc");
    }
}

fn is_pinned() -> bool {
    let pinned = TOOLCHAIN
        .lines()
        .find_map(|line| line.strip_prefix("channel = "))
        .map(|channel| format!("rustc {} ", channel.trim_matches('"')));
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output();
    if let (Some(pinned), Ok(version)) = (pinned, version) {
        version.stdout.starts_with(pinned.as_bytes())
    } else {
        false
    }
}
