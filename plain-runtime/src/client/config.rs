//! How a client is set up.

use std::env::{self, VarError};
use std::net::IpAddr;

use reqwest::Url;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use super::Client;
use super::transport::Transport;

/// Where Plain's API is.
pub const DEFAULT_API_URL: &str = "https://core-api.uk.plain.com/graphql/v1";

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
    api_url: Option<String>,
}

impl ClientBuilder {
    pub(super) fn from_env() -> Result<Self, ConfigError> {
        Ok(Self {
            api_key: variable(API_KEY_VARIABLE)?.map(SecretString::from),
            api_url: variable(API_URL_VARIABLE)?,
        })
    }

    /// The API key, `plainApiKey_…`. It is sent to the API and shown nowhere.
    pub fn api_key(mut self, api_key: impl Into<SecretString>) -> Self {
        self.api_key = Some(api_key.into());
        self
    }

    /// The URL of the API, if it is not [`DEFAULT_API_URL`]: that of a sandbox, or a proxy.
    pub fn api_url(mut self, api_url: impl Into<String>) -> Self {
        self.api_url = Some(api_url.into());
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
        let api_url = api_url(self.api_url.as_deref().unwrap_or(DEFAULT_API_URL))?;
        Ok(Client {
            transport: Transport::new(api_url, authorization)?,
        })
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

fn api_url(api_url: &str) -> Result<Url, ConfigError> {
    let url = Url::parse(api_url).map_err(|reason| ConfigError::NotAUrl {
        url: api_url.to_owned(),
        reason: reason.to_string(),
    })?;
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(&url) => Ok(url),
        "http" => Err(ConfigError::NotEncrypted {
            url: api_url.to_owned(),
        }),
        _ => Err(ConfigError::NotAUrl {
            url: api_url.to_owned(),
            reason: "it is neither https nor http".to_owned(),
        }),
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
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// There is no API key.
    #[error("no API key: set PLAIN_API_KEY, or give one to `Client::builder().api_key(..)`")]
    NoApiKey,
    /// The API key has characters that no HTTP header can hold.
    #[error("the API key has characters that an HTTP header cannot hold, such as a line break")]
    ApiKeyNotAHeader,
    /// An environment variable is not Unicode.
    #[error("{name} is not Unicode")]
    NotUnicode {
        /// The variable.
        name: &'static str,
    },
    /// The URL of the API is not one.
    #[error("the API's URL `{url}` cannot be used: {reason}")]
    NotAUrl {
        /// The text that was given.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The URL of the API would send the key unencrypted to another machine.
    #[error(
        "the API's URL `{url}` would send the key unencrypted: write https, or use a loopback address"
    )]
    NotEncrypted {
        /// The text that was given.
        url: String,
    },
    /// The system offers no TLS.
    #[error("the HTTP client could not be set up: {0}")]
    Http(String),
}

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
