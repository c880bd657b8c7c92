//! Sends events concurrently and prints their cost as a line of JSON. `throughput` runs this program as
//! a separate process.

use std::fs;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use bytes::Bytes;
use clap::{Parser, ValueEnum};
use plain_benches::client_by_hand::ClientByHand;
use plain_benches::events::by_hand;
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
    /// File with a request body of our client: bare reqwest posts it, and the others use its document.
    #[arg(long)]
    body: Option<std::path::PathBuf>,
    /// Number of events after which to print the memory usage, repeatedly.
    #[arg(long)]
    memory_every: Option<u64>,
    /// Use one thread, so that the number of instructions repeats.
    #[arg(long)]
    single_thread: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sender {
    /// `plain_runtime::Client`: builds, validates and sends each event, and decodes the response.
    Plain,
    /// reqwest, with the event and the response as hand-written structs.
    ByHand,
    /// Bare reqwest: sends the same bytes each time and does not decode the response.
    Reqwest,
    /// reqwest, with the event and the response as `serde_json::Value`.
    ReqwestAndJson,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let mut runtime = if options.single_thread {
        tokio::runtime::Builder::new_current_thread()
    } else {
        tokio::runtime::Builder::new_multi_thread()
    };
    runtime.enable_all().build()?.block_on(run(&options))
}

async fn run(options: &Options) -> Result<()> {
    let sender = Sending::new(options)?;
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
    ByHand(ClientByHand),
    Reqwest(Bare),
}

/// reqwest, which posts the same bytes each time, or builds and reads a `Value`.
#[derive(Clone)]
struct Bare {
    http: reqwest::Client,
    url: String,
    body: Bytes,
    /// GraphQL document, if requests are built.
    query: Option<Arc<str>>,
}

impl Sending {
    fn new(options: &Options) -> Result<Self> {
        const API_KEY: &str = "plainApiKey_benchmark";
        if options.by == Sender::Plain {
            let client = Client::builder().api_key(API_KEY).api_url(&options.url);
            // Without it, no more than 32 are in flight.
            let in_flight = NonZeroUsize::new(options.in_flight).context("no request in flight")?;
            return Ok(Self::Plain(
                client.max_concurrent_requests(in_flight).build()?,
            ));
        }
        let path = options.body.as_ref().context("reqwest needs a --body")?;
        let body = Bytes::from(fs::read(path)?);
        let request: Value = serde_json::from_slice(&body)?;
        let query = request["query"].as_str().context("no document")?;
        if options.by == Sender::ByHand {
            let query = query.to_owned().leak();
            let client = ClientByHand::new(API_KEY, &options.url, query)?;
            return Ok(Self::ByHand(client));
        }
        let with_json = options.by == Sender::ReqwestAndJson;
        Ok(Self::Reqwest(Bare {
            http: reqwest::Client::builder().no_proxy().build()?,
            url: options.url.clone(),
            query: with_json.then(|| query.into()),
            body,
        }))
    }

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
                check_title(&created.title)
            }
            Self::ByHand(client) => {
                let created = client.create_customer_event(by_hand::sent(number)).await?;
                check_title(&created.title)
            }
            Self::Reqwest(bare) => bare.send(number).await,
        }
    }
}

impl Bare {
    async fn send(&self, number: u64) -> Result<()> {
        let body = match &self.query {
            Some(query) => serde_json::to_vec(&request(query, number))?.into(),
            None => self.body.clone(),
        };
        let response = self
            .http
            .post(&self.url)
            .header(AUTHORIZATION, "Bearer plainApiKey_benchmark")
            .header(CONTENT_TYPE, "application/json")
            .body(body)
            .send()
            .await?;
        ensure!(response.status().is_success(), "{}", response.status());
        let body = response.bytes().await?;
        ensure!(!body.is_empty(), "empty response");
        if self.query.is_some() {
            let response: Value = serde_json::from_slice(&body)?;
            let created = &response["data"]["createCustomerEvent"]["customerEvent"];
            check_title(created["title"].as_str().unwrap_or_default())?;
        }
        Ok(())
    }
}

fn check_title(title: &str) -> Result<()> {
    ensure!(
        title == "API key generated",
        "unexpected event in the response"
    );
    Ok(())
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
