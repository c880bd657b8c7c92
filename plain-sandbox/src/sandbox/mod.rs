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
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let sandbox = plain_sandbox::Sandbox::start().await;
    /// // The environment of the program that is tested:
    /// let environment = [("PLAIN_API_URL", sandbox.url()), ("PLAIN_API_KEY", sandbox.api_key())];
    /// # }
    /// ```
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
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let sandbox = plain_sandbox::Sandbox::start().await;
    /// assert!(sandbox.address().ip().is_loopback());
    /// # }
    /// ```
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
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "client")]
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_runtime::Error> {
    /// let sandbox = plain_sandbox::Sandbox::start().await;
    /// let event = plain_runtime::customer_event!(
    ///     title = "Trial completed",
    ///     customer_identifier = email_address("jane@acme.com"),
    ///     components = [text("Fourteen days are over.")],
    ///     external_id = "trial-17",
    /// );
    /// for _round in 0..2 {
    ///     sandbox.client().create_customer_event(&event).await?;
    ///     assert_eq!(sandbox.events().len(), 1);
    ///     sandbox.clear_events();
    /// }
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "client"))] fn main() {}
    /// ```
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
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let sandbox = plain_sandbox::Sandbox::start().await;
    /// // After the preparation of a test:
    /// sandbox.clear_requests();
    /// assert!(sandbox.requests().is_empty());
    /// # }
    /// ```
    pub fn clear_requests(&self) {
        self.state.clear_requests();
    }

    /// The fault rules, which can be changed at any time.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::{Fault, Sandbox};
    ///
    /// let sandbox = Sandbox::start().await;
    /// sandbox.faults().add(Fault::status(503));
    /// // The client fails here.
    /// sandbox.faults().clear();
    /// # }
    /// ```
    pub fn faults(&self) -> &Faults {
        &self.state.faults
    }

    /// Waits until the server stops by itself, which happens only if its thread panics.
    ///
    /// ```
    /// # async fn example(sandbox: plain_sandbox::Sandbox, terminated: impl Future<Output = ()>) {
    /// tokio::select! {
    ///     () = sandbox.stopped() => eprintln!("the sandbox ended"),
    ///     () = terminated => {}
    /// }
    /// # }
    /// ```
    pub async fn stopped(&self) {
        let mut running = self.running.clone();
        while running.changed().await.is_ok() {}
    }

    /// Stops accepting requests, completes those in flight, and ends after five seconds at the latest.
    ///
    /// Faults no longer delay requests: a delay and the pauses of a slow body end at once, and where a
    /// fault withholds the response, the connection is reset.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let sandbox = plain_sandbox::Sandbox::start().await;
    /// sandbox.shutdown().await;
    /// # }
    /// ```
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
