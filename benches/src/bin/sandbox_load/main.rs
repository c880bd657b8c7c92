//! Measures the sandbox under load: events per second, the cost of pages and lists of many events, of a customer
//! with many threads, and how much callers that wait and open tabs slow it down. Several builds of the sandbox are
//! measured in turns.
//!
//! Beside them are the figures of commit 8e78da1, which were measured on another machine, so only large
//! differences count.

mod before;
mod callers;
mod fill;
mod in_flight;
mod threads;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::{Parser, ValueEnum};
use plain_benches::machine;

use self::callers::Caller;

/// Time limit of filling a sandbox.
const MAX_FILLING: Duration = Duration::from_mins(10);

/// Measures the sandbox under load.
#[derive(Parser)]
struct Options {
    /// Measurements; all by default.
    #[arg(value_enum)]
    measurements: Vec<Measurement>,
    /// A build of the sandbox, as NAME=PATH; can be repeated.
    #[arg(
        long = "sandbox",
        default_value = "this=../target/release/plain-sandbox"
    )]
    sandboxes: Vec<String>,
    /// Numbers of stored events.
    #[arg(long, value_delimiter = ',', default_value = "1000,10000,50000,100000")]
    events: Vec<u64>,
    /// Numbers of threads of the customer of all events.
    #[arg(long, value_delimiter = ',', default_value = "1,101,501")]
    threads: Vec<u64>,
    /// Numbers of callers that wait for an event.
    #[arg(long, value_delimiter = ',', default_value = "0,1,10,40")]
    waiters: Vec<usize>,
    /// Numbers of open tabs.
    #[arg(long, value_delimiter = ',', default_value = "0,1,5,20")]
    tabs: Vec<usize>,
    /// Time of one measurement of the throughput, in seconds.
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
    /// Number of measurements with each number of callers.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Measure little, in less than a minute, to see that the benchmark works.
    #[arg(long)]
    small: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Measurement {
    /// Creates events, with 1, 16 and 256 requests in flight, in memory and in a file.
    InFlight,
    /// Creates events about a customer with many threads.
    Threads,
    /// Fills a sandbox, and reads pages and lists.
    Fill,
    /// Fills a sandbox, and creates events while callers wait and tabs are open.
    Callers,
}

/// A build of the sandbox.
struct Build {
    name: String,
    program: PathBuf,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut options = Options::parse();
    if options.small {
        options.events = vec![100, 1_000];
        options.threads = vec![1, 21];
        options.waiters = vec![0, 5];
        options.tabs = vec![0, 2];
        options.seconds = 0.5;
        options.rounds = 2;
    }
    let builds: Result<Vec<Build>> = options.sandboxes.iter().map(|it| parse_build(it)).collect();
    let builds = builds?;
    machine::print_header("sandbox_load", &[]);
    let is_wanted = |measurement| {
        options.measurements.is_empty() || options.measurements.contains(&measurement)
    };
    if is_wanted(Measurement::InFlight) {
        in_flight::measure(&options, &builds).await?;
    }
    if is_wanted(Measurement::Threads) {
        threads::measure(&options, &builds).await?;
    }
    let mut stored = Vec::new();
    if is_wanted(Measurement::Fill) || is_wanted(Measurement::Callers) {
        for build in &builds {
            stored.push(fill::measure(&options, build).await?);
        }
    }
    if is_wanted(Measurement::Callers) {
        callers::measure(&options, &builds, &mut stored, Caller::Waiter).await?;
        callers::measure(&options, &builds, &mut stored, Caller::Tab).await?;
    }
    Ok(())
}

fn parse_build(text: &str) -> Result<Build> {
    let (name, program) = text.split_once('=').context("expected NAME=PATH")?;
    Ok(Build {
        name: name.to_owned(),
        program: program.into(),
    })
}
