//! Measures a cold build of an application with `plain-runtime`, and of one with only the crates that it
//! would need otherwise: reqwest, `serde_json` and tokio, with aws-lc and with ring; without the client,
//! serde and `serde_json`; for its tests, wiremock in place of the sandbox. Also compares the sizes of the
//! programs.

mod app;
mod critical_path;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;
use clap::Parser;
use plain_benches::measure::{Samples, interleaved};
use plain_benches::table::{Table, format_with_budget};
use plain_benches::{cargo, machine, process};

use app::{App, Build, Comparison};

/// Measures the cold build of an application.
#[derive(Parser)]
struct Options {
    /// Number of builds of each application.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Profiles to build.
    #[arg(long, value_delimiter = ',', default_value = "debug,release")]
    profiles: Vec<Profile>,
    /// Parts to measure.
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "client,ring,without-client,tests,size"
    )]
    only: Vec<Part>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Profile {
    Debug,
    Release,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Part {
    /// Applications that send an event.
    Client,
    /// The same, with ring in place of aws-lc.
    Ring,
    /// Applications that print an event.
    WithoutClient,
    /// `cargo test --no-run` with the sandbox and with wiremock, in debug.
    Tests,
    /// Size of the programs that send an event, in release.
    Size,
}

fn main() -> Result<()> {
    let options = Options::parse();
    machine::print_header("Cold build", &["cargo"]);
    let folder = cargo::fresh_folder("cold-build")?;
    for part in &options.only {
        match part {
            Part::Client => compare(&app::with_client(), &folder, &options)?,
            Part::Ring => compare(&app::with_ring(), &folder, &options)?,
            Part::WithoutClient => compare(&app::without_client(), &folder, &options)?,
            Part::Tests => compare_tests(&folder, options.rounds)?,
            Part::Size => compare_sizes(&folder)?,
        }
    }
    Ok(())
}

/// CPU and wall-clock seconds, and the number of crates, of all builds of an application.
struct Figures {
    cpu: Samples,
    wall: Samples,
    crates: usize,
}

impl Figures {
    fn of(builds: &[Build]) -> Self {
        let costs = || builds.iter().map(|build| build.cost);
        Self {
            cpu: costs().map(|cost| cost.cpu.as_secs_f64()).collect(),
            wall: costs().map(|cost| cost.wall.as_secs_f64()).collect(),
            crates: builds.first().map_or(0, |build| build.crates),
        }
    }

    /// Cells of a table.
    fn cells(&self, name: &str) -> [String; 4] {
        [
            name.to_owned(),
            self.crates.to_string(),
            format!("{:.1}", self.cpu.median()),
            format!("{:.1}", self.wall.median()),
        ]
    }
}

fn compare(
    Comparison { apps, budget }: &Comparison,
    folder: &Path,
    options: &Options,
) -> Result<()> {
    for app in apps {
        app.write(folder)?;
    }
    for profile in &options.profiles {
        let builds = interleaved(apps, options.rounds, |app| app.build(folder, *profile))?;
        let figures: Vec<Figures> = builds.iter().map(|it| Figures::of(it)).collect();
        let head = format!("{profile:?} build");
        let mut table = Table::new([&*head, "crates", "CPU, s", "wall, s", "CPU, ours / this"]);
        for (app, own) in apps.iter().zip(&figures) {
            let mut cells = own.cells(app.name).to_vec();
            if app.name != apps[0].name {
                cells.push(format_with_budget(
                    figures[0].cpu.ratio_to(&own.cpu),
                    *budget,
                ));
            }
            table.row(cells);
        }
        println!("{table}");
        critical_path::print(&folder.join(apps[0].name))?;
    }
    Ok(())
}

/// Compares tests against a sandbox, which knows Plain, with tests against wiremock, which sends the
/// response that the test contains.
fn compare_tests(folder: &Path, rounds: usize) -> Result<()> {
    let apps = app::with_tests();
    for app in &apps {
        app.write(folder)?;
    }
    let builds = interleaved(&apps, rounds, |app| app.build_tests(folder, Profile::Debug))?;
    let figures: Vec<Figures> = builds.iter().map(|it| Figures::of(it)).collect();
    let mut table = Table::new([
        "`cargo test --no-run`",
        "crates",
        "CPU, s",
        "wall, s",
        "crates more",
        "CPU more, s",
    ]);
    let without = &figures[2];
    for (app, own) in apps.iter().zip(&figures) {
        let mut cells = own.cells(app.name).to_vec();
        if app.name != apps[2].name {
            cells.push((own.crates - without.crates).to_string());
            let more = own.cpu.median() - without.cpu.median();
            cells.push(format!("{more:.1}"));
        }
        table.row(cells);
    }
    println!("{table}");
    Ok(())
}

fn compare_sizes(folder: &Path) -> Result<()> {
    let Comparison { apps, .. } = app::with_client();
    let mut sizes = Vec::new();
    for app in &apps {
        app.write(folder)?;
        sizes.push(sizes_of(app, folder)?);
    }
    let mut table = Table::new([
        "release program",
        "bytes",
        "ours / this",
        "stripped",
        "ours / this",
    ]);
    for (app, own) in apps.iter().zip(&sizes) {
        let mut cells = vec![app.name.to_owned()];
        for (size, ours) in own.iter().zip(&sizes[0]) {
            #[expect(clippy::cast_precision_loss, reason = "two digits are shown")]
            let ratio = *ours as f64 / *size as f64;
            cells.push(size.to_string());
            cells.push(if app.name == apps[0].name {
                String::new()
            } else {
                format!("{ratio:.2}")
            });
        }
        table.row(cells);
    }
    println!("{table}");
    Ok(())
}

/// Bytes of a program, as it is built and without symbols.
fn sizes_of(app: &App, folder: &Path) -> Result<[u64; 2]> {
    let program = app.release_program(folder)?;
    let stripped = program.with_extension("stripped");
    let mut strip = Command::new("strip");
    process::run(strip.arg("-o").arg(&stripped).arg(&program))?;
    Ok([
        fs::metadata(&program)?.len(),
        fs::metadata(&stripped)?.len(),
    ])
}
