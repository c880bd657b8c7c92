//! Building events and serialising them: nanoseconds and bytes, against structs written by hand and
//! `json!`. `allocations` and `instructions` count what this times.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Parser;
use plain_benches::events::{Event, Values, Way};
use plain_benches::machine;
use plain_benches::measure::{Samples, interleaved};
use plain_benches::table::{Budget, Table, held_to};

/// Times building and serialising.
#[derive(Parser)]
struct Options {
    /// How often each way is timed.
    #[arg(long, default_value_t = 101)]
    rounds: usize,
    /// How long each time, in milliseconds.
    #[arg(long, default_value_t = 20)]
    milliseconds: u64,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let slice = Duration::from_millis(options.milliseconds);
    machine::introduce("Build and serialise", &[]);
    let values = Values::default();
    let mut table = Table::new(["event", "way", "bytes", "ns", "ours to it"]);
    for event in Event::ALL {
        let figures = interleaved(&Way::ALL, options.rounds, |way| {
            Ok(nanoseconds(event, *way, &values, slice))
        })?;
        let samples: Vec<Samples> = figures
            .into_iter()
            .map(|figures| figures.into_iter().collect())
            .collect();
        for (way, own) in Way::ALL.into_iter().zip(&samples) {
            let ratio = samples[0].ratio_to(own);
            table.row([
                event.name().to_owned(),
                way.name().to_owned(),
                event.build_and_serialise(way, &values).len().to_string(),
                format!("{:.0}", own.median()),
                match way {
                    Way::Ours => String::new(),
                    Way::ByHand => held_to(ratio, Budget::AtMost(1.1)),
                    Way::Json => format!("{ratio:.2}"),
                },
            ]);
        }
    }
    println!("{table}");
    Ok(())
}

/// How long an event takes, on average over so long.
fn nanoseconds(event: Event, way: Way, values: &Values, slice: Duration) -> f64 {
    const BATCH: u32 = 50;
    let start = Instant::now();
    let mut batches = 0_u32;
    while start.elapsed() < slice {
        for _ in 0..BATCH {
            black_box(event.build_and_serialise(way, black_box(values)));
        }
        batches += 1;
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(batches * BATCH)
}
