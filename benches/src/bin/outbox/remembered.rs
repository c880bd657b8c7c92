//! Delivers all events of an outbox and reports the memory, then compares it with an outbox that has
//! delivered none.

use anyhow::Result;
use plain_benches::measure::{Samples, interleaved, percentile};
use plain_benches::process::memory_kib;
use plain_benches::table::{Budget, Table, format_with_budget};

use crate::Bench;
use crate::backlog::Backlog;
use crate::database::Engine;
use crate::drain::{DrainCost, deliver};

/// Time per event of a relay that remembers many, compared with one that remembers none.
const MAX_RATIO: f64 = 1.5;
/// Parts in which all events are delivered.
const PARTS: u64 = 10;

/// Measures the memory while events are delivered, and the cost of remembering them.
pub(crate) fn measure(bench: &Bench, engine: Engine) -> Result<()> {
    println!("### Delivered events are remembered, {}\n", engine.name());
    let smallest = bench
        .options
        .pending
        .iter()
        .copied()
        .min()
        .unwrap_or_default();
    let customers = (bench.options.remembered / 10).max(1);
    let name = |suffix: &str| format!("remembered-{suffix}");
    let (mut full, empty) = bench.runtime.block_on(async {
        let full = Backlog::create(bench, engine, &name("full"), customers).await?;
        let empty = Backlog::create(bench, engine, &name("empty"), customers).await?;
        anyhow::Ok((full, empty))
    })?;
    bench.runtime.block_on(deliver_all(bench, &mut full))?;

    let mut backlogs = [empty, full];
    let costs = interleaved(&[0, 1], bench.options.rounds, |&index| {
        bench.runtime.block_on(async {
            backlogs[index].fill(smallest).await?;
            deliver(bench, &backlogs[index], 1, bench.options.events).await
        })
    })?;
    let of = |index: usize, figure: fn(&DrainCost) -> f64| -> Samples {
        costs[index].iter().map(figure).collect()
    };
    let first = format!("{smallest} pending");
    let mut table = Table::new([
        &*first,
        "events/s",
        "claim p50, ms",
        "p99, ms",
        "time to none",
    ]);
    for (index, remembered) in [(0, 0), (1, bench.options.remembered)] {
        let wall = of(index, |it| it.wall);
        let ratio = wall.ratio_to(&of(0, |it| it.wall));
        table.row([
            format!("{remembered} remembered"),
            format!("{:.0}", 1e6 / wall.median()),
            format!("{:.2}", of(index, |it| percentile(&it.claims, 50)).median()),
            format!("{:.2}", of(index, |it| percentile(&it.claims, 99)).median()),
            if index == 0 {
                format!("{ratio:.2}")
            } else {
                format_with_budget(ratio, Budget::Max(MAX_RATIO))
            },
        ]);
    }
    println!("{table}");
    Ok(())
}

/// Delivers all events, and prints the memory of this process after each part.
async fn deliver_all(bench: &Bench, backlog: &mut Backlog) -> Result<()> {
    let events = bench.options.remembered;
    backlog.fill(events).await?;
    let mut table = Table::new([
        "delivered",
        "memory, MB",
        "events/s",
        "claim p50, ms",
        "p99, ms",
    ]);
    let memory = || memory_kib(std::process::id()).map(|kib| (kib / 1_024).to_string());
    table.row(["0".to_owned(), memory()?]);
    for part in 1..=PARTS {
        // A part may deliver a few events more.
        let left = backlog
            .pending()
            .await?
            .saturating_sub(events - events / PARTS * part);
        let cost = deliver(bench, backlog, 1, left).await?;
        table.row([
            format!("{}", events / PARTS * part),
            memory()?,
            format!("{:.0}", 1e6 / cost.wall),
            format!("{:.2}", percentile(&cost.claims, 50)),
            format!("{:.2}", percentile(&cost.claims, 99)),
        ]);
    }
    println!("{table}");
    Ok(())
}
