//! Command-line options.

#![expect(clippy::doc_markdown, reason = "the comments are the text of `--help`")]

use clap::{Args, Parser, Subcommand};
use plain_outbox::DeadLetters;

/// Shows, repairs and delivers the events of an outbox.
#[derive(Parser)]
#[command(version)]
pub(crate) struct Options {
    #[command(subcommand)]
    pub(crate) command: Command,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}

#[derive(Args)]
pub(crate) struct CommonOptions {
    /// Database: sqlite://PATH
    #[arg(
        long,
        env = "PLAIN_OUTBOX_DATABASE",
        hide_env_values = true,
        global = true,
        default_value = "",
        hide_default_value = true,
        value_name = "URL"
    )]
    pub(crate) database: String,

    /// Print JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Show the numbers of events by state
    Status,
    /// List the dead letters, newest first
    Dead,
    /// Make dead letters pending again
    Retry(Selection),
    /// Remove dead letters for good
    Discard(Selection),
    /// Deliver events until ctrl-c or SIGTERM
    ///
    /// Reads the API key from PLAIN_API_KEY, and the URL of the API from PLAIN_API_URL.
    Relay(RelayOptions),
    /// Create the tables of the outbox, or update those of an older version
    Migrate,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Selection {
    /// External IDs of dead letters
    #[arg(value_name = "EXTERNAL_ID")]
    external_ids: Vec<String>,

    /// ID of a dead letter in the outbox; can be repeated
    #[arg(long, value_name = "ID")]
    id: Vec<i64>,

    /// All dead letters
    #[arg(long)]
    all: bool,
}

impl Selection {
    pub(crate) fn letters(self) -> DeadLetters {
        if self.all {
            DeadLetters::all()
        } else if self.id.is_empty() {
            DeadLetters::external_ids(self.external_ids)
        } else {
            DeadLetters::ids(self.id)
        }
    }
}

#[derive(Args)]
pub(crate) struct RelayOptions {
    /// Maximum number of requests per minute of all relays together
    ///
    /// Plain's plans allow 450, 600 or 1000.
    #[arg(
        long,
        env = "PLAIN_OUTBOX_REQUESTS_PER_MINUTE",
        default_value_t = 450,
        value_name = "REQUESTS",
        value_parser = clap::value_parser!(u32).range(1..)
    )]
    pub(crate) requests_per_minute: u32,
}

impl Options {
    /// Parses the arguments and the environment, or ends the program with a message.
    pub(crate) fn from_arguments() -> Self {
        let options = Self::parse();
        if options.common.database.is_empty() {
            let mut command = <Self as clap::CommandFactory>::command();
            let error = command.error(
                clap::error::ErrorKind::MissingRequiredArgument,
                "no database is given; add --database sqlite://PATH, or set PLAIN_OUTBOX_DATABASE",
            );
            error.exit();
        }
        options
    }
}
