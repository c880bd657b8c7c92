//! Options of a client that concern its connections, its clock, its observer and its predicates.

use std::num::NonZeroUsize;
use std::time::Duration;

use secrecy::SecretString;

use super::builder::ClientBuilder;
use super::clock::Clock;
use super::observer::{CallEvent, Observer};
use crate::error::MutationError;

impl ClientBuilder {
    /// Accepts a URL with `http` for another machine, such as a sandbox in another container.
    ///
    /// The API key and the events are sent unencrypted, so this is only for a network that you trust,
    /// and never for Plain's own key.
    ///
    /// # Examples
    ///
    /// ```
    /// let client = plain_runtime::Client::builder()
    ///     .api_key("plainApiKey_sandbox")
    ///     .api_url("http://plain-sandbox:4010/graphql/v1")
    ///     .allow_http(true)
    ///     .build()
    ///     .unwrap();
    /// ```
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allows_http = allow;
        self
    }

    /// Trusts a root certificate, in PEM, in addition to those of the platform: that of a company's
    /// proxy, or of a sandbox with TLS. Several can be given, together or one by one.
    ///
    /// Needs the feature `rustls`, which is enabled by default, `rustls-no-provider` or `native-tls`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = plain_runtime::Client::builder()
    ///     .api_key("plainApiKey_xxx")
    ///     .root_certificate(std::fs::read("/etc/ssl/company.pem")?)
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(any(
        feature = "rustls",
        feature = "rustls-no-provider",
        feature = "native-tls"
    ))]
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.http.roots.push(pem.into());
        self
    }

    /// Sends all requests through a proxy. Defaults to the proxy of the system, or of the variables
    /// `HTTPS_PROXY` and `NO_PROXY`. Requests to a loopback address never use one.
    ///
    /// The URL may contain a user name and a password, which appear neither in `Debug` output nor in
    /// errors.
    ///
    /// # Examples
    ///
    /// ```
    /// let client = plain_runtime::Client::builder()
    ///     .api_key("plainApiKey_xxx")
    ///     .proxy("http://user:password@proxy.example:3128")
    ///     .build()
    ///     .unwrap();
    /// ```
    pub fn proxy(mut self, url: impl Into<SecretString>) -> Self {
        self.http.proxy = Some(url.into());
        self
    }

    /// Sends all requests with an HTTP client of your own, for what the other options do not offer,
    /// such as client certificates.
    ///
    /// The timeouts of attempts and calls still apply. [`connect_timeout`](Self::connect_timeout),
    /// [`proxy`](Self::proxy) and `root_certificate` do not, and are errors beside this.
    ///
    /// The client should not follow redirects, and should replace silent HTTP/2 connections, as here. For
    /// a loopback address, it should use no proxy, which would receive the API key unencrypted.
    /// All runtimes share it, so use it on one only: a connection ends with the runtime that opened it.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::Duration;
    /// use plain_runtime::client::reqwest;
    ///
    /// let http = reqwest::Client::builder()
    ///     .redirect(reqwest::redirect::Policy::none())
    ///     .http2_keep_alive_interval(Duration::from_secs(4))
    ///     .http2_keep_alive_timeout(Duration::from_secs(4))
    ///     .build()
    ///     .unwrap();
    /// let client = plain_runtime::Client::builder()
    ///     .api_key("plainApiKey_xxx")
    ///     .http_client(http)
    ///     .build()
    ///     .unwrap();
    /// ```
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http.client = Some(client);
        self
    }

    /// Sets the maximum number of requests in flight, for all clones together. Defaults to 32.
    ///
    /// Further calls wait for others, as long as their timeout allows. If one connection fails, so do the
    /// requests that share it: 32 is as many as the retry quota allows to repeat.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::num::NonZeroUsize;
    ///
    /// let client = plain_runtime::Client::builder()
    ///     .api_key("plainApiKey_xxx")
    ///     .max_concurrent_requests(NonZeroUsize::new(8).unwrap())
    ///     .build()
    ///     .unwrap();
    /// ```
    pub fn max_concurrent_requests(mut self, requests: NonZeroUsize) -> Self {
        self.max_concurrent_requests = Some(requests);
        self
    }

    /// Adds the name of your program to the user agent, such as `billing/1.4`.
    ///
    /// # Examples
    ///
    /// ```
    /// let client = plain_runtime::Client::builder()
    ///     .api_key("plainApiKey_xxx")
    ///     .user_agent_suffix(concat!("billing/", env!("CARGO_PKG_VERSION")))
    ///     .build()
    ///     .unwrap();
    /// ```
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Sets the timeout for establishing a connection. Defaults to 3 seconds.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let builder = plain_runtime::Client::builder().connect_timeout(Duration::from_millis(500));
    /// ```
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.http.connect_timeout = Some(timeout);
        self
    }

    /// Sets the clock, for tests. Defaults to the system's clock.
    ///
    /// ```
    /// use std::time::SystemTime;
    ///
    /// use plain_runtime::Client;
    /// use plain_runtime::client::Clock;
    ///
    /// // Retries do not wait.
    /// let builder = Client::builder().clock(Clock::manual(SystemTime::now()));
    /// ```
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Seeds the jitter of the waits, for reproducible tests.
    ///
    /// Generated external IDs stay random: two clients with the same IDs would mistake each other's
    /// events for their own.
    ///
    /// ```
    /// let builder = plain_runtime::Client::builder().jitter_seed(17);
    /// ```
    pub fn jitter_seed(mut self, seed: u64) -> Self {
        self.jitter_seed = Some(seed);
        self
    }

    /// Sets a function that is told about every attempt, wait and end of a call, for metrics.
    ///
    /// It is called within the call, so it must not block. It sees neither the API key nor events.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicU64, Ordering};
    /// use plain_runtime::client::{CallEvent, WaitReason};
    ///
    /// let rate_limited = Arc::new(AtomicU64::new(0));
    /// let counter = Arc::clone(&rate_limited);
    /// let client = plain_runtime::Client::builder()
    ///     .api_key("plainApiKey_xxx")
    ///     .observer(move |event| {
    ///         if let CallEvent::Wait { reason: WaitReason::RateLimit, .. } = event {
    ///             counter.fetch_add(1, Ordering::Relaxed);
    ///         }
    ///     })
    ///     .build()
    ///     .unwrap();
    /// ```
    pub fn observer(mut self, observe: impl Fn(&CallEvent<'_>) + Send + Sync + 'static) -> Self {
        self.observer = Observer::new(observe);
        self
    }

    /// Sets the predicate that recognises the rejection of an event that already exists.
    ///
    /// Such a rejection is reported as [`Error::AlreadyCreated`](crate::Error::AlreadyCreated),
    /// except that an event with an external ID that the client made exists only if an earlier
    /// attempt of the same call may have created it; otherwise it is
    /// [`Error::Rejected`](crate::Error::Rejected). Defaults to
    /// [`is_already_created`](super::is_already_created), whose rules are an assumption. If the
    /// predicate panics, the call fails with
    /// [`Error::PredicatePanicked`](crate::Error::PredicatePanicked).
    ///
    /// # Examples
    ///
    /// ```
    /// let client = plain_runtime::Client::builder()
    ///     .api_key("plainApiKey_xxx")
    ///     .already_created_if(|error| error.code == "event_exists")
    ///     .build()
    ///     .unwrap();
    /// ```
    pub fn already_created_if(
        mut self,
        predicate: impl Fn(&MutationError) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.predicates.set_duplicate(predicate);
        self
    }

    /// Sets the predicate that recognises the rejection of a customer event whose customer does not
    /// exist.
    ///
    /// [`Error::is_customer_not_found`](crate::Error::is_customer_not_found) is then true, and
    /// [`create_customer_event_upserting`](crate::Client::create_customer_event_upserting) upserts the
    /// customer. Defaults to [`is_customer_not_found`](super::is_customer_not_found), whose rules are
    /// an assumption. If the predicate panics, the call fails with
    /// [`Error::PredicatePanicked`](crate::Error::PredicatePanicked).
    ///
    /// # Examples
    ///
    /// ```
    /// let client = plain_runtime::Client::builder()
    ///     .api_key("plainApiKey_xxx")
    ///     .customer_not_found_if(|error| error.code == "unknown_customer")
    ///     .build()
    ///     .unwrap();
    /// ```
    pub fn customer_not_found_if(
        mut self,
        predicate: impl Fn(&MutationError) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.predicates.set_customer_not_found(predicate);
        self
    }
}
