//! The beginning and the end of the examples: where the events go, and how an error is printed.

#![allow(dead_code, reason = "each example uses a part of this")]

use std::error::Error;
use std::process::ExitCode;
use std::time::SystemTime;

use plain_runtime::{Client, blocking};
use plain_sandbox::Sandbox;

/// Connects to the server of `PLAIN_API_URL` and `PLAIN_API_KEY`: your workspace, or a sandbox that runs
/// already. Without both, starts a sandbox of its own, which ends when it is dropped.
///
/// In a program of yours, this is `Client::from_env()?`.
pub(crate) async fn connect() -> Result<(Client, Option<Sandbox>), Box<dyn Error>> {
    let is_set = |name| std::env::var_os(name).is_some();
    if is_set("PLAIN_API_KEY") || is_set("PLAIN_API_URL") {
        return Ok((Client::from_env()?, None));
    }
    let sandbox = Sandbox::builder().start().await?;
    eprintln!(
        "PLAIN_API_KEY is not set: using a sandbox, whose page is {}",
        sandbox.ui_url()
    );
    Ok((sandbox.client(), Some(sandbox)))
}

/// The same for a program that is not asynchronous.
pub(crate) fn connect_blocking() -> Result<(blocking::Client, Option<Sandbox>), Box<dyn Error>> {
    // Starts the sandbox, and is not needed afterwards.
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let (client, sandbox) = runtime.block_on(connect())?;
    Ok((blocking::Client::new(client)?, sandbox))
}

/// The database of an example.
pub(crate) fn database_url() -> Result<String, &'static str> {
    std::env::var("DATABASE_URL").map_err(
        |_| "DATABASE_URL is not set: expected a database, such as postgres://app@localhost/app",
    )
}

/// A number that is different in each run, for examples that have no database with IDs: Plain accepts each
/// external ID once.
pub(crate) fn unique_number() -> u128 {
    let since_epoch = SystemTime::UNIX_EPOCH.elapsed();
    since_epoch.map_or(0, |duration| duration.as_millis())
}

/// Prints the message of an error, in place of its `Debug` output.
pub(crate) fn report(result: Result<(), Box<dyn Error>>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
