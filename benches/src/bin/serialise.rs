//! Measures the time of building and serialising events, compared with hand-written structs and `json!`.
//! `allocations` and `instructions` count the same work.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Parser;
use plain_benches::events::{Event, Implementation, Values};
use plain_benches::machine;
use plain_benches::measure::{Samples, interleaved};
use plain_benches::table::{Budget, Table, format_with_budget};

/// Measures the time of building and serialising events.
#[derive(Parser)]
struct Options {
    /// Number of measurements of each implementation.
    #[arg(long, default_value_t = 101)]
    rounds: usize,
    /// Duration of each measurement in milliseconds.
    #[arg(long, default_value_t = 20)]
    milliseconds: u64,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let slice = Duration::from_millis(options.milliseconds);
    machine::print_header("Build and serialise", &[]);
    let values = Values::default();
    let mut table = Table::new(["event", "implementation", "bytes", "ns", "ours / this"]);
    for event in Event::ALL {
        let figures = interleaved(&Implementation::ALL, options.rounds, |implementation| {
            Ok(nanoseconds(event, *implementation, &values, slice))
        })?;
        let samples: Vec<Samples> = figures
            .into_iter()
            .map(|figures| figures.into_iter().collect())
            .collect();
        for (implementation, own) in Implementation::ALL.into_iter().zip(&samples) {
            let ratio = samples[0].ratio_to(own);
            table.row([
                event.name().to_owned(),
                implementation.name().to_owned(),
                event
                    .build_and_serialise(implementation, &values)
                    .len()
                    .to_string(),
                format!("{:.0}", own.median()),
                match implementation {
                    Implementation::Ours => String::new(),
                    Implementation::ByHand => format_with_budget(ratio, Budget::Max(1.1)),
                    Implementation::Json => format!("{ratio:.2}"),
                },
            ]);
        }
    }
    println!("{table}");
    Ok(())
}

/// Mean time of an event in nanoseconds, measured for the duration of the slice.
fn nanoseconds(
    event: Event,
    implementation: Implementation,
    values: &Values,
    slice: Duration,
) -> f64 {
    const BATCH: u32 = 50;
    let start = Instant::now();
    let mut batches = 0_u32;
    while start.elapsed() < slice {
        for _ in 0..BATCH {
            black_box(event.build_and_serialise(implementation, black_box(values)));
        }
        batches += 1;
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(batches * BATCH)
}
