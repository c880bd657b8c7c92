//! The client and the macros against a sandbox.
#![expect(
    clippy::unwrap_used,
    reason = "whatever is not as expected fails the test"
)]

mod creating;
mod optional;
mod refused;

use plain_runtime::Client;
use plain_sandbox::Sandbox;

/// A sandbox of its own, and a client of it.
async fn sandbox() -> (Sandbox, Client) {
    let sandbox = Sandbox::start().await;
    let client = Client::builder()
        .api_key(sandbox.api_key())
        .api_url(sandbox.url())
        .build()
        .unwrap();
    (sandbox, client)
}
