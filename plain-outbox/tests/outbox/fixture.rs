//! An outbox whose clock the test moves, and a sandbox to deliver to.

use std::time::{Duration, SystemTime};

use plain_outbox::{Outbox, Relay};
use plain_runtime::client::Clock;
use plain_runtime::{
    CreateCustomerEventInput, CreateThreadEventInput, customer_event, thread_event,
};
use plain_sandbox::{FaultRule, Sandbox};
use serde_json::json;
use tempfile::TempDir;

pub(crate) struct Fixture {
    pub(crate) sandbox: Sandbox,
    pub(crate) outbox: Outbox,
    clock: Clock,
    /// Folder of the database.
    _directory: Option<TempDir>,
}

impl Fixture {
    pub(crate) async fn in_memory() -> Self {
        let clock = Clock::manual(SystemTime::now());
        let outbox = Outbox::builder().clock(clock.clone()).in_memory();
        Self {
            sandbox: Sandbox::start().await,
            outbox,
            clock,
            _directory: None,
        }
    }

    #[cfg(feature = "sqlite")]
    pub(crate) async fn sqlite() -> Self {
        let clock = Clock::manual(SystemTime::now());
        let directory = tempfile::tempdir().unwrap();
        let outbox = Outbox::builder().clock(clock.clone());
        Self {
            sandbox: Sandbox::start().await,
            outbox: outbox
                .sqlite(directory.path().join("events.db"))
                .await
                .unwrap(),
            clock,
            _directory: Some(directory),
        }
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// A relay whose waits do not depend on chance.
    pub(crate) fn relay(&self) -> Relay {
        let client = self.sandbox.client_builder().clock(self.clock.clone());
        self.outbox.relay(client.build().unwrap()).jitter_seed(1)
    }

    /// Numbers of delivered, retried and dead events of a pass.
    pub(crate) async fn deliver(&self) -> (u64, u64, u64) {
        let counts = self.relay().deliver_due().await.unwrap();
        (counts.delivered, counts.retried, counts.dead)
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
        let events = self.sandbox.events();
        events.iter().map(|event| event.title.clone()).collect()
    }

    /// Numbers of pending and dead events.
    pub(crate) async fn counts(&self) -> (u64, u64) {
        let stats = self.outbox.stats().await.unwrap();
        (stats.pending, stats.dead)
    }
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
