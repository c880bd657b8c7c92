//! Command-line options.

use std::env;
use std::fs;
use std::net::SocketAddr;
#[cfg(feature = "sqlite")]
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use jiff::fmt::friendly::SpanParser;
use plain_sandbox::{DEFAULT_API_KEY, FaultRule, Permission, Sandbox, SandboxBuilder};

use crate::cards::CardsOptions;
use crate::listen::{DEFAULT_ADDRESS, parse_address};
#[cfg(feature = "tls")]
use crate::tls::TlsOptions;

/// A local Plain to develop and test against.
///
/// The workspace is kept in memory until ctrl-c or SIGTERM, or in a file. The UI is at /. The REST API
/// below /api, described in the README, lists events and requests and sets faults.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
pub(crate) struct Options {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[command(flatten)]
    pub(crate) serve: ServeOptions,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Check whether a sandbox responds: exits with 0 if it does, else with 1
    Ready {
        /// Wait for the sandbox, at most this long, such as 5s [default: 30s]
        #[arg(
            long,
            value_name = "DURATION",
            num_args = 0..=1,
            default_missing_value = "30s",
            value_parser = duration,
        )]
        wait: Option<Duration>,
    },
    /// Load customer cards from an endpoint as Plain does, and show them on the pages of the customers
    ///
    /// Starts a sandbox, whose other options can be set by environment variables.
    Cards(CardsOptions),
}

#[derive(Args)]
pub(crate) struct ServeOptions {
    /// Address to listen on; port 0 selects a free one
    ///
    /// An IP address or localhost, a port, or both, such as 4010, localhost:4010 or 0.0.0.0:4010. Without
    /// an IP address, on loopback.
    #[arg(
        long,
        env = "PLAIN_SANDBOX_LISTEN",
        default_value = DEFAULT_ADDRESS,
        global = true,
        value_name = "ADDRESS",
        value_parser = parse_address,
    )]
    pub(crate) listen: SocketAddr,

    /// Additional host name under which the sandbox may be addressed
    #[arg(
        long,
        long_help = "Additional host name under which the sandbox may be addressed, such as plain-sandbox. localhost and IP \
                     addresses need not be listed. Can be repeated; in the environment variable, separate several with spaces",
        env = "PLAIN_SANDBOX_ALLOW_HOST",
        value_delimiter = ' ',
        value_name = "NAME"
    )]
    allow_host: Vec<String>,

    /// API key with every permission
    #[arg(
        long,
        env = "PLAIN_SANDBOX_API_KEY",
        default_value = DEFAULT_API_KEY,
        hide_env_values = true,
        value_name = "KEY",
        value_parser = NonEmptyStringValueParser::new(),
    )]
    api_key: String,

    /// Additional API key with its permissions
    #[arg(
        long,
        long_help = "Additional API key with its permissions, such as plainApiKey_1=customerEvent:create,customer:read. \
                     Can be repeated; in the environment variable, separate several with spaces",
        env = "PLAIN_SANDBOX_KEY",
        hide_env_values = true,
        value_delimiter = ' ',
        value_name = "KEY=PERMISSIONS"
    )]
    key: Vec<String>,

    /// SQLite file for the workspace [default: in memory]
    ///
    /// Created if it does not exist. A mutation is durable before its response is sent.
    #[cfg(feature = "sqlite")]
    #[arg(long, env = "PLAIN_SANDBOX_DB", value_name = "FILE")]
    db: Option<PathBuf>,

    /// Maximum number of events to keep [default: unlimited]
    ///
    /// The oldest ones are removed, but their external ids stay reserved.
    #[arg(long, env = "PLAIN_SANDBOX_MAX_EVENTS", value_name = "EVENTS")]
    max_events: Option<usize>,

    /// Maximum number of requests per minute [default: unlimited]
    ///
    /// Plain's plans allow 450, 600 or 1000.
    #[arg(long, env = "PLAIN_SANDBOX_RATE_LIMIT", value_name = "REQUESTS")]
    rate_limit: Option<u32>,

    /// Faults to inject: a JSON list, or @ and the name of a file with one
    ///
    /// For example '[{"status": 503, "next": 2}]'. The README lists all faults.
    #[arg(long, env = "PLAIN_SANDBOX_FAULTS", value_name = "JSON|@FILE")]
    faults: Option<FaultRules>,

    /// Seed for faults with a probability
    #[arg(
        long,
        env = "PLAIN_SANDBOX_FAULT_SEED",
        default_value_t = 0,
        value_name = "NUMBER"
    )]
    fault_seed: u64,

    #[cfg(feature = "tls")]
    #[command(flatten)]
    pub(crate) tls: TlsOptions,
}

impl Options {
    /// Parses the arguments and the environment, or ends the program with a message.
    ///
    /// An empty environment variable counts as unset: Compose passes one for each variable that it
    /// cannot substitute.
    pub(crate) fn from_arguments() -> Self {
        let mut command = without_empty_variables(Self::command());
        let mut matches = command.get_matches_mut();
        Self::from_arg_matches_mut(&mut matches)
            .map_err(|error| error.format(&mut command))
            .unwrap_or_else(|error| error.exit())
    }
}

fn without_empty_variables(command: clap::Command) -> clap::Command {
    let command = command.mut_subcommands(without_empty_variables);
    command.mut_args(|argument| {
        let is_empty = argument
            .get_env()
            .and_then(env::var_os)
            .is_some_and(|value| value.is_empty());
        if is_empty {
            argument.env(None::<&'static str>)
        } else {
            argument
        }
    })
}

impl ServeOptions {
    /// Creates a builder with these options. Fails if a key is invalid.
    pub(crate) fn builder(self) -> Result<SandboxBuilder, String> {
        let mut builder = Sandbox::builder()
            .listen(self.listen)
            .api_key(self.api_key)
            .fault_seed(self.fault_seed);
        for host in self.allow_host.iter().filter(|it| !it.is_empty()) {
            builder = builder.allow_host(host);
        }
        for key in self.key.iter().filter(|it| !it.is_empty()) {
            // Parsed here, because the errors of clap would show the key.
            let (key, permissions) = key.split_once('=').ok_or(
                "--key has no permissions; expected KEY=customerEvent:create,customer:read",
            )?;
            builder = builder.key(key, parse_permissions(permissions)?);
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
        if let Some(FaultRules(rules)) = self.faults {
            builder = builder.faults(rules);
        }
        #[cfg(feature = "tls")]
        let builder = self.tls.apply(builder)?;
        Ok(builder)
    }
}

/// Parses permissions. The error does not show an unknown one, which may be a misplaced key.
fn parse_permissions(list: &str) -> Result<Vec<Permission>, String> {
    let names = list.split(',').filter(|name| !name.is_empty());
    let permissions: Result<_, _> = names.map(Permission::from_str).collect();
    permissions.map_err(|_| {
        let known = Permission::ALL.map(Permission::name).join(", ");
        format!("--key has an unknown permission after the =; expected some of {known}")
    })
}

/// A list of faults.
#[derive(Clone)]
struct FaultRules(Vec<FaultRule>);

impl FromStr for FaultRules {
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

fn duration(text: &str) -> Result<Duration, String> {
    let duration = SpanParser::new().parse_unsigned_duration(text);
    duration.map_err(|error| format!("{error}; expected a duration such as 500ms or 5s"))
}
