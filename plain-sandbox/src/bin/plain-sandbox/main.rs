//! `plain-sandbox`: a local Plain to develop and test against.

mod cards;
mod listen;
mod options;
mod ready;
#[cfg(feature = "tls")]
mod tls;

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;

use plain_sandbox::{DEFAULT_API_KEY, Sandbox};

use cards::CardsOptions;
use options::{Command, Options, ServeOptions};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let options = Options::from_arguments();
    let result = match options.command {
        None => serve(options.serve, None).await,
        Some(Command::Cards(cards)) if cards.once => load_once(options.serve, &cards).await,
        Some(Command::Cards(cards)) => serve(options.serve, Some(cards)).await,
        Some(Command::Ready { wait }) => ready::wait(options.serve.listen, wait).await,
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print(&format!("plain-sandbox: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn load_once(options: ServeOptions, cards: &CardsOptions) -> Result<(), Box<dyn Error>> {
    cards.load_once(options.builder()?).await
}

/// Serves until an interrupt. Loads the cards first, if there are any.
async fn serve(options: ServeOptions, cards: Option<CardsOptions>) -> Result<(), Box<dyn Error>> {
    #[cfg(feature = "tls")]
    let tls = options.tls.clone();
    let mut builder = options.builder()?;
    if let Some(cards) = &cards {
        builder = cards.configure(builder)?;
    }
    let sandbox = builder.start().await?;
    let text = greeting(&sandbox);
    #[cfg(feature = "tls")]
    let text = match tls.publish(&sandbox)? {
        Some(certificate) => format!("{text}\n{certificate}"),
        None => text,
    };
    print(&text);
    if let Some(cards) = cards {
        tokio::select! {
            loaded = cards.load(&sandbox) => cards.print(&loaded)?,
            () = interrupted() => return Ok(()),
        }
    }

    tokio::select! {
        () = interrupted() => {}
        () = sandbox.stopped() => {}
    }
    tokio::select! {
        () = sandbox.shutdown() => {}
        // A second interrupt skips the wait for requests in flight.
        () = interrupted() => {}
    }
    Ok(())
}

fn greeting(sandbox: &Sandbox) -> String {
    // A secret key is not printed.
    let api_key = match sandbox.api_key() {
        DEFAULT_API_KEY => DEFAULT_API_KEY,
        _ => "(as configured)",
    };
    let mut text = format!(
        "plain-sandbox listens on {}. The UI is at {}. Configure a client with\n\n    PLAIN_API_URL={}\n    PLAIN_API_KEY={api_key}\n",
        sandbox.address(),
        sandbox.ui_url(),
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
            "\nwarning: other machines can reach the sandbox; listen on 127.0.0.1 unless that is intended\n\
             note: requests under a host name need `--allow-host NAME`\n",
        );
    }
    text
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

fn print(text: &str) {
    // If standard error is closed, there is nowhere to report it.
    let _ = writeln!(io::stderr(), "{text}");
}
