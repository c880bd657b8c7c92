//! Keeps other web pages away from the sandbox.
//!
//! A page that someone has open can send requests to their loopback addresses. The browser names the
//! page in `Origin`. If the page's own domain is made to point here (DNS rebinding), the two agree, but
//! then `Host` is that domain.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State as Shared};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::response::{Answer, ErrorCode};
use crate::state::State;

/// Lets through what does not come from a page elsewhere.
pub(crate) async fn guard(
    Shared(state): Shared<Arc<State>>,
    request: Request,
    next: Next,
) -> Response {
    match check(state.address, request.headers()) {
        Ok(()) => next.run(request).await,
        Err(message) => Answer::error(ErrorCode::Forbidden, message).into_response(),
    }
}

fn check(address: SocketAddr, headers: &HeaderMap) -> Result<(), &'static str> {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    let host = text(header::HOST);
    // A sandbox that others are to reach cannot know by which names they do.
    if address.ip().is_loopback() && !host.is_none_or(is_loopback) {
        return Err(
            "`Host` is not a name of this machine; ask for localhost or 127.0.0.1, \
             or listen on an address that others can reach",
        );
    }
    let is_same = |origin: &str| {
        let here = origin.strip_prefix("http://");
        here.is_some_and(|it| host.is_some_and(|host| host.eq_ignore_ascii_case(it)))
    };
    if !text(header::ORIGIN).is_none_or(is_same) {
        return Err("`Origin` is another site's: a web page elsewhere may not do this");
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

    use super::check;

    fn is_allowed(listen: &str, host: Option<&str>, origin: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in [(header::HOST, host), (header::ORIGIN, origin)] {
            if let Some(value) = value {
                headers.insert(name, HeaderValue::from_str(value).unwrap());
            }
        }
        check(listen.parse().unwrap(), &headers).is_ok()
    }

    #[test]
    fn on_loopback_the_host_is_one_of_this_machine() {
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
    fn the_origin_is_the_host() {
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
