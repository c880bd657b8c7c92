//! Waits are exactly as long as they must be.

use std::time::{Duration, SystemTime};

use plain_outbox::{Outbox, Relay};
use plain_sandbox::{Fault, FaultRule};

use crate::fixture::{Fixture, deliver, event};

stores![
    a_retry_after_is_waited_for_exactly,
    a_retry_after_may_be_a_date,
    a_refusal_by_the_rate_limit_does_not_count,
    an_attempt_that_a_crash_cut_off_does_not_count,
    crashes_do_not_lengthen_the_wait_after_a_failure,
    waits_double_up_to_ten_minutes,
    waits_double_up_to_the_maximum_of_the_relay,
    a_retry_after_may_exceed_the_maximum,
    waits_spread_over_their_whole_range,
    waits_repeat_with_their_seed,
    the_oldest_pending_event_ages,
];

async fn a_retry_after_is_waited_for_exactly(fixture: Fixture) {
    for (number, seconds) in [(1, 90), (2, 86_400), (3, 3)] {
        let fault = Fault::status(503).header("retry-after", &seconds.to_string());
        fixture.fail([FaultRule::new(fault).next(1)]);
        fixture.enqueue("jane", number).await;
        assert_eq!(fixture.deliver().await, (0, 1, 0));
        let tick = fixture.tick();
        fixture
            .advance(Duration::from_secs(seconds).saturating_sub(tick))
            .await;
        assert_eq!(fixture.deliver().await, (0, 0, 0), "{seconds}");
        fixture.advance(tick).await;
        assert_eq!(fixture.deliver().await, (1, 0, 0), "{seconds}");
    }
}

async fn a_retry_after_may_be_a_date(fixture: Fixture) {
    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(1_000));
    let fault = Fault::status(503).header("retry-after", &date);
    fixture.fail([FaultRule::new(fault).next(1)]);
    fixture.enqueue("jane", 1).await;
    assert_eq!(fixture.deliver().await, (0, 1, 0));
    // A date has whole seconds.
    fixture.advance(Duration::from_secs(950)).await;
    assert_eq!(fixture.deliver().await, (0, 0, 0));
    fixture.advance(Duration::from_secs(51)).await;
    assert_eq!(fixture.deliver().await, (1, 0, 0));
}

async fn a_refusal_by_the_rate_limit_does_not_count(fixture: Fixture) {
    let limited = || Fault::status(429).header("retry-after", "60");
    let faults = [limited(), Fault::status(401), limited(), Fault::status(400)];
    fixture.fail(
        (1..)
            .zip(faults)
            .map(|(nth, fault)| FaultRule::new(fault).nth(nth)),
    );
    fixture.enqueue("jane", 1).await;
    for _ in 0..3 {
        assert_eq!(fixture.deliver().await, (0, 1, 0));
        fixture.advance(Duration::from_mins(1)).await;
    }
    assert_eq!(fixture.deliver().await, (0, 0, 1));
    let dead = fixture.outbox.dead().await.unwrap();
    assert_eq!(dead[0].attempts(), 1);
}

/// A relay claims the event of jane and dies before it has the response, so many times.
async fn crash(fixture: &Fixture, times: usize) {
    fixture.fail([Fault::no_response()]);
    for _ in 0..times {
        let sent = fixture.sandbox.requests().len();
        fixture
            .crash_relay_when(|sandbox| sandbox.requests().len() > sent)
            .await;
        fixture.advance(Duration::from_mins(2)).await;
    }
}

async fn an_attempt_that_a_crash_cut_off_does_not_count(fixture: Fixture) {
    fixture.enqueue("jane", 1).await;
    crash(&fixture, 2).await;
    fixture.fail([Fault::status(503)]);
    assert_eq!(fixture.deliver().await, (0, 1, 0));
    fixture.advance(Duration::from_secs(1)).await;
    crash(&fixture, 1).await;
    fixture.fail([Fault::status(400)]);
    assert_eq!(fixture.deliver().await, (0, 0, 1));
    let dead = fixture.outbox.dead().await.unwrap();
    assert_eq!(dead[0].attempts(), 2, "503 and 400");
}

async fn crashes_do_not_lengthen_the_wait_after_a_failure(fixture: Fixture) {
    fixture.enqueue("jane", 1).await;
    crash(&fixture, 8).await;
    fixture.fail([Fault::status(503)]);
    // The wait after the first attempt is at most one second, and so on.
    for seconds in [1, 2, 4] {
        assert_eq!(fixture.deliver().await, (0, 1, 0), "{seconds}");
        fixture.advance(Duration::from_secs(seconds)).await;
    }
    fixture.sandbox.faults().clear();
    assert_eq!(fixture.deliver().await, (1, 0, 0));
}

/// Upper bound on the wait after a failure.
const MAX_WAIT: Duration = Duration::from_mins(10);
/// Number of events that fail together.
const CROWD: u64 = 60;

