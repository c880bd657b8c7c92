//! Measures the throughput and the CPU time per event of our client, compared with bare reqwest, which
//! posts the same bytes and does not decode the response, reqwest with `json!`, and both official
//! TypeScript SDKs.
//!
//! Each sender runs in a separate process, in turns, against the same mock server. wrk measures the limit
//! of the mock server.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use clap::Parser;
use plain_benches::measure::{Samples, interleaved};
use plain_benches::mock_server::{MockServer, sibling};
use plain_benches::table::{Budget, Table, format_with_budget};
use plain_benches::{cargo, machine, process, typescript};
use serde::Deserialize;

/// Measures the throughput over HTTP.
#[derive(Parser)]
struct Options {
    /// Number of runs of each sender.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Number of events per run. The TypeScript SDKs send a tenth of it.
    #[arg(long, default_value_t = 100_000)]
    events: u64,
    /// Numbers of requests in flight.
    #[arg(long, value_delimiter = ',', default_value = "1,16,256")]
    in_flight: Vec<usize>,
    /// Measure the memory usage while sending so many events instead.
    #[arg(long)]
    memory: Option<u64>,
}

/// A client to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sender {
    Plain,
    Reqwest,
    ReqwestAndJson,
    TypescriptSdk,
    TypescriptGraphql,
}

impl Sender {
    fn name(self) -> &'static str {
        match self {
            Self::Plain => "`plain_runtime::Client`",
            Self::Reqwest => "bare reqwest",
            Self::ReqwestAndJson => "reqwest and `json!`",
            Self::TypescriptSdk => "@team-plain/typescript-sdk",
            Self::TypescriptGraphql => "@team-plain/graphql",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Protocol {
    Http1,
    Http2,
}

impl Protocol {
    fn name(self) -> &'static str {
        match self {
            Self::Http1 => "HTTP/1.1",
            Self::Http2 => "HTTP/2 over TLS",
        }
    }

    fn senders(self) -> &'static [Sender] {
        match self {
            Self::Http1 => &[
                Sender::Plain,
                Sender::Reqwest,
                Sender::ReqwestAndJson,
                Sender::TypescriptSdk,
                Sender::TypescriptGraphql,
            ],
            // The SDKs use Node's `fetch`, which does not use HTTP/2 by default.
            Self::Http2 => &[Sender::Plain, Sender::Reqwest, Sender::ReqwestAndJson],
        }
    }
}

/// Results that a sender prints.
#[derive(Deserialize)]
struct Figures {
    events_per_second: f64,
    cpu_microseconds_per_event: f64,
}

struct Bench {
    server: MockServer,
    /// File with the request body of our client, for senders that post bytes.
    body: PathBuf,
    events: u64,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let folder = cargo::fresh_folder("throughput")?;
    let bench = Bench {
        server: MockServer::start(&folder)?,
        body: folder.join("plain-runtime"),
        events: options.events,
    };
    // Stores the request body of our client.
    let url = format!("{}/record/plain-runtime", bench.server.urls.http1);
    process::run(&mut bench.load(Sender::Plain, &url, 1, 1)?)?;

    if let Some(events) = options.memory {
        machine::print_header("Memory", &[]);
        return bench.memory(events);
    }
    typescript::install()?;
    machine::print_header("Throughput", &["node"]);
    println!(
        "The request body has {} bytes.\n",
        fs::metadata(&bench.body)?.len()
    );
    for protocol in [Protocol::Http1, Protocol::Http2] {
        for &in_flight in &options.in_flight {
            bench.compare(protocol, in_flight, options.rounds)?;
        }
    }
    Ok(())
}

impl Bench {
    fn compare(&self, protocol: Protocol, in_flight: usize, rounds: usize) -> Result<()> {
        let senders = protocol.senders();
        let figures = interleaved(senders, rounds, |sender| {
            self.measure(*sender, protocol, in_flight)
        })?;
        let of = |figure: fn(&Figures) -> f64| -> Vec<Samples> {
            let samples = figures.iter().map(|it| it.iter().map(figure).collect());
            samples.collect()
        };
        let speed = of(|it| it.events_per_second);
        let cpu = of(|it| it.cpu_microseconds_per_event);

        let head = format!("{}, {in_flight} in flight", protocol.name());
        let mut table = Table::new([
            &*head,
            "events/s",
            "CPU per event, µs",
            "events/s, ours / this",
            "CPU, ours / this",
        ]);
        for (index, sender) in senders.iter().enumerate() {
            let ratio = speed[0].ratio_to(&speed[index]);
            table.row([
                sender.name().to_owned(),
                format!("{:.0}", speed[index].median()),
                format!("{:.1}", cpu[index].median()),
                match (sender, in_flight) {
                    (Sender::Plain, _) => String::new(),
                    (Sender::Reqwest, 16) => format_with_budget(ratio, Budget::Min(0.9)),
                    (Sender::Reqwest | Sender::ReqwestAndJson, _) => format!("{ratio:.2}"),
                    (_, 16) => format_with_budget(ratio, Budget::Min(10.0)),
                    (_, _) => format!("{ratio:.1}"),
                },
                if *sender == Sender::Plain {
                    String::new()
                } else {
                    format!("{:.2}", cpu[0].ratio_to(&cpu[index]))
                },
            ]);
        }
        if protocol == Protocol::Http1 {
            let limit = match self.limit(in_flight) {
                Ok(limit) => format!("{limit:.0}"),
                Err(error) => format!("not measured: {error}"),
            };
            table.row(["limit of the mock server, by wrk".to_owned(), limit]);
        }
        println!("{table}");
        Ok(())
    }

