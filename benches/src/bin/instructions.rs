//! Instructions of building and serialising an event, counted by callgrind: the same in every run of
//! the same program, whatever else the machine does.
//!
//! The program runs itself under valgrind, for so many events and for twice as many: what is more
//! the second time is what the events take.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use clap::Parser;
use plain_benches::events::{Event, Values, Way};
use plain_benches::table::{Budget, Table, held_to};
use plain_benches::{machine, process};

/// How many events are built the first time.
const EVENTS: u64 = 200;
/// By how much our instructions may differ from the stored ones.
const TOLERANCE: f64 = 0.05;

/// Counts the instructions of building and serialising, and holds them to those stored in
/// `results/instructions.json`.
#[derive(Parser)]
struct Options {
    /// Store what is counted.
    #[arg(long)]
    store: bool,
    /// Build and serialise: the event's place in the list, the way's, and how often.
    #[arg(long, hide = true, num_args = 3)]
    work: Option<Vec<usize>>,
}

fn main() -> Result<()> {
    let options = Options::parse();
    if let Some(work) = options.work {
        return do_work(&work);
    }
    machine::introduce("Instructions of build and serialise", &["valgrind"]);
    let counted = count_all()?;
    if options.store {
        let json = serde_json::to_string_pretty(&counted)?;
        fs::write(stored(), json + "\n")?;
        println!("Stored in {}.", stored().display());
        return Ok(());
    }
    hold_to_stored(&counted)
}

/// Counts, prints a table, and gives our own instructions by event.
fn count_all() -> Result<BTreeMap<String, u64>> {
    let mut table = Table::new(["event", "way", "instructions", "ours to it"]);
    let mut ours = BTreeMap::new();
    for (event_index, event) in Event::ALL.into_iter().enumerate() {
        let mut own = 0;
        for (way_index, way) in Way::ALL.into_iter().enumerate() {
            let once = count(event_index, way_index, EVENTS)?;
            let twice = count(event_index, way_index, 2 * EVENTS)?;
            let instructions = (twice - once) / EVENTS;
            if way == Way::Ours {
                own = instructions;
                ours.insert(event.name().to_owned(), instructions);
            }
            let ratio = ratio(own, instructions);
            table.row([
                event.name().to_owned(),
                way.name().to_owned(),
                instructions.to_string(),
                match way {
                    Way::Ours => String::new(),
                    Way::ByHand => held_to(ratio, Budget::AtMost(1.1)),
                    Way::Json => format!("{ratio:.2}"),
                },
            ]);
        }
    }
    println!("{table}");
    Ok(ours)
}

fn hold_to_stored(counted: &BTreeMap<String, u64>) -> Result<()> {
    let path = stored();
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let stored: BTreeMap<String, u64> = serde_json::from_str(&text)?;
    let mut changed = Vec::new();
    for (event, instructions) in counted {
        let before = stored.get(event).copied().unwrap_or_default();
        let ratio = ratio(*instructions, before);
        println!("{event}: {instructions}, stored {before}: {ratio:.3}");
        if (ratio - 1.0).abs() > TOLERANCE {
            changed.push(event.as_str());
        }
    }
    if !changed.is_empty() || counted.len() != stored.len() {
        bail!(
            "the instructions of {} are more than 5 % off the stored ones; if that is meant, take \
             them over by `--bin instructions -- --store`",
            changed.join(", ")
        );
    }
    println!("Each is within 5 % of the stored one.");
    Ok(())
}

fn stored() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("results/instructions.json")
}

#[expect(clippy::cast_precision_loss, reason = "they are less than 2^52")]
fn ratio(own: u64, other: u64) -> f64 {
    own as f64 / other as f64
}

/// Runs this program under valgrind, which says how many instructions it has.
fn count(event: usize, way: usize, events: u64) -> Result<u64> {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .arg("--work")
        .args([event.to_string(), way.to_string(), events.to_string()]);
    let (_, _, said) = process::output(&mut command)?;
    said.lines()
        .find_map(|line| line.split_once("Collected : "))
        .and_then(|(_, count)| count.trim().parse().ok())
        .with_context(|| {
            format!("valgrind does not say how many instructions it has seen:\n{said}")
        })
}

fn do_work(work: &[usize]) -> Result<()> {
    let [event, way, times] = work else {
        bail!("--work takes an event, a way and a number");
    };
    let event = Event::ALL.get(*event).context("there is no such event")?;
    let way = Way::ALL.get(*way).context("there is no such way")?;
    let values = Values::default();
    for _ in 0..*times {
        black_box(event.build_and_serialise(*way, black_box(&values)));
    }
    Ok(())
}
