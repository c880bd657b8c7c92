//! The tables and their versions.

use sqlx::{SqliteConnection, SqlitePool};

use super::error::database_error;
use super::transaction::WriteTransaction;
use crate::error::Error;

/// Version of the tables that this version of the crate reads and writes.
pub(super) const VERSION: i64 = 1;

/// `MIGRATIONS[n]` makes version `n + 1` of version `n`. Each stores its version.
const MIGRATIONS: [&str; 1] = [include_str!("schema.sql")];

/// Checks the version of the tables, and creates or updates them if `migrate` allows it. Any number of
/// processes may do so at once.
pub(super) async fn prepare(pool: &SqlitePool, migrate: bool) -> Result<(), Error> {
    let mut connection = pool.acquire().await.map_err(database_error)?;
    let found = version(&mut connection).await?;
    drop(connection);
    if found == VERSION {
        return Ok(());
    }
    check(found, migrate)?;
    let mut transaction = WriteTransaction::begin(pool).await?;
    let result = update(&mut transaction.connection).await;
    transaction.finish(result).await
}

/// Updates the tables, which another process may have done in the meantime.
async fn update(connection: &mut SqliteConnection) -> Result<(), Error> {
    let found = version(connection).await?;
    check(found, true)?;
    let done = usize::try_from(found).unwrap_or_default();
    for migration in MIGRATIONS.iter().skip(done) {
        sqlx::raw_sql(*migration)
            .execute(&mut *connection)
            .await
            .map_err(database_error)?;
    }
    Ok(())
}

fn check(found: i64, migrate: bool) -> Result<(), Error> {
    if found > VERSION {
        return Err(Error::SchemaNewer {
            found,
            supported: VERSION,
        });
    }
    if found < VERSION && !migrate {
        return Err(Error::SchemaMissing);
    }
    Ok(())
}

/// Version of the tables; 0 if there are none.
async fn version(connection: &mut SqliteConnection) -> Result<i64, Error> {
    let tables = "SELECT count(*) FROM sqlite_master WHERE name = 'plain_outbox_schema'";
    let tables: i64 = sqlx::query_scalar(tables)
        .fetch_one(&mut *connection)
        .await
        .map_err(database_error)?;
    if tables == 0 {
        return Ok(0);
    }
    sqlx::query_scalar("SELECT version FROM plain_outbox_schema")
        .fetch_one(connection)
        .await
        .map_err(database_error)
}