    fn measure(&self, sender: Sender, protocol: Protocol, in_flight: usize) -> Result<Figures> {
        let url = match protocol {
            Protocol::Http1 => &self.server.urls.http1,
            Protocol::Http2 => &self.server.urls.http2,
        };
        let url = format!("{url}/graphql/v1");
        // Sequential requests are slower.
        let events = if in_flight == 1 {
            self.events / 4
        } else {
            self.events
        };
        let sdk = match sender {
            Sender::TypescriptSdk => "typescript-sdk",
            Sender::TypescriptGraphql => "graphql",
            Sender::Plain | Sender::Reqwest | Sender::ReqwestAndJson => {
                let mut load = self.load(sender, &url, in_flight, events)?;
                return figures(&mut load);
            }
        };
        figures(
            typescript::program("load.js")
                .args([sdk, &url])
                .args([in_flight.to_string(), (events / 10).to_string()]),
        )
    }

    fn load(&self, sender: Sender, url: &str, in_flight: usize, events: u64) -> Result<Command> {
        let by = match sender {
            Sender::Plain => "plain",
            Sender::ReqwestAndJson => "reqwest-and-json",
            _ => "reqwest",
        };
        let mut load = Command::new(sibling("load")?);
        load.args(["--by", by, "--url", url])
            .arg(format!("--in-flight={in_flight}"))
            .arg(format!("--events={events}"))
            .arg("--body")
            .arg(&self.body)
            .env("SSL_CERT_FILE", &self.server.authority);
        Ok(load)
    }

    /// Measures how many of the same requests per second the mock server handles.
    fn limit(&self, in_flight: usize) -> Result<f64> {
        let script = self.body.with_extension("lua");
        cargo::write(&script, &wrk_script(&self.body)?)?;
        let mut wrk = Command::new("wrk");
        wrk.args(["--threads=1", "--duration=3s"])
            .arg(format!("--connections={in_flight}"))
            .arg("--script")
            .arg(&script)
            .arg(format!("{}/graphql/v1", self.server.urls.http1));
        let (_, stdout, _) = process::output(&mut wrk)?;
        stdout
            .lines()
            .find_map(|line| line.strip_prefix("Requests/sec:"))
            .and_then(|rest| rest.trim().parse().ok())
            .context("missing `Requests/sec` in the output of wrk")
    }

    fn memory(&self, events: u64) -> Result<()> {
        let url = format!("{}/graphql/v1", self.server.urls.http1);
        let mut load = self.load(Sender::Plain, &url, 16, events)?;
        load.arg(format!("--memory-every={}", (events / 10).max(1)));
        let (_, stdout, _) = process::output(&mut load)?;
        let mut table = Table::new(["events sent", "resident memory, KiB"]);
        for line in stdout.lines() {
            #[derive(Deserialize)]
            struct Memory {
                events: u64,
                memory_kib: u64,
            }
            if let Ok(Memory { events, memory_kib }) = serde_json::from_str(line) {
                table.row([events.to_string(), memory_kib.to_string()]);
            }
        }
        println!("{table}");
        Ok(())
    }
}

fn figures(command: &mut Command) -> Result<Figures> {
    let (_, stdout, _) = process::output(command)?;
    let line = stdout.lines().last().unwrap_or_default();
    serde_json::from_str(line).with_context(|| format!("unexpected output `{line}` of {command:?}"))
}

fn wrk_script(body: &Path) -> Result<String> {
    Ok(format!(
        "wrk.method = \"POST\"
wrk.headers[\"content-type\"] = \"application/json\"
wrk.headers[\"authorization\"] = \"Bearer plainApiKey_benchmark\"
wrk.body = [==[{}]==]
",
        fs::read_to_string(body)?
    ))
}
