//! Creates the events of the past: invoices that were paid before the product told Plain about them.
//!
//! ```sh
//! cargo run --example backfill
//! cargo run --example backfill -- invoices.csv
//! cargo run --example backfill -- invoices.csv 1200
//! cargo test --example backfill
//! ```
//!
//! The file has a line `number,email,euros,paid_at` for each invoice, such as
//! `2024-0017,jane@acme.com,249,2024-03-18T09:30:00Z`. Without a file, there are 300 invoices to try it with. The number is the
//! first line to send.
//!
//! A bar shows the progress on a terminal. The last line counts the results:
//!
//! ```text
//! 300 lines: 299 created, 0 created before, 1 rejected
//! ```
//!
//! It may be stopped and run again at any time: the external ID of an event is that of its invoice, so nothing is
//! created twice. The client sends eight requests at a time and waits for the rate limit of the workspace by itself;
//! a lower number leaves more of the limit to others.

use std::error::Error;
use std::num::NonZeroUsize;
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use plain_runtime::{Client, CreatedCustomerEvent, CustomerEvent, Error as PlainError, Iso8601};

mod support;

const REQUESTS_IN_FLIGHT: NonZeroUsize = NonZeroUsize::new(8).unwrap();

#[derive(CustomerEvent)]
#[customer_event(
    title = "Invoice {number} paid",
    customer_identifier = email_address(email),
    components = [text("**{euros} EUR**")],
    external_id = "invoice-paid-{number}",
    // The event appears in the timeline at this time, and not at the end of it.
    timestamp = paid_at,
)]
struct InvoicePaid {
    number: String,
    email: String,
    euros: u32,
    paid_at: Iso8601,
}

#[derive(Default)]
struct Summary {
    created: u64,
    existing: u64,
    rejected: u64,
}

