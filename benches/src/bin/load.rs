//! Sends events, so many at a time, and says what they cost, as a line of JSON: the part of
//! `throughput` that is measured, in a process of its own.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use bytes::Bytes;
use clap::{Parser, ValueEnum};
use plain_benches::process::own_cpu_time;
use plain_runtime::{Client, customer_event};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use serde_json::{Value, json};

/// Sends events to the sink.
#[derive(Parser)]
struct Options {
    /// What sends them.
    #[arg(long)]
    by: Sender,
    /// Where to.
    #[arg(long)]
    url: String,
    /// How many are under way at a time.
    #[arg(long, default_value_t = 16)]
    in_flight: usize,
    /// How many in all.
    #[arg(long, default_value_t = 10_000)]
    events: u64,
    /// The body that bare reqwest posts.
    #[arg(long)]
    body: Option<std::path::PathBuf>,
    /// How often to say how much memory is in use.
    #[arg(long)]
    memory_every: Option<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sender {
    /// `plain_runtime::Client`: each event is built, checked, sent, and its answer read.
    Plain,
    /// reqwest alone: the same bytes each time, and the answer's bytes unread.
    Reqwest,
    /// reqwest, with the event built and the answer read as `serde_json::Value`.
    ReqwestAndJson,
}

#[tokio::main]
async fn main() -> Result<()> {
    let options = Options::parse();
    let sender = match options.by {
        Sender::Plain => Sending::Plain(
            Client::builder()
                .api_key("plainApiKey_benchmark")
                .api_url(&options.url)
                .build()?,
        ),
        Sender::Reqwest | Sender::ReqwestAndJson => {
            let path = options.body.as_ref().context("reqwest needs a --body")?;
            let body = Bytes::from(fs::read(path)?);
            let request: Value = serde_json::from_slice(&body)?;
            let with_json = options.by == Sender::ReqwestAndJson;
            Sending::Reqwest {
                http: reqwest::Client::builder().no_proxy().build()?,
                url: options.url.clone(),
                body,
                query: with_json.then(|| request["query"].as_str().unwrap_or_default().into()),
            }
        }
    };
    // Connections, and whatever is made at the first call.
    send_all(
        &sender,
        options.in_flight,
        options.in_flight as u64 * 4,
        None,
    )
    .await?;

    let (start, cpu_before) = (Instant::now(), own_cpu_time()?);
    send_all(
        &sender,
        options.in_flight,
        options.events,
        options.memory_every,
    )
    .await?;
    let (wall, cpu) = (start.elapsed(), own_cpu_time()?.saturating_sub(cpu_before));
    println!("{}", figures(options.events, wall, cpu));
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "they are less than 2^52")]
fn figures(events: u64, wall: Duration, cpu: Duration) -> Value {
    json!({
        "events_per_second": events as f64 / wall.as_secs_f64(),
        "cpu_microseconds_per_event": cpu.as_secs_f64() * 1e6 / events as f64,
    })
}

#[derive(Clone)]
enum Sending {
    Plain(Client),
    Reqwest {
        http: reqwest::Client,
        url: String,
        body: Bytes,
        /// Of the requests that are built.
        query: Option<Arc<str>>,
    },
}

impl Sending {
    async fn send(&self, number: u64) -> Result<()> {
        match self {
            Self::Plain(client) => {
                // As long as the id in the body of reqwest's.
                let key = 1_000_000_000 + number;
                let created = customer_event!(
                    client,
                    title = "API key generated",
                    customer_identifier = email_address("jane@acme.com"),
                    components = [
                        text("New API key was added with the fingerprint **{key}** with {number} associated roles."),
                        spacer(M),
                        link_button("View in admin", "https://admin.your-app.com/keys/{key}"),
                    ],
                    external_id = "api-key-{key}",
                )
                .await?;
                ensure!(
                    created.title == "API key generated",
                    "another event came back"
                );
            }
            Self::Reqwest {
                http,
                url,
                body,
                query,
            } => {
                let body = match query {
                    Some(query) => serde_json::to_vec(&request(query, number))?.into(),
                    None => body.clone(),
                };
                let response = http
                    .post(url)
                    .header(AUTHORIZATION, "Bearer plainApiKey_benchmark")
                    .header(CONTENT_TYPE, "application/json")
                    .body(body)
                    .send()
                    .await?;
                ensure!(response.status().is_success(), "{}", response.status());
                let answer = response.bytes().await?;
                ensure!(!answer.is_empty(), "an empty answer");
                if query.is_some() {
                    let answer: Value = serde_json::from_slice(&answer)?;
                    let created = &answer["data"]["createCustomerEvent"]["customerEvent"];
                    ensure!(
                        created["title"] == "API key generated",
                        "another event came back"
                    );
                }
            }
        }
        Ok(())
    }
}

/// What our client sends, as somebody would build it who has `json!`.
fn request(query: &str, number: u64) -> Value {
    let key = 1_000_000_000 + number;
    json!({
        "query": query,
        "operationName": "createCustomerEvent",
        "variables": { "input": {
            "title": "API key generated",
            "customerIdentifier": { "emailAddress": "jane@acme.com" },
            "components": [
                { "componentText": { "text": format!("New API key was added with the fingerprint **{key}** with {number} associated roles.") } },
                { "componentSpacer": { "spacerSize": "M" } },
                { "componentLinkButton": {
                    "linkButtonLabel": "View in admin",
                    "linkButtonUrl": format!("https://admin.your-app.com/keys/{key}")
                } }
            ],
            "externalId": format!("api-key-{key}")
        } }
    })
}

/// Sends so many events, each of so many tasks one after another.
async fn send_all(
    sender: &Sending,
    in_flight: usize,
    events: u64,
    memory_every: Option<u64>,
) -> Result<()> {
    let taken = Arc::new(AtomicU64::new(0));
    let tasks: Vec<_> = (0..in_flight)
        .map(|_| {
            let (sender, taken) = (sender.clone(), taken.clone());
            tokio::spawn(async move {
                loop {
                    let number = taken.fetch_add(1, Ordering::Relaxed);
                    if number >= events {
                        return anyhow::Ok(());
                    }
                    sender.send(number).await?;
                    if memory_every.is_some_and(|every| (number + 1).is_multiple_of(every)) {
                        println!(
                            "{}",
                            json!({ "events": number + 1, "memory_kib": memory()? })
                        );
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    Ok(())
}

/// This process's memory that is not on disk, in KiB.
fn memory() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse().ok())
        .context("the system does not say how much memory is in use")
}
