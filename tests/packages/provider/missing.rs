//! An application that has installed no rustls provider.
#![expect(clippy::unwrap_used, reason = "a failed expectation fails the test")]

use plain_runtime::{Client, ConfigError, customer_event};
use plain_sandbox::Sandbox;

#[test]
fn https_is_an_error_that_says_how_to_install_a_provider() {
    for url in [
        "https://core-api.uk.plain.com/graphql/v1",
        "https://localhost:1/",
    ] {
        let builder = Client::builder().api_key("plainApiKey_xxx").api_url(url);
        let error = builder.build().unwrap_err();
        assert!(matches!(error, ConfigError::MissingTlsProvider), "{error}");
        let error = error.to_string();
        let code = "`rustls::crypto::ring::default_provider().install_default()`";
        assert!(error.contains(code), "{error}");
    }
}

#[tokio::test]
async fn http_needs_no_provider() {
    let sandbox = Sandbox::start().await;
    let event = customer_event!(
        sandbox.client(),
        title = "API key generated",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("New API key")],
    );
    assert_eq!(event.await.unwrap().title, "API key generated");
}

#[test]
fn http_to_another_machine_needs_no_provider() {
    let builder = Client::builder().api_key("plainApiKey_xxx");
    let builder = builder.api_url("http://plain-sandbox:4010/graphql/v1");
    builder.allow_http(true).build().unwrap();
}
