//! Delivers a backlog to a server with a rate limit, and compares the deliveries with the limit.
//!
//! All variants run at once and in real time: at the limit of Plain, each needs a few requests a second.

use std::time::{Duration, Instant};

use anyhow::Result;
use plain_benches::table::{Budget, Table, format_with_budget};
use plain_runtime::Client;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::Bench;
use crate::backlog::Backlog;
use crate::database::Engine;
use crate::limited_server::{LimitedServer, WindowCount};

/// Share of the limit that a window uses.
const MIN_SHARE: f64 = 0.98;
/// Numbers of relays.
const RELAYS: [usize; 3] = [1, 2, 8];
/// Time between two looks at the server.
const LOOK: Duration = Duration::from_millis(20);

/// A backlog, the server that it is delivered to, and its relays.
struct Variant {
    engine: Engine,
    relays: usize,
    backlog: Backlog,
    server: LimitedServer,
}

/// Measures all engines and numbers of relays.
pub(crate) fn measure(bench: &Bench) -> Result<()> {
    let options = &bench.options;
    println!(
        "### A backlog at a limit of {} requests in {}\n",
        options.limit, options.window
    );
    let counts = bench.runtime.block_on(async {
        let mut variants = Vec::new();
        for &engine in &options.engines {
            for relays in RELAYS {
                variants.push(Variant::create(bench, engine, relays).await?);
            }
        }
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        for variant in &variants {
            variant.start(&stopped, &mut tasks).await?;
        }
        wait(bench, &variants).await;
        stop.send_replace(true);
        while let Some(finished) = tasks.join_next().await {
            finished??;
        }
        let counts = variants.iter().map(|variant| {
            let windows = variant.server.windows();
            (variant.engine, variant.relays, windows)
        });
        anyhow::Ok(counts.collect::<Vec<_>>())
    })?;
    print(bench, &counts);
    Ok(())
}

impl Variant {
    async fn create(bench: &Bench, engine: Engine, relays: usize) -> Result<Self> {
        let options = &bench.options;
        let name = format!("limit-{relays}");
        // More than the windows and their next one can take.
        let events = u64::from(options.limit) * (options.windows as u64 + 2);
        let pace = options.requests_per_minute();
        let backlog = Backlog::create_with_limit(bench, engine, &name, events / 10, pace);
        let mut backlog = backlog.await?;
        backlog.fill(events).await?;
        Ok(Self {
            engine,
            relays,
            backlog,
            server: LimitedServer::start(options.limit, *options.window).await?,
        })
    }

    /// Starts the relays, each with connections and a client of its own.
    async fn start(
        &self,
        stopped: &watch::Receiver<bool>,
        tasks: &mut JoinSet<Result<()>>,
    ) -> Result<()> {
        for _ in 0..self.relays {
            let client = Client::builder()
                .api_key("plainApiKey_benchmark")
                .api_url(&self.server.url)
                .build()?;
            let relay = self.backlog.open_again().await?.relay(client);
            let mut stopped = stopped.clone();
            tasks.spawn(async move {
                let stopped = async move { stopped.wait_for(|it| *it).await.map(drop) };
                Ok(relay.run_until(stopped).await?)
            });
        }
        Ok(())
    }
}

/// Waits until every server has closed the windows that are measured.
async fn wait(bench: &Bench, variants: &[Variant]) {
    let windows = bench.options.windows;
    let max_windows = u32::try_from(windows + 1).unwrap_or(u32::MAX);
    let end = Instant::now() + *bench.options.window * max_windows;
    let is_open = |variant: &Variant| variant.server.windows().len() <= windows;
    while Instant::now() < end && variants.iter().any(is_open) {
        sleep(LOOK).await;
    }
}

fn print(bench: &Bench, counts: &[(Engine, usize, Vec<WindowCount>)]) {
    let mut table = Table::new([
        "database",
        "relays",
        "delivered in each window",
        "least of the limit",
        "429 in the first",
        "429 after it",
    ]);
    for (engine, relays, windows) in counts {
        let measured = &windows[..windows.len().min(bench.options.windows)];
        let admitted = measured.iter().map(|window| window.admitted);
        let least = admitted.clone().min().unwrap_or_default();
        let admitted: Vec<_> = admitted.map(|count| count.to_string()).collect();
        let rejected: Vec<_> = measured.iter().map(|window| window.rejected).collect();
        let (first, later) = rejected.split_first().unwrap_or((&0, &[]));
        let later: u32 = later.iter().sum();
        let verdict = if later == 0 { "met" } else { "MISSED" };
        let share = f64::from(least) / f64::from(bench.options.limit);
        table.row([
            engine.name().to_owned(),
            relays.to_string(),
            admitted.join(", "),
            format_with_budget(share, Budget::Min(MIN_SHARE)),
            first.to_string(),
            format!("{later} (0: {verdict})"),
        ]);
    }
    println!("{table}");
}
