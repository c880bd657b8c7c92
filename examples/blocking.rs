//! A program without an asynchronous runtime: a nightly job that tells Plain whose certificates expire soon.
//!
//! ```sh
//! cargo run --example blocking
//! ```
//!
//! `plain_runtime::blocking::Client`, of the feature `blocking`, has the methods of `Client`, and returns results in place
//! of futures. The job prints a line for each certificate. Then it runs again, as after a crash, and creates
//! nothing twice:
//!
//! ```text
//! shop.acme.com: created tev_..
//! api.acme.com: created tev_..
//! mail.acme.com: created tev_..
//! shop.acme.com: reported before
//! api.acme.com: reported before
//! mail.acme.com: reported before
//! The job has reported itself with tev_..
//! ```

use std::error::Error;
use std::process::ExitCode;

use plain_runtime::blocking::Client;
use plain_runtime::{CustomerEvent, Error as PlainError, Iso8601, customer_event};

mod support;

#[derive(CustomerEvent)]
#[customer_event(
    title = "The certificate of {host} expires soon",
    customer_identifier = email_address(owner),
    components = [
        row(main_content = [text("Expires")], aside_content = [date_time(expires)]),
        link_button("Renew it", "https://certificates.example.com/{id}/renew"),
    ],
    // With the date, so that the renewed certificate is reported when it expires.
    external_id = "expires-{id}-{expires}",
)]
struct Certificate {
    id: u128,
    host: &'static str,
    owner: &'static str,
    expires: Iso8601,
}

// Neither `async` nor a runtime: the client has a thread of its own.
fn main() -> ExitCode {
    support::report(run())
}

fn run() -> Result<(), Box<dyn Error>> {
    let (client, _sandbox) = support::connect_blocking()?;
    let certificates = expiring_certificates();
    for _ in 0..2 {
        report_all(&client, &certificates)?;
    }

    let (run, count) = (support::unique_number(), certificates.len());
    // The macros take a blocking client, too, and then evaluate to the result.
    let event = customer_event!(
        client,
        title = "Certificates checked",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("**{count}** expire within 14 days.")],
        external_id = "certificates-{run}",
    )?;
    println!("The job has reported itself with {}", event.id);
    Ok(())
}

/// Creates the events, several at a time, and prints the results, which come in the order of the certificates.
fn report_all(client: &Client, certificates: &[Certificate]) -> Result<(), PlainError> {
    let results = client.create_customer_events(certificates);
    for (Certificate { host, .. }, result) in certificates.iter().zip(results) {
        match result {
            Ok(event) => println!("{host}: created {}", event.id),
            Err(PlainError::AlreadyCreated { .. }) => println!("{host}: reported before"),
            // The next run continues here: the external IDs stay the same.
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// In place of a query.
fn expiring_certificates() -> Vec<Certificate> {
    let first = support::unique_number();
    let hosts = ["shop.acme.com", "api.acme.com", "mail.acme.com"];
    let with_id = |(id, host)| Certificate {
        id,
        host,
        owner: "jane@acme.com",
        expires: Iso8601::from_static("2026-12-20T00:00:00Z"),
    };
    (first..).zip(hosts).map(with_id).collect()
}
