//! Measures the compile time of the same events in different code styles, with `cargo check` and
//! `cargo build --release`.
//!
//! The dependencies are built in advance. Each measurement compiles one crate after a change to its
//! source, and includes cargo itself. The table of 0 events shows this overhead.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;
use clap::Parser;
use plain_benches::measure::{Samples, interleaved};
use plain_benches::process::{self, Cost};
use plain_benches::sources::{
    CARD, CARD_LITERAL, CYNIC, CodeStyle, DERIVE, GRAPHQL_CLIENT, JSON, MACRO_CALL, STRUCT_LITERAL,
    THREAD, THREAD_LITERAL, TRAIT_BY_HAND,
};
use plain_benches::table::{Budget, Table, format_with_budget};
use plain_benches::{cargo, machine};

/// Measures the compile time of a crate of events.
#[derive(Parser)]
struct Options {
    /// Numbers of events per crate.
    #[arg(long, value_delimiter = ',', default_value = "1,100,1000,5000")]
    events: Vec<usize>,
    /// Number of compilations of each crate.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Profiles to compile.
    #[arg(long, value_delimiter = ',', default_value = "check,release")]
    profiles: Vec<Profile>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Profile {
    Check,
    Release,
}

impl Profile {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Release => &["build", "--release"],
        }
    }
}

const STYLES: [CodeStyle; 11] = [
    MACRO_CALL,
    STRUCT_LITERAL,
    JSON,
    GRAPHQL_CLIENT,
    CYNIC,
    DERIVE,
    TRAIT_BY_HAND,
    THREAD,
    THREAD_LITERAL,
    CARD,
    CARD_LITERAL,
];

/// A crate with events in one code style.
struct Variant {
    style: CodeStyle,
    events: usize,
}

/// Budgets of a code style relative to another.
const BUDGETS: [(CodeStyle, CodeStyle, Budget); 5] = [
    (MACRO_CALL, STRUCT_LITERAL, Budget::Max(1.25)),
    (MACRO_CALL, JSON, Budget::Max(1.0)),
    (DERIVE, TRAIT_BY_HAND, Budget::Max(1.25)),
    (THREAD, THREAD_LITERAL, Budget::Max(1.25)),
    (CARD, CARD_LITERAL, Budget::Max(1.25)),
];

fn main() -> Result<()> {
    let options = Options::parse();
    machine::print_header("Compile time", &["cargo"]);
    let folder = cargo::fresh_folder("compile-time")?;
    write_workspace(&folder)?;
    for profile in &options.profiles {
        println!("### `cargo {}`\n", profile.arguments().join(" "));
        // Builds the dependencies, with the features that each crate requests.
        for style in STYLES {
            measure(&folder, &Variant { style, events: 1 }, *profile)?;
        }
        compare(&folder, *profile, &options)?;
    }
    Ok(())
}

fn compare(folder: &Path, profile: Profile, options: &Options) -> Result<()> {
    let mut per_event = Table::new(["CPU per event, ms", "from", "to", "ms"]);
    let mut before: Option<(usize, Vec<Samples>)> = None;
    let mut sizes = vec![0];
    sizes.extend(&options.events);
    for events in sizes {
        let variants = STYLES.map(|style| Variant { style, events });
        let costs = interleaved(&variants, options.rounds, |variant| {
            measure(folder, variant, profile)
        })?;
        let cpu: Vec<Samples> = costs
            .iter()
            .map(|costs| seconds(costs, |it| it.cpu))
            .collect();
        let wall: Vec<Samples> = costs
            .iter()
            .map(|costs| seconds(costs, |it| it.wall))
            .collect();
        print_size(&variants, &cpu, &wall);
        if let Some((fewer, cpu_of_fewer)) = &before {
            for (index, variant) in variants.iter().enumerate() {
                let more = cpu[index].median() - cpu_of_fewer[index].median();
                #[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
                let milliseconds = more * 1e3 / (events - fewer) as f64;
                per_event.row([
                    variant.style.name.to_owned(),
                    fewer.to_string(),
                    events.to_string(),
                    format!("{milliseconds:.2}"),
                ]);
            }
        }
        if events > 0 {
            before = Some((events, cpu));
        }
    }
    if options.events.len() > 1 {
        println!(
            "Growth is linear if the cost per event does not depend on the number:\n\n{per_event}"
        );
    }
    Ok(())
}

fn print_size(variants: &[Variant], cpu: &[Samples], wall: &[Samples]) {
    let events = variants[0].events;
    let mut table = Table::new([
        &*format!("{events} events"),
        "CPU, s",
        "wall, s",
        "`customer_event!` / this",
    ]);
    for (index, variant) in variants.iter().enumerate() {
        table.row([
            variant.style.name.to_owned(),
            format!("{:.2}", cpu[index].median()),
            format!("{:.2}", wall[index].median()),
            format!("{:.2}", cpu[0].ratio_to(&cpu[index])),
        ]);
    }
    println!("{table}");
    if events == 1000 {
        let position = |style: CodeStyle| {
            variants
                .iter()
                .position(|it| it.style.package == style.package)
        };
        for (ours, reference, budget) in BUDGETS {
            if let (Some(own), Some(other)) = (position(ours), position(reference)) {
                let ratio = format_with_budget(cpu[own].ratio_to(&cpu[other]), budget);
                println!("* {} / {}: {ratio}", ours.name, reference.name);
            }
        }
        println!();
    }
}

fn seconds(costs: &[Cost], of: impl Fn(&Cost) -> Duration) -> Samples {
    costs.iter().map(|cost| of(cost).as_secs_f64()).collect()
}

fn measure(folder: &Path, variant: &Variant, profile: Profile) -> Result<Cost> {
    let package = folder.join(variant.style.package);
    variant.style.write_events(&package, variant.events)?;
    compile(
        folder,
        &format!("--package={}", variant.style.package),
        profile,
    )
}

fn compile(folder: &Path, package: &str, profile: Profile) -> Result<Cost> {
    let mut command = cargo::command(folder);
    process::run(command.args(profile.arguments()).args(["--quiet", package]))
}

fn write_workspace(folder: &Path) -> Result<()> {
    let members: Vec<PathBuf> = STYLES.iter().map(|style| style.package.into()).collect();
    // Not incremental, like after a change that affects the whole crate.
    let manifest = format!(
        "[workspace]\nmembers = {members:?}\nresolver = \"3\"\n\n[profile.dev]\nincremental = false\n"
    );
    cargo::write(&folder.join("Cargo.toml"), &manifest)?;
    cargo::lock_as_here(folder)?;
    for style in STYLES {
        style.write_crate(&folder.join(style.package), 1)?;
    }
    Ok(())
}
