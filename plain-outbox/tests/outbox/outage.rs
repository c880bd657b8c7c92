//! Failures of the database, and relays that outlive them.

use std::time::Duration;

use plain_outbox::{Error, Relay};
use plain_sandbox::Sandbox;
use sqlx::pool::PoolConnection;
use sqlx::{Sqlite, SqlitePool};

use crate::fixture::{Fixture, LIMIT, event};
use crate::gate::Gate;
use crate::log::Log;

databases![
    flavor = "current_thread";
    a_relay_outlives_every_failure_of_its_database,
    a_call_during_a_failure_is_an_error,
    an_outcome_is_recorded_after_a_failure,
    emitted_events_are_recorded_after_a_failure,
    a_relay_without_its_database_shuts_down,
];

/// A way in which a database fails.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Outage {
    /// Another program holds the write lock.
    Locked,
    ReadOnly,
    /// The tables are not there.
    TablesMissing,
}

const OUTAGES: [Outage; 3] = [Outage::Locked, Outage::ReadOnly, Outage::TablesMissing];

/// Breaks the database of an outbox.
pub(crate) enum Breaker {
    Sqlite {
        /// The only connection of the outbox.
        pool: SqlitePool,
        /// Connection of another program.
        lock: PoolConnection<Sqlite>,
    },
    #[cfg(feature = "postgres")]
    Postgres {
        pool: sqlx::PgPool,
        lock: PoolConnection<sqlx::Postgres>,
    },
}

impl Breaker {
    async fn begin(&mut self, outage: Outage) {
        let (in_outbox, elsewhere) = match (&*self, outage) {
            (Self::Sqlite { .. }, Outage::Locked) => (None, Some("BEGIN IMMEDIATE")),
            (Self::Sqlite { .. }, Outage::ReadOnly) => (Some("PRAGMA query_only = ON"), None),
            (Self::Sqlite { .. }, Outage::TablesMissing) => (
                None,
                Some("ALTER TABLE plain_outbox_events RENAME TO plain_outbox_gone"),
            ),
            #[cfg(feature = "postgres")]
            (Self::Postgres { .. }, Outage::Locked) => (
                None,
                Some(
                    "BEGIN; LOCK TABLE plain_outbox.known, plain_outbox.budget, pgmq.q_plain_outbox",
                ),
            ),
            #[cfg(feature = "postgres")]
            (Self::Postgres { .. }, Outage::ReadOnly) => (
                Some("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"),
                None,
            ),
            #[cfg(feature = "postgres")]
            (Self::Postgres { .. }, Outage::TablesMissing) => (
                None,
                Some("ALTER SCHEMA plain_outbox RENAME TO plain_outbox_gone"),
            ),
        };
        self.execute(in_outbox, elsewhere).await;
    }

    async fn end(&mut self, outage: Outage) {
        let (in_outbox, elsewhere) = match (&*self, outage) {
            (_, Outage::Locked) => (None, Some("ROLLBACK")),
            (Self::Sqlite { .. }, Outage::ReadOnly) => (Some("PRAGMA query_only = OFF"), None),
            (Self::Sqlite { .. }, Outage::TablesMissing) => (
                None,
                Some("ALTER TABLE plain_outbox_gone RENAME TO plain_outbox_events"),
            ),
            #[cfg(feature = "postgres")]
            (Self::Postgres { .. }, Outage::ReadOnly) => (
                Some("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE"),
                None,
            ),
            #[cfg(feature = "postgres")]
            (Self::Postgres { .. }, Outage::TablesMissing) => (
                None,
                Some("ALTER SCHEMA plain_outbox_gone RENAME TO plain_outbox"),
            ),
        };
        self.execute(in_outbox, elsewhere).await;
    }

    /// Executes statements on the connection of the outbox, and on that of another program.
    async fn execute(&mut self, in_outbox: Option<&'static str>, elsewhere: Option<&'static str>) {
        macro_rules! execute {
            ($pool:expr, $lock:expr) => {{
                if let Some(sql) = in_outbox {
                    sqlx::raw_sql(sql).execute(&*$pool).await.unwrap();
                }
                if let Some(sql) = elsewhere {
                    sqlx::raw_sql(sql).execute(&mut **$lock).await.unwrap();
                }
            }};
        }
        match self {
            Self::Sqlite { pool, lock } => execute!(pool, lock),
            #[cfg(feature = "postgres")]
            Self::Postgres { pool, lock } => execute!(pool, lock),
        }
    }

    /// Makes all further calls fail.
    async fn close(&self) {
        match self {
            Self::Sqlite { pool, .. } => pool.close().await,
            #[cfg(feature = "postgres")]
            Self::Postgres { pool, .. } => pool.close().await,
        }
    }
}

