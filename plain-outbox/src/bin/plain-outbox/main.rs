//! `plain-outbox`: shows, repairs and delivers the events of an outbox.

mod dead;
mod options;
mod output;
mod relay;
mod repair;
mod status;

use std::process::ExitCode;

use plain_outbox::Outbox;

use self::options::{Command, Options};
use self::output::{CommandError, print, print_error};

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::from_arguments();
    match run(options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print_error(&*error);
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
