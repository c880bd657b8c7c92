//! Configures a client.

use std::env::{self, VarError};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, USER_AGENT};
use secrecy::SecretString;
use tokio::sync::Semaphore;

use super::Client;
use super::api_key::authorization;
use super::api_url::ApiUrl;
use super::clock::Clock;
use super::inner::ClientInner;
use super::observer::Observer;
use super::response::{DuplicateLookup, Predicates};
use super::retry::{Jitter, RetryPolicy};
use super::transport::{HttpSettings, Transport};
use crate::error::ConfigError;

/// URL of Plain's API.
///
/// ```
/// use plain_runtime::client::DEFAULT_API_URL;
///
/// let url = std::env::var("PLAIN_API_URL").unwrap_or(DEFAULT_API_URL.to_owned());
/// ```
pub const DEFAULT_API_URL: &str = "https://core-api.uk.plain.com/graphql/v1";

/// Default number of requests in flight. The retry quota suffices for all of them, so that a lost
/// connection fails no call.
const MAX_CONCURRENT_REQUESTS: usize = 32;
const API_KEY_VARIABLE: &str = "PLAIN_API_KEY";
const API_URL_VARIABLE: &str = "PLAIN_API_URL";

impl Client {
    /// Creates a client from the environment.
    ///
    /// The API key is read from `PLAIN_API_KEY`, the URL from `PLAIN_API_URL`, the same variables
    /// as for Plain's command-line tool. Without `PLAIN_API_URL`, the URL is [`DEFAULT_API_URL`]. If the
    /// variable is blank, that is an error: a test whose URL got lost must not reach Plain.
    ///
    /// # Errors
    ///
    /// Returns a [`ConfigError`] if the key is missing, or if the key or the URL is invalid.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # fn main() -> Result<(), plain_runtime::ConfigError> {
    /// let client = plain_runtime::Client::from_env()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_env() -> Result<Self, ConfigError> {
        ClientBuilder::from_env()?.build()
    }

    /// Creates a builder, for a key or settings that do not come from the environment.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// # fn main() -> Result<(), plain_runtime::ConfigError> {
    /// let client = plain_runtime::Client::builder()
    ///     .api_key("plainApiKey_xxx")
    ///     .call_timeout(Duration::from_secs(5))
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }
}

/// Builder of a [`Client`].
///
/// Only the [`api_key`](Self::api_key) is required.
///
/// ```
/// let client = plain_runtime::Client::builder()
///     .api_key("plainApiKey_xxx")
///     .api_url("http://127.0.0.1:4010/graphql/v1")
///     .build()
///     .unwrap();
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "a builder does nothing until `.build()` is called"]
pub struct ClientBuilder {
    api_key: Option<SecretString>,
    api_url: Option<ApiUrl>,
    pub(super) allows_http: bool,
    pub(super) http: HttpSettings,
    pub(super) user_agent_suffix: Option<String>,
    pub(super) observer: Observer,
    pub(super) max_concurrent_requests: Option<NonZeroUsize>,
    policy: RetryPolicy,
    pub(super) clock: Clock,
    pub(super) jitter_seed: Option<u64>,
    pub(super) predicates: Predicates,
    duplicate_lookup: DuplicateLookup,
}