/// A relay that looks often.
fn relay(outbox: &plain_outbox::Outbox, sandbox: &Sandbox) -> Relay {
    let relay = outbox.relay(sandbox.client());
    relay.poll_interval(Duration::from_millis(20))
}

fn is_database_error(error: &Error) -> bool {
    matches!(error, Error::Database(_) | Error::SchemaMissing)
}

const GOES_ON: &str = "the outbox's database failed; the relay goes on";

async fn a_relay_outlives_every_failure_of_its_database(fixture: Fixture) {
    let (outbox, mut breaker) = fixture.database.open_unreliable(fixture.builder()).await;
    for (number, outage) in (1..).zip(OUTAGES) {
        let (log, _guard) = Log::capture();
        let handle = relay(&outbox, &fixture.sandbox).start().unwrap();
        breaker.begin(outage).await;
        log.wait_for(GOES_ON).await;
        breaker.end(outage).await;
        outbox.enqueue(&event("jane", number)).await.unwrap();
        handle.shutdown(LIMIT).await.unwrap();
        assert_eq!(fixture.titles().len(), number as usize, "{outage:?}");
    }
}

async fn a_call_during_a_failure_is_an_error(fixture: Fixture) {
    let (outbox, mut breaker) = fixture.database.open_unreliable(fixture.builder()).await;
    for outage in OUTAGES {
        breaker.begin(outage).await;
        let enqueued = outbox.enqueue(&event("jane", 1)).await.unwrap_err();
        let delivered = relay(&outbox, &fixture.sandbox)
            .deliver_due()
            .await
            .unwrap_err();
        for error in [enqueued, delivered] {
            assert!(is_database_error(&error), "{outage:?}: {error:?}");
        }
        breaker.end(outage).await;
        assert_eq!(outbox.stats().await.unwrap().pending, 0, "{outage:?}");
    }
    assert!(fixture.sandbox.requests().is_empty());
}

async fn an_outcome_is_recorded_after_a_failure(fixture: Fixture) {
    let (outbox, mut breaker) = fixture.database.open_unreliable(fixture.builder()).await;
    for (number, outage) in (1..).zip(OUTAGES) {
        let (log, _guard) = Log::capture();
        let gate = Gate::before(&fixture.sandbox).await;
        let client = fixture.client_through(&gate);
        let handle = outbox.relay(client).start().unwrap();
        outbox.enqueue(&event("jane", number)).await.unwrap();
        gate.wait_for(1).await;
        breaker.begin(outage).await;
        gate.open();
        log.wait_for(GOES_ON).await;
        breaker.end(outage).await;
        handle.shutdown(LIMIT).await.unwrap();
        let stats = outbox.stats().await.unwrap();
        assert_eq!(
            (stats.pending, stats.delivered),
            (0, number.into()),
            "{outage:?}"
        );
        assert_eq!(
            fixture.sandbox.requests().len(),
            number as usize,
            "sent once"
        );
    }
}

async fn emitted_events_are_recorded_after_a_failure(fixture: Fixture) {
    let (outbox, mut breaker) = fixture.database.open_unreliable(fixture.builder()).await;
    let (log, _guard) = Log::capture();
    breaker.begin(Outage::ReadOnly).await;
    for number in 1..=3 {
        outbox.emit(&event("jane", number));
    }
    log.wait_for("emitted events cannot be recorded yet").await;
    breaker.end(Outage::ReadOnly).await;
    let counts = relay(&outbox, &fixture.sandbox)
        .deliver_due()
        .await
        .unwrap();
    assert_eq!(counts.delivered, 3);
    assert_eq!(fixture.titles(), ["jane 1", "jane 2", "jane 3"]);
    assert_eq!(outbox.stats().await.unwrap().dropped, 0);
}

async fn a_relay_without_its_database_shuts_down(fixture: Fixture) {
    let (outbox, breaker) = fixture.database.open_unreliable(fixture.builder()).await;
    let (log, _guard) = Log::capture();
    let handle = relay(&outbox, &fixture.sandbox).start().unwrap();
    breaker.close().await;
    log.wait_for(GOES_ON).await;
    let error = handle
        .shutdown(Duration::from_millis(300))
        .await
        .unwrap_err();
    assert!(is_database_error(&error), "{error}");
    let enqueued = outbox.enqueue(&event("jane", 1)).await;
    assert!(is_database_error(&enqueued.unwrap_err()));
    // The same events through another connection.
    fixture.enqueue("jane", 1).await;
    assert_eq!(fixture.deliver().await, (1, 0, 0));
}
