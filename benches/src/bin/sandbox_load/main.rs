//! Measures the sandbox under load: events per second, the cost of pages and lists of many events, and how
//! much callers that wait and open tabs slow it down. Several builds of the sandbox are measured in turns.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use clap::Parser;
use plain_benches::http1::Connection;
use plain_benches::machine;
use plain_benches::measure::Samples;
use plain_benches::sandbox::{Load, SandboxProcess};
use plain_benches::table::{Budget, Table, format_with_budget};

/// Share of the throughput that remains with the callers and tabs of the last columns.
const MIN_SHARE: f64 = 0.8;

/// Time limit of filling a sandbox.
const MAX_FILLING: Duration = Duration::from_mins(10);

/// Measures the sandbox under load.
#[derive(Parser)]
struct Options {
    /// A build of the sandbox, as NAME=PATH; can be repeated.
    #[arg(
        long = "sandbox",
        default_value = "this=../target/release/plain-sandbox"
    )]
    sandboxes: Vec<String>,
    /// Numbers of stored events.
    #[arg(long, value_delimiter = ',', default_value = "1000,10000,50000,100000")]
    events: Vec<u64>,
    /// Numbers of callers that wait for an event.
    #[arg(long, value_delimiter = ',', default_value = "0,1,10,40")]
    waiters: Vec<usize>,
    /// Numbers of open tabs.
    #[arg(long, value_delimiter = ',', default_value = "0,1,5,20")]
    tabs: Vec<usize>,
    /// Time of one measurement of the throughput, in seconds.
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
    /// Number of measurements with each number of callers.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Measure little, in less than a minute, to see that the benchmark works.
    #[arg(long)]
    small: bool,
}

/// A build of the sandbox.
struct Build {
    name: String,
    program: PathBuf,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut options = Options::parse();
    if options.small {
        options.events = vec![100, 1_000];
        options.waiters = vec![0, 5];
        options.tabs = vec![0, 2];
        options.seconds = 0.5;
        options.rounds = 2;
    }
    let builds: Result<Vec<Build>> = options.sandboxes.iter().map(|it| parse_build(it)).collect();
    let builds = builds?;
    machine::print_header("sandbox_load", &[]);
    in_flight(&options, &builds).await?;
    let mut stored = Vec::new();
    for build in &builds {
        stored.push(fill(&options, build).await?);
    }
    callers(&options, &builds, &mut stored, Caller::Waiter).await?;
    callers(&options, &builds, &mut stored, Caller::Tab).await
}

fn parse_build(text: &str) -> Result<Build> {
    let (name, program) = text.split_once('=').context("expected NAME=PATH")?;
    Ok(Build {
        name: name.to_owned(),
        program: program.into(),
    })
}

/// Events per second of an empty sandbox, by the number of requests in flight.
async fn in_flight(options: &Options, builds: &[Build]) -> Result<()> {
    let mut table = Table::new([
        "sandbox",
        "in flight",
        "storage",
        "events/s",
        "p50 ms",
        "p99 ms",
    ]);
    let file = std::env::temp_dir().join(format!("sandbox-load-{}.db", std::process::id()));
    for database in [None, Some(&file)] {
        for in_flight in [1, 16, 256] {
            for build in builds {
                remove(&file);
                let database = database.map(PathBuf::as_path);
                let mut sandbox = SandboxProcess::start(&build.program, database)?;
                let time = Duration::from_secs_f64(options.seconds);
                let load = sandbox.create(u64::MAX / 2, time, in_flight).await?;
                let storage = database.map_or("memory", |_| "--db");
                table.row([
                    build.name.clone(),
                    in_flight.to_string(),
                    storage.to_owned(),
                    format!("{:.0}", load.rate),
                    format!("{:.2}", load.p50),
                    format!("{:.2}", load.p99),
                ]);
            }
        }
    }
    remove(&file);
    println!("{table}");
    Ok(())
}

fn remove(file: &std::path::Path) {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        let _ = std::fs::remove_file(name);
    }
}

/// Fills a sandbox and measures the cost of reading it at each number of events.
async fn fill(options: &Options, build: &Build) -> Result<SandboxProcess> {
    let mut sandbox = SandboxProcess::start(&build.program, None)?;
    let mut table = Table::new([
        &build.name[..],
        "filling/s",
        "`/`",
        "search",
        "`/api/events`",
        "`?externalId=`",
        "not found",
        "longest stall",
        "MB",
    ]);
    let mut stored = 0;
    for events in &options.events {
        let load = sandbox.create(events - stored, MAX_FILLING, 16).await?;
        stored = *events;
        let time = async |path: &str, rounds| {
            Ok::<_, anyhow::Error>(sandbox.time_of(path, rounds).await?.0)
        };
        table.row([
            events.to_string(),
            format!("{:.0}", load.rate),
            format!("{:.1}", time("/", 5).await?),
            format!("{:.1}", time("/?q=nothing", 3).await?),
            format!("{:.1}", time("/api/events", 1).await?),
            format!("{:.1}", time("/api/events?externalId=event-50", 3).await?),
            format!("{:.1}", time("/api/events?externalId=none", 3).await?),
            format!("{:.1}", longest_stall(sandbox.address).await?),
            format!("{:.0}", sandbox.memory()),
        ]);
    }
    println!("Times in ms; the stall is that of `/readyz` while all events are listed.\n\n{table}");
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

/// A client that waits for changes while events are created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Caller {
    Waiter,
    Tab,
}

/// Throughput with some callers, compared with none.
async fn callers(
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
