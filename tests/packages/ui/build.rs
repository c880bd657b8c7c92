//! Sets `cfg(pinned_rustc)` if the compiler is the one of `rust-toolchain.toml`, and writes the
//! fixes of the cases as tests for `fixes.rs`.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

mod case;
#[path = "../pinned.rs"]
mod pinned;

use case::Case;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=messages");
    pinned::set_cfg();
    let tests = Path::new(&env::var("OUT_DIR")?).join("fixes.rs");
    fs::write(tests, fixes()?)?;
    Ok(())
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
