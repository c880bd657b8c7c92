//! Sandboxes themselves: starting, isolation, stopping.

use std::net::{Ipv4Addr, TcpListener};

use plain_sandbox::{DEFAULT_API_KEY, Sandbox, StartError};
use serde_json::{Value, json};

use crate::{Api, customer_event};

#[tokio::test]
async fn sandboxes_know_nothing_of_each_other() {
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
async fn a_taken_port_is_an_error_that_says_so() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = taken.local_addr().unwrap();
    let error = Sandbox::builder()
        .listen(address)
        .start()
        .await
        .unwrap_err();
    assert!(matches!(error, StartError::AddressInUse { address: it } if it == address));
    let message = error.to_string();
    assert!(
        message.starts_with(&format!("{address} is taken")),
        "{message}"
    );
    assert!(!message.contains('\n'));
}

#[tokio::test]
async fn the_url_is_that_of_the_address() {
    let sandbox = Sandbox::start().await;
    assert!(sandbox.address().ip().is_loopback());
    assert_eq!(
        sandbox.url(),
        format!("http://{}/graphql/v1", sandbox.address())
    );
    assert_eq!(sandbox.api_key(), DEFAULT_API_KEY);

    let everywhere = (Ipv4Addr::UNSPECIFIED, 0).into();
    let sandbox = Sandbox::builder().listen(everywhere).start().await.unwrap();
    let port = sandbox.address().port();
    assert_eq!(sandbox.url(), format!("http://127.0.0.1:{port}/graphql/v1"));
}

#[tokio::test]
async fn a_dropped_sandbox_gives_its_port_back() {
    let api = Api::start().await;
    // The client keeps this connection open.
    api.data("{ __typename }", json!({})).await;
    let address = api.sandbox.address();
    drop(api.sandbox);
    Sandbox::builder().listen(address).start().await.unwrap();
}

#[tokio::test]
async fn a_sandbox_that_is_shut_down_gives_its_port_back() {
    let api = Api::start().await;
    api.data("{ __typename }", json!({})).await;
    let address = api.sandbox.address();
    api.sandbox.shutdown().await;
    Sandbox::builder().listen(address).start().await.unwrap();
}
