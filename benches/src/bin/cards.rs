//! Measures an endpoint for three customer cards over HTTP: `plain_endpoints::Cards` in axum against an axum
//! handler that is written by hand, which verifies the same signature and answers the same JSON.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Parser;
use plain_benches::cards::{CardsRequest, Endpoint, PATH};
use plain_benches::http1::Connection;
use plain_benches::machine;
use plain_benches::measure::{Samples, interleaved, percentile};
use plain_benches::table::{Budget, Table, format_with_budget};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// Upper bound on the 99th percentile, compared with the handler that is written by hand.
const MAX_RATIO: f64 = 1.1;

/// Measures endpoints for customer cards.
#[derive(Parser)]
struct Options {
    /// Numbers of connections, each of which sends one request after another.
    #[arg(long, value_delimiter = ',', default_value = "1,16")]
    connections: Vec<usize>,
    /// Times for which the function of each card waits, as for a database.
    #[arg(long, value_delimiter = ',', default_value = "0s,2ms")]
    waits: Vec<humantime::Duration>,
    /// Number of measurements of each endpoint.
    #[arg(long, default_value_t = 61)]
    rounds: usize,
    /// Number of requests in a measurement.
    #[arg(long, default_value_t = 4_000)]
    requests: usize,
    /// Measure little, in seconds, to see that the benchmark works.
    #[arg(long)]
    small: bool,
}

/// Figures of one measurement, in microseconds.
struct Load {
    p50: f64,
    p99: f64,
    requests_per_second: f64,
}

fn main() -> Result<()> {
    let mut options = Options::parse();
    if options.small {
        options.rounds = 3;
        options.requests = 320;
    }
    let server = Runtime::new()?;
    // The connections share a thread, so that the servers have as much of the machine as possible.
    let client = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;

    machine::print_header("Card endpoint", &[]);
    for &wait in &options.waits {
        let mut addresses = Vec::new();
        for endpoint in Endpoint::ALL {
            addresses.push(server.block_on(serve(endpoint, *wait))?);
        }
        for &connections in &options.connections {
            println!("### Three cards after {wait} each, {connections} at a time\n");
            let requests = options.requests_within(*wait, connections);
            let measure =
                |address: &SocketAddr| client.block_on(load(*address, connections, requests));
            // Warm-up.
            interleaved(&addresses, 1, measure)?;
            println!(
                "{}",
                table(&interleaved(&addresses, options.rounds, measure)?)
            );
        }
    }
    Ok(())
}

impl Options {
    /// The number of requests, or as many as a round of half a second has.
    fn requests_within(&self, wait: Duration, connections: usize) -> usize {
        let in_turn = Duration::from_millis(500).div_duration_f64(wait);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a float that is too large becomes the maximum"
        )]
        let max = (in_turn as usize).saturating_mul(connections);
        self.requests.min(max)
    }
}

/// Serves an endpoint until the program ends.
async fn serve(endpoint: Endpoint, wait: Duration) -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let app = endpoint.app(wait)?;
    tokio::spawn(async { axum::serve(listener, app).await });
    Ok(address)
}

/// Sends requests over some connections at the same time.
async fn load(address: SocketAddr, connections: usize, requests: usize) -> Result<Load> {
    let start = Instant::now();
    let senders: Vec<_> = (0..connections)
        .map(|_| tokio::spawn(send(address, requests / connections)))
        .collect();
    let mut times = Vec::with_capacity(requests);
    for sender in senders {
        times.extend(sender.await??);
    }
    let seconds = start.elapsed().as_secs_f64();
    times.sort_by(f64::total_cmp);
    Ok(Load {
        p50: percentile(&times, 50),
        p99: percentile(&times, 99),
        #[expect(clippy::cast_precision_loss, reason = "the number is small")]
        requests_per_second: times.len() as f64 / seconds,
    })
}

/// Sends requests one after the other and returns their times in microseconds.
async fn send(address: SocketAddr, requests: usize) -> Result<Vec<f64>> {
    let CardsRequest { headers, body } = CardsRequest::default();
    let mut connection = Connection::open(address).await?;
    let mut times = Vec::with_capacity(requests);
    for _ in 0..requests {
        let start = Instant::now();
        connection.post(PATH, &headers, &body).await?;
        times.push(start.elapsed().as_secs_f64() * 1e6);
    }
    Ok(times)
}

/// The figures of each endpoint, and their ratios to those of the last one.
fn table(loads: &[Vec<Load>]) -> Table {
    let of = |index: usize, figure: fn(&Load) -> f64| -> Samples {
        loads[index].iter().map(figure).collect()
    };
    let mut table = Table::new([
        "endpoint",
        "p50, µs",
        "p99, µs",
        "requests/s",
        "p50 to by hand",
        "p99 to by hand",
        "requests/s to by hand",
    ]);
    let by_hand = Endpoint::ALL.len() - 1;
    for (index, endpoint) in Endpoint::ALL.iter().enumerate() {
        let ratio = |figure: fn(&Load) -> f64| of(index, figure).ratio_to(&of(by_hand, figure));
        let mut row = vec![
            endpoint.name().to_owned(),
            format!("{:.0}", of(index, |load| load.p50).median()),
            format!("{:.0}", of(index, |load| load.p99).median()),
            format!("{:.0}", of(index, |load| load.requests_per_second).median()),
        ];
        if index != by_hand {
            row.push(format!("{:.2}", ratio(|load| load.p50)));
            let p99 = ratio(|load| load.p99);
            row.push(format_with_budget(p99, Budget::Max(MAX_RATIO)));
            row.push(format!("{:.2}", ratio(|load| load.requests_per_second)));
        }
        table.row(row);
    }
    table
}
