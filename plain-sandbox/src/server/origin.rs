//! Rejects requests from web pages of other origins.
//!
//! A page that is open in a browser can send requests to loopback addresses. The browser names the
//! page's origin in `Origin`. If an attacker resolves the page's own domain to this machine (DNS
//! rebinding), `Origin` and `Host` agree, but `Host` is that domain.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::fault::connection::Connection;
use crate::response::{ApiResponse, ErrorCode};
use crate::state::State;

/// Middleware that rejects requests from other origins.
pub(crate) async fn guard(
    Shared(state): Shared<Arc<State>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    mut request: Request,
    next: Next,
) -> Response {
    add_host(&mut request);
    match validate_headers(state.address, connection.scheme(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(message) => ApiResponse::error(ErrorCode::Forbidden, message).into_response(),
    }
}

/// Adds the header `Host`, which HTTP/2 replaces by a part of the URL.
fn add_host(request: &mut Request) {
    let authority = request.uri().authority().map(Authority::as_str);
    if !request.headers().contains_key(header::HOST)
        && let Some(Ok(host)) = authority.map(HeaderValue::from_str)
    {
        request.headers_mut().insert(header::HOST, host);
    }
}

fn validate_headers(
    address: SocketAddr,
    scheme: &str,
    headers: &HeaderMap,
) -> Result<(), &'static str> {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    let host = text(header::HOST);
    // A sandbox that other machines can reach may have any name.
    if address.ip().is_loopback() && !host.is_none_or(is_loopback) {
        return Err(
            "`Host` is not a loopback name; use localhost or 127.0.0.1, \
             or listen on an address that other machines can reach",
        );
    }
    let is_same = |origin: &str| {
        let here = origin
            .strip_prefix(scheme)
            .and_then(|rest| rest.strip_prefix("://"));
        here.is_some_and(|it| host.is_some_and(|host| host.eq_ignore_ascii_case(it)))
    };
    if !text(header::ORIGIN).is_none_or(is_same) {
        return Err("`Origin` is another site; requests from other web pages are not allowed");
    }
    Ok(())
}

fn is_loopback(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else {
        return false;
    };
    let name = authority.host().to_ascii_lowercase();
    let address = name.trim_start_matches('[').trim_end_matches(']');
    name == "localhost"
        || name.ends_with(".localhost")
        || address.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::validate_headers;

    fn is_allowed(listen: &str, host: Option<&str>, origin: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in [(header::HOST, host), (header::ORIGIN, origin)] {
            if let Some(value) = value {
                headers.insert(name, HeaderValue::from_str(value).unwrap());
            }
        }
        validate_headers(listen.parse().unwrap(), "http", &headers).is_ok()
    }

    #[test]
    fn on_loopback_the_host_must_be_a_loopback_name() {
        for host in [
            "localhost",
            "localhost:4010",
            "LOCALHOST:4010",
            "plain.localhost:4010",
            "127.0.0.1:4010",
            "127.1.2.3",
            "[::1]:4010",
        ] {
            assert!(is_allowed("127.0.0.1:4010", Some(host), None), "{host}");
        }
        assert!(is_allowed("[::1]:4010", None, None));
        for host in [
            "",
            "evil.example",
            "evil.example:4010",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "evillocalhost",
            "10.0.0.1:4010",
            "user@evil.example",
            "localhost:4010, evil.example",
        ] {
            assert!(!is_allowed("127.0.0.1:4010", Some(host), None), "{host}");
            assert!(is_allowed("0.0.0.0:4010", Some(host), None), "{host}");
        }
    }

    #[test]
    fn the_origin_must_equal_the_host() {
        let host = Some("localhost:4010");
        for listen in ["127.0.0.1:4010", "0.0.0.0:4010"] {
            assert!(is_allowed(listen, host, Some("http://localhost:4010")));
            for origin in [
                "null",
                "",
                "http://evil.example",
                "https://localhost:4010",
                "http://localhost:3000",
                "http://localhost",
            ] {
                assert!(!is_allowed(listen, host, Some(origin)), "{origin}");
            }
            assert!(!is_allowed(listen, None, Some("http://localhost:4010")));
        }
    }
}
