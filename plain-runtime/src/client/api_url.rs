//! URL of the API, and whether it may receive the API key.

use std::fmt;
use std::net::IpAddr;

use reqwest::Url;

use crate::error::ConfigError;

/// URL of the API as the caller gave it. It may contain credentials, so `Debug` and `Display` omit
/// them.
#[derive(Clone)]
pub(super) struct ApiUrl(pub(super) String);

impl ApiUrl {
    /// Parses the URL and rejects it if it has credentials or would expose the API key, unless
    /// `allows_http`.
    pub(super) fn validate(&self, allows_http: bool) -> Result<Url, ConfigError> {
        let invalid = |reason: &dyn fmt::Display| ConfigError::InvalidApiUrl {
            url: self.to_string(),
            reason: reason.to_string(),
        };
        if self.0.trim().is_empty() {
            return Err(invalid(&"expected a URL, found nothing"));
        }
        let url = Url::parse(&self.0).map_err(|error| invalid(&error))?;
        if has_credentials(&url) {
            return Err(invalid(
                &"it contains a user name or a password, but the API uses only the API key",
            ));
        }
        match url.scheme() {
            "https" => Ok(url),
            "http" if allows_http || is_loopback(&url) => Ok(url),
            "http" => Err(ConfigError::UnencryptedApiUrl {
                url: self.to_string(),
            }),
            scheme => Err(invalid(&format_args!(
                "expected the scheme `https` or `http`, found `{scheme}`"
            ))),
        }
    }
}

fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// Omits a user name and a password.
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

/// Whether the host of a URL is this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    let address = host.trim_start_matches('[').trim_end_matches(']');
    without_final_dot(host) == "localhost"
        || loopback_subdomain(url).is_some()
        || address
            .parse::<IpAddr>()
            .is_ok_and(|address| address.to_canonical().is_loopback())
}

/// The host of a URL if it is a name below `localhost`, which are this machine (RFC 6761).
pub(super) fn loopback_subdomain(url: &Url) -> Option<&str> {
    url.host_str()
        .filter(|host| without_final_dot(host).ends_with(".localhost"))
}

fn without_final_dot(host: &str) -> &str {
    host.strip_suffix('.').unwrap_or(host)
}