/// An outbox whose pace does not matter, with an event for each of many customers.
struct Crowd {
    fixture: Fixture,
    outbox: Outbox,
}

impl Crowd {
    /// All deliveries fail, the first so many of each event before this returns.
    async fn fail(fixture: Fixture, times: u32) -> Self {
        fixture.fail([Fault::status(503)]);
        let builder = fixture.builder().requests_per_minute(1_000_000);
        let outbox = fixture.database.open(builder).await.unwrap();
        for number in 0..CROWD {
            let event = event(&format!("user{number:02}"), 1);
            outbox.enqueue(&event).await.unwrap();
        }
        let crowd = Self { fixture, outbox };
        for _ in 0..times {
            assert_eq!(deliver(&crowd.relay()).await, (0, CROWD, 0));
            crowd.fixture.advance(MAX_WAIT).await;
        }
        crowd
    }

    fn relay(&self) -> Relay {
        self.outbox.relay(self.fixture.client()).jitter_seed(1)
    }

    /// Number of events that are due again after a time, of those that fail in the next pass of a relay.
    async fn due_after(&self, relay: &Relay, time: Duration) -> u64 {
        assert_eq!(deliver(relay).await, (0, CROWD, 0));
        self.fixture.advance(time).await;
        let due = deliver(relay).await.1;
        // All wait anew.
        self.fixture.advance(MAX_WAIT).await;
        due
    }
}

async fn waits_double_up_to_ten_minutes(fixture: Fixture) {
    let crowd = Crowd::fail(fixture, 5).await;
    // The wait after the sixth attempt is at most 32 seconds, and so on.
    for seconds in [32, 64, 128, 256, 512, 600, 600] {
        assert_eq!(deliver(&crowd.relay()).await, (0, CROWD, 0), "{seconds}");
        crowd.fixture.advance(Duration::from_secs(seconds)).await;
    }
    assert_eq!(deliver(&crowd.relay()).await, (0, CROWD, 0));
}

async fn waits_double_up_to_the_maximum_of_the_relay(fixture: Fixture) {
    let crowd = Crowd::fail(fixture, 1).await;
    let relay = crowd.relay().max_backoff(Duration::from_secs(5));
    for seconds in [2, 4, 5, 5] {
        assert_eq!(deliver(&relay).await, (0, CROWD, 0), "{seconds}");
        crowd.fixture.advance(Duration::from_secs(seconds)).await;
    }
    let due = crowd.due_after(&relay, Duration::from_millis(2_500)).await;
    assert!((15..45).contains(&due), "{due} after half of the time");
}

async fn a_retry_after_may_exceed_the_maximum(fixture: Fixture) {
    let relay = fixture.relay().max_backoff(Duration::from_secs(5));
    fixture.fail([FaultRule::new(Fault::status(503).header("retry-after", "60")).next(1)]);
    fixture.enqueue("jane", 1).await;
    assert_eq!(deliver(&relay).await, (0, 1, 0));
    fixture.advance(Duration::from_secs(59)).await;
    assert_eq!(deliver(&relay).await, (0, 0, 0));
    fixture.advance(Duration::from_secs(1)).await;
    assert_eq!(deliver(&relay).await, (1, 0, 0));
}

async fn waits_spread_over_their_whole_range(fixture: Fixture) {
    let crowd = Crowd::fail(fixture, 11).await;
    for (seconds, expected) in [(60, 1..15), (300, 15..45), (540, 45..60)] {
        let time = Duration::from_secs(seconds);
        let due = crowd.due_after(&crowd.relay(), time).await;
        assert!(expected.contains(&due), "{due} after {seconds} seconds");
    }
}

async fn waits_repeat_with_their_seed(fixture: Fixture) {
    let crowd = Crowd::fail(fixture, 11).await;
    let mut counts = Vec::new();
    for seed in [7, 7, 7, 8] {
        // One at a time, so that the order of the responses is the same.
        let relay = crowd.relay().jitter_seed(seed).max_in_flight(1);
        counts.push(crowd.due_after(&relay, Duration::from_mins(5)).await);
    }
    assert_eq!([counts[0], counts[0]], counts[1..3]);
    assert_ne!(counts[0], counts[3]);
}

async fn the_oldest_pending_event_ages(fixture: Fixture) {
    assert_eq!(
        fixture.outbox.stats().await.unwrap().oldest_pending_seconds,
        None
    );
    fixture.enqueue("jane", 1).await;
    fixture.advance(Duration::from_mins(5)).await;
    fixture.enqueue("jane", 2).await;
    let stats = fixture.outbox.stats().await.unwrap();
    assert_eq!((stats.pending, stats.in_flight), (2, 0));
    assert_eq!(stats.oldest_pending_seconds, Some(300));
    assert_eq!(fixture.deliver().await, (2, 0, 0));
    let stats = fixture.outbox.stats().await.unwrap();
    assert_eq!((stats.pending, stats.delivered), (0, 2));
    assert_eq!(stats.oldest_pending_seconds, None);
}
