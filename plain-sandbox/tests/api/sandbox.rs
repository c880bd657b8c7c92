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
