//! The same in bare SQL: a table of events without order, leases, deduplication and counters.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context as _, Result};
use plain_outbox::{Outbox, StatementParameter};
use plain_runtime::{Client, CreateCustomerEventInput};
use sqlx::sqlite::SqliteExecutor;
use tokio::task::JoinSet;

use crate::backlog::event;
use crate::database::{Columns, Database, Pool};

// Each constant has the SQL for SQLite, then for PostgreSQL.

const CREATE: [&str; 2] = [
    "CREATE TABLE bare (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        external_id TEXT NOT NULL,
        ordering_key TEXT NOT NULL,
        format INTEGER NOT NULL,
        event TEXT NOT NULL,
        enqueued_at INTEGER NOT NULL
    ) STRICT",
    "CREATE TABLE bare (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL,
        external_id text NOT NULL,
        ordering_key text NOT NULL,
        format bigint NOT NULL,
        event text NOT NULL,
        enqueued_at timestamptz NOT NULL DEFAULT now()
    )",
];

const INSERT: [&str; 2] = [
    "INSERT INTO bare (kind, external_id, ordering_key, format, event, enqueued_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    "INSERT INTO bare (kind, external_id, ordering_key, format, event)
    VALUES ($1, $2, $3, $4, $5)",
];

const INSERT_ALL: &str = "
INSERT INTO bare (kind, external_id, ordering_key, format, event)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[])";

const NEXT: [&str; 2] = [
    "SELECT id, event FROM bare WHERE id % ?1 = ?2 ORDER BY id LIMIT ?3",
    "SELECT id, event FROM bare WHERE id % $1 = $2 ORDER BY id LIMIT $3",
];

const DELETE: [&str; 2] = [
    "DELETE FROM bare WHERE id IN (SELECT value FROM json_each(?1))",
    "DELETE FROM bare WHERE id = ANY ($1)",
];

/// Events that a relay holds at most, by default.
const IN_FLIGHT: i64 = 16;

/// Rows that a transaction inserts when the table is filled.
const BATCH: u64 = 10_000;

/// A table of events.
pub(crate) struct BareTable {
    database: Database,
    pool: Pool,
    /// Number of the next event.
    next: u64,
}

/// The values of a row, as an outbox stores them.
pub(crate) struct BareRow(Vec<StatementParameter>);

/// Sends its share of the events.
struct BareWorker {
    pool: Pool,
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

    async fn insert_sqlite(&self, executor: impl SqliteExecutor<'_>) -> Result<()> {
        let mut query = sqlx::query(INSERT[0]);
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
    pub(crate) async fn create(database: Database) -> Result<Self> {
        let pool = database.connect().await?;
        match &pool {
            Pool::Sqlite(pool) => {
                sqlx::query(CREATE[0]).execute(pool).await?;
            }
            Pool::Postgres(pool) => {
                sqlx::query(CREATE[1]).execute(pool).await?;
            }
        }
        Ok(Self {
            database,
            pool,
            next: 0,
        })
    }

    /// Inserts a row in a transaction of its own.
    pub(crate) async fn insert(&self, row: &BareRow) -> Result<()> {
        let pool = match &self.pool {
            Pool::Sqlite(pool) => return row.insert_sqlite(pool).await,
            Pool::Postgres(pool) => pool,
        };
        let mut query = sqlx::query(INSERT[1]);
        for value in &row.0 {
            query = match value {
                StatementParameter::Text(text) => query.bind(text),
                StatementParameter::Integer(number) => query.bind(number),
            };
        }
        query.execute(pool).await?;
        Ok(())
    }

    async fn count(&self) -> Result<u64> {
        let count = "SELECT count(*) FROM bare";
        let count: i64 = match &self.pool {
            Pool::Sqlite(pool) => sqlx::query_scalar(count).fetch_one(pool).await?,
            Pool::Postgres(pool) => sqlx::query_scalar(count).fetch_one(pool).await?,
        };
        Ok(count.unsigned_abs())
    }

    /// Inserts the rows that an outbox makes, until there are so many.
    pub(crate) async fn fill(&mut self, outbox: &Outbox, rows: u64) -> Result<()> {
        let missing = rows.saturating_sub(self.count().await?);
        let mut left = missing;
        while left > 0 {
            let count = left.min(BATCH);
            let numbers = self.next..self.next + count;
            self.next = numbers.end;
            let batch: Result<Vec<_>> = numbers
                .map(|number| BareRow::new(outbox, &event(number, rows)))
                .collect();
            self.insert_all(&batch?).await?;
            left -= count;
        }
        self.database.rest(missing).await
    }

    async fn insert_all(&self, rows: &[BareRow]) -> Result<()> {
        match &self.pool {
            Pool::Sqlite(pool) => {
                let mut transaction = pool.begin().await?;
                for row in rows {
                    row.insert_sqlite(&mut *transaction).await?;
                }
                Ok(transaction.commit().await?)
            }
            Pool::Postgres(pool) => {
                let mut columns = Columns::default();
                for row in rows {
                    columns.push(&row.0);
                }
                let mut connection = pool.acquire().await?;
                columns.execute(INSERT_ALL, &mut connection).await
            }
        }
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
                pool: self.database.connect().await?,
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
            let rows = self.next().await?;
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
            self.delete(&ids).await?;
            self.sent.fetch_add(ids.len() as u64, Ordering::Relaxed);
        }
        Ok(())
    }

    async fn next(&self) -> Result<Vec<(i64, String)>> {
        let Self { workers, share, .. } = self;
        let rows = match &self.pool {
            Pool::Sqlite(pool) => {
                let next = sqlx::query_as(NEXT[0]).bind(workers).bind(share);
                next.bind(IN_FLIGHT).fetch_all(pool).await
            }
            Pool::Postgres(pool) => {
                let next = sqlx::query_as(NEXT[1]).bind(workers).bind(share);
                next.bind(IN_FLIGHT).fetch_all(pool).await
            }
        };
        Ok(rows?)
    }

    async fn delete(&self, ids: &[i64]) -> Result<()> {
        match &self.pool {
            Pool::Sqlite(pool) => {
                let delete = sqlx::query(DELETE[0]).bind(serde_json::to_string(ids)?);
                delete.execute(pool).await?;
            }
            Pool::Postgres(pool) => {
                sqlx::query(DELETE[1]).bind(ids).execute(pool).await?;
            }
        }
        Ok(())
    }
}
