//! The gate that all clones share.

use std::time::{Duration, SystemTime};

use plain_runtime::client::Clock;
use plain_runtime::{Client, Error};
use plain_sandbox::{Fault, FaultRule, Sandbox};

use crate::{client_of, event};

/// A sandbox with this rate limit, and a client, each with a clock of its own that is an hour off the
/// other.
async fn limited(requests_per_minute: u32) -> (Sandbox, Client, Clocks) {
    let now = SystemTime::UNIX_EPOCH + Duration::from_hours(490_000);
    let clocks = Clocks {
        sandbox: plain_sandbox::Clock::fixed(now),
        client: Clock::manual(now - Duration::from_hours(1)),
    };
    let sandbox = Sandbox::builder()
        .rate_limit(requests_per_minute)
        .clock(clocks.sandbox.clone())
        .start()
        .await
        .unwrap();
    let client = client_of(&sandbox)
        .clock(clocks.client.clone())
        .build()
        .unwrap();
    (sandbox, client, clocks)
}

#[derive(Clone)]
struct Clocks {
    sandbox: plain_sandbox::Clock,
    client: Clock,
}

impl Clocks {
    fn advance(&self, by: Duration) {
        self.sandbox.advance(by);
        self.client.advance(by);
    }

    /// Lets the sandbox's time pass while the client waits.
    async fn keep_together(self) {
        let difference = Duration::from_hours(1);
        loop {
            let sandbox = self.client.system_time() + difference;
            if let Ok(behind) = sandbox.duration_since(self.sandbox.now()) {
                self.sandbox.advance(behind);
            }
            tokio::task::yield_now().await;
        }
    }
}

fn statuses(sandbox: &Sandbox) -> Vec<u16> {
    let requests = sandbox.requests();
    requests
        .iter()
        .filter_map(|request| request.status)
        .collect()
}

#[tokio::test]
async fn the_last_request_of_a_minute_closes_it_before_one_is_refused() {
    let (sandbox, client, clocks) = limited(3).await;
    for _ in 0..3 {
        client.create_customer_event(&event()).await.unwrap();
    }
    // The minute lasts longer than a call.
    let now = clocks.client.system_time();
    let clone = client.clone();
    let error = clone.create_customer_event(&event()).await.unwrap_err();
    let Error::RateLimited { until, .. } = error else {
        panic!("{error}");
    };
    assert_eq!(until, now + Duration::from_mins(1));
    assert!(error.is_retryable());
    assert_eq!(error.attempts(), 0);
    assert_eq!(statuses(&sandbox), [200, 200, 200]);

    clocks.advance(Duration::from_secs(40));
    // Now a call can wait.
    let waiting = tokio::spawn(clocks.clone().keep_together());
    client.create_customer_event(&event()).await.unwrap();
    waiting.abort();
    assert_eq!(statuses(&sandbox), [200, 200, 200, 200]);
    assert!(clocks.client.system_time() >= until);
}

#[tokio::test]
async fn a_refusal_closes_it_for_all_clones() {
    let sandbox = Sandbox::start().await;
    let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    let client = client_of(&sandbox).clock(clock.clone()).build().unwrap();
    let refusal = Fault::status(429).header("retry-after", "40");
    sandbox.faults().set([FaultRule::new(refusal).next(1)]);

    let error = client.create_customer_event(&event()).await.unwrap_err();
    let Error::RateLimited { until, .. } = error else {
        panic!("{error}");
    };
    assert!(until >= SystemTime::UNIX_EPOCH + Duration::from_secs(40));
    assert_eq!(error.attempts(), 1);
    assert!(error.request_id().is_some());
    assert!(!error.may_have_taken_effect());

    let clone = client.clone();
    let error = clone.customer("c_1").await.unwrap_err();
    assert!(matches!(error, Error::RateLimited { .. }), "{error}");
    assert_eq!(sandbox.requests().len(), 1);

    clock.advance(Duration::from_secs(40));
    client.create_customer_event(&event()).await.unwrap();
    assert_eq!(sandbox.requests().len(), 2);
}

#[tokio::test]
async fn a_refusal_that_says_nothing_is_waited_out_in_growing_steps() {
    let sandbox = Sandbox::start().await;
    let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    let client = client_of(&sandbox).clock(clock.clone()).build().unwrap();
    sandbox
        .faults()
        .set([FaultRule::new(Fault::status(429)).next(2)]);
    client.create_customer_event(&event()).await.unwrap();
    assert_eq!(sandbox.requests().len(), 3);
    let waited = clock
        .system_time()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap();
    // 1 s and 2 s, each with up to a second more.
    let (least, most) = (Duration::from_secs(3), Duration::from_secs(6));
    assert!((least..most).contains(&waited), "{waited:?}");
}

#[tokio::test]
async fn many_events_wait_for_the_next_minute_as_often_as_it_takes() {
    let (sandbox, _, clocks) = limited(40).await;
    // Calls side by side share a clock: the wait of one is time that passes for the others.
    let client = client_of(&sandbox)
        .clock(clocks.client.clone())
        .call_timeout(Duration::from_hours(1))
        .build()
        .unwrap();
    let start = clocks.client.system_time();
    let waiting = tokio::spawn(clocks.clone().keep_together());
    let results = client
        .create_customer_events((0..150).map(|_| event()))
        .collect()
        .await;
    waiting.abort();
    for result in results {
        result.unwrap();
    }
    assert_eq!(sandbox.events().len(), 150);
    let took = clocks.client.system_time().duration_since(start).unwrap();
    assert!(took >= Duration::from_mins(3), "{took:?}");
    // What was under way when the minute was used up was refused; nothing else.
    let refused = statuses(&sandbox)
        .iter()
        .filter(|status| **status == 429)
        .count();
    assert!(refused <= 3 * 16, "{refused}");
}