impl ClientBuilder {
    /// Creates a builder with the API key and the URL of the environment, for further settings. See
    /// [`Client::from_env`].
    ///
    /// # Errors
    ///
    /// Returns a [`ConfigError`] if a variable is not valid Unicode, or if `PLAIN_API_URL` is blank.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use plain_runtime::ClientBuilder;
    ///
    /// # fn main() -> Result<(), plain_runtime::ConfigError> {
    /// let client = ClientBuilder::from_env()?.call_timeout(Duration::from_secs(5)).build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_env() -> Result<Self, ConfigError> {
        let api_url = variable(API_URL_VARIABLE)?;
        // Not the default: a test whose URL got lost must not send events to Plain.
        if api_url.as_ref().is_some_and(|url| url.trim().is_empty()) {
            return Err(ConfigError::BlankApiUrl);
        }
        Ok(Self {
            api_key: variable(API_KEY_VARIABLE)?.map(SecretString::from),
            api_url: api_url.map(ApiUrl),
            ..Self::default()
        })
    }

    /// Sets the API key, `plainApiKey_…`.
    ///
    /// The key is sent to the API and appears nowhere else: neither in `Debug` output, nor in
    /// errors, nor in logs.
    ///
    /// ```
    /// let client = plain_runtime::Client::builder().api_key("plainApiKey_xxx").build().unwrap();
    /// assert!(!format!("{client:?}").contains("plainApiKey_xxx"));
    /// ```
    pub fn api_key(mut self, api_key: impl Into<SecretString>) -> Self {
        self.api_key = Some(api_key.into());
        self
    }

    /// Sets the URL of the API, for a sandbox or a proxy. Defaults to [`DEFAULT_API_URL`].
    ///
    /// The scheme must be `https`, or `http` on a loopback address: an address of 127.0.0.0/8, `::1`,
    /// `localhost` or a name below it. [`allow_http`](Self::allow_http) accepts `http` everywhere.
    ///
    /// ```
    /// use plain_runtime::Client;
    ///
    /// let builder = Client::builder().api_key("plainApiKey_xxx");
    /// assert!(builder.clone().api_url("http://127.0.0.1:4010/graphql/v1").build().is_ok());
    /// // The key would be sent unencrypted.
    /// assert!(builder.api_url("http://plain.acme.com/graphql/v1").build().is_err());
    /// ```
    pub fn api_url(mut self, api_url: impl Into<String>) -> Self {
        self.api_url = Some(ApiUrl(api_url.into()));
        self
    }

    /// Sets the timeout of one attempt, from connecting to the end of the response. Defaults to 10
    /// seconds.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let builder = plain_runtime::Client::builder().attempt_timeout(Duration::from_secs(3));
    /// ```
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.policy.attempt_timeout = timeout;
        self
    }

    /// Sets the timeout of a call, with all its attempts and the waits between them. Defaults to 30
    /// seconds.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// // In the handler of a request, which has two seconds.
    /// let builder = plain_runtime::Client::builder()
    ///     .attempt_timeout(Duration::from_secs(1))
    ///     .call_timeout(Duration::from_secs(2));
    /// ```
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.policy.call_timeout = timeout;
        self
    }

    /// Sets the maximum number of attempts per call, the first included. Defaults to 3; 0 counts as
    /// 1.
    ///
    /// The client retries after a failed connection, a timeout, a transient error of the server
    /// (status 408 or 5xx, type `INTERNAL`) and a response that it cannot decode. All attempts send the
    /// same external ID, so an event is created once. Attempts that the rate limit rejected do not
    /// count: only the [`call_timeout`](Self::call_timeout) limits them. Nor do the first eight that the
    /// server refused without processing them, as one that shuts down does.
    ///
    /// ```
    /// let builder = plain_runtime::Client::builder().max_attempts(5);
    /// ```
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.policy.max_attempts = attempts.max(1);
        self
    }

    /// Sets whether a duplicate is looked up in the timeline and returned as the created event.
    ///
    /// * With `true`, a call that ends with [`AlreadyCreated`](crate::Error::AlreadyCreated), or with
    ///   another error that [`may_have_taken_effect`](crate::Error::may_have_taken_effect), reads
    ///   the timeline. If the event is in it, with the same title, the call returns it.
    /// * With `false`, nothing is looked up.
    /// * By default, only a call's own duplicate is looked up: the external ID is one that the
    ///   client made, so that no other call can have created the event, an earlier attempt had an
    ///   unknown outcome, and Plain rejects the retry.
    ///
    /// If the event is not found, or the look-up fails, the call returns its error. Nothing is ever
    /// sent again because of a look-up, since its absence proves nothing. It takes no longer than
    /// one attempt or the rest of the call's timeout. The API key needs the permissions of
    /// [`find_customer_event`](Client::find_customer_event) or
    /// [`find_thread_event`](Client::find_thread_event).
    ///
    /// # Examples
    ///
    /// ```
    /// let client = plain_runtime::Client::builder()
    ///     .api_key("plainApiKey_xxx")
    ///     .verify_duplicates(true)
    ///     .build()
    ///     .unwrap();
    /// ```
    pub fn verify_duplicates(mut self, verify: bool) -> Self {
        self.duplicate_lookup = if verify {
            DuplicateLookup::All
        } else {
            DuplicateLookup::Never
        };
        self
    }

    /// Creates the client.
    ///
    /// # Errors
    ///
    /// Returns a [`ConfigError`] if the API key is missing or has characters that no key has, if the
    /// URL is invalid or would send the key unencrypted to another machine, if another option is
    /// invalid, or if the system has no CA certificates.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_runtime::{Client, ConfigError};
    ///
    /// assert!(Client::builder().api_key("plainApiKey_xxx").build().is_ok());
    /// let error = Client::builder().build().unwrap_err();
    /// assert!(matches!(error, ConfigError::MissingApiKey));
    /// ```
    pub fn build(self) -> Result<Client, ConfigError> {
        let headers = HeaderMap::from_iter([
            (AUTHORIZATION, authorization(self.api_key.as_ref())?),
            (CONTENT_TYPE, HeaderValue::from_static("application/json")),
            (USER_AGENT, user_agent(self.user_agent_suffix.as_deref())?),
        ]);
        let api_url = self
            .api_url
            .unwrap_or_else(|| ApiUrl(DEFAULT_API_URL.to_owned()))
            .validate(self.allows_http)?;
        let attempt_timeout = self.policy.attempt_timeout;
        let in_flight = self
            .max_concurrent_requests
            .map_or(MAX_CONCURRENT_REQUESTS, NonZeroUsize::get);
        Ok(Client(Arc::new(ClientInner {
            transport: Transport::new(api_url, headers, self.http, attempt_timeout)?.into(),
            policy: self.policy,
            clock: self.clock,
            jitter: Jitter::new(self.jitter_seed).into(),
            gate: Arc::default(),
            quota: Arc::default(),
            observer: self.observer,
            predicates: self.predicates,
            in_flight: Semaphore::new(in_flight).into(),
            duplicate_lookup: self.duplicate_lookup,
        })))
    }
}

