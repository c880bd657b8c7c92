//! Pages and lists of many events.

use std::iter;
use std::net::SocketAddr;
use std::time::Instant;

use anyhow::Result;
use plain_benches::http1::Connection;
use plain_benches::sandbox::SandboxProcess;
use plain_benches::table::Table;

use crate::before::{self, Reading};
use crate::{Build, MAX_FILLING, Options};

/// Fills a sandbox and measures the cost of reading it at each number of events.
pub(crate) async fn measure(options: &Options, build: &Build) -> Result<SandboxProcess> {
    let mut sandbox = SandboxProcess::start(&build.program, None)?;
    let mut table = Table::new([
        &build.name[..],
        "filling/s",
        "`/`",
        "search",
        "`/api/events`",
        "`?externalId=`",
        "not found",
        "last 25 entries",
        "longest stall",
        "MB",
        "KB per event",
    ]);
    let empty = sandbox.memory();
    let mut stored = 0;
    for events in &options.events {
        let load = sandbox.create(events - stored, MAX_FILLING, 16).await?;
        stored = *events;
        let time = async |path: &str, rounds| {
            Ok::<_, anyhow::Error>(sandbox.time_of(path, rounds).await?.0)
        };
        let ours = Reading {
            rate: load.rate,
            page: time("/", 5).await?,
            search: time("/?q=nothing", 3).await?,
            list: time("/api/events", 1).await?,
            found: time("/api/events?externalId=event-50", 3).await?,
            not_found: time("/api/events?externalId=none", 3).await?,
            entries: sandbox.time_of_entries(5).await?,
        };
        let memory = sandbox.memory();
        #[expect(clippy::cast_precision_loss, reason = "less than 2^52")]
        let per_event = (memory - empty) * 1_024.0 / stored as f64;
        let mut row = vec![events.to_string()];
        row.extend(ours.cells());
        row.push(format!("{:.1}", longest_stall(sandbox.address).await?));
        row.push(format!("{memory:.0}"));
        row.push(format!("{per_event:.1}"));
        table.row(row);
        if let Some(before) = before::reading(stored) {
            table.row(iter::once("8e78da1".to_owned()).chain(before.cells()));
            table.row(iter::once("ratio".to_owned()).chain(ours.ratios(before)));
        }
    }
    println!(
        "Times in ms; the stall is that of `/readyz` while all events are listed. At 8e78da1, an event took 7 to 8 KB.\n\n{table}"
    );
    Ok(sandbox)
}

/// The longest time of a short request in milliseconds while all events are listed.
async fn longest_stall(address: SocketAddr) -> Result<f64> {
    let list = tokio::spawn(async move {
        Connection::open(address)
            .await?
            .get("/api/events", "")
            .await
    });
    let mut connection = Connection::open(address).await?;
    let mut longest: f64 = 0.0;
    while !list.is_finished() {
        let start = Instant::now();
        connection.get("/readyz", "").await?;
        longest = longest.max(start.elapsed().as_secs_f64() * 1_000.0);
        tokio::task::yield_now().await;
    }
    list.await??;
    Ok(longest)
}
