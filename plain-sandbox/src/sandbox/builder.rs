//! Configures and starts a sandbox.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
#[cfg(feature = "sqlite")]
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use plain_schema::Permission;
use tokio::sync::{oneshot, watch};

use super::Sandbox;
use super::seeding::Seeding;
use super::start_error::StartError;
use crate::access::Access;
use crate::access::api_key::ApiKey;
use crate::fault::{FaultRule, Faults};
#[cfg(feature = "tls")]
use crate::server::tls::{TlsConfig, TlsSettings};
use crate::server::{Endpoint, serve};
use crate::shutdown::Shutdown;
use crate::state::State;
use crate::state::cards::endpoint::CardEndpoint;
use crate::time::clock::Clock;
use crate::time::timestamp;
use crate::workspace::Workspace;
use crate::workspace::change::{History, StoreError};
#[cfg(feature = "sqlite")]
use crate::workspace::sqlite::Database;

/// The default API key of a sandbox.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// use plain_sandbox::{DEFAULT_API_KEY, Sandbox};
///
/// assert_eq!(Sandbox::start().await.api_key(), DEFAULT_API_KEY);
/// # }
/// ```
pub const DEFAULT_API_KEY: &str = "plainApiKey_sandbox";

/// Builder of a [`Sandbox`], created by [`Sandbox::builder`].
///
/// ```
/// # async fn example() -> Result<(), plain_sandbox::StartError> {
/// use plain_sandbox::{Fault, FaultRule, Sandbox};
///
/// let sandbox = Sandbox::builder()
///     .listen(([127, 0, 0, 1], 4010).into())
///     .api_key("plainApiKey_1")
///     .rate_limit(450)
///     .faults([FaultRule::new(Fault::status(503)).next(2)])
///     .start()
///     .await?;
/// assert_eq!(sandbox.url(), "http://127.0.0.1:4010/graphql/v1");
/// assert_eq!(sandbox.ui_url(), "http://127.0.0.1:4010/");
/// # Ok(())
/// # }
/// ```
#[must_use = "the sandbox does not run until `start` is called"]
pub struct SandboxBuilder {
    listen: SocketAddr,
    allowed_hosts: Vec<String>,
    api_key: String,
    other_keys: Vec<ApiKey>,
    clock: Clock,
    rate_limit: Option<u32>,
    faults: Vec<FaultRule>,
    fault_seed: u64,
    max_events: Option<usize>,
    pub(super) seeding: Seeding,
    pub(super) card_endpoints: Vec<CardEndpoint>,
    #[cfg(feature = "sqlite")]
    db: Option<PathBuf>,
    #[cfg(feature = "tls")]
    pub(super) tls: TlsSettings,
}

impl Sandbox {
    /// Creates a builder, to set the address, API keys, a clock, faults, a rate limit or a file.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_sandbox::StartError> {
    /// let sandbox = plain_sandbox::Sandbox::builder().rate_limit(450).start().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            allowed_hosts: Vec::new(),
            api_key: DEFAULT_API_KEY.to_owned(),
            other_keys: Vec::new(),
            clock: Clock::system(),
            rate_limit: None,
            faults: Vec::new(),
            fault_seed: 0,
            max_events: None,
            seeding: Seeding::default(),
            card_endpoints: Vec::new(),
            #[cfg(feature = "sqlite")]
            db: None,
            #[cfg(feature = "tls")]
            tls: TlsSettings::default(),
        }
    }
}

impl SandboxBuilder {
    /// Sets the address to listen on; port 0 selects a free one. Default: 127.0.0.1:0.
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    ///
    /// use plain_sandbox::Sandbox;
    ///
    /// // The port is the same in every run.
    /// let builder = Sandbox::builder().listen((Ipv4Addr::LOCALHOST, 4010).into());
    /// ```
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// Allows requests under a host name besides those of this machine. Can be called repeatedly.
    ///
    /// A request under another name is rejected with 403, so that no foreign web page can use the
    /// sandbox by pointing its own domain at this machine (DNS rebinding). `localhost`, names that end in
    /// `.localhost` and loopback addresses are always allowed; on an address that other machines can
    /// reach, so is every IP address. The name has neither scheme nor port.
    ///
    /// ```
    /// use plain_sandbox::Sandbox;
    ///
    /// // In a container that others reach as `http://plain-sandbox:4010`.
    /// let builder = Sandbox::builder()
    ///     .listen(([0, 0, 0, 0], 4010).into())
    ///     .allow_host("plain-sandbox");
    /// ```
    pub fn allow_host(mut self, name: impl Into<String>) -> Self {
        self.allowed_hosts.push(name.into());
        self
    }

