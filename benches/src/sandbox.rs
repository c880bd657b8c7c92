//! A `plain-sandbox` in a process of its own, and the load on it.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use serde_json::json;

use crate::http1::Connection;
use crate::measure::percentile;
use crate::process;

/// The header of the sandbox's default API key.
const KEY: &str = "authorization: Bearer plainApiKey_sandbox\r\n";
const API: &str = "/graphql/v1";
/// External ID and ID of the customer that every sandbox has.
const CUSTOMER: &str = "jane";
const CUSTOMER_ID: &str = "c_01H14DFQ4PDYBH398J1E99TWSS";
/// Above this memory in MB, a sandbox is stopped, so that it does not take that of the machine.
const MAX_MEMORY: f64 = 3_000.0;

/// A running sandbox.
#[derive(Debug)]
pub struct SandboxProcess {
    child: Child,
    /// The address that it listens on.
    pub address: SocketAddr,
    /// Number of the next event.
    next: Arc<AtomicU64>,
    /// How many requests were timed.
    timed: AtomicU64,
}

/// The results of some load.
#[derive(Debug, Clone, Default)]
pub struct Load {
    /// Number of events created.
    pub events: usize,
    /// Events per second.
    pub rate: f64,
    /// Median time of a request in milliseconds.
    pub p50: f64,
    /// The time that one request in a hundred exceeds, in milliseconds.
    pub p99: f64,
}

impl SandboxProcess {
    /// Starts a sandbox on a free port.
    ///
    /// # Errors
    ///
    /// If the program does not start.
    pub fn start(program: &Path, database: Option<&Path>) -> Result<Self> {
        let mut command = Command::new(program);
        command.args(["--listen", "127.0.0.1:0"]);
        if let Some(file) = database {
            command.arg("--db").arg(file);
        }
        let mut child = command
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} does not start", program.display()))?;
        let stderr = child.stderr.take().context("no error output")?;
        let greeting = BufReader::new(stderr)
            .lines()
            .next()
            .context("no greeting")??;
        let address = greeting.split_whitespace().nth(3).unwrap_or_default();
        let address = address.trim_end_matches('.').parse().context(greeting)?;
        Ok(Self {
            child,
            address,
            next: Arc::default(),
            timed: AtomicU64::default(),
        })
    }

    /// Resident memory in MB.
    pub fn memory(&self) -> f64 {
        memory(self.child.id())
    }

    /// Creates events until a number of them exists or the time has passed, with so many requests in flight.
    ///
    /// # Errors
    ///
    /// If a request fails, which it does if the sandbox was stopped because of its memory.
    pub async fn create(&mut self, events: u64, time: Duration, in_flight: usize) -> Result<Load> {
        let start = Instant::now();
        let end = self.next.load(Ordering::Relaxed) + events;
        let senders: Vec<_> = (0..in_flight)
            .map(|_| {
                tokio::spawn(send(
                    self.address,
                    Arc::clone(&self.next),
                    end,
                    start + time,
                ))
            })
            .collect();
        let watch = tokio::spawn(watch_memory(self.child.id()));
        let mut times = Vec::new();
        let mut result = Ok(());
        for sender in senders {
            match sender.await? {
                Ok(sent) => times.extend(sent),
                Err(error) => result = Err(error),
            }
        }
        watch.abort();
        result?;
        let seconds = start.elapsed().as_secs_f64();
        // A number that was taken at the end of the time was not sent.
        self.next.fetch_min(end, Ordering::Relaxed);
        times.sort_by(f64::total_cmp);
        Ok(Load {
            events: times.len(),
            #[expect(clippy::cast_precision_loss, reason = "the number is small")]
            rate: times.len() as f64 / seconds,
            p50: percentile(&times, 50),
            p99: percentile(&times, 99),
        })
    }

    /// Bytes that the process has written to files.
    ///
    /// # Errors
    ///
    /// If the system does not report it.
    pub fn written(&self) -> Result<u64> {
        let counts = std::fs::read_to_string(format!("/proc/{}/io", self.child.id()))?;
        let bytes = counts
            .lines()
            .find_map(|line| line.strip_prefix("write_bytes: "));
        Ok(bytes.context("no number of bytes")?.trim().parse()?)
    }

    /// Creates threads of the customer of all events.
    ///
    /// # Errors
    ///
    /// If a request fails.
    pub async fn create_threads(&self, count: u64) -> Result<()> {
        let query = "mutation ($input: CreateThreadInput!) { createThread(input: $input) { thread { id } error { message } } }";
        let mut connection = Connection::open(self.address).await?;
        for number in 0..count {
            let input = json!({
                "customerIdentifier": { "externalId": CUSTOMER },
                "title": format!("Thread {number}"),
            });
            let body = json!({ "query": query, "variables": { "input": input } }).to_string();
            let response = connection.post(API, KEY, &body).await?;
            let response = String::from_utf8_lossy(&response);
            anyhow::ensure!(response.contains("th_"), "not created: {response}");
        }
        Ok(())
    }

    /// The median time of a query for the last 25 entries of the customer in milliseconds.
    ///
    /// # Errors
    ///
    /// If a request fails.
    pub async fn time_of_entries(&self, rounds: usize) -> Result<f64> {
        let query = format!(
            "{{ timelineEntries(customerId: \"{CUSTOMER_ID}\", last: 25) {{ edges {{ node {{ id entry {{ ... on CustomerEventEntry {{ title externalId }} }} }} }} }} }}"
        );
        let body = json!({ "query": query }).to_string();
        let mut connection = Connection::open(self.address).await?;
        let mut times = Vec::new();
        for _ in 0..rounds {
            let start = Instant::now();
            let response = connection.post(API, KEY, &body).await?;
            times.push(start.elapsed().as_secs_f64() * 1_000.0);
            let response = String::from_utf8_lossy(&response);
            anyhow::ensure!(response.contains("externalId"), "no entries: {response}");
        }
        times.sort_by(f64::total_cmp);
        Ok(times[times.len() / 2])
    }

    /// The median time of a request in milliseconds, and the length of the response.
    ///
    /// # Errors
    ///
    /// If a request fails.
    pub async fn time_of(&self, path: &str, rounds: usize) -> Result<(f64, usize)> {
        let mut times = Vec::new();
        let mut length = 0;
        for _ in 0..rounds {
            // A page that was drawn before would be answered from memory.
            let mut connection = Connection::open(self.address).await?;
            let number = self.timed.fetch_add(1, Ordering::Relaxed);
            create_one(&mut connection, &format!("between-{number}")).await?;
            let start = Instant::now();
            length = connection.get(path, "").await?.len();
            times.push(start.elapsed().as_secs_f64() * 1_000.0);
        }
        times.sort_by(f64::total_cmp);
        Ok((times[times.len() / 2], length))
    }
}

