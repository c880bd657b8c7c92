//! The command `relay`: delivers events until the program is told to stop.

use plain_outbox::OutboxBuilder;
use plain_runtime::Client;

use crate::options::{CommonOptions, RelayOptions};
use crate::{CommandError, print};

pub(crate) async fn run(
    builder: OutboxBuilder,
    common: &CommonOptions,
    options: &RelayOptions,
) -> Result<(), CommandError> {
    // Without a key, nothing is opened.
    let client =
        Client::from_env().map_err(|error| format!("a relay needs an API key: {error}"))?;
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .init();
    let outbox = builder
        .requests_per_minute(options.requests_per_minute)
        .connect(&common.database)
        .await?;
    print(if common.json {
        r#"{"relay":"started"}"#
    } else {
        "The relay is running. Stop it with ctrl-c or SIGTERM."
    })?;
    outbox.relay(client).run_until(interrupted()).await?;
    print(if common.json {
        r#"{"relay":"stopped"}"#
    } else {
        "The relay has stopped. Events that are still pending stay in the outbox."
    })
}

/// Waits for ctrl-c or SIGTERM, or forever on systems without either.
async fn interrupted() {
    tokio::select! {
        Ok(()) = tokio::signal::ctrl_c() => {}
        Some(()) = terminated() => {}
        else => std::future::pending().await,
    }
}

#[cfg(unix)]
async fn terminated() -> Option<()> {
    use tokio::signal::unix::{SignalKind, signal};

    signal(SignalKind::terminate()).ok()?.recv().await
}

#[cfg(not(unix))]
async fn terminated() -> Option<()> {
    None
}
