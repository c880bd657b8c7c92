//! Sends events concurrently and prints their cost as a line of JSON. `throughput` runs this program as
//! a separate process.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use bytes::Bytes;
use clap::{Parser, ValueEnum};
use plain_benches::process::{memory_kib, own_cpu_time};
use plain_runtime::{Client, customer_event};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use serde_json::{Value, json};

/// Sends events to the mock server.
#[derive(Parser)]
struct Options {
    /// The sender.
    #[arg(long)]
    by: Sender,
    /// URL of the API.
    #[arg(long)]
    url: String,
    /// Number of requests in flight.
    #[arg(long, default_value_t = 16)]
    in_flight: usize,
    /// Number of events.
    #[arg(long, default_value_t = 10_000)]
    events: u64,
    /// File with the request body that bare reqwest posts.
    #[arg(long)]
    body: Option<std::path::PathBuf>,
    /// Number of events after which to print the memory usage, repeatedly.
    #[arg(long)]
    memory_every: Option<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sender {
    /// `plain_runtime::Client`: builds, validates and sends each event, and decodes the response.
    Plain,
    /// Bare reqwest: sends the same bytes each time and does not decode the response.
    Reqwest,
    /// reqwest, with the event and the response as `serde_json::Value`.
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
    // Warm-up: establishes the connections.
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

#[expect(clippy::cast_precision_loss, reason = "the numbers are less than 2^52")]
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
        /// GraphQL document, if requests are built.
        query: Option<Arc<str>>,
    },
}

impl Sending {
    async fn send(&self, number: u64) -> Result<()> {
        match self {
            Self::Plain(client) => {
                // The same length as the ID in the body of bare reqwest.
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
                    "unexpected event in the response"
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
                let body = response.bytes().await?;
                ensure!(!body.is_empty(), "empty response");
                if query.is_some() {
                    let response: Value = serde_json::from_slice(&body)?;
                    let created = &response["data"]["createCustomerEvent"]["customerEvent"];
                    ensure!(
                        created["title"] == "API key generated",
                        "unexpected event in the response"
                    );
                }
            }
        }
        Ok(())
    }
}

/// Builds the request of our client with `json!`.
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

/// Sends events from concurrent tasks, each of which sends one event after another.
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
                            json!({ "events": number + 1, "memory_kib": memory_kib(std::process::id())? })
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