#[tokio::main]
async fn main() -> ExitCode {
    support::report(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let text = match arguments.next() {
        Some(file) => std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?,
        None => sample(),
    };
    let first_line = match arguments.next() {
        Some(number) => number
            .parse()
            .map_err(|_| format!("expected the number of a line, found `{number}`"))?,
        None => 1,
    };
    // All lines are read before the first event is sent, so that a mistake in the file changes nothing.
    let invoices = parse(&text, first_line)?;
    let (client, _sandbox) = support::connect().await?;
    let summary = send(&client, first_line, &invoices).await?;
    println!(
        "{} lines: {} created, {} created before, {} rejected",
        invoices.len(),
        summary.created,
        summary.existing,
        summary.rejected
    );
    Ok(())
}

/// Sends the events of the invoices. Fails at the first error that concerns more than one invoice.
async fn send(
    client: &Client,
    first_line: usize,
    invoices: &[InvoicePaid],
) -> Result<Summary, Box<dyn Error>> {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {per_sec} {eta} left {msg}")?;
    let bar = ProgressBar::new(invoices.len() as u64).with_style(style);
    let mut summary = Summary::default();
    let mut results = client
        .create_customer_events(invoices)
        .concurrency(REQUESTS_IN_FLIGHT);
    // The results come in the order of the invoices.
    for (line, invoice) in (first_line..).zip(invoices) {
        let Some(result) = results.next().await else {
            break;
        };
        let report = |reason: &PlainError| {
            bar.suspend(|| eprintln!("line {line}, invoice {}: {reason}", invoice.number));
        };
        if let Err(error) = count(&mut summary, result, report) {
            bar.finish_and_clear();
            return Err(format!("line {line}: {error}\nRun it again from line {line}.").into());
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(summary)
}

/// Counts a result. An error that the next invoice would have, too, such as a revoked key, is returned.
fn count(
    summary: &mut Summary,
    result: Result<CreatedCustomerEvent, PlainError>,
    report: impl FnOnce(&PlainError),
) -> Result<(), PlainError> {
    match result {
        Ok(_) => summary.created += 1,
        Err(PlainError::AlreadyCreated { .. }) => summary.existing += 1,
        // This invoice alone: its customer is unknown, for example.
        Err(error @ (PlainError::Rejected { .. } | PlainError::Invalid(_))) => {
            summary.rejected += 1;
            report(&error);
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Reads the lines from the first one to send. The fields have no quotes and no commas.
fn parse(text: &str, first_line: usize) -> Result<Vec<InvoicePaid>, String> {
    let lines = (1..).zip(text.lines()).skip(first_line.saturating_sub(1));
    lines
        .map(|(number, line)| parse_line(line).map_err(|error| format!("line {number}: {error}")))
        .collect()
}

fn parse_line(line: &str) -> Result<InvoicePaid, String> {
    let fields: Vec<&str> = line.split(',').map(str::trim).collect();
    let [number, email, euros, paid_at] = fields[..] else {
        return Err(format!("expected 4 fields, found {}", fields.len()));
    };
    Ok(InvoicePaid {
        number: number.to_owned(),
        email: email.to_owned(),
        euros: euros
            .parse()
            .map_err(|error| format!("`{euros}`: {error}"))?,
        paid_at: Iso8601::parse(paid_at.to_owned())
            .map_err(|error| format!("`{paid_at}`: {error}"))?,
    })
}

/// Invoices of one customer, the last of which is for somebody whom Plain does not know.
fn sample() -> String {
    let line = |number: u32| {
        let email = if number == 300 {
            "ex-customer@acme.com"
        } else {
            "jane@acme.com"
        };
        let (month, day) = (number % 12 + 1, number % 28 + 1);
        format!(
            "2024-{number:04},{email},{},2024-{month:02}-{day:02}T09:30:00Z\n",
            49 + number
        )
    };
    (1..=300).map(line).collect()
}

#[cfg(test)]
mod tests {
    use plain_sandbox::{Fault, FaultRule, Sandbox};
    use serde_json::json;

    use super::*;

    #[tokio::test]
    async fn repeated_backfill_creates_nothing_twice() {
        let sandbox = Sandbox::start().await;
        // The rate limit is exceeded on the way.
        let limit = FaultRule::new(Fault::status(429)).next(2);
        sandbox.faults().set([limit]);
        let client = sandbox.client_without_waits();
        let invoices = parse(&sample(), 276).unwrap();
        for expected in [(24, 0, 1), (0, 24, 1)] {
            let summary = send(&client, 276, &invoices).await.unwrap();
            let counts = (summary.created, summary.existing, summary.rejected);
            assert_eq!(counts, expected);
        }
        assert_eq!(sandbox.events().len(), 24);
        let first = sandbox.expect_events(1, |event| event.title == "Invoice 2024-0276 paid");
        assert_eq!(first[0].input["timestamp"], "2024-01-25T09:30:00Z");
    }

    #[tokio::test]
    async fn failure_names_the_line_to_go_on_from() {
        let sandbox = Sandbox::start().await;
        let revoked = FaultRule::new(Fault::status(401))
            .variables(json!({ "input": { "externalId": "invoice-paid-2024-0005" } }));
        sandbox.faults().set([revoked]);
        let invoices = parse(&sample(), 1).unwrap();
        let error = send(&sandbox.client(), 1, &invoices).await.err().unwrap();
        let text = error.to_string();
        assert!(
            text.starts_with("line 5: ") && text.ends_with("Run it again from line 5."),
            "{text}"
        );
    }

    #[test]
    fn invalid_lines_are_named() {
        for (line, expected) in [
            (
                "2024-0017,jane@acme.com,249",
                "line 2: expected 4 fields, found 3",
            ),
            (
                "a,jane@acme.com,-1,2024-03-18",
                "line 2: `-1`: invalid digit found in string",
            ),
            (
                "a,jane@acme.com,1,18.3.2024",
                "line 2: `18.3.2024`: not an ISO 8601 date",
            ),
        ] {
            let text = format!("a,jane@acme.com,1,2024-03-18\n{line}\n");
            let error = parse(&text, 1).err().unwrap();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
