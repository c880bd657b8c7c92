//! The events in an SQLite file.

mod budget;
mod claim;
mod enqueue;
mod error;
mod operations;
mod schema;
mod settle;
#[cfg(test)]
mod tests;
mod transaction;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use plain_runtime::client::Clock;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use self::error::{database_error, is_locked};
use self::transaction::WriteTransaction;
use super::{
    ClaimRequest, Claimed, Counts, DeadRecord, DeadSelection, Settlement, Store, StoreFuture,
};
use crate::error::Error;
use crate::pace::Pace;
use crate::record::Record;
use crate::statement::EnqueueStatement;

pub(crate) use enqueue::insert;

/// Name of the engine.
pub(crate) const ENGINE: &str = "sqlite";

/// Time to wait for another process's write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Attempts to open a file that other processes open at the same time.
const OPEN_ATTEMPTS: u32 = 50;
const OPEN_PAUSE: Duration = Duration::from_millis(20);

/// Keeps events in an SQLite file.
#[derive(Debug)]
pub(crate) struct SqliteStore {
    pool: SqlitePool,
    clock: Clock,
}

impl SqliteStore {
    /// Opens a file, which is created if it does not exist.
    pub(crate) async fn open(path: &Path, clock: Clock, migrate: bool) -> Result<Self, Error> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(migrate)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT);
        if !migrate && !path.exists() {
            return Err(Error::SchemaMissing);
        }
        let pool = connect(options).await.map_err(database_error)?;
        Self::new(pool, clock, migrate).await
    }

    /// Uses the application's pool as it is.
    pub(crate) async fn new(pool: SqlitePool, clock: Clock, migrate: bool) -> Result<Self, Error> {
        schema::prepare(&pool, migrate).await?;
        Ok(Self { pool, clock })
    }

    async fn begin(&self) -> Result<(WriteTransaction, SystemTime), Error> {
        let transaction = WriteTransaction::begin(&self.pool).await?;
        // After the wait for the lock.
        Ok((transaction, self.clock.now()))
    }
}

/// One connection: SQLite has one writer at a time, and its own queue is fairer than SQLite's waits.
async fn connect(options: SqliteConnectOptions) -> Result<SqlitePool, sqlx::Error> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.clone());
        match pool.await {
            // The change to write-ahead logging does not wait for other processes.
            Err(error) if is_locked(&error) && attempt < OPEN_ATTEMPTS => {
                tokio::time::sleep(OPEN_PAUSE).await;
            }
            result => return result,
        }
    }
}

impl Store for SqliteStore {
    fn enqueue<'a>(&'a self, records: &'a [Record]) -> StoreFuture<'a, Vec<bool>> {
        Box::pin(async move {
            if let [record] = records {
                let mut connection = self.pool.acquire().await.map_err(database_error)?;
                let is_new = insert(&mut connection, record, self.clock.now()).await?;
                return Ok(vec![is_new]);
            }
            let (mut transaction, now) = self.begin().await?;
            let mut are_new = Ok(Vec::with_capacity(records.len()));
            for record in records {
                let is_new = insert(&mut transaction.connection, record, now).await;
                are_new = are_new.and_then(|mut all: Vec<bool>| {
                    all.push(is_new?);
                    Ok(all)
                });
                if are_new.is_err() {
                    break;
                }
            }
            transaction.finish(are_new).await
        })
    }

    fn enqueue_statement(&self, record: Record) -> Option<EnqueueStatement> {
        Some(enqueue::statement(record, self.clock.now()))
    }

    fn reconnect(&self) -> Option<Arc<dyn Store>> {
        let options = SqliteConnectOptions::clone(&self.pool.connect_options());
        Some(Arc::new(Self {
            pool: self.pool.options().clone().connect_lazy_with(options),
            clock: self.clock.clone(),
        }))
    }

    fn claim<'a>(&'a self, request: &'a ClaimRequest) -> StoreFuture<'a, Claimed> {
        Box::pin(async move {
            let (mut transaction, now) = self.begin().await?;
            let claimed = claim::claim(&mut transaction.connection, request, now).await;
            transaction.finish(claimed).await
        })
    }

    fn settle<'a>(&'a self, settlements: &'a [Settlement]) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            let (mut transaction, now) = self.begin().await?;
            let settled = settle::settle(&mut transaction.connection, settlements, now).await;
            transaction.finish(settled).await
        })
    }

    fn draw_permit(&self, pace: Pace) -> StoreFuture<'_, Duration> {
        Box::pin(async move {
            let (mut transaction, now) = self.begin().await?;
            let wait = budget::draw_permit(&mut transaction.connection, pace, now).await;
            transaction.finish(wait).await
        })
    }

    fn pause(&self, time: Duration) -> StoreFuture<'_, ()> {
        Box::pin(async move {
            let (mut transaction, now) = self.begin().await?;
            let paused = budget::pause(&mut transaction.connection, time, now).await;
            transaction.finish(paused).await
        })
    }

    fn newest(&self) -> StoreFuture<'_, i64> {
        Box::pin(operations::newest(&self.pool))
    }

    fn pending_up_to(&self, id: i64) -> StoreFuture<'_, u64> {
        Box::pin(operations::pending_up_to(&self.pool, id))
    }

    fn counts(&self) -> StoreFuture<'_, Counts> {
        Box::pin(operations::counts(&self.pool, self.clock.now()))
    }

    fn dead(&self, limit: u32) -> StoreFuture<'_, Vec<DeadRecord>> {
        Box::pin(operations::dead(&self.pool, limit))
    }

    fn retry_dead<'a>(&'a self, selection: &'a DeadSelection) -> StoreFuture<'a, u64> {
        Box::pin(async move {
            let (mut transaction, _) = self.begin().await?;
            let retried = operations::retry_dead(&mut transaction.connection, selection).await;
            transaction.finish(retried).await
        })
    }

    fn discard_dead<'a>(&'a self, selection: &'a DeadSelection) -> StoreFuture<'a, u64> {
        Box::pin(async move {
            let (mut transaction, now) = self.begin().await?;
            let connection = &mut transaction.connection;
            let discarded = operations::discard_dead(connection, selection, now).await;
            transaction.finish(discarded).await
        })
    }

    fn purge(&self, retention: Duration, limit: u32) -> StoreFuture<'_, u64> {
        let before = self.clock.now().checked_sub(retention);
        let before = before.unwrap_or(SystemTime::UNIX_EPOCH);
        Box::pin(operations::purge(&self.pool, before, limit))
    }
}
