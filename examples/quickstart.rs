//! Creates the event of Plain's documentation and prints the answer as JSON.
//!
//! Without `PLAIN_API_KEY` it runs against a sandbox of its own; with it, against your workspace,
//! which must have the customer jane@acme.com.

use plain_runtime::{Client, customer_event};
use plain_sandbox::Sandbox;
use std::error::Error;
use std::process::ExitCode;
use std::time::SystemTime;

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
        // Another at each run: Plain takes an external id once.
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

/// Plain if there is a key for it, else a sandbox, which lives as long as it is held.
async fn connect() -> Result<(Client, Option<Sandbox>), Box<dyn Error>> {
    if std::env::var_os("PLAIN_API_KEY").is_some() {
        return Ok((Client::from_env()?, None));
    }
    let sandbox = Sandbox::start().await;
    eprintln!(
        "PLAIN_API_KEY is not set: the event goes to a sandbox at {}",
        sandbox.url()
    );
    Ok((sandbox.client(), Some(sandbox)))
}
