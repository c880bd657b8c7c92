//! `plain-sandbox`: a local Plain to develop against.

mod options;
mod ready;

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use options::{Command, Options, Serve};
use plain_sandbox::{DEFAULT_API_KEY, Sandbox};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let options = Options::parse();
    let done = match options.command {
        None => serve(options.serve).await,
        Some(Command::Ready { wait }) => ready::wait(options.serve.listen, wait).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("plain-sandbox: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn serve(options: Serve) -> Result<(), Box<dyn Error>> {
    let sandbox = options.builder()?.start().await?;
    say(&greeting(&sandbox));

    tokio::select! {
        () = interrupted() => {}
        () = sandbox.stopped() => {}
    }
    tokio::select! {
        () = sandbox.shutdown() => {}
        // Whoever asks twice does not want to wait for requests.
        () = interrupted() => {}
    }
    Ok(())
}

fn greeting(sandbox: &Sandbox) -> String {
    // Only the key that everyone knows is shown.
    let api_key = match sandbox.api_key() {
        DEFAULT_API_KEY => DEFAULT_API_KEY,
        _ => "(the key this sandbox was started with)",
    };
    let mut text = format!(
        "plain-sandbox listens on {}. What it is sent is shown at {}, and a client finds it with\n\n    PLAIN_API_URL={}\n    PLAIN_API_KEY={api_key}\n",
        sandbox.address(),
        sandbox.page_url(),
        sandbox.url(),
    );
    let rules = sandbox.faults().rules();
    if !rules.is_empty() {
        let rules: Vec<String> = rules.iter().map(ToString::to_string).collect();
        text.push_str("\nfaults: ");
        text.push_str(&rules.join("; "));
        text.push('\n');
    }
    if !sandbox.address().ip().is_loopback() {
        text.push_str(
            "\nwarning: other machines can reach it; listen on 127.0.0.1 unless they should\n",
        );
    }
    text
}

/// Waits for ctrl-c or SIGTERM; for ever, where there is neither.
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

fn say(text: &str) {
    // With no one to tell, there is nothing to do about it.
    let _ = writeln!(io::stderr(), "{text}");
}
