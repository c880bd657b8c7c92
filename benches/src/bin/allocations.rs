//! Allocations of building and serialising an event, counted. They are the same in every run.
//!
//! A program of its own, since counting takes time.

use std::hint::black_box;

use allocation_counter::measure;
use anyhow::{Result, ensure};
use plain_benches::events::{Event, Values, Way};
use plain_benches::machine;
use plain_benches::table::Table;

fn main() -> Result<()> {
    machine::introduce("Allocations of build and serialise", &[]);
    let values = Values::default();
    let mut table = Table::new([
        "event",
        "way",
        "allocations",
        "besides the buffer",
        "bytes in all",
    ]);
    for event in Event::ALL {
        for way in Way::ALL {
            let all = measure(|| {
                black_box(event.build_and_serialise(way, black_box(&values)));
            });
            table.row([
                event.name().to_owned(),
                way.name().to_owned(),
                all.count_total.to_string(),
                besides_the_buffer(event, way, &values).to_string(),
                all.bytes_total.to_string(),
            ]);
        }
    }
    println!("{table}");
    ensure!(
        besides_the_buffer(Event::Literal, Way::Ours, &values) == 0,
        "an event of literals allocates more than its buffer"
    );
    println!("An event of literals allocates nothing but its buffer.");
    Ok(())
}

/// The allocations of an event that is written to a buffer which has room for it.
fn besides_the_buffer(event: Event, way: Way, values: &Values) -> u64 {
    let mut buffer = Vec::with_capacity(1 << 20);
    let counted = measure(|| event.build_and_write(way, black_box(values), &mut buffer));
    black_box(buffer);
    counted.count_total
}
