//! Clients that wait for changes while events are created.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::Result;
use plain_benches::http1::Connection;
use plain_benches::measure::Samples;
use plain_benches::sandbox::{Load, SandboxProcess};
use plain_benches::table::{Budget, Table, format_with_budget};

use crate::{Build, MAX_FILLING, Options};

/// Share of the throughput that remains with the callers and tabs of the last columns.
const MIN_SHARE: f64 = 0.8;

/// A client that waits for changes while events are created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Caller {
    Waiter,
    Tab,
}

/// Throughput with some callers, compared with none.
pub(crate) async fn measure(
    options: &Options,
    builds: &[Build],
    stored: &mut [SandboxProcess],
    caller: Caller,
) -> Result<()> {
    let (noun, counts) = match caller {
        Caller::Waiter => ("waiters", &options.waiters),
        Caller::Tab => ("tabs", &options.tabs),
    };
    let mut table = Table::new(["sandbox", noun, "events/s", "p99 ms", "MB", "share of none"]);
    for (index, (build, sandbox)) in builds.iter().zip(stored.iter_mut()).enumerate() {
        let mut loads: Vec<Vec<Load>> = vec![Vec::new(); counts.len()];
        let mut memory = vec![f64::NAN; counts.len()];
        // In turns, so that other load on the machine affects each number of callers equally.
        for _ in 0..options.rounds {
            for (step, count) in counts.iter().enumerate() {
                let is_stopped = memory[step].is_infinite();
                if is_stopped {
                    continue;
                }
                if let Some(load) = with_callers(options, sandbox, caller, *count).await? {
                    loads[step].push(load);
                    memory[step] = sandbox.memory();
                } else {
                    memory[step] = f64::INFINITY;
                    *sandbox = SandboxProcess::start(&build.program, None)?;
                    let events = options.events.iter().copied().max().unwrap_or_default();
                    sandbox.create(events, MAX_FILLING, 16).await?;
                }
            }
        }
        let rates = |step: usize| loads[step].iter().map(|it| it.rate).collect::<Samples>();
        for (step, count) in counts.iter().enumerate() {
            if memory[step].is_infinite() {
                let stopped = "stopped, too much memory".to_owned();
                table.row([build.name.clone(), count.to_string(), stopped]);
                continue;
            }
            let share = rates(step).ratio_to(&rates(0));
            let p99: Samples = loads[step].iter().map(|it| it.p99).collect();
            table.row([
                build.name.clone(),
                count.to_string(),
                format!("{:.0}", rates(step).median()),
                format!("{:.1}", p99.median()),
                format!("{:.0}", memory[step]),
                if step + 1 == counts.len() && index == 0 {
                    format_with_budget(share, Budget::Min(MIN_SHARE))
                } else {
                    format!("{share:.2}")
                },
            ]);
        }
    }
    println!("{table}");
    Ok(())
}

/// Throughput with a number of callers; none if the sandbox was stopped.
async fn with_callers(
    options: &Options,
    sandbox: &mut SandboxProcess,
    caller: Caller,
    count: usize,
) -> Result<Option<Load>> {
    let script = Connection::open(sandbox.address)
        .await?
        .get("/assets/page.js", "")
        .await?;
    let is_throttled = String::from_utf8_lossy(&script).contains("x-plain-sandbox-tick");
    let address = sandbox.address;
    let callers: Vec<_> = (0..count)
        .map(|index| {
            tokio::spawn(async move {
                match caller {
                    Caller::Waiter => wait(address, index).await,
                    Caller::Tab => show(address, is_throttled).await,
                }
            })
        })
        .collect();
    let time = Duration::from_secs_f64(options.seconds);
    let result = sandbox.create(u64::MAX / 2, time, 16).await;
    for caller in callers {
        caller.abort();
    }
    Ok(result.ok())
}

/// Waits for an event that does not arrive.
async fn wait(address: SocketAddr, index: usize) -> Result<()> {
    let path = format!("/api/events?externalId=none-{index}&wait=1h");
    Connection::open(address).await?.get(&path, "").await?;
    Ok(())
}

/// Does as the page's script: requests the page again after each notification.
async fn show(address: SocketAddr, is_throttled: bool) -> Result<()> {
    let mut live = Connection::open(address).await?;
    live.subscribe("/live").await?;
    let mut page = Connection::open(address).await?;
    loop {
        let tick = live.next_event().await?;
        let start = Instant::now();
        let headers = format!("x-plain-sandbox-tick: {tick}\r\n");
        page.get("/", if is_throttled { &headers } else { "" })
            .await?;
        if is_throttled {
            let pause = Duration::from_millis(250).max(4 * start.elapsed());
            tokio::time::sleep(pause).await;
        }
    }
}
