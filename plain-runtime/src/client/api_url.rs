//! The URL of the API, and whether the key may be sent to it.

use std::fmt;
use std::net::IpAddr;

use reqwest::Url;

use crate::error::ConfigError;

/// The URL of the API as it was given, which may hold what must not be shown.
#[derive(Clone)]
pub(super) struct ApiUrl(pub(super) String);

impl ApiUrl {
    pub(super) fn check(&self) -> Result<Url, ConfigError> {
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
