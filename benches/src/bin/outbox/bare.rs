//! The same in bare SQL: a table of events without order, leases, deduplication and counters.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context as _, Result};
use plain_outbox::{Outbox, StatementParameter};
use plain_runtime::{Client, CreateCustomerEventInput};
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteExecutor, SqlitePoolOptions};
use tokio::task::JoinSet;

use crate::backlog::{checkpoint, event, sqlite_options};

const CREATE: &str = "
CREATE TABLE bare (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    external_id TEXT NOT NULL,
    ordering_key TEXT NOT NULL,
    format INTEGER NOT NULL,
    event TEXT NOT NULL,
    enqueued_at INTEGER NOT NULL
) STRICT";

const INSERT: &str = "
INSERT INTO bare (kind, external_id, ordering_key, format, event, enqueued_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

const NEXT: &str = "SELECT id, event FROM bare WHERE id % ?1 = ?2 ORDER BY id LIMIT ?3";

const DELETE: &str = "DELETE FROM bare WHERE id IN (SELECT value FROM json_each(?1))";

/// Events that a relay holds at most, by default.
const IN_FLIGHT: i64 = 16;

/// A table of events.
pub(crate) struct BareTable {
    file: PathBuf,
    pool: SqlitePool,
    /// Number of the next event.
    next: u64,
}

/// The values of a row, as an outbox stores them.
pub(crate) struct BareRow(Vec<StatementParameter>);

/// Sends its share of the events.
struct BareWorker {
    pool: SqlitePool,
    client: Client,
    share: i64,
    workers: i64,
    /// Number of events that all workers have sent.
    sent: Arc<AtomicU64>,
}

impl BareRow {
    /// The row of an event.
    pub(crate) fn new(outbox: &Outbox, event: &CreateCustomerEventInput) -> Result<Self> {
        let statement = outbox.enqueue_statement(event);
        Ok(Self(statement.context("the event has no row")?.parameters))
    }

    async fn insert(&self, executor: impl SqliteExecutor<'_>) -> Result<()> {
        let mut query = sqlx::query(INSERT);
        for value in &self.0 {
            query = match value {
                StatementParameter::Text(text) => query.bind(text),
                StatementParameter::Integer(number) => query.bind(number),
            };
        }
        query.execute(executor).await?;
        Ok(())
    }
}

impl BareTable {
    /// Creates a table without rows.
    pub(crate) async fn create(folder: &Path, name: &str) -> Result<Self> {
        let file = folder.join(format!("{name}.db"));
        let pool = connect(&file).await?;
        sqlx::query(CREATE).execute(&pool).await?;
        Ok(Self {
            file,
            pool,
            next: 0,
        })
    }

    /// Inserts a row in a transaction of its own.
    pub(crate) async fn insert(&self, row: &BareRow) -> Result<()> {
        row.insert(&self.pool).await
    }

    /// Inserts the rows that an outbox makes, until there are so many.
    pub(crate) async fn fill(&mut self, outbox: &Outbox, rows: u64) -> Result<()> {
        let stored: i64 = sqlx::query_scalar("SELECT count(*) FROM bare")
            .fetch_one(&self.pool)
            .await?;
        let numbers = self.next..self.next + rows.saturating_sub(stored.unsigned_abs());
        self.next = numbers.end;
        let mut transaction = self.pool.begin().await?;
        for number in numbers {
            let row = BareRow::new(outbox, &event(number, rows))?;
            row.insert(&mut *transaction).await?;
        }
        transaction.commit().await?;
        checkpoint(&self.file).await
    }

    /// Sends so many events or a few more, with workers that have connections of their own, and deletes
    /// their rows. The answer is their number.
    pub(crate) async fn deliver(
        &self,
        client: &Client,
        workers: usize,
        events: u64,
    ) -> Result<u64> {
        let sent = Arc::new(AtomicU64::new(0));
        let mut tasks = JoinSet::new();
        for share in 0..workers {
            let worker = BareWorker {
                pool: connect(&self.file).await?,
                client: client.without_retries(),
                share: i64::try_from(share)?,
                workers: i64::try_from(workers)?,
                sent: Arc::clone(&sent),
            };
            tasks.spawn(worker.run(events));
        }
        while let Some(finished) = tasks.join_next().await {
            finished??;
        }
        Ok(sent.load(Ordering::Relaxed))
    }
}

impl BareWorker {
    /// Selects the next events, sends them at once and deletes them.
    async fn run(self, events: u64) -> Result<()> {
        while self.sent.load(Ordering::Relaxed) < events {
            let rows: Vec<(i64, String)> = sqlx::query_as(NEXT)
                .bind(self.workers)
                .bind(self.share)
                .bind(IN_FLIGHT)
                .fetch_all(&self.pool)
                .await?;
            if rows.is_empty() {
                break;
            }
            let mut requests = JoinSet::new();
            for (id, event) in rows {
                let client = self.client.clone();
                requests.spawn(async move {
                    let event: CreateCustomerEventInput = serde_json::from_str(&event)?;
                    client.create_customer_event(&event).await?;
                    anyhow::Ok(id)
                });
            }
            let ids: Result<Vec<i64>> = requests.join_all().await.into_iter().collect();
            let ids = ids?;
            sqlx::query(DELETE)
                .bind(serde_json::to_string(&ids)?)
                .execute(&self.pool)
                .await?;
            self.sent.fetch_add(ids.len() as u64, Ordering::Relaxed);
        }
        Ok(())
    }
}

async fn connect(file: &Path) -> Result<SqlitePool> {
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .test_before_acquire(false);
    Ok(pool.connect_with(sqlite_options(file)).await?)
}
