//! Measures a cold build of an application with `plain-runtime`, and of one with only the crates that it
//! would need otherwise: reqwest, `serde_json` and tokio; without the client, serde and `serde_json`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use clap::Parser;
use plain_benches::measure::{Samples, interleaved};
use plain_benches::process::{self, Cost};
use plain_benches::table::{Budget, Table, format_with_budget};
use plain_benches::{cargo, machine};
use serde::Deserialize;

/// Measures the cold build of an application.
#[derive(Parser)]
struct Options {
    /// Number of builds of each application.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Profiles to build.
    #[arg(long, value_delimiter = ',', default_value = "debug,release")]
    profiles: Vec<Profile>,
    /// Builds only the applications without the client.
    #[arg(long)]
    without_client: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Profile {
    Debug,
    Release,
}

/// An application to build.
struct App {
    name: &'static str,
    dependencies: String,
    main: &'static str,
}

/// An application with `plain-runtime`, and one without it.
struct Comparison {
    apps: [App; 2],
    /// Bound on the ratio of their CPU times.
    budget: Budget,
}

/// Build time of a crate, as `cargo --timings` reports it, in seconds.
#[derive(Debug, Deserialize)]
struct Unit {
    name: String,
    start: f64,
    duration: f64,
}

fn main() -> Result<()> {
    let options = Options::parse();
    machine::print_header("Cold build", &["cargo"]);
    let folder = cargo::fresh_folder("cold-build")?;
    let skipped = usize::from(options.without_client);
    for comparison in [with_client(), without_client()].iter().skip(skipped) {
        for app in &comparison.apps {
            write_app(app, &folder)?;
        }
        for profile in &options.profiles {
            compare(comparison, &folder, *profile, options.rounds)?;
        }
    }
    Ok(())
}

/// Applications that send an event.
fn with_client() -> Comparison {
    let common = "serde_json = \"1\"\ntokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n";
    let apps = [
        App {
            name: "with-plain-runtime",
            dependencies: cargo::dependency_on("plain-runtime") + common,
            main: include_str!("../cold/with_plain_runtime.rs.txt"),
        },
        App {
            name: "with-reqwest-alone",
            // The features that plain-runtime enables.
            dependencies: format!(
                "reqwest = {{ version = \"0.13\", default-features = false, features = [\"http2\", \"rustls\", \"system-proxy\"] }}\n{common}"
            ),
            main: include_str!("../cold/with_reqwest_alone.rs.txt"),
        },
    ];
    Comparison {
        apps,
        budget: Budget::Max(1.15),
    }
}

/// Applications that print an event as JSON.
fn without_client() -> Comparison {
    let common = "serde_json = \"1\"\n";
    let apps = [
        App {
            name: "without-client",
            dependencies: cargo::dependency_without_features("plain-runtime") + common,
            main: include_str!("../cold/without_client.rs.txt"),
        },
        App {
            name: "with-serde-alone",
            dependencies: format!(
                "serde = {{ version = \"1\", features = [\"derive\"] }}\n{common}"
            ),
            main: include_str!("../cold/with_serde_alone.rs.txt"),
        },
    ];
    Comparison {
        apps,
        budget: Budget::Max(1.3),
    }
}

fn compare(
    Comparison { apps, budget }: &Comparison,
    folder: &Path,
    profile: Profile,
    rounds: usize,
) -> Result<()> {
    let built = interleaved(apps, rounds, |app| build(app, folder, profile))?;
    let seconds = |of: fn(&Cost) -> f64| -> Vec<Samples> {
        let samples = built.iter();
        samples
            .map(|built| built.iter().map(|(cost, _)| of(cost)).collect())
            .collect()
    };
    let cpu = seconds(|cost| cost.cpu.as_secs_f64());
    let wall = seconds(|cost| cost.wall.as_secs_f64());
    let head = format!("{profile:?} build");
    let mut table = Table::new([&*head, "crates", "CPU, s", "wall, s", "CPU, ours / this"]);
    for (index, app) in apps.iter().enumerate() {
        table.row([
            app.name.to_owned(),
            built[index]
                .first()
                .map_or(0, |(_, crates)| *crates)
                .to_string(),
            format!("{:.1}", cpu[index].median()),
            format!("{:.1}", wall[index].median()),
            if index == 0 {
                String::new()
            } else {
                format_with_budget(cpu[0].ratio_to(&cpu[index]), *budget)
            },
        ]);
    }
    println!("{table}");
    print_critical_path(&folder.join(apps[0].name))
}

/// Prints whether `plain-macros` is on the critical path: whether it and its dependencies, built one
/// after another, take longer than `plain-runtime` waits for all of its dependencies.
fn print_critical_path(app: &Path) -> Result<()> {
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

/// Builds an application from scratch. Returns the cost and the number of crates.
fn build(app: &App, folder: &Path, profile: Profile) -> Result<(Cost, usize)> {
    let folder = folder.join(app.name);
    let target = folder.join("target");
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    let mut command = cargo::command(&folder);
    command.args(["build", "--offline", "--timings"]);
    // Crates from a registry are not compiled incrementally, and those of a path are.
    command.env("CARGO_INCREMENTAL", "0");
    if let Profile::Release = profile {
        command.arg("--release");
    }
    let (cost, _, stderr) = process::output(&mut command)?;
    let crates = stderr
        .lines()
        .filter(|line| line.trim_start().starts_with("Compiling "))
        .count();
    Ok((cost, crates))
}

fn write_app(app: &App, folder: &Path) -> Result<()> {
    let folder = folder.join(app.name);
    let manifest = format!(
        "[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{}\n[workspace]\n",
        app.name, app.dependencies,
    );
    cargo::write(&folder.join("Cargo.toml"), &manifest)?;
    cargo::write(&folder.join("src/main.rs"), app.main)?;
    cargo::lock_as_here(&folder)?;
    // Downloads missing crates and removes unused ones from the lock file.
    process::run(cargo::command(&folder).arg("fetch"))?;
    Ok(())
}
