//! Counts the allocations of building and serialising events. The counts are deterministic.
//!
//! A separate program, since counting slows the allocator down.

use std::hint::black_box;

use allocation_counter::measure;
use anyhow::{Result, ensure};
use plain_benches::events::{Event, Implementation, Values};
use plain_benches::machine;
use plain_benches::table::Table;

fn main() -> Result<()> {
    machine::print_header("Allocations of build and serialise", &[]);
    let values = Values::default();
    let mut table = Table::new([
        "event",
        "implementation",
        "allocations",
        "without the buffer",
        "total bytes",
    ]);
    for event in Event::ALL {
        for implementation in Implementation::ALL {
            let all = measure(|| {
                black_box(event.build_and_serialise(implementation, black_box(&values)));
            });
            table.row([
                event.name().to_owned(),
                implementation.name().to_owned(),
                all.count_total.to_string(),
                without_the_buffer(event, implementation, &values).to_string(),
                all.bytes_total.to_string(),
            ]);
        }
    }
    println!("{table}");
    ensure!(
        without_the_buffer(Event::Literal, Implementation::Ours, &values) == 0,
        "an event of literals allocates more than its buffer"
    );
    println!("An event of literals allocates nothing but its buffer.");
    Ok(())
}

/// Number of allocations of an event that is serialised to a large enough buffer.
fn without_the_buffer(event: Event, implementation: Implementation, values: &Values) -> u64 {
    let mut buffer = Vec::with_capacity(1 << 20);
    let counted = measure(|| event.build_and_write(implementation, black_box(values), &mut buffer));
    black_box(buffer);
    counted.count_total
}
