//! Relays against the rate limit, on a scaled clock.

use std::time::Duration;

use plain_outbox::{Outbox, RelayHandle};
use plain_runtime::Client;
use plain_runtime::client::Clock;
use plain_sandbox::{RecordedRequest, Sandbox};

use crate::database::Database;
use crate::fixture::{Fixture, enqueue_crowd};

stores![
    flavor = "multi_thread";
    direct_clients_share_the_budget,
    relays_pause_until_the_reset_after_a_429,
];

const MINUTE: Duration = Duration::from_mins(1);

/// A sandbox with a rate limit and an outbox, on clocks of the same speed: one real second is `factor` seconds.
struct Limited {
    sandbox: Sandbox,
    outbox: Outbox,
    factor: u32,
    _database: Database,
}

impl Limited {
    async fn start(database: Database, limit: u32, requests_per_minute: u32, factor: u32) -> Self {
        let outbox = Outbox::builder()
            .clock(Clock::scaled(factor))
            .requests_per_minute(requests_per_minute);
        let sandbox = Sandbox::builder()
            .clock(plain_sandbox::Clock::scaled(factor))
            .rate_limit(limit)
            .start();
        Self {
            sandbox: sandbox.await.unwrap(),
            outbox: {
                let outbox = database.open(outbox).await.unwrap();
                database.scale_clock(factor).await;
                outbox
            },
            factor,
            _database: database,
        }
    }

    /// A client with a gate of its own, as another process has.
    fn client(&self) -> Client {
        let clock = Clock::scaled(self.factor);
        self.sandbox.client_builder().clock(clock).build().unwrap()
    }

    fn relays(&self, count: usize) -> Vec<RelayHandle> {
        let relay = |_| self.outbox.relay(self.client()).start().unwrap();
        (0..count).map(relay).collect()
    }

    async fn wait_for(&self, count: usize) {
        let delivered = self.sandbox.wait_for(|it| it.len() >= count, MINUTE);
        delivered.await.unwrap();
    }
}

fn is_rejected(request: &RecordedRequest) -> bool {
    request.status == Some(429)
}

async fn direct_clients_share_the_budget(fixture: Fixture) {
    let limited = Limited::start(fixture.database, 120, 110, 12).await;
    enqueue_crowd(&limited.sandbox, &limited.outbox, 80).await;
    let _relays = limited.relays(2);
    let client = limited.client().without_retries();
    // More than the limit together.
    for _ in 0..80 {
        limited.outbox.acquire_permit().await.unwrap();
        client.customer("c_1").await.unwrap();
    }
    limited.wait_for(80).await;
    assert!(!limited.sandbox.requests().iter().any(is_rejected));
}

async fn relays_pause_until_the_reset_after_a_429(fixture: Fixture) {
    let limited = Limited::start(fixture.database, 60, 60, 12).await;
    // Another program uses up the limit.
    let client = limited.client().without_retries();
    while client.customer("c_1").await.is_ok() {}
    let reset = limited.sandbox.requests()[0].at + MINUTE;
    enqueue_crowd(&limited.sandbox, &limited.outbox, 20).await;
    let _relays = limited.relays(8);
    limited.wait_for(20).await;
    let requests = limited.sandbox.requests();
    let is_create = |it: &&RecordedRequest| it.operations == ["createCustomerEvent"];
    let (early, late): (Vec<_>, Vec<_>) = requests
        .iter()
        .filter(is_create)
        .partition(|it| it.at < reset);
    // A relay may learn of it with the events that it holds already: those of two seconds.
    assert!(early.len() <= 5, "{} requests", early.len());
    assert!(early.into_iter().all(is_rejected));
    assert_eq!(late.len(), 20);
    assert!(!late.into_iter().any(is_rejected));
}
