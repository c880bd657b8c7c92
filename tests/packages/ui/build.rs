//! Sets `cfg(pinned_rustc)` if the compiler is the one of `rust-toolchain.toml`, and writes the
//! fixes of the cases as tests for `fixes.rs`.

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

mod case;

use case::Case;

const TOOLCHAIN: &str = include_str!("../../../rust-toolchain.toml");

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../../../rust-toolchain.toml");
    println!("cargo::rerun-if-changed=messages");
    println!("cargo::rustc-check-cfg=cfg(pinned_rustc)");
    if is_pinned() {
        println!("cargo::rustc-cfg=pinned_rustc");
    }
    let tests = Path::new(&env::var("OUT_DIR")?).join("fixes.rs");
    fs::write(tests, fixes()?)?;
    Ok(())
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

/// The tests, in the order of their names.
fn fixes() -> Result<String, Box<dyn Error>> {
    let mut tests = Vec::new();
    for entry in fs::read_dir("messages")? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            tests.push(Case::parse(&fs::read_to_string(&path)?).fix_as_test(&name));
        }
    }
    tests.sort();
    Ok(tests.concat())
}
