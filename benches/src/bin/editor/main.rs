//! Measures the latency of an editor in a file of events: the same events as calls of a macro and as
//! struct literals, and as derives and hand-written implementations of the trait.
//!
//! Each code style has a rust-analyzer of its own, with one package and one open file. A measurement
//! types a character in one event, which invalidates the results for it, and sends a request, as
//! editors do after each key.

mod session;
mod site;

use std::cell::RefCell;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::Parser;
use plain_benches::measure::{Samples, interleaved, percentile};
use plain_benches::sources::{CodeStyle, DERIVE, MACRO_CALL, STRUCT_LITERAL, TRAIT_BY_HAND};
use plain_benches::table::{Budget, Table, format_with_budget};
use plain_benches::{cargo, machine};

use session::Session;
use site::{SITES, Site};

/// Measures the latency of an editor in a file of events.
#[derive(Parser)]
struct Options {
    /// Number of events in the file.
    #[arg(long, default_value_t = 100)]
    events: usize,
    /// Number of measurements of each request.
    #[arg(long, default_value_t = 30)]
    rounds: usize,
    /// Pairs of code styles to compare.
    #[arg(long, value_delimiter = ',', default_value = "calls,derives")]
    pairs: Vec<Pair>,
    /// Only the requests whose name contains this.
    #[arg(long, default_value = "")]
    only: String,
    /// Measure little, in seconds, to see that the benchmark works.
    #[arg(long)]
    small: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Pair {
    Calls,
    Derives,
}

impl Pair {
    fn styles(self) -> [CodeStyle; 2] {
        match self {
            Self::Calls => [MACRO_CALL, STRUCT_LITERAL],
            Self::Derives => [DERIVE, TRAIT_BY_HAND],
        }
    }

    /// Bound on the ratio of the times after an edit. rust-analyzer expands every derive of a crate, to know which
    /// traits a type implements.
    fn budget(self) -> Budget {
        Budget::Max(match self {
            Self::Calls => 1.1,
            Self::Derives => 1.5,
        })
    }
}

fn main() -> Result<()> {
    let mut options = Options::parse();
    if options.small {
        options.events = 10;
        options.rounds = 3;
        options.pairs = vec![Pair::Calls];
    }
    let rust_analyzer = plain_rust_analyzer_tests::find()
        .context("rust-analyzer is not installed; run `rustup component add rust-analyzer`")?;
    machine::print_header("Editor", &[&rust_analyzer.display().to_string()]);
    let folder = cargo::fresh_folder("editor")?;
    for pair in &options.pairs {
        compare(&rust_analyzer, &folder, *pair, &options)?;
    }
    Ok(())
}

fn compare(rust_analyzer: &Path, folder: &Path, pair: Pair, options: &Options) -> Result<()> {
    let styles = pair.styles();
    let mut sessions = Vec::new();
    for (style, is_macro) in styles.iter().zip([true, false]) {
        let session = Session::start(rust_analyzer, folder, *style, is_macro, options.events)?;
        sessions.push(RefCell::new(session));
    }
    let [ours, by_hand] = styles.map(|style| style.name);
    println!("### {} events: {ours}, and {by_hand}\n", options.events);
    let mut table = Table::new([
        "request",
        "ours p50, ms",
        "p90",
        "by hand p50, ms",
        "p90",
        "CPU, ours / by hand",
        "time, ours / by hand",
    ]);
    let has_name = |site: &&Site| site.name.contains(&options.only);
    for site in SITES.iter().filter(has_name) {
        for session in &sessions {
            session.borrow_mut().open(*site)?;
        }
        // Warm-up.
        measure(&sessions, 3, Session::type_and_request)?;
        let times = measure(&sessions, options.rounds, Session::type_and_request)?;
        table.row(row(site.name, &times, Some(pair.budget())));
        for session in &sessions {
            session.borrow_mut().close()?;
        }
    }
    let mut first = 0;
    let times = measure(&sessions, options.rounds, |session| {
        first += options.events;
        session.open_and_request(SITES[0], first)
    })?;
    table.row(row("first completion in an opened file", &times, None));
    println!("{table}");
    Ok(())
}

/// Figures of a request in one code style.
struct Times {
    /// Milliseconds of each round.
    milliseconds: Vec<f64>,
    /// CPU time of all rounds.
    cpu: Duration,
}

/// Measures a request in each session in turn.
fn measure(
    sessions: &[RefCell<Session>],
    rounds: usize,
    mut request: impl FnMut(&mut Session) -> Result<f64>,
) -> Result<Vec<Times>> {
    let cpu_times = || sessions.iter().map(|session| session.borrow().cpu_time());
    let before: Vec<Duration> = cpu_times().collect::<Result<_>>()?;
    let milliseconds = interleaved(sessions, rounds, |session| {
        request(&mut session.borrow_mut())
    })?;
    let after: Vec<Duration> = cpu_times().collect::<Result<_>>()?;
    let cpu = after
        .iter()
        .zip(before)
        .map(|(after, before)| after.saturating_sub(before));
    let times = milliseconds.into_iter().zip(cpu);
    Ok(times
        .map(|(milliseconds, cpu)| Times { milliseconds, cpu })
        .collect())
}

/// A row of the table: the figures of our code, of the other, and their ratios.
fn row(name: &str, times: &[Times], budget: Option<Budget>) -> Vec<String> {
    let mut row = vec![name.to_owned()];
    for Times { milliseconds, .. } in times {
        let mut sorted = milliseconds.clone();
        sorted.sort_by(f64::total_cmp);
        row.push(format!("{:.1}", percentile(&sorted, 50)));
        row.push(format!("{:.1}", percentile(&sorted, 90)));
    }
    let samples = |times: &Times| times.milliseconds.iter().copied().collect::<Samples>();
    let [ours, by_hand] = [&times[0], &times[1]];
    row.push(format!("{:.2}", ours.cpu.div_duration_f64(by_hand.cpu)));
    let ratio = samples(ours).ratio_to(&samples(by_hand));
    row.push(match budget {
        Some(budget) => format_with_budget(ratio, budget),
        None => format!("{ratio:.2}"),
    });
    row
}
