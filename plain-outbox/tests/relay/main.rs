//! Relays against a sandbox, with the store in memory.
#![expect(clippy::unwrap_used, reason = "a failed expectation fails the test")]

mod background;
mod outcomes;
mod rate;

use std::time::{Duration, SystemTime};

use plain_outbox::{Outbox, Relay};
use plain_runtime::client::Clock;
use plain_runtime::{CreateCustomerEventInput, customer_event};
use plain_sandbox::{FaultRule, Sandbox};

/// An outbox whose clock the test moves, and a relay to a sandbox.
struct Fixture {
    sandbox: Sandbox,
    clock: Clock,
    outbox: Outbox,
    relay: Relay,
}

impl Fixture {
    async fn start(faults: impl IntoIterator<Item = impl Into<FaultRule>>) -> Self {
        let sandbox = sandbox().await;
        sandbox.faults().set(faults);
        let clock = Clock::manual(SystemTime::now());
        let outbox = Outbox::builder().clock(clock.clone()).in_memory();
        let client = sandbox.client_builder().clock(clock.clone());
        let relay = outbox.relay(client.build().unwrap()).jitter_seed(1);
        Self {
            sandbox,
            clock,
            outbox,
            relay,
        }
    }

    async fn enqueue(&self, customer: &str, number: u32) {
        self.outbox.enqueue(&event(customer, number)).await.unwrap();
    }

    /// Numbers of delivered, retried and dead events of a pass.
    async fn deliver(&self) -> (u64, u64, u64) {
        let counts = self.relay.deliver_due().await.unwrap();
        (counts.delivered, counts.retried, counts.dead)
    }

    fn advance(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    fn titles(&self) -> Vec<String> {
        titles(&self.sandbox)
    }
}

/// A sandbox with another customer beside the seeded one, jane@acme.com.
async fn sandbox() -> Sandbox {
    let sandbox = Sandbox::start().await;
    sandbox.add_customer(None, "joe@acme.com");
    sandbox
}

fn titles(sandbox: &Sandbox) -> Vec<String> {
    let events = sandbox.events();
    events.iter().map(|it| it.title.clone()).collect()
}

fn event(customer: &str, number: u32) -> CreateCustomerEventInput {
    let email = format!("{customer}@acme.com");
    customer_event!(
        title = "{customer} {number}",
        customer_identifier = email_address(email),
        external_id = "{customer}-{number}",
        components = [text("A")],
    )
}
