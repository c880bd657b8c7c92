//! Measures an outbox: recording an event against a bare `INSERT`, relays with up to 1,000,000 pending
//! events against the same loop in bare SQL, the memory and the searches of a relay behind which
//! 1,000,000 delivered events are remembered, and a backlog at the rate limit.
//!
//! The relays send to the mock server, which has no rate limit, apart from those of the last measurement.

mod backlog;
mod bare;
mod database;
mod drain;
mod enqueue;
mod limit;
mod limited_server;
mod metrics;
mod remembered;

use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::{Parser, ValueEnum};
use plain_benches::mock_server::MockServer;
use plain_benches::{cargo, machine};
use plain_postgres_tests::PostgresServer;
use plain_runtime::Client;
use tokio::runtime::Runtime;

use self::database::Engine;
use self::metrics::Metrics;

/// Measures an outbox.
#[derive(Parser)]
struct Options {
    /// Measurements; all by default.
    #[arg(value_enum)]
    measurements: Vec<Measurement>,
    /// Databases. PostgreSQL is skipped if it is not installed.
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "sqlite,postgres"
    )]
    engines: Vec<Engine>,
    /// Numbers of pending events, in ascending order.
    #[arg(long, value_delimiter = ',', default_value = "10000,100000,1000000")]
    pending: Vec<u64>,
    /// Numbers of relays, each with connections of its own.
    #[arg(long, value_delimiter = ',', default_value = "1,8,32")]
    relays: Vec<usize>,
    /// Number of measurements of each variant.
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// Number of events in a measurement.
    #[arg(long, default_value_t = 2_000)]
    events: u64,
    /// Number of events that are delivered and remembered.
    #[arg(long, default_value_t = 1_000_000)]
    remembered: u64,
    /// Requests that the server with a rate limit admits in a window.
    #[arg(long, default_value_t = 450)]
    limit: u32,
    /// Length of a window.
    #[arg(long, default_value = "1m")]
    window: humantime::Duration,
    /// Number of windows.
    #[arg(long, default_value_t = 3)]
    windows: usize,
    /// Measure little, in seconds, to see that the benchmark works.
    #[arg(long)]
    small: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Measurement {
    /// Records events, and inserts bare rows.
    Enqueue,
    /// Delivers a part of the pending events, by relays and in bare SQL.
    Drain,
    /// Delivers all events, then searches among those that are remembered.
    Remembered,
    /// Delivers a backlog at a rate limit, in real time: by 1, 2 and 8 relays.
    Limit,
}

impl Options {
    /// The rate limit of the windows.
    fn requests_per_minute(&self) -> u32 {
        let windows = Duration::from_mins(1).div_duration_f64(*self.window);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a float that is too large becomes the maximum"
        )]
        let requests = (f64::from(self.limit) * windows) as u32;
        requests
    }
}

/// The surroundings of the measurements.
struct Bench {
    options: Options,
    runtime: Runtime,
    folder: PathBuf,
    server: MockServer,
    metrics: &'static Metrics,
    /// If it is measured.
    postgres: Option<PostgresServer>,
}

impl Bench {
    fn client(&self) -> Result<Client> {
        let client = Client::builder()
            .api_key("plainApiKey_benchmark")
            .api_url(&self.server.urls.http1)
            .build();
        client.context("the client is not built")
    }
}

fn main() -> Result<()> {
    let mut options = Options::parse();
    if options.small {
        options.pending = vec![100, 1_000];
        options.relays = vec![1, 3];
        options.rounds = 2;
        options.events = 50;
        options.remembered = 500;
        options.window = Duration::from_secs(2).into();
        options.windows = 2;
    }
    let mut measurements = options.measurements.clone();
    if measurements.is_empty() {
        measurements = Measurement::value_variants().to_vec();
    }
    let postgres = start_postgres(&mut options.engines)?;
    let folder = cargo::fresh_folder("outbox")?;
    let bench = Bench {
        server: MockServer::start(&folder)?,
        runtime: Runtime::new()?,
        metrics: Metrics::install()?,
        folder,
        postgres,
        options,
    };
    machine::print_header("Outbox", &[]);
    for &engine in &bench.options.engines {
        for measurement in &measurements {
            match measurement {
                Measurement::Enqueue => enqueue::measure(&bench, engine)?,
                Measurement::Drain => drain::measure(&bench, engine)?,
                Measurement::Remembered => remembered::measure(&bench, engine)?,
                // Measures all engines at once, below.
                Measurement::Limit => {}
            }
        }
    }
    if measurements.contains(&Measurement::Limit) {
        limit::measure(&bench)?;
    }
    cargo::fresh_folder("outbox")?;
    Ok(())
}

/// Starts a server if PostgreSQL is to be measured, or takes it off the list if it is not installed.
fn start_postgres(engines: &mut Vec<Engine>) -> Result<Option<PostgresServer>> {
    if !engines.contains(&Engine::Postgres) {
        return Ok(None);
    }
    match PostgresServer::start_new() {
        Ok(server) => Ok(Some(server)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            eprintln!("PostgreSQL is skipped: {error}");
            engines.retain(|engine| *engine != Engine::Postgres);
            Ok(None)
        }
        Err(error) => Err(error).context("PostgreSQL does not start"),
    }
}
