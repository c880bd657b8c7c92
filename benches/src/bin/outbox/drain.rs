//! Delivers a part of the pending events, by relays and by the same loop in bare SQL.

use std::time::Instant;

use anyhow::Result;
use plain_benches::measure::{Samples, interleaved, percentile};
use plain_benches::process::own_cpu_time;
use plain_benches::table::{Budget, Table, format_with_budget};
use tokio::task::JoinSet;

use crate::Bench;
use crate::backlog::Backlog;
use crate::bare::BareTable;
use crate::database::{Database, Engine};

/// Time per event of a relay with the largest backlog, compared with the smallest.
const MAX_RATIO: f64 = 1.5;
/// Number of customers that have all events.
const FEW_CUSTOMERS: u64 = 20;

/// Pending events.
enum Queue {
    Outbox(Backlog),
    Bare {
        table: BareTable,
        /// Makes the rows.
        outbox: Backlog,
    },
}

struct Variant {
    name: String,
    pending: u64,
    /// Variants that differ in the number of pending events only.
    group: Group,
    queue: Queue,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    ManyCustomers,
    FewCustomers,
    Bare,
}

/// Cost of a measurement.
pub(crate) struct DrainCost {
    /// Time per event in microseconds.
    pub(crate) wall: f64,
    /// CPU time per event in microseconds.
    pub(crate) cpu: f64,
    /// Times of the searches for due events, in milliseconds and ascending.
    pub(crate) claims: Vec<f64>,
}

/// Measures each number of relays with each number of pending events.
pub(crate) fn measure(bench: &Bench, engine: Engine) -> Result<()> {
    println!("### Relays, {}\n", engine.name());
    let mut variants = bench.runtime.block_on(variants(bench, engine))?;
    for &relays in &bench.options.relays {
        let indices: Vec<usize> = (0..variants.len()).collect();
        let costs = interleaved(&indices, bench.options.rounds, |&index| {
            let variant = &mut variants[index];
            bench.runtime.block_on(async {
                fill(variant).await?;
                match &variant.queue {
                    Queue::Outbox(backlog) => {
                        deliver(bench, backlog, relays, bench.options.events).await
                    }
                    Queue::Bare { table, .. } => deliver_bare(bench, table, relays).await,
                }
            })
        })?;
        print(bench, &variants, relays, &costs);
    }
    Ok(())
}

async fn variants(bench: &Bench, engine: Engine) -> Result<Vec<Variant>> {
    let pending = &bench.options.pending;
    let many = pending
        .iter()
        .map(|&pending| (pending, (pending / 10).max(1), Group::ManyCustomers));
    // Only the first and the last: the databases are large.
    let few = [pending.first(), pending.last()];
    let few = few.into_iter().flatten();
    let few = few.map(|&pending| (pending, FEW_CUSTOMERS, Group::FewCustomers));
    let mut variants = Vec::new();
    for (pending, customers, group) in many.chain(few) {
        let name = format!("{pending} of {customers} customers");
        let file = format!("drain-{pending}-{group:?}");
        let queue = Queue::Outbox(Backlog::create(bench, engine, &file, customers).await?);
        variants.push(Variant {
            name,
            pending,
            group,
            queue,
        });
    }
    if engine == Engine::Memory {
        return Ok(variants);
    }
    for &pending in pending {
        let file = format!("drain-{pending}-bare");
        let queue = Queue::Bare {
            table: BareTable::create(Database::create(bench, engine, &file).await?).await?,
            outbox: Backlog::create(bench, engine, &format!("{file}-rows"), 1).await?,
        };
        variants.push(Variant {
            name: format!("{pending} in a bare table"),
            pending,
            group: Group::Bare,
            queue,
        });
    }
    Ok(variants)
}

async fn fill(variant: &mut Variant) -> Result<()> {
    match &mut variant.queue {
        Queue::Outbox(backlog) => backlog.fill(variant.pending).await,
        Queue::Bare { table, outbox } => {
            table
                .fill(&outbox.open_again().await?, variant.pending)
                .await
        }
    }
}

