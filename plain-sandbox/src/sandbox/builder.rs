//! What a sandbox starts with, and starting it.

use std::error::Error;
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
use crate::access::api_key::ApiKey;
use crate::access::rate_limit::RateLimit;
use crate::fault::{FaultRule, Faults};
use crate::server::serve;
use crate::shutdown::Ending;
use crate::state::State;
use crate::time::clock::Clock;
use crate::time::timestamp;
use crate::workspace::Workspace;
use crate::workspace::change::History;
#[cfg(feature = "sqlite")]
use crate::workspace::sqlite::Database;
use crate::workspace::store::StoreError;

/// The API key of a sandbox that was not given another.
pub const DEFAULT_API_KEY: &str = "plainApiKey_sandbox";

/// What a sandbox starts with, made by [`Sandbox::builder`].
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
/// assert_eq!(sandbox.page_url(), "http://127.0.0.1:4010/");
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing runs until `start`"]
pub struct Builder {
    listen: SocketAddr,
    api_key: String,
    other_keys: Vec<ApiKey>,
    clock: Clock,
    rate_limit: Option<u32>,
    faults: Vec<FaultRule>,
    fault_seed: u64,
    max_events: Option<usize>,
    #[cfg(feature = "sqlite")]
    db: Option<PathBuf>,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            api_key: DEFAULT_API_KEY.to_owned(),
            other_keys: Vec::new(),
            clock: Clock::system(),
            rate_limit: None,
            faults: Vec::new(),
            fault_seed: 0,
            max_events: None,
            #[cfg(feature = "sqlite")]
            db: None,
        }
    }

    /// The address to listen on; port 0 is a free one. 127.0.0.1:0 unless set.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// The API key that may do everything; [`DEFAULT_API_KEY`] unless set.
    pub fn api_key(mut self, api_key: impl Into<String>) -> Self {
        self.api_key = api_key.into();
        self
    }

    /// One more API key, which may do only what its permissions allow.
    ///
    /// What it may not do is answered with a `MutationError` of type `FORBIDDEN`, or, of a query, with
    /// an error whose code is `FORBIDDEN`.
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

    /// Where the time comes from; the system unless set.
    ///
    /// Events, the `date` header and the rate limit go by it. The delays of faults are the system's.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// How many requests a minute the workspace allows, whatever the key; any number unless set.
    ///
    /// Plain's plans allow 450, 600 or 1,000. One more is answered with 429 until the minute, which
    /// began with its first request, is over by the [`clock`](Self::clock).
    pub fn rate_limit(mut self, requests_per_minute: u32) -> Self {
        self.rate_limit = Some(requests_per_minute);
        self
    }

    /// What goes wrong from the start; [`Sandbox::faults`] changes it. Nothing unless set.
    pub fn faults(mut self, rules: impl IntoIterator<Item = impl Into<FaultRule>>) -> Self {
        self.faults = rules.into_iter().map(Into::into).collect();
        self
    }

    /// The seed that the probabilities of faults are drawn from; 0 unless set.
    pub fn fault_seed(mut self, seed: u64) -> Self {
        self.fault_seed = seed;
        self
    }

    /// How many events it keeps; all of them unless set.
    ///
    /// One more, and the oldest one goes: the one that was sent first, whatever its `timestamp`. It is in
    /// no thread any more, but its external id stays taken. 0 keeps none.
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

    /// The SQLite file that the workspace is kept in; it is created if it is not there. In memory
    /// unless set.
    ///
    /// A mutation that is answered is in the file: no crash takes it back. While the sandbox runs, the
    /// file is its own; beside it stands one that ends in `-wal` and belongs to it. What is kept are the
    /// customers, threads, events and timelines, not the requests, faults and rate limits.
    ///
    /// Needs the feature `sqlite`, which is a default one.
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

    /// Starts the sandbox. It takes requests when this returns.
    ///
    /// # Errors
    ///
    /// If the address is taken or cannot be listened on, the system has no thread to spare, or the
    /// file is in use, cannot be read or is not a sandbox's.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        let cannot_listen = |source: io::Error| match source.kind() {
            io::ErrorKind::AddrInUse => StartError::AddressInUse {
                address: self.listen,
            },
            _ => StartError::Listen {
                address: self.listen,
                source,
            },
        };
        let listener = TcpListener::bind(self.listen).map_err(cannot_listen)?;
        listener.set_nonblocking(true).map_err(cannot_listen)?;
        let address = listener.local_addr().map_err(cannot_listen)?;

        let workspace = self.workspace().map_err(StartError::Workspace)?;
        let mut api_keys = vec![ApiKey::new(self.api_key, Permission::ALL.to_vec())];
        api_keys.extend(self.other_keys);
        let (phase, ending) = Ending::new();
        let state = Arc::new(State::new(
            address,
            api_keys,
            self.clock,
            self.rate_limit.map(RateLimit::new),
            Faults::new(self.fault_seed, self.faults),
            ending,
            workspace,
        ));
        let (running_guard, running) = watch::channel(());
        let (ready, is_ready) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("plain-sandbox".to_owned())
            .spawn({
                let state = Arc::clone(&state);
                move || {
                    let _guard = running_guard;
                    serve(listener, state, ready);
                }
            })
            .map_err(StartError::Server)?;
        match is_ready.await {
            Ok(Ok(runtime)) => Ok(Sandbox::new(state, phase, running, runtime, thread)),
            Ok(Err(source)) => Err(StartError::Server(source)),
            Err(_) => Err(StartError::Server(io::Error::other("its thread ended"))),
        }
    }

    /// A new workspace, or what is in the file.
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

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("listen", &self.listen)
            .field("clock", &self.clock)
            .field("rate_limit", &self.rate_limit)
            .field("faults", &self.faults)
            .field("max_events", &self.max_events)
            .finish_non_exhaustive()
    }
}

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// Another program listens on the address.
    #[error(
        "{address} is taken: another program listens there; stop it, or listen on another port"
    )]
    AddressInUse {
        /// The address.
        address: SocketAddr,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The workspace cannot be read from its file, or not be kept in it.
    #[error("{0}")]
    Workspace(#[source] Box<dyn Error + Send + Sync>),
    /// The server's thread did not start.
    #[error("cannot start the server: {0}")]
    Server(#[source] io::Error),
}
