//! Start, isolation and shutdown of sandboxes.

use std::net::{Ipv4Addr, TcpListener};

use plain_sandbox::{DEFAULT_API_KEY, Sandbox, StartError};
use serde_json::{Value, json};

use crate::{Api, customer_event};

#[tokio::test]
async fn sandboxes_are_isolated() {
    let (one, other) = (Api::start().await, Api::start().await);
    assert_ne!(one.sandbox.address(), other.sandbox.address());
    let mut input = customer_event(&json!([]));
    input["externalId"] = json!("1");
    for api in [&one, &other] {
        let answer = api.create_customer_event(input.clone()).await;
        assert_eq!(answer["error"], Value::Null);
        assert_eq!(api.sandbox.events().len(), 1);
    }
}

#[tokio::test]
async fn an_address_in_use_is_an_error() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let error = Sandbox::builder()
        .listen(address)
        .start()
        .await
        .unwrap_err();
    assert!(matches!(error, StartError::AddressInUse { address: it } if it == address));
    let message = error.to_string();
    assert!(
        message.starts_with(&format!("{address} is in use")),
        "{message}"
    );
    assert!(!message.contains('\n'));
}

#[tokio::test]
async fn the_url_has_a_reachable_address() {
    let sandbox = Sandbox::start().await;
    assert!(sandbox.address().ip().is_loopback());
    assert_eq!(
        sandbox.url(),
        format!("http://{}/graphql/v1", sandbox.address())
    );
    assert_eq!(sandbox.api_key(), DEFAULT_API_KEY);

    let unspecified = (Ipv4Addr::UNSPECIFIED, 0).into();
    let sandbox = Sandbox::builder()
        .listen(unspecified)
        .start()
        .await
        .unwrap();
    let port = sandbox.address().port();
    assert_eq!(sandbox.url(), format!("http://127.0.0.1:{port}/graphql/v1"));
}

#[tokio::test]
async fn dropping_a_sandbox_releases_its_port() {
    let api = Api::start().await;
    // The client keeps its connection open.
    api.data("{ __typename }", json!({})).await;
    let address = api.sandbox.address();
    drop(api.sandbox);
    Sandbox::builder().listen(address).start().await.unwrap();
}

#[tokio::test]
async fn shutdown_releases_the_port() {
    let api = Api::start().await;
    api.data("{ __typename }", json!({})).await;
    let address = api.sandbox.address();
    api.sandbox.shutdown().await;
    Sandbox::builder().listen(address).start().await.unwrap();
}

#[tokio::test]
async fn settings_that_cannot_work_are_refused() {
    let builder = Sandbox::builder;
    for (builder, expected) in [
        (
            builder().rate_limit(0),
            "set at least 1, or none for no limit",
        ),
        (
            builder().max_events(0),
            "set at least 1, or none to keep all",
        ),
        (builder().api_key(""), "an API key is empty"),
        (builder().api_key("secret\r\nb"), "U+000D at position 7"),
        (builder().api_key("secret "), "U+0020 at position 7"),
        (builder().key("secret\0", []), "U+0000 at position 7"),
        (builder().key("s\u{e9}cret", []), "U+00E9 at position 2"),
        (
            builder().api_key("secret").key("secret", []),
            "an API key is set twice",
        ),
        (
            builder().allow_host("http://a.internal:80"),
            "write a.internal",
        ),
        (builder().allow_host("*.internal"), "expected a host name"),
    ] {
        let error = builder.start().await.unwrap_err();
        assert!(matches!(error, StartError::InvalidSetting(_)), "{error}");
        assert!(error.to_string().contains(expected), "{error}");
        assert!(!error.to_string().contains("cret"), "{error}");
    }
}
