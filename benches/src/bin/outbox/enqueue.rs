//! Records events, and inserts the same rows into a bare table.

use std::time::Instant;

use anyhow::Result;
use plain_benches::measure::{Samples, interleaved};
use plain_benches::table::{Budget, Table, format_with_budget};
use plain_outbox::Outbox;

use crate::Bench;
use crate::backlog::Backlog;
use crate::bare::{BareRow, BareTable};
use crate::database::{Database, Engine};

/// Speed of `enqueue`, compared with a bare `INSERT`.
const MIN_RATIO: f64 = 0.8;
/// Events that one measurement records: few, so that other load affects both variants equally.
const EVENTS: u64 = 50;
/// Measurements for each round of the others.
const ROUNDS: usize = 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Variant {
    Outbox,
    Bare,
}

/// Measures `enqueue` behind each number of pending events.
pub(crate) fn measure(bench: &Bench, engine: Engine) -> Result<()> {
    if engine == Engine::Memory {
        return Ok(());
    }
    println!(
        "### One event in a transaction of its own, {}\n",
        engine.name()
    );
    let mut table = Table::new([
        "pending",
        "`enqueue`, µs",
        "`INSERT`, µs",
        "events/s, ours / bare",
    ]);
    let events = bench.options.events.min(EVENTS);
    for &pending in &bench.options.pending {
        let name = format!("enqueue-{pending}");
        let (mut backlog, outbox, bare) = bench.runtime.block_on(async {
            let mut backlog = Backlog::create(bench, engine, &name, customers(pending)).await?;
            backlog.fill(pending).await?;
            let outbox = backlog.open_again().await?;
            let database = Database::create(bench, engine, &format!("{name}-bare")).await?;
            let mut bare = BareTable::create(database).await?;
            bare.fill(&outbox, pending).await?;
            anyhow::Ok((backlog, outbox, bare))
        })?;
        let variants = [Variant::Outbox, Variant::Bare];
        let rounds = ROUNDS * bench.options.rounds;
        let times = interleaved(&variants, rounds, |variant| {
            bench.runtime.block_on(async {
                match variant {
                    Variant::Outbox => record(&mut backlog, &outbox, events).await,
                    Variant::Bare => insert(&mut backlog, &outbox, &bare, events).await,
                }
            })
        })?;
        let [ours, bare] = [0, 1].map(|index| times[index].iter().copied().collect::<Samples>());
        table.row([
            pending.to_string(),
            format!("{:.0}", ours.median()),
            format!("{:.0}", bare.median()),
            format_with_budget(bare.ratio_to(&ours), Budget::Min(MIN_RATIO)),
        ]);
    }
    println!("{table}");
    Ok(())
}

/// A customer has ten events.
fn customers(pending: u64) -> u64 {
    (pending / 10).max(1)
}

/// Time per event in microseconds.
#[expect(clippy::cast_precision_loss, reason = "less than 2^52")]
fn per_event(start: Instant, events: u64) -> f64 {
    start.elapsed().as_secs_f64() * 1e6 / events as f64
}

async fn record(backlog: &mut Backlog, outbox: &Outbox, count: u64) -> Result<f64> {
    let events: Vec<_> = (0..count).map(|_| backlog.take_event()).collect();
    let start = Instant::now();
    for event in &events {
        outbox.enqueue(event).await?;
    }
    Ok(per_event(start, count))
}

async fn insert(
    backlog: &mut Backlog,
    outbox: &Outbox,
    bare: &BareTable,
    count: u64,
) -> Result<f64> {
    let rows: Result<Vec<_>> = (0..count)
        .map(|_| BareRow::new(outbox, &backlog.take_event()))
        .collect();
    let rows = rows?;
    let start = Instant::now();
    for row in &rows {
        bare.insert(row).await?;
    }
    Ok(per_event(start, count))
}
