//! The client and the macros against a sandbox.
#![expect(
    clippy::unwrap_used,
    reason = "whatever is not as expected fails the test"
)]

mod blocking;
mod creating;
mod customers;
mod many;
mod optional;
mod rate_limit;
mod refused;
mod retrying;
mod secrets;
mod soak;

use std::time::SystemTime;

use plain_runtime::client::Clock;
use plain_runtime::{Client, ClientBuilder, CreateCustomerEventInput, customer_event};
use plain_sandbox::{FaultRule, Sandbox};

/// A client of a sandbox, whose waits take no time.
fn client_of(sandbox: &Sandbox) -> ClientBuilder {
    sandbox
        .client_builder()
        .clock(Clock::manual(SystemTime::now()))
        .jitter_seed(1)
}

/// A sandbox of its own, and a client of it.
async fn sandbox() -> (Sandbox, Client) {
    let sandbox = Sandbox::start().await;
    let client = client_of(&sandbox).build().unwrap();
    (sandbox, client)
}

/// A sandbox that goes wrong, and a client of it.
async fn faulty(rules: impl IntoIterator<Item = impl Into<FaultRule>>) -> (Sandbox, Client) {
    let (sandbox, client) = sandbox().await;
    sandbox.faults().set(rules);
    (sandbox, client)
}

fn event() -> CreateCustomerEventInput {
    customer_event!(
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over.")],
    )
}