/// Value of an environment variable; `None` if it is unset.
fn variable(name: &'static str) -> Result<Option<String>, ConfigError> {
    match env::var(name) {
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(ConfigError::NotUnicode { name }),
    }
}

/// Value of the header `User-Agent`.
fn user_agent(suffix: Option<&str>) -> Result<HeaderValue, ConfigError> {
    const NAME: &str = concat!("plain-runtime/", env!("CARGO_PKG_VERSION"));
    match suffix {
        None => Ok(HeaderValue::from_static(NAME)),
        Some(suffix) if suffix.trim().is_empty() => Err(ConfigError::InvalidUserAgent),
        Some(suffix) => HeaderValue::try_from(format!("{NAME} {}", suffix.trim()))
            .map_err(|_| ConfigError::InvalidUserAgent),
    }
}

#[cfg(test)]
mod tests {
    use super::ClientBuilder;
    use crate::error::ConfigError;

    fn build(key: &str, url: &str) -> Result<super::Client, ConfigError> {
        ClientBuilder::default().api_key(key).api_url(url).build()
    }

    #[test]
    fn https_and_loopback_http_are_accepted() {
        for url in [
            "https://core-api.uk.plain.com/graphql/v1",
            "https://proxy.example:8443/plain",
            "http://127.0.0.1:4010/graphql/v1",
            "http://[::1]:4010/graphql/v1",
            "http://localhost:4010/graphql/v1",
        ] {
            assert!(build("plainApiKey_x", url).is_ok(), "{url}");
        }
    }

    #[test]
    fn unencrypted_and_invalid_urls_are_rejected() {
        for url in [
            "http://core-api.uk.plain.com/",
            "http://10.0.0.1/",
            "http://localhost.example/",
        ] {
            assert!(
                matches!(build("k", url), Err(ConfigError::UnencryptedApiUrl { .. })),
                "{url}"
            );
        }
        for url in ["", "core-api", "ftp://127.0.0.1/", "file:///etc/passwd"] {
            assert!(
                matches!(build("k", url), Err(ConfigError::InvalidApiUrl { .. })),
                "{url}"
            );
        }
    }

    #[test]
    fn missing_or_malformed_key_is_rejected() {
        let url = super::DEFAULT_API_URL;
        assert!(matches!(build(" ", url), Err(ConfigError::MissingApiKey)));
        assert!(matches!(
            build("a\nb", url),
            Err(ConfigError::InvalidApiKey { .. })
        ));
        assert!(build(" plainApiKey_x\n", url).is_ok());
        assert!(matches!(
            ClientBuilder::default().build(),
            Err(ConfigError::MissingApiKey)
        ));
    }

    #[test]
    fn debug_output_hides_the_key() {
        let builder = ClientBuilder::default().api_key("plainApiKey_secret");
        assert!(!format!("{builder:?}").contains("secret"));
        let client = builder.build().unwrap();
        assert!(!format!("{client:?}").contains("plainApiKey_secret"));
    }
}
