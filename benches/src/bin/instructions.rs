//! Counts the instructions of building and serialising events, and of sending one over HTTP/1.1, with
//! callgrind. The counts repeat, regardless of other load on the machine. Those of the kernel are not included.
//!
//! The program runs itself, or `load`, under valgrind, once with a number of events and once with twice as
//! many. The difference is the cost of the events.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use clap::Parser;
use plain_benches::events::{Event, Implementation, Values};
use plain_benches::load::{Load, Sender};
use plain_benches::table::{Budget, Table, format_with_budget};
use plain_benches::{cargo, machine, process};

/// Number of events in the first run.
const EVENTS: u64 = 200;
/// Number of events in the first run of a sender.
const SENT: u64 = 500;
/// Name of the count of sending an event.
const SEND: &str = "sending one event";
/// Relative difference to the stored counts that is tolerated.
const TOLERANCE: f64 = 0.05;

/// Counts the instructions of building, serialising and sending events, and compares them with
/// `results/instructions.json`.
#[derive(Parser)]
struct Options {
    /// Store the counts.
    #[arg(long)]
    store: bool,
    /// Build and serialise: the index of the event, the index of the implementation, and the number of
    /// repetitions.
    #[arg(long, hide = true, num_args = 3)]
    work: Option<Vec<usize>>,
}

fn main() -> Result<()> {
    let options = Options::parse();
    if let Some(work) = options.work {
        return do_work(&work);
    }
    machine::print_header("Instructions", &["valgrind"]);
    let mut counted = count_all()?;
    counted.insert(SEND.to_owned(), count_sending()?);
    if options.store {
        let json = serde_json::to_string_pretty(&counted)?;
        fs::write(stored(), json + "\n")?;
        println!("Stored in {}.", stored().display());
        return Ok(());
    }
    compare_with_stored(&counted)
}

/// Counts all events and prints a table. Returns the counts of our implementation by event.
fn count_all() -> Result<BTreeMap<String, u64>> {
    let mut table = Table::new(["event", "implementation", "instructions", "ours / this"]);
    let mut ours = BTreeMap::new();
    for (event_index, event) in Event::ALL.into_iter().enumerate() {
        let mut own = 0;
        for (implementation_index, implementation) in Implementation::ALL.into_iter().enumerate() {
            let once = count(event_index, implementation_index, EVENTS)?;
            let twice = count(event_index, implementation_index, 2 * EVENTS)?;
            let instructions = (twice - once) / EVENTS;
            if implementation == Implementation::Ours {
                own = instructions;
                ours.insert(event.name().to_owned(), instructions);
            }
            let ratio = ratio(own, instructions);
            table.row([
                event.name().to_owned(),
                implementation.name().to_owned(),
                instructions.to_string(),
                match implementation {
                    Implementation::Ours => String::new(),
                    Implementation::ByHand => format_with_budget(ratio, Budget::Max(1.1)),
                    Implementation::Json => format!("{ratio:.2}"),
                },
            ]);
        }
    }
    println!("{table}");
    Ok(ours)
}

fn compare_with_stored(counted: &BTreeMap<String, u64>) -> Result<()> {
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
            "the instruction counts of {} differ from the stored ones by more than 5 %; if this is \
             intended, store them with `--bin instructions -- --store`",
            changed.join(", ")
        );
    }
    println!("All counts are within 5 % of the stored ones.");
    Ok(())
}

fn stored() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("results/instructions.json")
}

#[expect(clippy::cast_precision_loss, reason = "the numbers are less than 2^52")]
fn ratio(own: u64, other: u64) -> f64 {
    own as f64 / other as f64
}

/// Runs this program under valgrind and returns the number of instructions.
fn count(event: usize, implementation: usize, events: u64) -> Result<u64> {
    let mut command = Command::new(env::current_exe()?);
    command.arg("--work").args([
        event.to_string(),
        implementation.to_string(),
        events.to_string(),
    ]);
    instructions(&command)
}

/// Counts the instructions of sending an event, by every sender, and prints a table. Returns the count of our
/// client.
fn count_sending() -> Result<u64> {
    let load = Load::start(&cargo::fresh_folder("instructions")?)?;
    let url = load.http1("/graphql/v1");
    let run = |sender, events| {
        let mut command = load.command(sender, &url, 1, events)?;
        instructions(command.arg("--single-thread"))
    };
    let mut table = Table::new([SEND, "instructions", "ours / this"]);
    let mut own = 0;
    for sender in Sender::ALL {
        let instructions = (run(sender, 2 * SENT)? - run(sender, SENT)?) / SENT;
        let ratio = match sender {
            Sender::Plain => {
                own = instructions;
                String::new()
            }
            _ => format!("{:.2}", ratio(own, instructions)),
        };
        table.row([sender.name().to_owned(), instructions.to_string(), ratio]);
    }
    println!("{table}");
    Ok(own)
}

/// Runs a command under valgrind and returns the number of instructions.
fn instructions(command: &Command) -> Result<u64> {
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(command.get_program())
        .args(command.get_args());
    let (_, _, stderr) = process::output(&mut valgrind)?;
    stderr
        .lines()
        .find_map(|line| line.split_once("Collected : "))
        .and_then(|(_, count)| count.trim().parse().ok())
        .with_context(|| format!("missing instruction count in the output of valgrind:\n{stderr}"))
}

fn do_work(work: &[usize]) -> Result<()> {
    let [event, implementation, times] = work else {
        bail!("expected `--work EVENT IMPLEMENTATION REPETITIONS`");
    };
    let event = Event::ALL.get(*event).context("unknown event")?;
    let implementation = Implementation::ALL
        .get(*implementation)
        .context("unknown implementation")?;
    let values = Values::default();
    for _ in 0..*times {
        black_box(event.build_and_serialise(*implementation, black_box(&values)));
    }
    Ok(())
}
