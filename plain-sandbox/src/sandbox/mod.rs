//! A running sandbox, as its owner holds it.

pub(crate) mod assertions;
pub(crate) mod builder;
#[cfg(feature = "client")]
mod client;

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::runtime::Handle;
use tokio::sync::watch;

use crate::fault::Faults;
use crate::server::router;
use crate::shutdown::Phase;
use crate::state::State;
use crate::state::request_log::RecordedRequest;
use crate::workspace::event::Event;
use builder::Builder;

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
    url: String,
    pub(crate) state: Arc<State>,
    phase: watch::Sender<Phase>,
    /// Closed when the server has ended.
    running: watch::Receiver<()>,
    /// Runs something on the server's thread.
    pub(crate) runtime: Handle,
    thread: Option<JoinHandle<()>>,
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

    /// A sandbox with an address, API keys, a clock, faults, a rate limit or a file of your own.
    pub fn builder() -> Builder {
        Builder::new()
    }

    pub(crate) fn new(
        state: Arc<State>,
        phase: watch::Sender<Phase>,
        running: watch::Receiver<()>,
        runtime: Handle,
        thread: JoinHandle<()>,
    ) -> Self {
        Self {
            url: url_of(state.address),
            state,
            phase,
            running,
            runtime,
            thread: Some(thread),
        }
    }

    /// The URL of the API, such as `http://127.0.0.1:4010/graphql/v1`: a client's `PLAIN_API_URL`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The URL of the page that shows what it was sent, such as `http://127.0.0.1:4010/`.
    ///
    /// ```
    /// # async fn example() {
    /// # let sandbox = plain_sandbox::Sandbox::start().await;
    /// println!("{}", sandbox.page_url());
    /// # }
    /// ```
    pub fn page_url(&self) -> &str {
        // `url_of` ends with the path of the API, whose slash is the page's.
        &self.url[..=self.url.len() - router::API_PATH.len()]
    }

    /// The address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.state.address
    }

    /// The API key that may do everything: a client's `PLAIN_API_KEY`.
    pub fn api_key(&self) -> &str {
        // The builder puts it first.
        self.state.api_keys[0].as_str()
    }

    /// The events created so far, in the order of their creation.
    pub fn events(&self) -> Vec<Event> {
        self.state.events()
    }

    /// Removes all events. Their external ids are free again.
    ///
    /// # Panics
    ///
    /// If it keeps them in a file that cannot be written.
    pub fn clear_events(&self) {
        if let Err(error) = self.state.clear_events() {
            panic!("{error}");
        }
    }

    /// The requests to the API so far, in the order they came: the latest 1,000, also those that were
    /// refused or that a fault has struck.
    ///
    /// ```
    /// # async fn example() {
    /// use plain_sandbox::{Fault, FaultRule, Sandbox};
    ///
    /// let sandbox = Sandbox::builder()
    ///     .faults([FaultRule::new(Fault::status(503)).next(2)])
    ///     .start()
    ///     .await
    ///     .unwrap();
    /// // Let a client that retries create an event, then:
    /// let statuses: Vec<_> = sandbox.requests().iter().map(|it| it.status).collect();
    /// assert_eq!(statuses, [Some(503), Some(503), Some(200)]);
    /// # }
    /// ```
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.state.requests.requests()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.state.requests.clear();
        self.state.changed();
    }

    /// What goes wrong, which can be changed at any time.
    pub fn faults(&self) -> &Faults {
        &self.state.faults
    }

    /// Waits until the server has ended by itself, which it does only if its thread fails.
    pub async fn stopped(&self) {
        let mut running = self.running.clone();
        while running.changed().await.is_ok() {}
    }

    /// Takes no more requests, answers those that are there, and ends, after five seconds at the
    /// latest.
    ///
    /// Requests that a fault keeps waiting do not wait for it any longer: a delay and the pauses of a
    /// slow body are over, and where there is silence the connection is reset.
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

/// Where a client on this machine finds the API.
pub(crate) fn url_of(address: SocketAddr) -> String {
    let host = match address {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address.ip(),
    };
    let address = SocketAddr::new(host, address.port());
    format!("http://{address}{}", router::API_PATH)
}
