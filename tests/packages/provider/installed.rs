//! An application that installs ring.
#![expect(clippy::unwrap_used, reason = "a failed expectation fails the test")]

use plain_runtime::{Client, customer_event};
use plain_sandbox::Sandbox;
use rustls::crypto::ring;

#[tokio::test]
async fn https_uses_the_provider_of_the_application() {
    ring::default_provider().install_default().unwrap();
    let sandbox = Sandbox::builder().tls().start().await.unwrap();
    assert!(sandbox.url().starts_with("https://"), "{}", sandbox.url());
    let event = customer_event!(
        sandbox.client(),
        title = "API key generated",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("New API key")],
    );
    assert_eq!(event.await.unwrap().title, "API key generated");

    // Certificates are still verified.
    let untrusting = Client::builder()
        .api_key(sandbox.api_key())
        .api_url(sandbox.url())
        .build()
        .unwrap();
    let error = untrusting.customer("c_1").await.unwrap_err().to_string();
    assert!(error.contains("root_certificate"), "{error}");
}
