//! Command-line options.

#![expect(clippy::doc_markdown, reason = "the comments are the text of `--help`")]

use std::env;
use std::num::NonZeroUsize;
use std::time::Duration;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use plain_outbox::{DeadLetters, Relay};

use crate::output::CommandError;

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
    /// Database: sqlite://PATH, or postgres://USER@HOST/NAME
    #[arg(
        long,
        env = "PLAIN_OUTBOX_DATABASE",
        hide_env_values = true,
        global = true,
        value_name = "URL"
    )]
    database: Option<String>,

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
    pub(crate) fn is_all(&self) -> bool {
        self.all
    }

    pub(crate) fn letters(&self) -> DeadLetters {
        if self.all {
            DeadLetters::all()
        } else if self.id.is_empty() {
            DeadLetters::external_ids(&self.external_ids)
        } else {
            DeadLetters::ids(self.id.iter().copied())
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

    /// Time limit of a request, such as 30s
    #[arg(
        long,
        env = "PLAIN_OUTBOX_DEADLINE",
        default_value = "30s",
        value_name = "TIME",
        value_parser = humantime::parse_duration
    )]
    deadline: Duration,

    /// Time after which other relays deliver the events of a relay that died
    ///
    /// At least 10 seconds longer than the deadline, with --verify-duplicates than three deadlines.
    #[arg(
        long,
        env = "PLAIN_OUTBOX_LEASE",
        default_value = "2m",
        value_name = "TIME",
        value_parser = humantime::parse_duration
    )]
    lease: Duration,

    /// Maximum number of events that this relay delivers at once
    #[arg(
        long,
        env = "PLAIN_OUTBOX_MAX_IN_FLIGHT",
        default_value = "16",
        value_name = "EVENTS"
    )]
    max_in_flight: NonZeroUsize,

    /// Time between two searches for due events while there is nothing to do
    #[arg(
        long,
        env = "PLAIN_OUTBOX_POLL_INTERVAL",
        default_value = "1s",
        value_name = "TIME",
        value_parser = humantime::parse_duration
    )]
    poll_interval: Duration,

    /// Maximum wait before an event that failed is sent again
    ///
    /// The wait is random: at most 1s, 2s, 4s .. up to this, unless Plain asks for more.
    #[arg(
        long,
        env = "PLAIN_OUTBOX_MAX_BACKOFF",
        default_value = "10m",
        value_name = "TIME",
        value_parser = humantime::parse_duration
    )]
    max_backoff: Duration,

    /// Search the timeline for an event that Plain says exists already
    ///
    /// Needs the permission timeline:read.
    #[arg(long, env = "PLAIN_OUTBOX_VERIFY_DUPLICATES")]
    verify_duplicates: bool,
}

impl RelayOptions {
    /// Applies the options to a relay.
    pub(crate) fn configure(&self, relay: Relay) -> Relay {
        relay
            .deadline(self.deadline)
            .lease(self.lease)
            .max_in_flight(self.max_in_flight.get())
            .poll_interval(self.poll_interval)
            .max_backoff(self.max_backoff)
            .verify_duplicates(self.verify_duplicates)
    }
}

impl Options {
    /// Parses the arguments and the environment, or ends the program with a message.
    ///
    /// An empty environment variable counts as unset: Compose passes one for each variable that it
    /// cannot substitute.
    pub(crate) fn from_arguments() -> Self {
        let mut command = Self::command().mut_subcommands(without_empty_variables);
        command = without_empty_variables(command);
        let mut matches = command.get_matches_mut();
        let options = Self::from_arg_matches_mut(&mut matches)
            .map_err(|error| error.format(&mut command))
            .unwrap_or_else(|error| error.exit());
        if options
            .common
            .database
            .as_ref()
            .is_none_or(String::is_empty)
        {
            let error = command.error(
                clap::error::ErrorKind::MissingRequiredArgument,
                "no database is given; add --database URL, or set PLAIN_OUTBOX_DATABASE to sqlite://PATH or \
                 postgres://USER@HOST/NAME",
            );
            error.exit();
        }
        options
    }

    /// URL of the database.
    pub(crate) fn database(&self) -> Result<String, CommandError> {
        let url = self.common.database.clone().unwrap_or_default();
        if url.split(':').next() == Some("memory") {
            let error = "an outbox in memory exists in the program that opened it only; expected sqlite://PATH or \
                 postgres://USER@HOST/NAME";
            return Err(error.into());
        }
        Ok(url)
    }
}

fn without_empty_variables(command: clap::Command) -> clap::Command {
    command.mut_args(|argument| {
        let variable = argument.get_env().and_then(env::var_os);
        if variable.is_some_and(|value| value.is_empty()) {
            argument.env(None::<&'static str>)
        } else {
            argument
        }
    })
}
