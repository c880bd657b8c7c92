//! The client and the macros against a sandbox.
#![expect(clippy::unwrap_used, reason = "a failed expectation fails the test")]

mod batch;
mod blocking;
mod cancellation;
mod connections;
mod creation;
mod customers;
mod duplicates;
mod environment;
mod find_event;
mod look_up;
mod macro_client;
mod missing_customer;
mod observer;
mod optional_values;
mod outcomes;
mod rate_limit;
mod rejections;
mod retries;
mod secrets;
mod single_request;
mod soak;
mod tenants;
mod thread_faults;
mod thread_rejections;
mod thread_soak;
mod threads;
mod unknown_references;

#[path = "../../plain-sandbox/tests/protocol/mod.rs"]
mod protocol;

use std::time::SystemTime;

use plain_runtime::client::Clock;
use plain_runtime::{Client, ClientBuilder, CreateCustomerEventInput, customer_event};
use plain_sandbox::{FaultRule, Sandbox};

use crate::protocol::{builder, start};

/// Tests that run over each protocol: all of them.
const OVER_EACH_PROTOCOL: &[&str] = &[];

/// Builder of a client of a sandbox whose waits return immediately.
fn client_of(sandbox: &Sandbox) -> ClientBuilder {
    sandbox
        .client_builder()
        .clock(Clock::manual(SystemTime::now()))
        .jitter_seed(1)
}

/// Starts a sandbox with a client.
async fn sandbox() -> (Sandbox, Client) {
    let sandbox = start().await;
    let client = client_of(&sandbox).build().unwrap();
    (sandbox, client)
}

/// Starts a sandbox that injects faults, with a client.
async fn faulty(rules: impl IntoIterator<Item = impl Into<FaultRule>>) -> (Sandbox, Client) {
    let (sandbox, client) = sandbox().await;
    sandbox.faults().set(rules);
    (sandbox, client)
}

/// Sends a request to the API.
async fn send_request(sandbox: &Sandbox) {
    let client = client_of(sandbox).build().unwrap();
    client.create_customer_event(&event()).await.unwrap();
}

fn event() -> CreateCustomerEventInput {
    customer_event!(
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over.")],
    )
}
