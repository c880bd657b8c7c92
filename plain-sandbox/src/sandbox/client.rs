//! Clients of a sandbox, for tests.

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

    /// Creates a client builder with the URL and the API key of this sandbox, for other settings such as
    /// timeouts, or a clock that skips the waits between attempts.
    ///
    /// Needs the feature `client`.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use std::time::SystemTime;
    /// use plain_runtime::client::Clock;
    /// use plain_sandbox::{Fault, FaultRule, Sandbox};
    ///
    /// let sandbox = Sandbox::start().await;
    /// sandbox.faults().set([FaultRule::new(Fault::status(503)).next(2)]);
    /// let clock = Clock::manual(SystemTime::now());
    /// let client = sandbox.client_builder().clock(clock).build().unwrap();
    /// client.customer("c_1").await.unwrap();
    /// assert_eq!(sandbox.requests().len(), 3);
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
