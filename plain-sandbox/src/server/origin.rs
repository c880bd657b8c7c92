//! Rejects requests from web pages of other origins.
//!
//! A page that is open in a browser can send requests to this machine. The browser names the page's
//! origin in `Origin`. If an attacker resolves the page's own domain to this machine (DNS rebinding),
//! `Origin` and `Host` agree, but `Host` is that domain, which is not an allowed host.

use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::access::allowed_hosts::AllowedHosts;
use crate::connection::Connection;
use crate::response::{ApiResponse, ErrorCode};
use crate::state::State;

/// Upper bound on the characters of a host that an error repeats.
const MAX_SHOWN: usize = 100;

/// Middleware that rejects requests from other origins.
pub(crate) async fn guard(
    Shared(state): Shared<Arc<State>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    request: Request,
    next: Next,
) -> Response {
    let is_loopback_only = state.address.ip().is_loopback();
    let allowed = validate_request(
        &state.access.allowed_hosts,
        is_loopback_only,
        connection.scheme(),
        request.uri(),
        request.headers(),
    );
    match allowed {
        Ok(()) => next.run(request).await,
        Err(message) => ApiResponse::error(ErrorCode::Forbidden, message).into_response(),
    }
}

fn validate_request(
    allowed: &AllowedHosts,
    is_loopback_only: bool,
    scheme: &str,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<(), String> {
    // HTTP/2 has the host in the URI instead of a header.
    let authority = uri.authority().map(Authority::as_str);
    let named = headers.get_all(header::HOST).iter().map(text);
    let hosts: Vec<&str> = named.chain(authority).collect();
    if let Some(host) = hosts.iter().find(|it| !allowed.admit(it, is_loopback_only)) {
        return Err(foreign_host(host));
    }
    let is_same = |origin: &str| {
        let here = origin
            .strip_prefix(scheme)
            .and_then(|rest| rest.strip_prefix("://"));
        let host = hosts.first();
        here.is_some_and(|it| host.is_some_and(|host| host.eq_ignore_ascii_case(it)))
    };
    if !headers
        .get_all(header::ORIGIN)
        .iter()
        .map(text)
        .all(is_same)
    {
        return Err(
            "`Origin` is another site; requests from other web pages are not allowed".to_owned(),
        );
    }
    Ok(())
}

fn text(value: &HeaderValue) -> &str {
    value.to_str().unwrap_or_default()
}

/// The error for a host that is not allowed, with the option that allows it.
fn foreign_host(host: &str) -> String {
    let shown: String = host.chars().take(MAX_SHOWN).collect();
    let name = host.split(':').next().unwrap_or_default();
    if AllowedHosts::new(&[name.to_owned()]).is_err() || name.parse::<std::net::IpAddr>().is_ok() {
        return format!(
            "`Host` is {shown:?}, which is not a name of this sandbox; use localhost or 127.0.0.1"
        );
    }
    let name: String = name.chars().take(MAX_SHOWN).collect();
    format!(
        "`Host` is {shown:?}, which is not an allowed host; use localhost or 127.0.0.1, or allow the name: \
         `--allow-host {name}`, `PLAIN_SANDBOX_ALLOW_HOST={name}` or `.allow_host({name:?})`"
    )
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, Uri, header};

    use super::validate_request;
    use crate::access::allowed_hosts::AllowedHosts;

    fn validate(
        is_loopback_only: bool,
        host: Option<&str>,
        origin: Option<&str>,
    ) -> Result<(), String> {
        let mut headers = HeaderMap::new();
        for (name, value) in [(header::HOST, host), (header::ORIGIN, origin)] {
            if let Some(value) = value {
                headers.insert(name, HeaderValue::from_str(value).unwrap());
            }
        }
        let allowed = AllowedHosts::new(&["plain-sandbox".to_owned()]).unwrap();
        let uri = Uri::from_static("/");
        validate_request(&allowed, is_loopback_only, "http", &uri, &headers)
    }

    #[test]
    fn the_host_must_be_allowed_on_every_address() {
        for is_loopback_only in [true, false] {
            for host in [None, Some("localhost:4010"), Some("plain-sandbox:4010")] {
                assert_eq!(validate(is_loopback_only, host, None), Ok(()), "{host:?}");
            }
            let error = validate(is_loopback_only, Some("evil.example:4010"), None).unwrap_err();
            assert!(error.contains("`--allow-host evil.example`"), "{error}");
        }
        let error = validate(true, Some("10.0.0.1:4010"), None).unwrap_err();
        assert!(error.contains("use localhost"), "{error}");
        assert!(!error.contains("--allow-host"), "{error}");
    }

    #[test]
    fn every_host_of_a_request_must_be_allowed() {
        let allowed = AllowedHosts::default();
        let mut headers = HeaderMap::new();
        headers.append(header::HOST, HeaderValue::from_static("localhost"));
        let validate = |uri, headers: &HeaderMap| {
            validate_request(&allowed, false, "http", &Uri::from_static(uri), headers)
        };
        assert_eq!(validate("http://localhost/", &headers), Ok(()));
        assert!(validate("http://evil.example/", &headers).is_err());
        assert!(validate("http://evil.example/", &HeaderMap::new()).is_err());
        headers.append(header::HOST, HeaderValue::from_static("evil.example"));
        assert!(validate("/", &headers).is_err());
    }

    #[test]
    fn the_origin_must_equal_the_host() {
        for (host, origin) in [
            ("localhost:4010", "http://localhost:4010"),
            ("plain-sandbox:4010", "http://plain-sandbox:4010"),
        ] {
            for is_loopback_only in [true, false] {
                assert_eq!(validate(is_loopback_only, Some(host), Some(origin)), Ok(()));
                for origin in [
                    "null",
                    "",
                    "http://evil.example",
                    "https://localhost:4010",
                    "http://localhost:3000",
                    "http://localhost",
                    "http://plain-sandbox",
                ] {
                    assert!(
                        validate(is_loopback_only, Some(host), Some(origin)).is_err(),
                        "{origin}"
                    );
                }
                assert!(validate(is_loopback_only, None, Some(origin)).is_err());
            }
        }
    }
}
