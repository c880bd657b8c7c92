//! `plain-sandbox`: a local Plain to develop against.

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::process::ExitCode;

use clap::Parser;
use clap::builder::NonEmptyStringValueParser;
use plain_sandbox::{DEFAULT_API_KEY, Sandbox, StartError};

/// A local Plain to develop and test against.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// The address to listen on
    #[arg(long, env = "PLAIN_SANDBOX_LISTEN", default_value = "127.0.0.1:4010")]
    listen: SocketAddr,

    /// The API key that requests must carry
    #[arg(
        long,
        env = "PLAIN_SANDBOX_API_KEY",
        default_value = DEFAULT_API_KEY,
        hide_env_values = true,
        value_parser = NonEmptyStringValueParser::new(),
    )]
    api_key: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("plain-sandbox: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), StartError> {
    let sandbox = Sandbox::builder()
        .listen(options.listen)
        .api_key(options.api_key)
        .start()
        .await?;
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
        "plain-sandbox listens on {}. A client finds it with\n\n    PLAIN_API_URL={}\n    PLAIN_API_KEY={api_key}\n",
        sandbox.address(),
        sandbox.url(),
    );
    if !sandbox.address().ip().is_loopback() {
        text.push_str(
            "\nwarning: other machines can reach it; listen on 127.0.0.1 unless they should\n",
        );
    }
    text
}

/// Waits for ctrl-c; for ever, where there is none.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn say(text: &str) {
    // With no one to tell, there is nothing to do about it.
    let _ = writeln!(io::stderr(), "{text}");
}