/// Delivers events with relays, each with connections of its own.
pub(crate) async fn deliver(
    bench: &Bench,
    backlog: &Backlog,
    relays: usize,
    events: u64,
) -> Result<DrainCost> {
    let mut outboxes = Vec::new();
    for _ in 0..relays {
        outboxes.push(backlog.open_again().await?);
    }
    let client = bench.client()?;
    bench.metrics.take_claim_times();
    let before = bench.metrics.delivered();
    let is_reached = bench.metrics.after_deliveries(events);
    let (start, cpu) = (Instant::now(), own_cpu_time()?);
    let mut tasks = JoinSet::new();
    for outbox in outboxes {
        let relay = outbox.relay(client.clone());
        let mut is_reached = is_reached.clone();
        tasks.spawn(async move {
            let reached = async move { is_reached.wait_for(|it| *it).await.map(drop) };
            relay.run_until(reached).await
        });
    }
    while let Some(finished) = tasks.join_next().await {
        finished??;
    }
    let delivered = bench.metrics.delivered() - before;
    let mut cost = cost(start, cpu, delivered)?;
    cost.claims = bench.metrics.take_claim_times();
    Ok(cost)
}

async fn deliver_bare(bench: &Bench, table: &BareTable, workers: usize) -> Result<DrainCost> {
    let client = bench.client()?;
    let (start, cpu) = (Instant::now(), own_cpu_time()?);
    let delivered = table
        .deliver(&client, workers, bench.options.events)
        .await?;
    cost(start, cpu, delivered)
}

#[expect(clippy::cast_precision_loss, reason = "less than 2^52")]
fn cost(start: Instant, cpu: std::time::Duration, events: u64) -> Result<DrainCost> {
    let (wall, cpu) = (start.elapsed(), own_cpu_time()?.saturating_sub(cpu));
    Ok(DrainCost {
        wall: wall.as_secs_f64() * 1e6 / events as f64,
        cpu: cpu.as_secs_f64() * 1e6 / events as f64,
        claims: Vec::new(),
    })
}

fn print(bench: &Bench, variants: &[Variant], relays: usize, costs: &[Vec<DrainCost>]) {
    let of = |index: usize, figure: fn(&DrainCost) -> f64| -> Samples {
        costs[index].iter().map(figure).collect()
    };
    let first = format!("relays: {relays}");
    let mut table = Table::new([
        &*first,
        "events/s",
        "CPU, µs",
        "claim p50, ms",
        "p99, ms",
        "time to the smallest",
        "time to bare",
    ]);
    for (index, variant) in variants.iter().enumerate() {
        let wall = of(index, |it| it.wall);
        let is_bare = variant.group == Group::Bare;
        let bare = variants
            .iter()
            .position(|other| other.group == Group::Bare && other.pending == variant.pending);
        let smallest = variants.iter().position(|it| it.group == variant.group);
        let to_smallest = wall.ratio_to(&of(smallest.unwrap_or(index), |it| it.wall));
        let has_budget = !is_bare && Some(&variant.pending) == bench.options.pending.last();
        let mut row = vec![
            variant.name.clone(),
            format!("{:.0}", 1e6 / wall.median()),
            format!("{:.0}", of(index, |it| it.cpu).median()),
        ];
        if is_bare {
            row.extend([String::new(), String::new()]);
        } else {
            row.push(format!(
                "{:.2}",
                of(index, |it| percentile(&it.claims, 50)).median()
            ));
            row.push(format!(
                "{:.2}",
                of(index, |it| percentile(&it.claims, 99)).median()
            ));
        }
        row.push(if has_budget {
            format_with_budget(to_smallest, Budget::Max(MAX_RATIO))
        } else {
            format!("{to_smallest:.2}")
        });
        if let Some(bare) = bare.filter(|_| !is_bare) {
            row.push(format!("{:.2}", wall.ratio_to(&of(bare, |it| it.wall))));
        }
        table.row(row);
    }
    println!("{table}");
}