impl Drop for SandboxProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[expect(clippy::cast_precision_loss, reason = "less than 2^52")]
fn memory(pid: u32) -> f64 {
    process::memory_kib(pid).map_or(f64::NAN, |memory| memory as f64 / 1_024.0)
}

/// Stops a process that takes too much memory.
async fn watch_memory(pid: u32) {
    while memory(pid) < MAX_MEMORY {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let _ = Command::new("kill").args(["-9", &pid.to_string()]).status();
}

/// Sends events one after the other and returns the times of the requests in milliseconds.
async fn send(
    address: SocketAddr,
    next: Arc<AtomicU64>,
    end: u64,
    deadline: Instant,
) -> Result<Vec<f64>> {
    let mut connection = Connection::open(address).await?;
    let mut times = Vec::new();
    while Instant::now() < deadline {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= end {
            break;
        }
        let start = Instant::now();
        create_one(&mut connection, &format!("event-{number}")).await?;
        times.push(start.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(times)
}

async fn create_one(connection: &mut Connection, external_id: &str) -> Result<()> {
    let query = "mutation ($input: CreateCustomerEventInput!) { createCustomerEvent(input: $input) { customerEvent { id } error { message } } }";
    let row = json!({
        "rowMainContent": [{ "componentText": { "text": "Order 1042 of the Starter plan" } }],
        "rowAsideContent": [{ "componentBadge": { "badgeLabel": "Declined", "badgeColor": "RED" } }],
    });
    let input = json!({
        "title": format!("Payment failed {external_id}"),
        "customerIdentifier": { "externalId": CUSTOMER },
        "externalId": external_id,
        "components": [
            { "componentRow": row },
            { "componentSpacer": { "spacerSize": "M" } },
            { "componentLinkButton": { "linkButtonUrl": "https://example.com/", "linkButtonLabel": "View" } },
        ],
    });
    let body = json!({ "query": query, "variables": { "input": input } }).to_string();
    let response = connection.post(API, KEY, &body).await?;
    let response = String::from_utf8_lossy(&response);
    anyhow::ensure!(response.contains("tev_"), "not created: {response}");
    Ok(())
}
