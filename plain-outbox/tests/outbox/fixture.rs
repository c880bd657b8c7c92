//! An outbox whose clock the test moves, and a sandbox to deliver to.

use std::time::{Duration, SystemTime};

use plain_outbox::{Outbox, OutboxBuilder, Relay};
use plain_runtime::client::Clock;
use plain_runtime::{
    Client, CreateCustomerEventInput, CreateThreadEventInput, customer_event, thread_event,
};
use plain_sandbox::{FaultRule, Sandbox};
use serde_json::json;

use crate::database::Database;
use crate::gate::Gate;

/// Longer than any wait for something that happens in the background.
pub(crate) const LIMIT: Duration = Duration::from_secs(20);

pub(crate) struct Fixture {
    /// Knows the customers jane@acme.com and joe@acme.com.
    pub(crate) sandbox: Sandbox,
    pub(crate) outbox: Outbox,
    pub(crate) database: Database,
    clock: Clock,
}

impl Fixture {
    pub(crate) async fn start(database: Database) -> Self {
        let sandbox = Sandbox::start().await;
        sandbox.add_customer(None, "joe@acme.com");
        let clock = Clock::manual(SystemTime::now());
        let builder = database.builder().clock(clock.clone());
        Self {
            sandbox,
            outbox: database.open(builder).await.unwrap(),
            database,
            clock,
        }
    }

    /// Settings of another outbox in the same database, with the same clock.
    pub(crate) fn builder(&self) -> OutboxBuilder {
        self.database.builder().clock(self.clock.clone())
    }

    pub(crate) async fn advance(&self, by: Duration) {
        self.clock.advance(by);
        self.database.advance(by).await;
    }

    /// The shortest time that matters.
    #[expect(
        clippy::unused_self,
        reason = "databases may have a clock of their own"
    )]
    pub(crate) fn tick(&self) -> Duration {
        Duration::from_micros(1)
    }

    /// A relay whose waits do not depend on chance.
    pub(crate) fn relay(&self) -> Relay {
        self.outbox.relay(self.client()).jitter_seed(1)
    }

    /// A client with the clock of the fixture.
    pub(crate) fn client(&self) -> Client {
        let client = self.sandbox.client_builder();
        client.clock(self.clock.clone()).build().unwrap()
    }

    /// The same through a gate.
    pub(crate) fn relay_through(&self, gate: &Gate) -> Relay {
        self.outbox.relay(self.client_through(gate)).jitter_seed(1)
    }

    pub(crate) fn client_through(&self, gate: &Gate) -> Client {
        let client = gate.client_builder(&self.sandbox);
        client.clock(self.clock.clone()).build().unwrap()
    }

    /// Numbers of delivered, retried and dead events of a pass.
    pub(crate) async fn deliver(&self) -> (u64, u64, u64) {
        deliver(&self.relay()).await
    }

    /// Starts a relay, which dies when a condition holds, in the middle of its requests.
    pub(crate) async fn crash_relay_when(&self, condition: impl Fn(&Sandbox) -> bool) {
        let relay = self.relay();
        let pass = tokio::spawn(async move { relay.deliver_due().await });
        while !condition(&self.sandbox) {
            tokio::task::yield_now().await;
        }
        pass.abort();
        assert!(pass.await.unwrap_err().is_cancelled());
    }

    /// Replaces the faults of the sandbox.
    pub(crate) fn fail(&self, faults: impl IntoIterator<Item = impl Into<FaultRule>>) {
        self.sandbox.faults().set(faults);
    }

    /// Adds customers with the addresses `NAME@acme.com`.
    pub(crate) fn add_customers(&self, names: impl IntoIterator<Item = impl AsRef<str>>) {
        for name in names {
            let email = address(name.as_ref());
            self.sandbox.add_customer(None, &*email);
        }
    }

    /// Enqueues an event of a customer. Its title and external ID are the customer and the number.
    pub(crate) async fn enqueue(&self, customer: &str, number: u32) {
        let receipt = self.outbox.enqueue(&event(customer, number)).await.unwrap();
        assert!(!receipt.is_duplicate());
    }

    /// Titles of the events in the sandbox, in order of creation.
    pub(crate) fn titles(&self) -> Vec<String> {
        titles(&self.sandbox)
    }

    /// Numbers of the events of a customer in the sandbox, in order of creation.
    pub(crate) fn numbers(&self, customer: &str) -> Vec<u32> {
        let titles = self.titles();
        let words = titles.iter().filter_map(|title| title.split_once(' '));
        let of_customer = words.filter(|(name, _)| *name == customer);
        of_customer
            .map(|(_, number)| number.parse().unwrap())
            .collect()
    }

    /// Numbers of pending and dead events.
    pub(crate) async fn counts(&self) -> (u64, u64) {
        let stats = self.outbox.stats().await.unwrap();
        (stats.pending, stats.dead)
    }
}

/// Numbers of delivered, retried and dead events of a pass of a relay.
pub(crate) async fn deliver(relay: &Relay) -> (u64, u64, u64) {
    let counts = relay.deliver_due().await.unwrap();
    (counts.delivered, counts.retried, counts.dead)
}

/// Titles of the events in a sandbox, in order of creation.
pub(crate) fn titles(sandbox: &Sandbox) -> Vec<String> {
    let events = sandbox.events();
    events.iter().map(|event| event.title.clone()).collect()
}

fn address(customer: &str) -> String {
    format!("{customer}@acme.com")
}

pub(crate) fn event(customer: &str, number: u32) -> CreateCustomerEventInput {
    customer_event!(
        title = "{customer} {number}",
        customer_identifier = email_address(address(customer)),
        external_id = "{customer}-{number}",
        components = [text("Body")],
    )
}

/// Enqueues events, each of a customer of its own.
pub(crate) async fn enqueue_crowd(sandbox: &Sandbox, outbox: &Outbox, count: u32) {
    for number in 0..count {
        let customer = format!("user{number}");
        sandbox.add_customer(None, address(&customer));
        outbox.enqueue(&event(&customer, number)).await.unwrap();
    }
}

pub(crate) fn thread_event(external_id: &str) -> CreateThreadEventInput {
    thread_event!(
        title = "Escalated",
        thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
        external_id = external_id,
        components = [divider()],
    )
}

/// Restricts a fault to the requests for one event.
pub(crate) fn only(rule: impl Into<FaultRule>, external_id: &str) -> FaultRule {
    let variables = json!({ "input": { "externalId": external_id } });
    rule.into().variables(variables)
}
