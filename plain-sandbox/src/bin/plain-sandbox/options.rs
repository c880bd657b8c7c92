//! The program's options.

use std::fs;
use std::net::SocketAddr;
#[cfg(feature = "sqlite")]
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand};
use jiff::fmt::friendly::SpanParser;
use plain_sandbox::{Builder, DEFAULT_API_KEY, FaultRule, Permission, Sandbox};

/// A local Plain to develop and test against.
///
/// It holds a workspace in memory until it ends, by ctrl-c or SIGTERM, or keeps it in a file. What it
/// was sent is shown on a page at /. It can be read, and what goes wrong can be changed, by REST below
/// /api, which the README describes.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
pub(crate) struct Options {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[command(flatten)]
    pub(crate) serve: Serve,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Says by its exit code whether a sandbox answers: 0 if it does, else 1
    Ready {
        /// Wait until it answers, but at most so long, such as 5s; 30s unless given
        #[arg(
            long,
            value_name = "DURATION",
            num_args = 0..=1,
            default_missing_value = "30s",
            value_parser = duration,
        )]
        wait: Option<Duration>,
    },
}

#[derive(Args)]
pub(crate) struct Serve {
    /// The address to listen on; port 0 is a free one
    #[arg(
        long,
        env = "PLAIN_SANDBOX_LISTEN",
        default_value = "127.0.0.1:4010",
        global = true,
        value_name = "ADDRESS"
    )]
    pub(crate) listen: SocketAddr,

    /// The API key that may do everything
    #[arg(
        long,
        env = "PLAIN_SANDBOX_API_KEY",
        default_value = DEFAULT_API_KEY,
        hide_env_values = true,
        value_name = "KEY",
        value_parser = NonEmptyStringValueParser::new(),
    )]
    api_key: String,

    /// One more API key, and what it may do
    #[arg(
        long,
        long_help = "One more API key, and what it may do, such as plainApiKey_1=customerEvent:create,customer:read. \
                     May be given several times, in the environment separated by blanks",
        env = "PLAIN_SANDBOX_KEY",
        hide_env_values = true,
        value_delimiter = ' ',
        value_name = "KEY=PERMISSIONS"
    )]
    key: Vec<String>,

    /// The SQLite file that keeps the workspace; in memory unless given
    ///
    /// It is created if it is not there. What is answered is in it, even if the sandbox is killed.
    #[cfg(feature = "sqlite")]
    #[arg(long, env = "PLAIN_SANDBOX_DB", value_name = "FILE")]
    db: Option<PathBuf>,

    /// How many events are kept; all unless given
    ///
    /// The oldest ones go. Their external ids stay taken.
    #[arg(long, env = "PLAIN_SANDBOX_MAX_EVENTS", value_name = "EVENTS", value_parser = at_least_one)]
    max_events: Option<usize>,

    /// How many requests a minute the workspace allows; any number unless given
    ///
    /// Plain's plans have 450, 600 or 1000.
    #[arg(long, env = "PLAIN_SANDBOX_RATE_LIMIT", value_name = "REQUESTS")]
    rate_limit: Option<u32>,

    /// What goes wrong: a list of faults in JSON, or @ and the name of a file that has one
    ///
    /// Such as '[{"status": 503, "next": 2}]'. The README has the others.
    #[arg(long, env = "PLAIN_SANDBOX_FAULTS", value_name = "JSON|@FILE")]
    faults: Option<Rules>,

    /// The seed of the faults that have a probability
    #[arg(
        long,
        env = "PLAIN_SANDBOX_FAULT_SEED",
        default_value_t = 0,
        value_name = "NUMBER"
    )]
    fault_seed: u64,
}

impl Serve {
    /// The sandbox that these options ask for, or what is wrong with the keys.
    pub(crate) fn builder(self) -> Result<Builder, String> {
        let mut builder = Sandbox::builder()
            .listen(self.listen)
            .api_key(self.api_key)
            .fault_seed(self.fault_seed);
        for key in &self.key {
            // Read here rather than by clap, whose errors show the value.
            let (key, permissions) = key.split_once('=').ok_or(
                "--key is not a key and its permissions; write KEY=customerEvent:create,customer:read",
            )?;
            builder = builder.key(key, permissions_of(permissions)?);
        }
        #[cfg(feature = "sqlite")]
        if let Some(file) = self.db {
            builder = builder.db(file);
        }
        if let Some(count) = self.max_events {
            builder = builder.max_events(count);
        }
        if let Some(limit) = self.rate_limit {
            builder = builder.rate_limit(limit);
        }
        if let Some(Rules(rules)) = self.faults {
            builder = builder.faults(rules);
        }
        Ok(builder)
    }
}

/// The error does not show what is wrong, which may be a key in the wrong place.
fn permissions_of(list: &str) -> Result<Vec<Permission>, String> {
    let names = list.split(',').filter(|name| !name.is_empty());
    let permissions: Result<_, _> = names.map(Permission::from_str).collect();
    permissions.map_err(|_| {
        let known = Permission::ALL.map(Permission::name).join(", ");
        format!("--key has something after the = that is no permission; write some of {known}")
    })
}

/// A list of faults.
#[derive(Clone)]
struct Rules(Vec<FaultRule>);

impl FromStr for Rules {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let json = match text.strip_prefix('@') {
            Some(file) => fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?,
            None => text.to_owned(),
        };
        let rules = serde_json::from_str(&json);
        rules.map(Self).map_err(|error| error.to_string())
    }
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse::<usize>() {
        Ok(0) => Err("none would be kept; leave it out to keep all".to_owned()),
        Ok(count) => Ok(count),
        Err(error) => Err(error.to_string()),
    }
}

fn duration(text: &str) -> Result<Duration, String> {
    let duration = SpanParser::new().parse_unsigned_duration(text);
    duration.map_err(|error| format!("{error}; write one such as 500ms or 5s"))
}
