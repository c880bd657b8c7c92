//! Counts the instructions of building and serialising events, and of sending one over HTTP/1.1, with
//! callgrind. The counts repeat, regardless of other load on the machine. Those of the kernel are not included.
//!
//! The program runs itself, or `load`, under valgrind, once with a number of events and once with twice as
//! many. The difference is the cost of the events.

use std::collections::BTreeMap;
use std::env;
use std::hint::black_box;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use clap::Parser;
use plain_benches::callgrind::{self, StoredCounts, ratio};
use plain_benches::events::{Event, Implementation, Values};
use plain_benches::load::{Load, Sender};
use plain_benches::table::{Budget, Table, format_with_budget};
use plain_benches::{cargo, machine};

/// Number of events in the first run.
const EVENTS: u64 = 200;
/// Number of events in the first run of a sender.
const SENT: u64 = 500;
/// Name of the count of sending an event.
const SEND: &str = "sending one event";
const STORED: StoredCounts = StoredCounts {
    program: "instructions",
};

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
    STORED.compare_or_store(&counted, options.store)
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

/// Runs this program under valgrind and returns the number of instructions.
fn count(event: usize, implementation: usize, events: u64) -> Result<u64> {
    let mut command = Command::new(env::current_exe()?);
    command.arg("--work").args([
        event.to_string(),
        implementation.to_string(),
        events.to_string(),
    ]);
    callgrind::count(&command)
}

/// Counts the instructions of sending an event, by every sender, and prints a table. Returns the count of our
/// client.
fn count_sending() -> Result<u64> {
    let load = Load::start(&cargo::fresh_folder("instructions")?)?;
    let url = load.http1("/graphql/v1");
    let run = |sender, events| {
        let mut command = load.command(sender, &url, 1, events)?;
        callgrind::count(command.arg("--single-thread"))
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
