//! A running sandbox.

pub(crate) mod assertions;
pub(crate) mod builder;
mod card_assertions;
pub(crate) mod cards;
#[cfg(feature = "client")]
mod client;
mod records;
mod seeding;
pub(crate) mod start_error;
pub(crate) mod thread_record;
#[cfg(feature = "tls")]
mod tls;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::runtime::Handle;
use tokio::sync::watch;

use crate::fault::Faults;
use crate::shutdown::Phase;
use crate::state::request_log::RecordedRequest;
use crate::state::{API_PATH, State};
use crate::workspace::event::Event;

/// A running sandbox: a server with its own workspace. Dropping it stops the server.
///
/// The server runs on its own thread, so it responds even while the test blocks.
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
    state: Arc<State>,
    phase: watch::Sender<Phase>,
    /// Closed when the server has ended.
    running: watch::Receiver<()>,
    /// Handle to the server's runtime.
    runtime: Handle,
    /// Certificate that clients must trust, in PEM.
    #[cfg(feature = "tls")]
    certificate: Option<String>,
    thread: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts a sandbox on a free port of 127.0.0.1.
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

    /// The URL of the API, such as `http://127.0.0.1:4010/graphql/v1`: a client's `PLAIN_API_URL`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The URL of the web UI, such as `http://127.0.0.1:4010/`.
    ///
    /// ```
    /// # async fn example() {
    /// # let sandbox = plain_sandbox::Sandbox::start().await;
    /// println!("{}", sandbox.ui_url());
    /// # }
    /// ```
    pub fn ui_url(&self) -> &str {
        // The API's URL up to the first slash of its path.
        &self.url[..=self.url.len() - API_PATH.len()]
    }

    /// The address that the sandbox listens on.
    pub fn address(&self) -> SocketAddr {
        self.state.address
    }

    /// The API key with every permission: a client's `PLAIN_API_KEY`.
    pub fn api_key(&self) -> &str {
        // The builder adds it first.
        self.state.access.api_keys[0].as_str()
    }

    /// The events created so far, in order of creation.
    pub fn events(&self) -> Vec<Event> {
        self.state.events()
    }

    /// Removes all events and releases their external ids.
    ///
    /// # Panics
    ///
    /// If the workspace is kept in a file that cannot be written.
    pub fn clear_events(&self) {
        if let Err(error) = self.state.clear_events() {
            panic!("{error}");
        }
    }

    /// The latest 1,000 requests to the API, in order of arrival, including rejected requests and those
    /// that a fault was applied to.
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

    /// Removes the recorded requests: those to the API, and those for cards.
    pub fn clear_requests(&self) {
        self.state.clear_requests();
    }

    /// The fault rules, which can be changed at any time.
    pub fn faults(&self) -> &Faults {
        &self.state.faults
    }

    /// Waits until the server stops by itself, which happens only if its thread panics.
    pub async fn stopped(&self) {
        let mut running = self.running.clone();
        while running.changed().await.is_ok() {}
    }

    /// Stops accepting requests, completes those in flight, and ends after five seconds at the latest.
    ///
    /// Faults no longer delay requests: a delay and the pauses of a slow body end at once, and where a
    /// fault withholds the response, the connection is reset.
    pub async fn shutdown(self) {
        self.phase.send_replace(Phase::Draining);
        self.stopped().await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.phase.send_replace(Phase::Aborting);
        if let Some(thread) = self.thread.take() {
            // A panic of the server has already been reported.
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
