//! Starting and stopping.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use axum::serve::ListenerExt as _;
use tokio::runtime;
use tokio::sync::{oneshot, watch};

use crate::api_key::ApiKey;
use crate::clock::Clock;
use crate::event::Event;
use crate::http;
use crate::state::State;

/// The API key of a sandbox that was not given another.
pub const DEFAULT_API_KEY: &str = "plainApiKey_sandbox";

/// A running sandbox: a server with a workspace of its own, which ends when this is dropped.
///
/// It runs on a thread of its own, so it answers whatever its owner is doing.
///
/// ```
/// # async fn example() {
/// use plain_sandbox::Sandbox;
///
/// let sandbox = Sandbox::start().await;
/// // Point a client at `sandbox.url()` with `sandbox.api_key()`, let it create events, then:
/// assert!(sandbox.events().is_empty());
/// # }
/// ```
pub struct Sandbox {
    address: SocketAddr,
    url: String,
    state: Arc<State>,
    phase: watch::Sender<Phase>,
    /// Closed when the server has ended.
    running: watch::Receiver<()>,
    thread: Option<JoinHandle<()>>,
}

/// What the server is told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Serve,
    /// Take no more requests, and end after those that are being answered.
    Finish,
    /// End.
    Abort,
}

impl Sandbox {
    /// Starts a sandbox on a free port of 127.0.0.1, isolated from every other.
    ///
    /// # Panics
    ///
    /// If the system has no free port or thread; use [`builder`](Self::builder) to handle that.
    ///
    /// ```
    /// # async fn example() {
    /// let sandbox = plain_sandbox::Sandbox::start().await;
    /// assert!(sandbox.url().starts_with("http://127.0.0.1:"));
    /// # }
    /// ```
    pub async fn start() -> Self {
        match Self::builder().start().await {
            Ok(sandbox) => sandbox,
            Err(error) => panic!("{error}"),
        }
    }

    /// A sandbox with an address, an API key or a clock of your own.
    pub fn builder() -> Builder {
        Builder {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            api_key: DEFAULT_API_KEY.to_owned(),
            clock: Clock::system(),
        }
    }

    /// The URL of the API, such as `http://127.0.0.1:4010/graphql/v1`: a client's `PLAIN_API_URL`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The address it listens on.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The API key it takes: a client's `PLAIN_API_KEY`.
    pub fn api_key(&self) -> &str {
        self.state.api_key.as_str()
    }

    /// The events created so far, in the order of their creation.
    pub fn events(&self) -> Vec<Event> {
        self.state.workspace().events().to_vec()
    }

    /// Waits until the server has ended by itself, which it does only if its thread fails.
    pub async fn stopped(&self) {
        let mut running = self.running.clone();
        while running.changed().await.is_ok() {}
    }

    /// Takes no more requests, answers those that are there, and ends.
    pub async fn shutdown(self) {
        self.phase.send_replace(Phase::Finish);
        self.stopped().await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.phase.send_replace(Phase::Abort);
        if let Some(thread) = self.thread.take() {
            // A panic of the server has been reported where it happened.
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// What a sandbox starts with, made by [`Sandbox::builder`].
///
/// ```
/// # async fn example() -> Result<(), plain_sandbox::StartError> {
/// use plain_sandbox::Sandbox;
///
/// let sandbox = Sandbox::builder()
///     .listen(([127, 0, 0, 1], 4010).into())
///     .api_key("plainApiKey_1")
///     .start()
///     .await?;
/// assert_eq!(sandbox.url(), "http://127.0.0.1:4010/graphql/v1");
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing runs until `start`"]
pub struct Builder {
    listen: SocketAddr,
    api_key: String,
    clock: Clock,
}

impl Builder {
    /// The address to listen on; port 0 is a free one. 127.0.0.1:0 unless set.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// The API key that requests must carry; [`DEFAULT_API_KEY`] unless set.
    pub fn api_key(mut self, api_key: impl Into<String>) -> Self {
        self.api_key = api_key.into();
        self
    }

    /// Where the time comes from; the system unless set.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Starts the sandbox. It takes requests when this returns.
    ///
    /// # Errors
    ///
    /// If the address is taken or cannot be listened on, or the system has no thread to spare.
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

        let state = Arc::new(State::new(ApiKey::new(self.api_key), self.clock));
        let router = http::router(Arc::clone(&state));
        let (phase, phases) = watch::channel(Phase::Serve);
        let (running_guard, running) = watch::channel(());
        let (ready, is_ready) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("plain-sandbox".to_owned())
            .spawn(move || {
                let _guard = running_guard;
                serve(listener, router, phases, ready);
            })
            .map_err(StartError::Server)?;
        let sandbox = Sandbox {
            address,
            url: url_of(address),
            state,
            phase,
            running,
            thread: Some(thread),
        };
        match is_ready.await {
            Ok(Ok(())) => Ok(sandbox),
            Ok(Err(source)) => Err(StartError::Server(source)),
            Err(_) => Err(StartError::Server(io::Error::other("its thread ended"))),
        }
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("listen", &self.listen)
            .field("clock", &self.clock)
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
    /// The server's thread did not start.
    #[error("cannot start the server: {0}")]
    Server(#[source] io::Error),
}

/// The whole life of a server, on a thread of its own.
fn serve(
    listener: TcpListener,
    router: axum::Router,
    mut phases: watch::Receiver<Phase>,
    ready: oneshot::Sender<io::Result<()>>,
) {
    let runtime = match runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            let _ = ready.send(Err(error));
            return;
        }
    };
    runtime.block_on(async {
        let listener = match tokio::net::TcpListener::from_std(listener) {
            Ok(listener) => listener.tap_io(|stream| {
                // Answers are small and wanted at once; without it they are only slower.
                let _ = stream.set_nodelay(true);
            }),
            Err(error) => {
                let _ = ready.send(Err(error));
                return;
            }
        };
        let _ = ready.send(Ok(()));
        let mut finishing = phases.clone();
        let finished = axum::serve(listener, router).with_graceful_shutdown(async move {
            let _ = finishing.wait_for(|phase| *phase != Phase::Serve).await;
        });
        tokio::select! {
            _ = finished => {}
            _ = phases.wait_for(|phase| *phase == Phase::Abort) => {}
        }
    });
}

/// Where a client on this machine finds the API.
fn url_of(address: SocketAddr) -> String {
    let host = match address {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address.ip(),
    };
    let address = SocketAddr::new(host, address.port());
    format!("http://{address}{}", http::API_PATH)
}
