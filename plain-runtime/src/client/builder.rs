//! How a client is set up.

use std::env::{self, VarError};
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use super::Client;
use super::api_url::ApiUrl;
use super::clock::Clock;
use super::inner::Shared;
use super::rate_limit::Gate;
use super::response::AlreadyCreated;
use super::retry::{Jitter, Limits, Quota};
use super::transport::Transport;
use crate::error::{ConfigError, MutationError};

/// Where Plain's API is.
pub const DEFAULT_API_URL: &str = "https://core-api.uk.plain.com/graphql/v1";

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
const API_KEY_VARIABLE: &str = "PLAIN_API_KEY";
const API_URL_VARIABLE: &str = "PLAIN_API_URL";

impl Client {
    /// A client with the API key in `PLAIN_API_KEY`, for the API at `PLAIN_API_URL`, or
    /// [`DEFAULT_API_URL`] if that is not set. These are the names that Plain's own command-line
    /// tool reads.
    ///
    /// # Errors
    ///
    /// If the key is missing, or either is not what it should be.
    pub fn from_env() -> Result<Self, ConfigError> {
        ClientBuilder::from_env()?.build()
    }

    /// A client set up by hand.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }
}

/// Sets up a [`Client`].
///
/// ```
/// let client = plain_runtime::Client::builder()
///     .api_key("plainApiKey_xxx")
///     .api_url("http://127.0.0.1:4010/graphql/v1")
///     .build()
///     .unwrap();
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "a builder makes a client by `.build()`"]
pub struct ClientBuilder {
    api_key: Option<SecretString>,
    api_url: Option<ApiUrl>,
    connect_timeout: Option<Duration>,
    limits: Limits,
    clock: Clock,
    jitter_seed: Option<u64>,
    already_created: AlreadyCreated,
}

impl ClientBuilder {
    pub(super) fn from_env() -> Result<Self, ConfigError> {
        Ok(Self {
            api_key: variable(API_KEY_VARIABLE)?.map(SecretString::from),
            api_url: variable(API_URL_VARIABLE)?.map(ApiUrl),
            ..Self::default()
        })
    }

    /// The API key, `plainApiKey_…`. It is sent to the API and shown nowhere.
    pub fn api_key(mut self, api_key: impl Into<SecretString>) -> Self {
        self.api_key = Some(api_key.into());
        self
    }

    /// The URL of the API, if it is not [`DEFAULT_API_URL`]: that of a sandbox, or a proxy.
    pub fn api_url(mut self, api_url: impl Into<String>) -> Self {
        self.api_url = Some(ApiUrl(api_url.into()));
        self
    }

    /// How long a connection may take to come about: 3 seconds unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// How long one attempt may take, from the connection to the end of the answer: 10 seconds
    /// unless set.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt_timeout = timeout;
        self
    }

    /// How long a call may take, with all its attempts and the waits between them: 30 seconds
    /// unless set.
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.limits.call_timeout = timeout;
        self
    }

    /// How often a request is sent at most: 3 times unless set; 0 is 1.
    ///
    /// It is sent again after a failed connection, a timeout, a server's error (408, 429, 5xx,
    /// `INTERNAL`) or an answer that cannot be read. An event keeps its external id, so it is
    /// created once.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.limits.attempts = attempts.max(1);
        self
    }

    /// Which refusals to create an event mean that it is there already, if not those of
    /// [`is_already_created`](super::is_already_created), which is an assumption.
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
        self.already_created = AlreadyCreated::by(predicate);
        self
    }

    /// Where the time comes from, for tests; the system unless set.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Makes the lengths of waits repeatable, for tests: the same seed gives the same. External ids
    /// stay random, for two clients with the same ids would take each other's events for their own.
    pub fn jitter_seed(mut self, seed: u64) -> Self {
        self.jitter_seed = Some(seed);
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// If there is no API key, or one that no HTTP header can hold; if the URL is not one, or would
    /// send the key unencrypted to another machine.
    pub fn build(self) -> Result<Client, ConfigError> {
        let authorization = authorization(self.api_key.as_ref())?;
        let api_url = self
            .api_url
            .unwrap_or_else(|| ApiUrl(DEFAULT_API_URL.to_owned()))
            .check()?;
        let connect_timeout = self.connect_timeout.unwrap_or(CONNECT_TIMEOUT);
        Ok(Client(Arc::new(Shared {
            transport: Transport::new(api_url, authorization, connect_timeout)?,
            limits: self.limits,
            clock: self.clock,
            jitter: Jitter::new(self.jitter_seed),
            gate: Gate::default(),
            quota: Quota::default(),
            already_created: self.already_created,
        })))
    }
}

fn variable(name: &'static str) -> Result<Option<String>, ConfigError> {
    match env::var(name) {
        Ok(value) if value.trim().is_empty() => Ok(None),
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(ConfigError::NotUnicode { name }),
    }
}

fn authorization(api_key: Option<&SecretString>) -> Result<HeaderValue, ConfigError> {
    let api_key = api_key.ok_or(ConfigError::NoApiKey)?.expose_secret().trim();
    if api_key.is_empty() {
        return Err(ConfigError::NoApiKey);
    }
    let mut header = HeaderValue::try_from(format!("Bearer {api_key}"))
        .map_err(|_| ConfigError::ApiKeyNotAHeader)?;
    header.set_sensitive(true);
    Ok(header)
}

#[cfg(test)]
mod tests {
    use super::ClientBuilder;
    use crate::error::ConfigError;

    fn build(key: &str, url: &str) -> Result<super::Client, ConfigError> {
        ClientBuilder::default().api_key(key).api_url(url).build()
    }

    #[test]
    fn https_anywhere_and_http_on_loopback_pass() {
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
    fn a_key_is_never_sent_in_the_clear() {
        for url in [
            "http://core-api.uk.plain.com/",
            "http://10.0.0.1/",
            "http://localhost.example/",
        ] {
            assert!(
                matches!(build("k", url), Err(ConfigError::NotEncrypted { .. })),
                "{url}"
            );
        }
        for url in ["", "core-api", "ftp://127.0.0.1/", "file:///etc/passwd"] {
            assert!(
                matches!(build("k", url), Err(ConfigError::NotAUrl { .. })),
                "{url}"
            );
        }
    }

    #[test]
    fn a_key_must_be_there_and_fit_a_header() {
        let url = super::DEFAULT_API_URL;
        assert!(matches!(build(" ", url), Err(ConfigError::NoApiKey)));
        assert!(matches!(
            build("a\nb", url),
            Err(ConfigError::ApiKeyNotAHeader)
        ));
        assert!(build(" plainApiKey_x\n", url).is_ok());
        assert!(matches!(
            ClientBuilder::default().build(),
            Err(ConfigError::NoApiKey)
        ));
    }

    #[test]
    fn nothing_shows_the_key() {
        let builder = ClientBuilder::default().api_key("plainApiKey_secret");
        assert!(!format!("{builder:?}").contains("secret"));
        let client = builder.build().unwrap();
        assert!(!format!("{client:?}").contains("plainApiKey_secret"));
    }
}
