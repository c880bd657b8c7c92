//! Counts the instructions of a request for three customer cards, from its headers and its body to the
//! response without a connection, against a handler that is written by hand.
//!
//! The program runs itself under valgrind, once with a number of repetitions and once with twice as many. The
//! difference is their cost.

use std::collections::BTreeMap;
use std::env;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use clap::Parser;
use plain_benches::callgrind::{self, StoredCounts, ratio};
use plain_benches::cards::{CardsRequest, Endpoint};
use plain_benches::machine;
use plain_benches::table::Table;
use tokio::runtime::Builder;

/// Number of requests in the first run.
const REQUESTS: u64 = 200;

const STORED: StoredCounts = StoredCounts {
    program: "delivery_instructions",
};

/// Counts the instructions of a request for cards, and compares them with `results/delivery_instructions.json`.
#[derive(Parser)]
struct Options {
    /// Store the counts.
    #[arg(long)]
    store: bool,
    /// Answer requests: the index of the endpoint, and the number of requests.
    #[arg(long, hide = true, num_args = 2)]
    work: Option<Vec<usize>>,
}

fn main() -> Result<()> {
    let options = Options::parse();
    if let Some(work) = options.work {
        return answer_requests(&work);
    }
    machine::print_header("Instructions of a request for cards", &["valgrind"]);
    let mut table = Table::new(["endpoint", "instructions", "ours / this"]);
    let mut own = 0;
    for (index, endpoint) in Endpoint::ALL.into_iter().enumerate() {
        let count = |requests: u64| {
            let mut command = Command::new(env::current_exe()?);
            let work = [index.to_string(), requests.to_string()];
            callgrind::count(command.arg("--work").args(work))
        };
        let instructions = (count(2 * REQUESTS)? - count(REQUESTS)?) / REQUESTS;
        let mut row = vec![endpoint.name().to_owned(), instructions.to_string()];
        if endpoint == Endpoint::Ours {
            own = instructions;
        } else {
            row.push(format!("{:.2}", ratio(own, instructions)));
        }
        table.row(row);
    }
    println!("{table}");
    let counted = BTreeMap::from([("three cards".to_owned(), own)]);
    STORED.compare_or_store(&counted, options.store)
}

/// Answers requests on one thread, whose instructions repeat.
fn answer_requests(work: &[usize]) -> Result<()> {
    let [endpoint, requests] = work else {
        bail!("expected `--work ENDPOINT REQUESTS`");
    };
    let endpoint = Endpoint::ALL.get(*endpoint).context("unknown endpoint")?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let app = endpoint.app(std::time::Duration::ZERO)?;
        let request = CardsRequest::default();
        for _ in 0..*requests {
            request.answer(app.clone()).await?;
        }
        Ok(())
    })
}
