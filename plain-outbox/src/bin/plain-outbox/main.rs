//! `plain-outbox`: shows, repairs and delivers the events of an outbox.

mod dead;
mod options;
mod relay;
mod repair;
mod status;

use std::io::{self, Write as _};
use std::process::ExitCode;

use plain_outbox::Outbox;

use options::{Command, Options};

/// Error of a command; its text says what to do.
type CommandError = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::from_arguments();
    match run(options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // If standard error is closed, there is nowhere to report it.
            let _ = writeln!(io::stderr(), "plain-outbox: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), CommandError> {
    let database = options.database()?;
    let Options { command, common } = options;
    let builder = Outbox::builder().migrate(matches!(command, Command::Migrate));
    match command {
        Command::Status => {
            let outbox = builder.connect(&database).await?;
            status::run(&outbox, common.json).await
        }
        Command::Dead => {
            let outbox = builder.connect(&database).await?;
            dead::run(&outbox, common.json).await
        }
        Command::Retry(selection) => {
            let outbox = builder.connect(&database).await?;
            let count = outbox.retry_dead(selection.letters()).await?;
            repair::report("retried", count, &selection, common.json)
        }
        Command::Discard(selection) => {
            let outbox = builder.connect(&database).await?;
            let count = outbox.discard_dead(selection.letters()).await?;
            repair::report("discarded", count, &selection, common.json)
        }
        Command::Relay(options) => relay::run(builder, &database, &options, common.json).await,
        Command::Migrate => {
            builder.connect(&database).await?;
            let text = if common.json {
                r#"{"migrated":true}"#
            } else {
                "The tables of the outbox are up to date."
            };
            print(text)
        }
    }
}

/// Prints a result. A closed pipe, as of `head`, is an error.
fn print(text: &str) -> Result<(), CommandError> {
    writeln!(io::stdout(), "{text}").map_err(Into::into)
}
