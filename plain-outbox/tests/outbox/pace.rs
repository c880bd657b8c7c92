//! Relays at the rate limit, at a time that moves on when they have done everything that they can do at it. So
//! the machine's speed does not matter.

use std::time::{Duration, SystemTime};

use futures_util::future::join_all;
use plain_outbox::Outbox;
use plain_runtime::client::Clock;
use plain_sandbox::Sandbox;
use tokio::time::{MissedTickBehavior, interval, timeout};

use crate::database::Database;
use crate::fixture::{Fixture, LIMIT, enqueue_crowd};

stores![
    flavor = "multi_thread";
    relays_together_use_98_percent_of_the_limit,
];

const REQUESTS_PER_MINUTE: u32 = 450;
const MINUTE: Duration = Duration::from_mins(1);
/// Time by which the clocks move. Requests of different steps are a few intervals apart.
const STEP: Duration = Duration::from_millis(750);
/// Time between two looks at what the relays have done.
const LOOK: Duration = Duration::from_millis(5);
/// More events than permits, and than the sandbox needs to see.
const EVENTS: u32 = 960;

/// Time between two permits, in the microseconds that the databases count.
const INTERVAL: Duration = Duration::from_micros(134_832);
/// Permits that can be drawn at once at the start.
const BURST: u64 = 3;
/// Time by which permits are drawn ahead.
const HORIZON: Duration = Duration::from_secs(2);

/// An outbox and a sandbox whose clocks the test moves together.
struct Workspace {
    sandbox: Sandbox,
    outbox: Outbox,
    database: Database,
    clock: Clock,
    sandbox_clock: plain_sandbox::Clock,
    elapsed: Duration,
}

impl Workspace {
    async fn start(database: Database) -> Self {
        let now = SystemTime::now();
        let (clock, sandbox_clock) = (Clock::stepped(now), plain_sandbox::Clock::manual(now));
        let sandbox = Sandbox::builder().clock(sandbox_clock.clone());
        let builder = Outbox::builder().clock(clock.clone());
        let builder = builder.requests_per_minute(REQUESTS_PER_MINUTE);
        Self {
            sandbox: sandbox
                .rate_limit(REQUESTS_PER_MINUTE)
                .start()
                .await
                .unwrap(),
            outbox: database.open(builder).await.unwrap(),
            database,
            clock,
            sandbox_clock,
            elapsed: Duration::ZERO,
        }
    }

    /// Number of permits that can be drawn so far.
    fn permits(&self) -> u64 {
        let ahead = (self.elapsed + HORIZON).as_nanos();
        u64::try_from(ahead.div_ceil(INTERVAL.as_nanos())).unwrap() + BURST
    }

    /// Waits until the relays have drawn all permits, and have sent all events whose permit is valid.
    async fn finish_step(&self) {
        let mut looks = interval(LOOK);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            looks.tick().await;
            let stats = self.outbox.stats().await.unwrap();
            // After that, no claim adds an event: those in flight only become fewer.
            let is_drawn = stats.delivered + stats.in_flight >= self.permits();
            if is_drawn && stats.in_flight == self.clock.sleeping() as u64 {
                return;
            }
        }
    }

    /// The clock of the relays before that of the database, at which they claim: until that moves, all permits are
    /// drawn, so no event is claimed at one time and waits from another one.
    async fn move_clocks(&mut self) {
        self.sandbox_clock.advance(STEP);
        self.clock.advance(STEP);
        self.database.advance(STEP).await;
        self.elapsed += STEP;
    }
}

async fn check(database: Database, relay_count: usize) {
    let mut workspace = Workspace::start(database).await;
    enqueue_crowd(&workspace.sandbox, &workspace.outbox, EVENTS).await;
    let relay = |_| {
        let client = workspace.sandbox.client();
        let relay = workspace.outbox.relay(client);
        let relay = relay.poll_interval(Duration::from_millis(20));
        relay.start().unwrap()
    };
    let relays: Vec<_> = (0..relay_count).map(relay).collect();
    while workspace.elapsed < MINUTE * 2 {
        if timeout(LIMIT, workspace.finish_step()).await.is_err() {
            let (elapsed, permits) = (workspace.elapsed, workspace.permits());
            let stats = workspace.outbox.stats().await.unwrap();
            panic!("{relay_count} relays stop after {elapsed:?} and {permits} permits: {stats:?}");
        }
        workspace.move_clocks().await;
    }
    drop(relays);
    let requests = workspace.sandbox.requests();
    for minute in 0..2 {
        let start = requests[0].at + MINUTE * minute;
        let in_minute = requests
            .iter()
            .filter(|it| it.at >= start && it.at < start + MINUTE);
        let (rejected, admitted): (Vec<_>, Vec<_>) =
            in_minute.partition(|it| it.status == Some(429));
        assert!(
            admitted.len() * 100 >= REQUESTS_PER_MINUTE as usize * 98 && rejected.is_empty(),
            "{relay_count} relays, minute {minute}: {} admitted, {} rejected",
            admitted.len(),
            rejected.len()
        );
    }
}

async fn relays_together_use_98_percent_of_the_limit(fixture: Fixture) {
    let checks = [1, 2, 8].map(async |relay_count| {
        let database = fixture.database.another().await;
        check(database, relay_count).await;
    });
    join_all(checks).await;
}
