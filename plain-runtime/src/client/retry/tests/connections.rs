//! Attempts without a response.

use std::net::TcpListener;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderMap;

use super::{FIRST, RETRY, RetryContext, decision, decode, kind, retry_after_millis};
use crate::client::clock::Clock;
use crate::client::transport::{HttpSettings, RequestBody, Transport};
use crate::error::Error;
use crate::response::CreatedCustomerEvent;

/// Error of a request to an address.
async fn failure(
    address: std::net::SocketAddr,
    timeout: Duration,
) -> Result<CreatedCustomerEvent, Error> {
    let transport = Transport::new(
        Url::parse(&format!("http://{address}/")).unwrap(),
        HeaderMap::new(),
        HttpSettings::default(),
        Duration::from_secs(10),
    )
    .unwrap();
    let http = transport.http().unwrap();
    let body = RequestBody::AtOnce("{}".into());
    decode(transport.send(&http, body, timeout, &Clock::system()).await)
}

#[tokio::test]
async fn failed_connections_are_retried() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();

    // The system accepts the connection, but nothing responds.
    let silent = failure(address, Duration::from_millis(50)).await;
    assert_eq!(kind(&silent), "timeout");
    assert_eq!(decision(&silent, &FIRST), RETRY);
    assert!(silent.unwrap_err().may_have_taken_effect());

    let server = std::thread::spawn(move || {
        // The connection of the previous request, and the one to close.
        drop((listener.accept(), listener.accept()));
    });
    let closed = failure(address, Duration::from_secs(10)).await;
    server.join().unwrap();
    assert_eq!(kind(&closed), "transport");
    // At once, but only the first time.
    assert_eq!(decision(&closed, &FIRST), retry_after_millis(0));
    let second = RetryContext {
        attempt: 2,
        ..FIRST
    };
    assert_eq!(decision(&closed, &second), retry_after_millis(250));
    assert!(closed.unwrap_err().may_have_taken_effect());

    let rejected = failure(address, Duration::from_secs(10)).await;
    assert_eq!(kind(&rejected), "transport");
    assert_eq!(decision(&rejected, &FIRST), RETRY);
    // The request was never sent.
    assert!(!rejected.unwrap_err().may_have_taken_effect());
}
