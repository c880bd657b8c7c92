//! The command `cards`: loads customer cards from an endpoint as Plain does.

use std::error::Error;
use std::io::{self, Write as _};
use std::net::{Ipv4Addr, SocketAddr};

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use plain_sandbox::{CardEndpoint, LoadedCards, Sandbox, SandboxBuilder, seed};

/// A method of the builder.
type EndpointOption = fn(CardEndpoint) -> CardEndpoint;

#[derive(Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub(crate) struct CardsOptions {
    #[arg(help = "URL of the endpoint, such as http://127.0.0.1:3000/plain/cards")]
    url: String,

    /// Key of a card to load; can be repeated
    #[arg(long, required = true, value_name = "KEY", value_parser = NonEmptyStringValueParser::new())]
    key: Vec<String>,

    /// Secret to sign requests with [default: no signature]
    ///
    /// Set the variable rather than the option, since other users of the machine can list the arguments of
    /// programs.
    #[arg(
        long,
        env = "PLAIN_SANDBOX_SIGNING_SECRET",
        hide_env_values = true,
        value_name = "SECRET",
        value_parser = NonEmptyStringValueParser::new(),
    )]
    signing_secret: Option<String>,

    /// Header of the requests, such as 'Authorization: Bearer token'; can be repeated
    ///
    /// In the environment variable, one on each line.
    #[arg(
        long,
        env = "PLAIN_SANDBOX_CARD_HEADERS",
        hide_env_values = true,
        value_delimiter = '\n',
        value_name = "NAME: VALUE"
    )]
    header: Vec<String>,

    /// Seconds for which a card without a time to live is cached
    #[arg(long, default_value_t = 60, value_name = "SECONDS")]
    time_to_live: u64,

    /// E-mail address of the customer [default: jane@acme.com]
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,

    /// External id of the customer, for one with another address [default: none]
    #[arg(long, value_name = "ID", requires = "email")]
    external_id: Option<String>,

    /// Load the cards in a thread of the customer
    #[arg(long)]
    in_thread: bool,

    /// Sign with another secret than that of the workspace, as somebody else would
    #[arg(long)]
    wrong_signature: bool,

    /// Leave out fields without a value, instead of null
    #[arg(long)]
    without_nulls: bool,

    /// Leave out the timestamp
    #[arg(long)]
    without_timestamp: bool,

    /// Send no e-mail address
    #[arg(long)]
    without_email: bool,

    /// Add fields that nobody knows
    #[arg(long)]
    unknown_fields: bool,

    /// Also request a card that the endpoint does not have
    #[arg(long)]
    unknown_key: bool,

    /// Load the cards once, and exit: with 0 unless a card failed
    #[arg(long)]
    pub(crate) once: bool,

    /// Print the cards as JSON
    #[arg(long)]
    json: bool,
}

impl CardsOptions {
    /// Adds the endpoint, and the customer if it is not the seeded one.
    pub(crate) fn configure(&self, builder: SandboxBuilder) -> Result<SandboxBuilder, String> {
        let mut builder = builder.card_endpoint(self.endpoint()?);
        if let Some(email) = self.added_email() {
            builder = builder.customer(self.external_id.as_deref(), email);
            if self.in_thread {
                builder = builder.thread(email, thread_title(email));
            }
        }
        Ok(builder)
    }

    /// E-mail address of the customer, unless it is the one of every sandbox.
    fn added_email(&self) -> Option<&str> {
        let email = self.email.as_deref()?;
        let is_seeded = email.eq_ignore_ascii_case(seed::CUSTOMER_EMAIL_ADDRESS);
        (self.external_id.is_some() || !is_seeded).then_some(email)
    }

    fn endpoint(&self) -> Result<CardEndpoint, String> {
        let mut endpoint = CardEndpoint::new(&self.url)
            .keys(&self.key)
            .default_time_to_live_seconds(self.time_to_live);
        for header in self.header.iter().filter(|it| !it.trim().is_empty()) {
            // Parsed here, because the errors of clap would show the value.
            let (name, value) = header
                .split_once(':')
                .ok_or("--header has no colon; expected 'Name: value'")?;
            endpoint = endpoint.header(name, value.trim());
        }
        if let Some(secret) = &self.signing_secret {
            endpoint = endpoint.signing_secret(secret);
        }
        let options: [(bool, EndpointOption); 6] = [
            (self.wrong_signature, CardEndpoint::wrong_signature),
            (self.without_nulls, CardEndpoint::without_nulls),
            (self.without_timestamp, CardEndpoint::without_timestamp),
            (self.without_email, CardEndpoint::without_email),
            (self.unknown_fields, CardEndpoint::unknown_fields),
            (self.unknown_key, CardEndpoint::unknown_key),
        ];
        for (_, apply) in options.into_iter().filter(|(is_set, _)| *is_set) {
            endpoint = apply(endpoint);
        }
        Ok(endpoint)
    }

    /// Loads the cards.
    pub(crate) async fn load(&self, sandbox: &Sandbox) -> LoadedCards {
        let customer = self.email.as_deref().unwrap_or(seed::CUSTOMER_ID);
        let load = sandbox.load_configured_cards().customer(customer);
        let thread = self.in_thread.then(|| self.thread_id(sandbox)).flatten();
        match thread {
            Some(id) => load.thread(id).load().await,
            None => load.load().await,
        }
    }

    /// The thread that [`configure`](Self::configure) adds for a customer, or the seeded one.
    fn thread_id(&self, sandbox: &Sandbox) -> Option<String> {
        let title = self.added_email().map(thread_title);
        let mut threads = sandbox.threads().into_iter();
        let thread = threads.find(|thread| match &title {
            Some(title) => thread.title == *title,
            None => thread.id == seed::THREAD_ID,
        });
        thread.map(|thread| thread.id)
    }

    /// Prints the cards on standard output.
    pub(crate) fn print(&self, cards: &LoadedCards) -> io::Result<()> {
        let mut output = io::stdout();
        if self.json {
            writeln!(output, "{:#}", cards.to_json())
        } else {
            writeln!(output, "{cards}")
        }
    }

    /// Loads the cards in a sandbox of its own, and prints them. Fails if a card does.
    pub(crate) async fn load_once(&self, builder: SandboxBuilder) -> Result<(), Box<dyn Error>> {
        // Nobody else uses it, so the port does not matter.
        let builder = builder.listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        let sandbox = self.configure(builder)?.start().await?;
        let cards = self.load(&sandbox).await;
        self.print(&cards)?;
        let failed = cards.cards.iter().filter(|card| card.error().is_some());
        match failed.count() {
            0 => Ok(()),
            count => Err(format!("{count} of {} cards failed", cards.cards.len()).into()),
        }
    }
}

/// Title of the thread of a customer. It names the customer, because a workspace in a file has those of
/// earlier commands.
fn thread_title(email: &str) -> String {
    format!("Customer cards of {email}")
}
