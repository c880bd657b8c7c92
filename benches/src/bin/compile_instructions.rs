//! Counts the instructions of rustc, and of the macro in it, for an event, with callgrind: `customer_event!`
//! against struct literals, and `#[derive(CustomerEvent)]` against the trait implemented by hand.
//!
//! rustc checks a crate once with a number of events and once with twice as many. The difference is the cost of
//! the events.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use anyhow::Result;
use clap::Parser;
use plain_benches::callgrind::{self, StoredCounts, collected, ratio};
use plain_benches::sources::{CodeStyle, DERIVE, MACRO_CALL, STRUCT_LITERAL, TRAIT_BY_HAND};
use plain_benches::table::{Budget, Table, format_with_budget};
use plain_benches::{cargo, machine, process};

/// Number of events in the first crate.
const EVENTS: u32 = 25;

const COMPARISONS: [[CodeStyle; 2]; 2] = [[MACRO_CALL, STRUCT_LITERAL], [DERIVE, TRAIT_BY_HAND]];

const STORED: StoredCounts = StoredCounts {
    program: "compile_instructions",
};

/// Counts the instructions of rustc for an event, and compares them with `results/compile_instructions.json`.
#[derive(Parser)]
struct Options {
    /// Store the counts.
    #[arg(long)]
    store: bool,
}

fn main() -> Result<()> {
    let options = Options::parse();
    machine::print_header("Instructions of rustc", &["valgrind"]);
    let folder = cargo::fresh_folder("compile-instructions")?;
    write_crate(&folder)?;
    let mut counted = BTreeMap::new();
    let mut table = Table::new(["an event as", "instructions", "ours / by hand"]);
    for [ours, by_hand] in COMPARISONS {
        let [own, other] = [count(&folder, ours)?, count(&folder, by_hand)?];
        let ratio = format_with_budget(ratio(own, other), Budget::Max(1.25));
        table.row([ours.name.to_owned(), own.to_string(), ratio]);
        table.row([by_hand.name.to_owned(), other.to_string()]);
        counted.insert(ours.name.to_owned(), own);
    }
    println!("{table}");
    STORED.compare_or_store(&counted, options.store)
}

/// Counts the instructions for an event.
fn count(folder: &Path, style: CodeStyle) -> Result<u64> {
    let events = u64::from(EVENTS);
    Ok((check(folder, style, 2 * EVENTS)? - check(folder, style, EVENTS)?) / events)
}

/// Checks the crate with events, and returns the instructions of its rustc.
fn check(folder: &Path, style: CodeStyle, events: u32) -> Result<u64> {
    style.write_events(folder, usize::try_from(events)?)?;
    let log = folder.join("callgrind.log");
    let mut command = cargo::command(folder);
    command
        .args(["check", "--offline", "--quiet"])
        .env("RUSTC", rustc(folder)?)
        // Runs for this crate only, not for its dependencies.
        .env("RUSTC_WORKSPACE_WRAPPER", folder.join("counting-rustc"));
    process::run(&mut command)?;
    collected(&fs::read_to_string(log)?)
}

/// Path of the compiler, instead of rustup's, which starts it.
fn rustc(folder: &Path) -> Result<String> {
    let mut command = Command::new("rustc");
    let (_, sysroot, _) =
        process::output(command.current_dir(folder).args(["--print", "sysroot"]))?;
    Ok(format!("{}/bin/rustc", sysroot.trim()))
}

/// Without the client, which the events do not need.
fn write_crate(folder: &Path) -> Result<()> {
    let dependency = cargo::dependency_without_features("plain-runtime");
    // Not incremental, like after a change that affects the whole crate.
    let manifest = format!(
        "[package]\nname = \"events\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n\
         [profile.dev]\nincremental = false\n\n[workspace]\n"
    );
    cargo::write(&folder.join("Cargo.toml"), &manifest)?;
    cargo::write(&folder.join("src/lib.rs"), "")?;
    cargo::lock_as_here(folder)?;
    process::run(cargo::command(folder).arg("fetch"))?;
    let wrapper = folder.join("counting-rustc");
    let options = callgrind::OPTIONS.join(" ");
    let log = folder.join("callgrind.log");
    let script = format!(
        "#!/bin/sh\nexec valgrind {options} --log-file='{}' \"$@\"\n",
        log.display()
    );
    cargo::write(&wrapper, &script)?;
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755))?;
    Ok(())
}
