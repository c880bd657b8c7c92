//! Settings of the HTTP client, and how it is built from them.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use reqwest::{Proxy, Url, redirect};
use secrecy::{ExposeSecret, SecretString};

use super::tls;
use crate::client::api_url::{ApiUrl, is_loopback, loopback_subdomain};
use crate::error::{ConfigError, root_cause};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// Upper bound on [`HttpSettings::keep_alive`].
const MAX_KEEP_ALIVE: Duration = Duration::from_secs(4);
/// Lower bound. A server that is merely busy must not lose its connections.
const MIN_KEEP_ALIVE: Duration = Duration::from_millis(200);

/// Settings of the HTTP client.
#[derive(Clone, Default)]
pub(in crate::client) struct HttpSettings {
    pub(in crate::client) connect_timeout: Option<Duration>,
    /// URL of a proxy, which may contain a password.
    pub(in crate::client) proxy: Option<SecretString>,
    /// Certificates to trust in addition to those of the platform, in PEM.
    pub(in crate::client) roots: Vec<Vec<u8>>,
    /// Client of the caller, which is used as it is.
    pub(in crate::client) client: Option<reqwest::Client>,
}

impl HttpSettings {
    /// Builds a client for requests to a URL.
    pub(super) fn build(
        &self,
        url: &Url,
        attempt_timeout: Duration,
    ) -> Result<reqwest::Client, ConfigError> {
        if let Some(client) = &self.client {
            self.check_conflicts()?;
            return Ok(client.clone());
        }
        let builder = self.builder(url, attempt_timeout)?;
        // Only `https` needs certificates, which the platform may lack, and a provider. Loading
        // certificates takes milliseconds.
        let is_https = url.scheme() == "https";
        let lacks_provider = tls::lacks_provider();
        if is_https && lacks_provider {
            return Err(ConfigError::MissingTlsProvider);
        }
        if !is_https && (lacks_provider || is_loopback(url)) {
            return build(tls::without_tls(builder)?);
        }
        match build(builder) {
            // Unless the system has a proxy with `https`.
            Err(_) if !is_https => build(tls::without_tls(self.builder(url, attempt_timeout)?)?),
            result => result,
        }
    }

    fn builder(
        &self,
        url: &Url,
        attempt_timeout: Duration,
    ) -> Result<reqwest::ClientBuilder, ConfigError> {
        let keep_alive = keep_alive(attempt_timeout);
        let mut builder = reqwest::Client::builder()
            .connect_timeout(self.connect_timeout.unwrap_or(CONNECT_TIMEOUT))
            // Replaces a connection whose server is silent.
            .http2_keep_alive_interval(keep_alive)
            .http2_keep_alive_timeout(keep_alive)
            // The client counts every request, and repeats those that the server did not process.
            .retry(reqwest::retry::never())
            // A redirect would send the event to another host.
            .redirect(redirect::Policy::none());
        if let Some(name) = loopback_subdomain(url) {
            // A resolver may not know these names, or send them to another machine.
            let addresses: [SocketAddr; 2] = [
                (Ipv4Addr::LOCALHOST, 0).into(),
                (Ipv6Addr::LOCALHOST, 0).into(),
            ];
            builder = builder.resolve_to_addrs(name, &addresses);
        }
        let proxy = self.proxy()?;
        if is_loopback(url) {
            // A proxy on another machine would receive the API key unencrypted.
            builder = builder.no_proxy();
        } else if let Some(proxy) = proxy {
            builder = builder.proxy(proxy);
        }
        tls::add_roots(builder, &self.roots)
    }

    fn proxy(&self) -> Result<Option<Proxy>, ConfigError> {
        let Some(proxy) = &self.proxy else {
            return Ok(None);
        };
        let url = proxy.expose_secret();
        let proxy = Proxy::all(url).map_err(|error| ConfigError::InvalidProxy {
            url: ApiUrl(url.to_owned()).to_string(),
            reason: root_cause(&error),
        })?;
        Ok(Some(proxy))
    }

    /// Rejects options that the client of the caller ignores.
    fn check_conflicts(&self) -> Result<(), ConfigError> {
        let given = [
            ("connect_timeout", self.connect_timeout.is_some()),
            ("proxy", self.proxy.is_some()),
            ("root_certificate", !self.roots.is_empty()),
        ];
        match given.into_iter().find(|&(_, is_given)| is_given) {
            Some((option, _)) => Err(ConfigError::IgnoredOption { option }),
            None => Ok(()),
        }
    }
}

/// Time of silence after which an HTTP/2 connection is pinged, and time to answer. Together they are
/// shorter than an attempt, so that the attempt fails with the connection and the next one opens
/// another.
fn keep_alive(attempt_timeout: Duration) -> Duration {
    attempt_timeout
        .mul_f64(0.4)
        .clamp(MIN_KEEP_ALIVE, MAX_KEEP_ALIVE)
}

fn build(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, ConfigError> {
    builder.build().map_err(|error| {
        if root_cause(&error).contains("No CA certificates") {
            ConfigError::MissingCertificates(error.into())
        } else {
            ConfigError::Http(error.into())
        }
    })
}

/// Omits the proxy, which may contain a password.
impl fmt::Debug for HttpSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpSettings")
            .field("connect_timeout", &self.connect_timeout)
            .field("has_proxy", &self.proxy.is_some())
            .field("roots", &self.roots.len())
            .field("has_client", &self.client.is_some())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::keep_alive;

    #[test]
    fn keep_alive_ends_before_the_attempt() {
        for (attempt_millis, expected_millis) in [
            (10_000, 4_000),
            (60_000, 4_000),
            (2_000, 800),
            (500, 200),
            (10, 200),
        ] {
            let actual = keep_alive(Duration::from_millis(attempt_millis));
            assert_eq!(actual, Duration::from_millis(expected_millis));
        }
    }
}
