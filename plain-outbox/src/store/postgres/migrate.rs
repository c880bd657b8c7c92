//! Installs pgmq and the schema.

use sqlx::PgConnection;
use sqlx::postgres::PgPool;

use super::PostgresStore;
use super::error::database_error;
use crate::error::Error;

/// Version of the schema that this version of the crate uses.
const SCHEMA: i32 = 1;
/// Key of the advisory lock that migrations hold: "plainobx" in ASCII.
const LOCK: i64 = 0x706c_6169_6e6f_6278;

/// The schema, in the order of its files.
const SCRIPTS: [&str; 6] = [
    include_str!("sql/schema.sql"),
    include_str!("sql/enqueue.sql"),
    include_str!("sql/budget.sql"),
    include_str!("sql/claim.sql"),
    include_str!("sql/settle.sql"),
    include_str!("sql/operations.sql"),
];

/// Whether the pgmq of the database has the parts that the schema uses.
const HAS_NEW_PGMQ: &str = "SELECT to_regprocedure('pgmq.delete(text,bigint)') IS NOT NULL
    AND (SELECT count(*) = 2 FROM pg_catalog.pg_attribute
        WHERE attrelid = to_regclass('pgmq.message_record') AND attname IN ('headers', 'last_read_at'))";

/// Opens the store. With `migrate`, installs missing parts first; several processes may do so at once.
pub(crate) async fn open(pool: PgPool, migrate: bool) -> Result<PostgresStore, Error> {
    match version(&pool).await? {
        Some(SCHEMA) => {}
        Some(found) if found > SCHEMA => return Err(newer(found)),
        _ if migrate => install(&pool).await?,
        _ => return Err(Error::SchemaMissing),
    }
    Ok(PostgresStore { pool })
}

fn newer(found: i32) -> Error {
    Error::SchemaNewer {
        found: found.into(),
        supported: SCHEMA.into(),
    }
}

/// Version of the schema in the database, if it has one.
async fn version(pool: &PgPool) -> Result<Option<i32>, Error> {
    let mut connection = pool.acquire().await.map_err(database_error)?;
    version_in(&mut connection).await.map_err(database_error)
}

async fn version_in(connection: &mut PgConnection) -> Result<Option<i32>, sqlx::Error> {
    let exists = "SELECT to_regprocedure('plain_outbox.schema_version()') IS NOT NULL";
    if !sqlx::query_scalar(exists)
        .fetch_one(&mut *connection)
        .await?
    {
        return Ok(None);
    }
    let version = sqlx::query_scalar("SELECT plain_outbox.schema_version()");
    version.fetch_one(connection).await.map(Some)
}

async fn install(pool: &PgPool) -> Result<(), Error> {
    if !install_extension(pool).await.map_err(database_error)? {
        let installed = pgmq::install::install_sql_from_embedded(pool).await;
        installed.map_err(|error| Error::Database(Box::new(error)))?;
    }
    let mut transaction = pool.begin().await.map_err(database_error)?;
    lock(&mut transaction).await.map_err(database_error)?;
    // Another process may have been faster.
    match version_in(&mut transaction).await.map_err(database_error)? {
        Some(SCHEMA) => return Ok(()),
        Some(found) if found > SCHEMA => return Err(newer(found)),
        _ => {}
    }
    let is_new = sqlx::query_scalar(HAS_NEW_PGMQ)
        .fetch_one(&mut *transaction)
        .await;
    if !is_new.map_err(database_error)? {
        return Err(Error::Config(
            "the database's pgmq is too old; update it to 1.11 or newer: `ALTER EXTENSION pgmq UPDATE`"
                .to_owned(),
        ));
    }
    for script in SCRIPTS {
        let executed = sqlx::raw_sql(script).execute(&mut *transaction).await;
        executed.map_err(database_error)?;
    }
    transaction.commit().await.map_err(database_error)
}

/// Whether the database has pgmq, after creating the extension where the server has it and the role may.
async fn install_extension(pool: &PgPool) -> Result<bool, sqlx::Error> {
    let mut transaction = pool.begin().await?;
    lock(&mut transaction).await?;
    let exists = "SELECT to_regclass('pgmq.meta') IS NOT NULL";
    if sqlx::query_scalar(exists)
        .fetch_one(&mut *transaction)
        .await?
    {
        return Ok(true);
    }
    let is_available =
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_available_extensions WHERE name = 'pgmq')";
    if !sqlx::query_scalar(is_available)
        .fetch_one(&mut *transaction)
        .await?
    {
        return Ok(false);
    }
    match sqlx::raw_sql("CREATE EXTENSION pgmq")
        .execute(&mut *transaction)
        .await
    {
        Ok(_) => transaction.commit().await.map(|()| true),
        Err(sqlx::Error::Database(error)) => {
            tracing::info!(
                code = error.code().as_deref(),
                "the extension pgmq cannot be created; its SQL is installed instead"
            );
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

async fn lock(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let lock = sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK);
    lock.execute(connection).await.map(|_| ())
}
