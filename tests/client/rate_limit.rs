//! The rate limit, shared by all clones.

use std::time::{Duration, SystemTime};

use plain_runtime::client::Clock;
use plain_runtime::{Client, Error};
use plain_sandbox::{Fault, FaultRule, Sandbox};

use crate::{client_of, event};

/// Starts a sandbox with a rate limit and a client. The clock of the client is an hour behind.
async fn limited(requests_per_minute: u32) -> (Sandbox, Client, Clocks) {
    let now = SystemTime::UNIX_EPOCH + Duration::from_hours(490_000);
    let clocks = Clocks {
        sandbox: plain_sandbox::Clock::manual(now),
        client: Clock::manual(now - Duration::from_hours(1)),
    };
    let sandbox = crate::builder()
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

    /// Advances the clock of the sandbox with that of the client.
    async fn keep_together(self) {
        let difference = Duration::from_hours(1);
        loop {
            let sandbox = self.client.now() + difference;
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
async fn gate_closes_after_the_last_request_of_a_window() {
    let (sandbox, client, clocks) = limited(3).await;
    for _ in 0..3 {
        client.create_customer_event(&event()).await.unwrap();
    }
    // The window ends after the timeout of a call.
    let now = clocks.client.now();
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
    // The rest of the window is shorter than the timeout of a call.
    let waiting = tokio::spawn(clocks.clone().keep_together());
    client.create_customer_event(&event()).await.unwrap();
    waiting.abort();
    assert_eq!(statuses(&sandbox), [200, 200, 200, 200]);
    assert!(clocks.client.now() >= until);
}

#[tokio::test]
async fn rejection_closes_the_gate_for_all_clones() {
    let sandbox = crate::start().await;
    let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    let client = client_of(&sandbox).clock(clock.clone()).build().unwrap();
    let rejection = Fault::status(429).header("retry-after", "40");
    sandbox.faults().set([FaultRule::new(rejection).next(1)]);

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
async fn rejections_without_headers_double_the_cooldown() {
    let sandbox = crate::start().await;
    let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    let client = client_of(&sandbox).clock(clock.clone()).build().unwrap();
    sandbox
        .faults()
        .set([FaultRule::new(Fault::status(429)).next(2)]);
    client.create_customer_event(&event()).await.unwrap();
    assert_eq!(sandbox.requests().len(), 3);
    let waited = clock.now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    // 1 s and 2 s, each with up to 1 s more.
    let (min, max) = (Duration::from_secs(3), Duration::from_secs(6));
    assert!((min..max).contains(&waited), "{waited:?}");
}

#[tokio::test]
async fn batch_waits_for_the_rate_limit_as_long_as_it_takes() {
    let (sandbox, _, clocks) = limited(40).await;
    // Concurrent calls share a clock: a wait of one call is time that passes for all of them.
    let client = client_of(&sandbox)
        .clock(clocks.client.clone())
        .call_timeout(Duration::from_hours(1))
        .build()
        .unwrap();
    let start = clocks.client.now();
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
    let took = clocks.client.now().duration_since(start).unwrap();
    assert!(took >= Duration::from_mins(3), "{took:?}");
    // Only requests in flight at the end of a window are rejected.
    let rejected = statuses(&sandbox)
        .iter()
        .filter(|status| **status == 429)
        .count();
    assert!(rejected <= 3 * 16, "{rejected}");
}

#[tokio::test]
async fn concurrent_calls_outlast_the_rate_limit_and_keep_the_retry_quota() {
    let sandbox = Sandbox::start().await;
    // Concurrent calls share a clock: a wait of one call is time that passes for all of them.
    let client = client_of(&sandbox)
        .call_timeout(Duration::from_hours(1))
        .build()
        .unwrap();
    let rejection = Fault::status(429).header("retry-after", "1");
    sandbox.faults().set([FaultRule::new(rejection).next(200)]);
    let calls: Vec<_> = (0..200)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.create_customer_event(&event()).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(sandbox.events().len(), 200);

    // An outage right after it finds the whole quota: 35 retries.
    sandbox.clear_requests();
    sandbox.faults().set([Fault::status(503)]);
    for _ in 0..60 {
        client.create_customer_event(&event()).await.unwrap_err();
    }
    assert_eq!(sandbox.requests().len(), 60 + 35);
}

#[tokio::test]
async fn more_rejections_than_attempts_are_waited_for() {
    for (rejection, count) in [
        (Fault::status(429), 4),
        (Fault::status(429).header("retry-after", "2"), 6),
        (Fault::graphql_error("RATE_LIMITED", "Too many"), 4),
    ] {
        let name = rejection.to_string();
        let sandbox = Sandbox::start().await;
        let client = client_of(&sandbox).max_attempts(1).build().unwrap();
        sandbox
            .faults()
            .set([FaultRule::new(rejection).next(count)]);
        client
            .create_customer_event(&event())
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let requests = u64::try_from(sandbox.requests().len()).unwrap();
        assert_eq!(requests, count + 1, "{name}");
    }
}

#[tokio::test]
async fn distant_reset_closes_the_gate_for_two_minutes() {
    for reset in ["2036-01-01T00:00:00+02:00", "2082758400", "2082758400000"] {
        for fault in [
            Fault::status(429),
            Fault::mutation_error("VALIDATION", "input_validation", "No"),
        ] {
            let sandbox = Sandbox::start().await;
            let clock = Clock::manual(SystemTime::UNIX_EPOCH);
            let client = client_of(&sandbox).clock(clock.clone()).build().unwrap();
            let fault = fault
                .header("x-ratelimit-remaining", "0")
                .header("x-ratelimit-reset", reset);
            let name = format!("{fault} {reset}");
            sandbox.faults().set([FaultRule::new(fault).next(1)]);
            client.create_customer_event(&event()).await.unwrap_err();
            let error = client.customer("c_1").await.unwrap_err();
            assert!(
                matches!(error, Error::RateLimited { .. }),
                "{name}: {error}"
            );
            clock.advance(Duration::from_mins(2));
            client.customer("c_1").await.unwrap();
        }
    }
}
