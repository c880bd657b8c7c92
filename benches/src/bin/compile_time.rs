//! Compile time: the same events in every way they can be written, by `cargo check` and by
//! `cargo build --release`.
//!
//! The dependencies are built beforehand; what is measured is one crate, after its source was
//! touched, with cargo's own part in it. The row `no events` shows what of it there is anyway.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;
use clap::Parser;
use plain_benches::measure::{Samples, interleaved};
use plain_benches::process::{self, Cost};
use plain_benches::sources::{
    CYNIC, DERIVE, GRAPHQL_CLIENT, JSON, MACRO_CALL, STRUCT_LITERAL, TRAIT_BY_HAND, Way,
};
use plain_benches::table::{Budget, Table, held_to};
use plain_benches::{cargo, machine};

/// Measures how long a crate of events takes to compile.
#[derive(Parser)]
struct Options {
    /// How many events a crate has.
    #[arg(long, value_delimiter = ',', default_value = "1,100,1000,5000")]
    events: Vec<usize>,
    /// How often each crate is compiled.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Only `check`, or only `release`.
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

const WAYS: [Way; 7] = [
    MACRO_CALL,
    STRUCT_LITERAL,
    JSON,
    GRAPHQL_CLIENT,
    CYNIC,
    DERIVE,
    TRAIT_BY_HAND,
];

/// A way, and with how many events.
struct Variant {
    way: Way,
    events: usize,
}

/// What a way is held to.
const BUDGETS: [(Way, Way, Budget); 3] = [
    (MACRO_CALL, STRUCT_LITERAL, Budget::AtMost(1.5)),
    (MACRO_CALL, JSON, Budget::AtMost(1.0)),
    (DERIVE, TRAIT_BY_HAND, Budget::AtMost(1.5)),
];

fn main() -> Result<()> {
    let options = Options::parse();
    machine::introduce("Compile time", &["cargo"]);
    let folder = cargo::fresh_folder("compile-time")?;
    write_workspace(&folder)?;
    for profile in &options.profiles {
        println!("### `cargo {}`\n", profile.arguments().join(" "));
        // The dependencies, each with the features that the crate by itself asks for.
        for way in WAYS {
            measure(&folder, &Variant { way, events: 1 }, *profile)?;
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
        let variants = WAYS.map(|way| Variant { way, events });
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
                #[expect(clippy::cast_precision_loss, reason = "they are few")]
                let milliseconds = more * 1e3 / (events - fewer) as f64;
                per_event.row([
                    variant.way.name.to_owned(),
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
        println!("Growth is linear if an event costs the same at any size:\n\n{per_event}");
    }
    Ok(())
}

fn print_size(variants: &[Variant], cpu: &[Samples], wall: &[Samples]) {
    let events = variants[0].events;
    let mut table = Table::new([
        &*format!("{events} events"),
        "CPU, s",
        "wall, s",
        "`customer_event!` takes",
    ]);
    for (index, variant) in variants.iter().enumerate() {
        table.row([
            variant.way.name.to_owned(),
            format!("{:.2}", cpu[index].median()),
            format!("{:.2}", wall[index].median()),
            format!("{:.2}", cpu[0].ratio_to(&cpu[index])),
        ]);
    }
    println!("{table}");
    if events == 1000 {
        let of = |way: Way| variants.iter().position(|it| it.way.package == way.package);
        for (ours, reference, budget) in BUDGETS {
            if let (Some(own), Some(other)) = (of(ours), of(reference)) {
                let ratio = held_to(cpu[own].ratio_to(&cpu[other]), budget);
                println!("* {} to {}: {ratio}", ours.name, reference.name);
            }
        }
        println!();
    }
}

fn seconds(costs: &[Cost], of: impl Fn(&Cost) -> Duration) -> Samples {
    costs.iter().map(|cost| of(cost).as_secs_f64()).collect()
}

fn measure(folder: &Path, variant: &Variant, profile: Profile) -> Result<Cost> {
    let package = folder.join(variant.way.package);
    variant.way.write_events(&package, variant.events)?;
    compile(
        folder,
        &format!("--package={}", variant.way.package),
        profile,
    )
}

fn compile(folder: &Path, what: &str, profile: Profile) -> Result<Cost> {
    let mut command = cargo::command(folder);
    process::run(command.args(profile.arguments()).args(["--quiet", what]))
}

fn write_workspace(folder: &Path) -> Result<()> {
    let members: Vec<PathBuf> = WAYS.iter().map(|way| way.package.into()).collect();
    // Each compilation is one from nothing, as after a change that touches all of it.
    let manifest = format!(
        "[workspace]\nmembers = {members:?}\nresolver = \"3\"\n\n[profile.dev]\nincremental = false\n"
    );
    cargo::write(&folder.join("Cargo.toml"), &manifest)?;
    cargo::lock_as_here(folder)?;
    for way in WAYS {
        way.write_crate(&folder.join(way.package), 1)?;
    }
    Ok(())
}
