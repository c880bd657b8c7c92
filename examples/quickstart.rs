//! Creates the example event from Plain's documentation and prints the response as JSON.
//!
//! If `PLAIN_API_KEY` is set, the event is created in your workspace, where the customer
//! jane@acme.com must exist. Otherwise it is created in a local sandbox.

use std::error::Error;
use std::process::ExitCode;
use std::time::SystemTime;

use plain_runtime::{Client, customer_event};
use plain_sandbox::Sandbox;

struct ApiKey {
    id: u128,
    fingerprint: &'static str,
    roles: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let key = ApiKey {
        // Unique per run, since Plain accepts each external ID once.
        id: SystemTime::UNIX_EPOCH.elapsed()?.as_millis(),
        fingerprint: "3b7896975ee9fd15eeb7",
        roles: 4,
    };
    let (client, _sandbox) = connect().await?;

    let event = customer_event!(
        client,
        title = "API key generated",
        customer_identifier = email_address("jane@acme.com"),
        components = [
            text(
                "New API key was added with the fingerprint **{key.fingerprint}** with {key.roles} associated roles."
            ),
            spacer(M),
            link_button("View in admin", "https://admin.your-app.com/keys/{key.id}"),
        ],
        external_id = "api-key-{key.id}",
    )
    .await?;

    serde_json::to_writer_pretty(std::io::stdout(), &event)?;
    println!();
    Ok(())
}

/// Connects to Plain if there is an API key, and otherwise to a sandbox, which runs until dropped.
async fn connect() -> Result<(Client, Option<Sandbox>), Box<dyn Error>> {
    if std::env::var_os("PLAIN_API_KEY").is_some() {
        return Ok((Client::from_env()?, None));
    }
    let sandbox = Sandbox::start().await;
    eprintln!(
        "PLAIN_API_KEY is not set: using a sandbox at {}",
        sandbox.url()
    );
    Ok((sandbox.client(), Some(sandbox)))
}
