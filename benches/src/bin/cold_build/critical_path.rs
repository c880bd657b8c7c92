//! Whether `plain-macros` delays a build.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use plain_benches::{cargo, process};
use serde::Deserialize;

/// Build time of a crate, as `cargo --timings` reports it, in seconds.
#[derive(Debug, Deserialize)]
struct Unit {
    name: String,
    start: f64,
    duration: f64,
}

/// Prints whether `plain-macros` is on the critical path: whether it and its dependencies, built one
/// after another, take longer than `plain-runtime` waits for all of its dependencies.
pub(crate) fn print(app: &Path) -> Result<()> {
    let report = fs::read_to_string(app.join("target/cargo-timings/cargo-timing.html"))?;
    let units = report
        .split_once("const UNIT_DATA = ")
        .and_then(|(_, rest)| rest.split_once("];"))
        .map(|(units, _)| format!("{units}]"))
        .context("missing `UNIT_DATA` in cargo's report")?;
    let units: Vec<Unit> = serde_json::from_str(&units)?;
    let start = units
        .iter()
        .find(|unit| unit.name == "plain-runtime")
        .map(|unit| unit.start)
        .context("missing plain-runtime in cargo's report")?;
    let needed = crates_of("plain-macros", app)?;
    let macros: f64 = units
        .iter()
        .filter(|unit| needed.contains(&unit.name))
        .map(|unit| unit.duration)
        .sum();
    println!(
        "plain-macros and its dependencies take {macros:.1} s, one after another. plain-runtime starts \
         after {start:.1} s, so plain-macros is {} the critical path.\n",
        if macros < start { "off" } else { "on" }
    );
    Ok(())
}

/// Names of a crate and its dependencies.
fn crates_of(name: &str, app: &Path) -> Result<BTreeSet<String>> {
    let mut command = cargo::command(app);
    command.args(["tree", "--offline", "--prefix", "none", "--package", name]);
    command.args(["--edges", "normal,build"]);
    let (_, tree, _) = process::output(&mut command)?;
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    Ok(names.map(ToOwned::to_owned).collect())
}