    /// Sets the API key with every permission. Default: [`DEFAULT_API_KEY`].
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_sandbox::StartError> {
    /// use plain_sandbox::Sandbox;
    ///
    /// let sandbox = Sandbox::builder().api_key("plainApiKey_test").start().await?;
    /// assert_eq!(sandbox.api_key(), "plainApiKey_test");
    /// # Ok(())
    /// # }
    /// ```
    pub fn api_key(mut self, api_key: impl Into<String>) -> Self {
        self.api_key = api_key.into();
        self
    }

    /// Adds an API key with these permissions only.
    ///
    /// A mutation without the permission fails with a `MutationError` of type `FORBIDDEN`, and a query
    /// with an error whose code is `FORBIDDEN`.
    ///
    /// ```
    /// use plain_sandbox::{Permission, Sandbox};
    ///
    /// let builder = Sandbox::builder().key("plainApiKey_events", [Permission::CustomerEventCreate]);
    /// ```
    pub fn key(
        mut self,
        api_key: impl Into<String>,
        permissions: impl IntoIterator<Item = Permission>,
    ) -> Self {
        let permissions = permissions.into_iter().collect();
        self.other_keys
            .push(ApiKey::new(api_key.into(), permissions));
        self
    }

    /// Sets the clock for events, customer cards, the `date` header and the rate limit. Default: the system's.
    ///
    /// The delays of faults always use the system's clock.
    ///
    /// ```
    /// use std::time::SystemTime;
    ///
    /// use plain_sandbox::{Clock, Sandbox};
    ///
    /// let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    /// let builder = Sandbox::builder().clock(clock.clone());
    /// ```
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Limits the requests per minute, for all API keys together. Default: unlimited.
    ///
    /// Plain's plans allow 450, 600 or 1,000. Further requests are rejected with 429 until the window,
    /// which starts with its first request, has passed by the [`clock`](Self::clock). At least 1.
    ///
    /// ```
    /// # use plain_sandbox::{Clock, Sandbox};
    /// // A minute of Plain's smallest plan passes in three seconds.
    /// let builder = Sandbox::builder().rate_limit(450).clock(Clock::scaled(20));
    /// ```
    pub fn rate_limit(mut self, requests_per_minute: u32) -> Self {
        self.rate_limit = Some(requests_per_minute);
        self
    }

    /// Sets the initial fault rules; [`Sandbox::faults`] changes them later. Default: none.
    ///
    /// ```
    /// # use plain_sandbox::{Fault, FaultRule, Sandbox};
    /// let builder = Sandbox::builder().faults([FaultRule::new(Fault::reset()).nth(2)]);
    /// ```
    pub fn faults(mut self, rules: impl IntoIterator<Item = impl Into<FaultRule>>) -> Self {
        self.faults = rules.into_iter().map(Into::into).collect();
        self
    }

    /// Sets the seed for the probabilities of faults. Default: 0.
    ///
    /// ```
    /// use plain_sandbox::{Fault, FaultRule, Sandbox};
    ///
    /// let builder = Sandbox::builder()
    ///     .faults([FaultRule::new(Fault::status(500)).probability(0.3)])
    ///     .fault_seed(17);
    /// ```
    pub fn fault_seed(mut self, seed: u64) -> Self {
        self.fault_seed = seed;
        self
    }

    /// Limits the number of events that are kept. Default: unlimited.
    ///
    /// Beyond it, the event that was sent first, regardless of its `timestamp`, is removed from the
    /// workspace and its threads, but its external id stays reserved. At least 1.
    ///
    /// ```
    /// use plain_sandbox::Sandbox;
    ///
    /// let builder = Sandbox::builder().max_events(1_000);
    /// ```
    pub fn max_events(mut self, count: usize) -> Self {
        self.max_events = Some(count);
        self
    }

    /// Keeps the workspace in a SQLite file, which is created if it does not exist. Default: in memory.
    ///
    /// A mutation is durable before its response is sent. While the sandbox runs, it locks the file and
    /// keeps a second one beside it, whose name ends in `-wal`. The file holds the customers, threads,
    /// events and timelines, but not the requests, faults and rate limits.
    ///
    /// Needs the feature `sqlite`, which is enabled by default.
    ///
    /// ```
    /// use plain_sandbox::Sandbox;
    ///
    /// let builder = Sandbox::builder().db("events.db");
    /// ```
    #[cfg(feature = "sqlite")]
    pub fn db(mut self, file: impl Into<PathBuf>) -> Self {
        self.db = Some(file.into());
        self
    }

    /// Starts the sandbox. It accepts requests when this returns.
    ///
    /// # Errors
    ///
    /// If a setting cannot work, the address is in use or cannot be listened on, the system cannot
    /// create a thread, the file is in use, cannot be read or is not a sandbox's, or the certificate
    /// cannot be used.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::{Sandbox, StartError};
    ///
    /// let sandbox = Sandbox::start().await;
    /// let second = Sandbox::builder().listen(sandbox.address()).start().await;
    /// assert!(matches!(second, Err(StartError::AddressInUse { .. })));
    /// # }
    /// ```
    pub async fn start(mut self) -> Result<Sandbox, StartError> {
        let access = self.access().map_err(StartError::InvalidSetting)?;
        let cannot_listen = |source| StartError::cannot_listen(self.listen, source);
        let listener = TcpListener::bind(self.listen).map_err(cannot_listen)?;
        listener.set_nonblocking(true).map_err(cannot_listen)?;
        let address = listener.local_addr().map_err(cannot_listen)?;

        #[cfg(feature = "tls")]
        let (tls, certificate) = self.build_tls(address)?;
        let endpoint = Endpoint {
            listener,
            #[cfg(feature = "tls")]
            tls,
        };
        let workspace = self.workspace().map_err(StartError::Workspace)?;
        let (phase, shutdown) = Shutdown::new();
        let state = Arc::new(State::new(
            (endpoint.scheme(), address),
            access,
            self.clock,
            Faults::new(self.fault_seed, self.faults),
            shutdown,
            workspace,
        ));
        self.seeding
            .apply(&state)
            .and_then(|()| state.cards.set(self.card_endpoints))
            .map_err(StartError::InvalidSetting)?;
        let (running_guard, running) = watch::channel(());
        let (ready, is_ready) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("plain-sandbox".to_owned())
            .spawn({
                let state = Arc::clone(&state);
                move || {
                    let _guard = running_guard;
                    serve(endpoint, &state, ready);
                }
            })
            .map_err(StartError::Server)?;
        match is_ready.await {
            Ok(Ok(runtime)) => Ok(Sandbox {
                url: state.api_url(),
                state,
                phase,
                running,
                runtime,
                #[cfg(feature = "tls")]
                certificate,
                thread: Some(thread),
            }),
            Ok(Err(source)) => Err(StartError::Server(source)),
            Err(_) => Err(StartError::Server(io::Error::other("its thread ended"))),
        }
    }

    /// Settings for HTTPS, and the certificate that clients must trust, if it is served.
    #[cfg(feature = "tls")]
    fn build_tls(
        &self,
        address: SocketAddr,
    ) -> Result<(Option<TlsConfig>, Option<String>), StartError> {
        let tls = self.tls.build(address.ip());
        Ok(tls
            .map_err(|error| StartError::Certificate(error.into()))?
            .unzip())
    }

    /// Checks the settings. The reason for refusing one says what to set instead.
    fn access(&mut self) -> Result<Access, String> {
        if self.max_events == Some(0) {
            return Err(
                "the maximum number of events is 0, so no event would be kept; set at least 1, or none to keep all"
                    .to_owned(),
            );
        }
        Access::new(
            &self.allowed_hosts,
            std::mem::take(&mut self.api_key),
            std::mem::take(&mut self.other_keys),
            self.rate_limit,
        )
    }

    /// Creates the workspace, or restores it from the file.
    fn workspace(&self) -> Result<Workspace, StoreError> {
        let seed = || History::seeded(timestamp::of(self.clock.now()));
        #[cfg(feature = "sqlite")]
        if let Some(file) = &self.db {
            let (database, history) = Database::open(file, seed)?;
            return Workspace::new(history, self.max_events, Some(Box::new(database)));
        }
        Workspace::new(seed(), self.max_events, None)
    }
}

impl fmt::Debug for SandboxBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxBuilder")
            .field("listen", &self.listen)
            .field("clock", &self.clock)
            .field("rate_limit", &self.rate_limit)
            .field("faults", &self.faults)
            .field("max_events", &self.max_events)
            .finish_non_exhaustive()
    }
}
