//! Sets `cfg(pinned_rustc)` if the compiler is the one of `rust-toolchain.toml`.

use std::env;
use std::process::Command;

const TOOLCHAIN: &str = include_str!("../../../rust-toolchain.toml");

fn main() {
    println!("cargo::rerun-if-changed=../../../rust-toolchain.toml");
    println!("cargo::rustc-check-cfg=cfg(pinned_rustc)");
    let pinned = TOOLCHAIN
        .lines()
        .find_map(|line| line.strip_prefix("channel = "))
        .map(|channel| format!("rustc {} ", channel.trim_matches('"')));
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output();
    if let (Some(pinned), Ok(version)) = (pinned, version)
        && version.stdout.starts_with(pinned.as_bytes())
    {
        println!("cargo::rustc-cfg=pinned_rustc");
    }
}
