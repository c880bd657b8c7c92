//! The command `relay`: delivers events until the program is told to stop.

use std::pin::Pin;

use plain_outbox::OutboxBuilder;
use plain_runtime::Client;

use crate::options::RelayOptions;
use crate::output::{CommandError, print};

pub(crate) async fn run(
    builder: OutboxBuilder,
    database: &str,
    options: &RelayOptions,
    json: bool,
) -> Result<(), CommandError> {
    // Without a key, nothing is opened.
    let client =
        Client::from_env().map_err(|error| format!("a relay needs an API key: {error}"))?;
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .init();
    let outbox = builder
        .requests_per_minute(options.requests_per_minute)
        .connect(database)
        .await?;
    // Before the relay is reported as running: from then on, a signal ends it gracefully.
    let interrupted = interrupted()?;
    let stopping = async {
        // The settings have been checked. The relay goes on, and stops, although nobody may read this.
        let _ = print(if json {
            r#"{"relay":"started"}"#
        } else {
            "The relay is running. Stop it with ctrl-c or SIGTERM."
        });
        interrupted.await;
        let _ = print(if json {
            r#"{"relay":"stopping"}"#
        } else {
            "Finishing the requests in flight .."
        });
    };
    let relay = options.configure(outbox.relay(client));
    relay.run_until(stopping).await?;
    print(if json {
        r#"{"relay":"stopped"}"#
    } else {
        "The relay has stopped. Events that are still pending stay in the outbox."
    })
}

type Interrupted = Pin<Box<dyn Future<Output = ()>>>;

/// Handles ctrl-c and SIGTERM from now on. The future waits for one of them.
#[cfg(unix)]
fn interrupted() -> Result<Interrupted, CommandError> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(Box::pin(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }))
}

/// Handles ctrl-c from now on. The future waits for it.
#[cfg(windows)]
fn interrupted() -> Result<Interrupted, CommandError> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(Box::pin(async move {
        interrupt.recv().await;
    }))
}
