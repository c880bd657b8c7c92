//! Measures the throughput and the CPU time per event of our client, compared with reqwest and hand-written
//! structs, bare reqwest, which posts the same bytes and does not decode the response, reqwest with `json!`,
//! and both official TypeScript SDKs.
//!
//! Each sender runs in a separate process, in turns, against the same mock server. wrk measures the limit
//! of the mock server.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use clap::Parser;
use plain_benches::load::{Load, Sender};
use plain_benches::measure::{Samples, interleaved};
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
enum Contestant {
    Rust(Sender),
    /// An SDK, by the name of its package.
    Typescript(&'static str),
}

impl Contestant {
    const ALL: [Self; 6] = [
        Self::Rust(Sender::Plain),
        Self::Rust(Sender::ByHand),
        Self::Rust(Sender::Reqwest),
        Self::Rust(Sender::ReqwestAndJson),
        Self::Typescript("typescript-sdk"),
        Self::Typescript("graphql"),
    ];

    fn name(self) -> String {
        match self {
            Self::Rust(sender) => sender.name().to_owned(),
            Self::Typescript(package) => format!("@team-plain/{package}"),
        }
    }

    /// Formats the ratio of our throughput to that of this client.
    fn format_ratio(self, ratio: f64, in_flight: usize) -> String {
        match self {
            Self::Rust(Sender::Plain) => String::new(),
            Self::Rust(Sender::ByHand) => format_with_budget(ratio, Budget::Min(0.97)),
            Self::Rust(_) => format!("{ratio:.2}"),
            Self::Typescript(_) if in_flight == 16 => format_with_budget(ratio, Budget::Min(10.0)),
            Self::Typescript(_) => format!("{ratio:.1}"),
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

    fn contestants(self) -> &'static [Contestant] {
        match self {
            Self::Http1 => &Contestant::ALL,
            // The SDKs use Node's `fetch`, which does not use HTTP/2 by default.
            Self::Http2 => &Contestant::ALL[..Sender::ALL.len()],
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
    load: Load,
    events: u64,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let folder = cargo::fresh_folder("throughput")?;
    let bench = Bench {
        load: Load::start(&folder)?,
        events: options.events,
    };
    if let Some(events) = options.memory {
        machine::print_header("Memory", &[]);
        return bench.memory(events);
    }
    typescript::install()?;
    machine::print_header("Throughput", &["node"]);
    println!(
        "The request body has {} bytes.\n",
        fs::metadata(&bench.load.body)?.len()
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
        let contestants = protocol.contestants();
        let figures = interleaved(contestants, rounds, |contestant| {
            self.measure(*contestant, protocol, in_flight)
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
        for (index, contestant) in contestants.iter().enumerate() {
            let ratio = speed[0].ratio_to(&speed[index]);
            table.row([
                contestant.name(),
                format!("{:.0}", speed[index].median()),
                format!("{:.1}", cpu[index].median()),
                contestant.format_ratio(ratio, in_flight),
                if index == 0 {
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

    fn measure(
        &self,
        contestant: Contestant,
        protocol: Protocol,
        in_flight: usize,
    ) -> Result<Figures> {
        let url = match protocol {
            Protocol::Http1 => &self.load.server.urls.http1,
            Protocol::Http2 => &self.load.server.urls.http2,
        };
        let url = format!("{url}/graphql/v1");
        // Sequential requests are slower.
        let events = if in_flight == 1 {
            self.events / 4
        } else {
            self.events
        };
        match contestant {
            Contestant::Rust(sender) => {
                figures(&mut self.load.command(sender, &url, in_flight, events)?)
            }
            Contestant::Typescript(package) => figures(
                typescript::program("load.js")
                    .args([package, &url])
                    .args([in_flight.to_string(), (events / 10).to_string()]),
            ),
        }
    }

    /// Measures how many of the same requests per second the mock server handles.
    fn limit(&self, in_flight: usize) -> Result<f64> {
        let script = self.load.body.with_extension("lua");
        cargo::write(&script, &wrk_script(&self.load.body)?)?;
        let mut wrk = Command::new("wrk");
        wrk.args(["--threads=1", "--duration=3s"])
            .arg(format!("--connections={in_flight}"))
            .arg("--script")
            .arg(&script)
            .arg(self.load.http1("/graphql/v1"));
        let (_, stdout, _) = process::output(&mut wrk)?;
        stdout
            .lines()
            .find_map(|line| line.strip_prefix("Requests/sec:"))
            .and_then(|rest| rest.trim().parse().ok())
            .context("missing `Requests/sec` in the output of wrk")
    }

    fn memory(&self, events: u64) -> Result<()> {
        let url = self.load.http1("/graphql/v1");
        let mut load = self.load.command(Sender::Plain, &url, 16, events)?;
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
