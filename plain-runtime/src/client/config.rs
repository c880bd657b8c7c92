//! How a client is set up.

use std::env::{self, VarError};
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use super::Client;
use super::already_created::AlreadyCreated;
use super::call::Shared;
use super::clock::Clock;
use super::gate::Gate;
use super::jitter::Jitter;
use super::quota::Quota;
use super::retry::Limits;
use super::transport::Transport;
use crate::mutation_error::MutationError;

/// Where Plain's API is.
pub const DEFAULT_API_URL: &str = "https://core-api.uk.plain.com/graphql/v1";

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
const API_KEY_VARIABLE: &str = "PLAIN_API_KEY";
const API_URL_VARIABLE: &str = "PLAIN_API_URL";

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

/// The URL of the API as it was given, which may hold what must not be shown.
#[derive(Clone)]
struct ApiUrl(String);

impl ApiUrl {
    fn check(&self) -> Result<Url, ConfigError> {
        let refuse = |reason: &dyn fmt::Display| ConfigError::NotAUrl {
            url: self.to_string(),
            reason: reason.to_string(),
        };
        let url = Url::parse(&self.0).map_err(|error| refuse(&error))?;
        if has_credentials(&url) {
            return Err(refuse(
                &"it has a user name or a password; the API takes its key alone",
            ));
        }
        match url.scheme() {
            "https" => Ok(url),
            "http" if is_loopback(&url) => Ok(url),
            "http" => Err(ConfigError::NotEncrypted {
                url: self.to_string(),
            }),
            _ => Err(refuse(&"it is neither https nor http")),
        }
    }
}

fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// The URL without a user name and a password.
impl fmt::Display for ApiUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.rsplit_once('@') {
            None => f.write_str(&self.0),
            Some((_, rest)) => write!(f, "…@{rest}"),
        }
    }
}

impl fmt::Debug for ApiUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string(), f)
    }
}

/// Whether a URL stays on this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Why a [`Client`] could not be set up.
#[derive(Debug)]
#[non_exhaustive]
pub enum ConfigError {
    /// There is no API key.
    NoApiKey,
    /// The API key has characters that no HTTP header can hold.
    ApiKeyNotAHeader,
    /// An environment variable is not Unicode.
    NotUnicode {
        /// The variable.
        name: &'static str,
    },
    /// The URL of the API is not one.
    NotAUrl {
        /// The text that was given.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The URL of the API would send the key unencrypted to another machine.
    NotEncrypted {
        /// The text that was given.
        url: String,
    },
    /// The system has no thread, or no means of waiting for a network, to spare for a blocking
    /// client.
    Runtime(String),
    /// The system offers no TLS.
    Http(String),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoApiKey => f.write_str(
                "no API key: set PLAIN_API_KEY, or give one to `Client::builder().api_key(..)`",
            ),
            Self::ApiKeyNotAHeader => f.write_str(
                "the API key has characters that an HTTP header cannot hold, such as a line break",
            ),
            Self::NotUnicode { name } => write!(f, "{name} is not Unicode"),
            Self::NotAUrl { url, reason } => {
                write!(f, "the API's URL `{url}` cannot be used: {reason}")
            }
            Self::NotEncrypted { url } => write!(
                f,
                "the API's URL `{url}` would send the key unencrypted: write https, or use a \
                 loopback address"
            ),
            Self::Runtime(reason) => {
                write!(f, "the client's own thread could not be started: {reason}")
            }
            Self::Http(reason) => write!(f, "the HTTP client could not be set up: {reason}"),
        }
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests {
    use super::{ClientBuilder, ConfigError};

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
