//! Clients of a sandbox, for tests.

use std::time::SystemTime;

use plain_runtime::client::Clock;
use plain_runtime::{Client, ClientBuilder};

use super::Sandbox;

impl Sandbox {
    /// Creates a client with the sandbox's own API key, which has every permission, and defaults
    /// otherwise.
    ///
    /// Needs the feature `client`.
    ///
    /// # Panics
    ///
    /// If the client rejects the API key, or the address because it is not loopback; use
    /// [`client_builder`](Self::client_builder) to handle that.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::{Sandbox, seed};
    ///
    /// let sandbox = Sandbox::start().await;
    /// let client = sandbox.client();
    /// let customer = client.customer_by_email(seed::CUSTOMER_EMAIL_ADDRESS).await.unwrap();
    /// assert_eq!(customer.unwrap().id, seed::CUSTOMER_ID);
    /// # }
    /// ```
    pub fn client(&self) -> Client {
        match self.client_builder().build() {
            Ok(client) => client,
            Err(error) => panic!("{error}"),
        }
    }

    /// Creates a client like [`client`](Self::client) that never waits: its clock jumps to the end of
    /// each backoff, each `retry-after` and each wait for the rate limit.
    ///
    /// The time limits of a call hold for the time that has passed on that clock, which concurrent calls
    /// share. Use [`client_builder`](Self::client_builder) for a clock that the test moves.
    ///
    /// Needs the feature `client`.
    ///
    /// # Panics
    ///
    /// As for [`client`](Self::client).
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::{Fault, FaultRule, Sandbox};
    ///
    /// let sandbox = Sandbox::start().await;
    /// let later = Fault::status(503).header("retry-after", "10");
    /// sandbox.faults().set([FaultRule::new(later).next(2)]);
    /// // Returns at once, after two retries.
    /// sandbox.client_without_waits().customer("c_1").await.unwrap();
    /// assert_eq!(sandbox.requests().len(), 3);
    /// # }
    /// ```
    pub fn client_without_waits(&self) -> Client {
        let clock = Clock::manual(SystemTime::now());
        match self.client_builder().clock(clock).build() {
            Ok(client) => client,
            Err(error) => panic!("{error}"),
        }
    }

    /// Creates a client builder with the URL and the API key of this sandbox, for other settings such as
    /// timeouts, or a clock that the test moves.
    ///
    /// Needs the feature `client`.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use std::time::{Duration, SystemTime};
    /// use plain_runtime::client::Clock;
    /// use plain_sandbox::{Fault, Sandbox};
    ///
    /// let sandbox = Sandbox::start().await;
    /// sandbox.faults().set([Fault::status(429).header("retry-after", "45")]);
    /// let clock = Clock::manual(SystemTime::now());
    /// let client = sandbox.client_builder().clock(clock.clone()).build().unwrap();
    /// client.customer("c_1").await.unwrap_err();
    /// sandbox.faults().clear();
    /// clock.advance(Duration::from_secs(45));
    /// client.customer("c_1").await.unwrap();
    /// # }
    /// ```
    pub fn client_builder(&self) -> ClientBuilder {
        let builder = Client::builder()
            .api_key(self.api_key())
            .api_url(self.url());
        #[cfg(feature = "tls")]
        if let Some(certificate) = self.certificate() {
            return builder.root_certificate(certificate);
        }
        builder
    }
}
