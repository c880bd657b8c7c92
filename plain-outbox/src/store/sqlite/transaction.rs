//! Write transactions, and how errors, times and lists are represented.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sqlx::pool::PoolConnection;
use sqlx::{Sqlite, SqlitePool};

use super::error::database_error;
use crate::error::Error;

/// A transaction that holds the write lock from its start, so that it never fails halfway because another
/// one wrote in between.
///
/// It runs `BEGIN` and `COMMIT` itself: SQLite ends a transaction on its own when the disk is full, which
/// sqlx's transactions do not expect.
pub(super) struct WriteTransaction {
    pub(super) connection: PoolConnection<Sqlite>,
    is_open: bool,
}

impl WriteTransaction {
    pub(super) async fn begin(pool: &SqlitePool) -> Result<Self, Error> {
        let connection = pool.acquire().await.map_err(database_error)?;
        let mut transaction = Self {
            connection,
            is_open: true,
        };
        transaction.run("BEGIN IMMEDIATE").await?;
        Ok(transaction)
    }

    /// Commits after a success, rolls back after an error.
    pub(super) async fn finish<T>(mut self, result: Result<T, Error>) -> Result<T, Error> {
        if result.is_ok() {
            self.run("COMMIT").await?;
            self.is_open = false;
        } else if self.run("ROLLBACK").await.is_ok() {
            self.is_open = false;
        }
        result
    }

    async fn run(&mut self, statement: &'static str) -> Result<(), Error> {
        let result = sqlx::query(statement).execute(&mut *self.connection).await;
        result.map(drop).map_err(database_error)
    }
}

impl Drop for WriteTransaction {
    /// A connection whose transaction may be open is closed, which rolls it back.
    fn drop(&mut self) {
        if self.is_open {
            self.connection.close_on_drop();
        }
    }
}

/// IDs as a parameter, for `json_each`.
pub(super) fn json_array(ids: &[i64]) -> String {
    serde_json::Value::from(ids).to_string()
}

/// Microseconds since 1970.
pub(super) fn to_micros(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}

/// Microseconds since 1970 at the end of a wait, which is never cut short.
pub(super) fn micros_after(now: SystemTime, wait: Duration) -> i64 {
    let wait = wait.as_nanos().div_ceil(1_000);
    to_micros(now).saturating_add(i64::try_from(wait).unwrap_or(i64::MAX))
}

pub(super) fn from_micros(micros: i64) -> SystemTime {
    UNIX_EPOCH + Duration::from_micros(u64::try_from(micros).unwrap_or_default())
}
