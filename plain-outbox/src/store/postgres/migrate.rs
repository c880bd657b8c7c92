//! Installs pgmq and the schema.

use sqlx::PgConnection;
use sqlx::postgres::PgPool;

use super::PostgresStore;
use super::error::database_error;
use super::privileges::{Access, InstallFacts};
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
    let mut connection = pool.acquire().await.map_err(database_error)?;
    let access = Access::of(&mut connection).await.map_err(database_error)?;
    drop(connection);
    access.check()?;
    Ok(PostgresStore { pool, access })
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
    // Without a name that is resolved: that needs a privilege on the schema.
    let exists = "SELECT EXISTS (SELECT FROM pg_catalog.pg_proc AS p
        JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
        WHERE n.nspname = 'plain_outbox' AND p.proname = 'schema_version')";
    if !fetch_bool(connection, exists).await? {
        return Ok(None);
    }
    let version = sqlx::query_scalar("SELECT plain_outbox.schema_version()");
    version.fetch_one(connection).await.map(Some)
}

/// Whether another process was faster, so that nothing is left to install.
async fn is_installed(connection: &mut PgConnection) -> Result<bool, Error> {
    match version_in(connection).await.map_err(database_error)? {
        Some(found) if found > SCHEMA => Err(newer(found)),
        found => Ok(found == Some(SCHEMA)),
    }
}

async fn install(pool: &PgPool) -> Result<(), Error> {
    if !prepare(pool).await? {
        return Ok(());
    }
    let mut transaction = pool.begin().await.map_err(database_error)?;
    lock(&mut transaction).await.map_err(database_error)?;
    if is_installed(&mut transaction).await? {
        return Ok(());
    }
    let is_new = fetch_bool(&mut transaction, HAS_NEW_PGMQ).await;
    if !is_new.map_err(database_error)? {
        return Err(old_pgmq(&mut transaction).await);
    }
    for script in SCRIPTS {
        let executed = sqlx::raw_sql(script).execute(&mut *transaction).await;
        executed.map_err(database_error)?;
    }
    transaction.commit().await.map_err(database_error)
}

/// Checks the privileges, and installs pgmq unless the database has it. Says whether the schema is left to
/// install.
async fn prepare(pool: &PgPool) -> Result<bool, Error> {
    let mut transaction = pool.begin().await.map_err(database_error)?;
    lock(&mut transaction).await.map_err(database_error)?;
    if is_installed(&mut transaction).await? {
        return Ok(false);
    }
    let facts = InstallFacts::of(&mut transaction).await;
    let facts = facts.map_err(database_error)?;
    facts.check()?;
    if facts.has_pgmq {
        return Ok(true);
    }
    let has_extension = create_extension(&mut transaction).await;
    if has_extension.map_err(database_error)? {
        transaction.commit().await.map_err(database_error)?;
        return Ok(true);
    }
    drop(transaction);
    match pgmq::install::install_sql_from_embedded(pool).await {
        Ok(()) => Ok(true),
        Err(pgmq::PgmqError::DatabaseError(error)) => Err(database_error(error)),
        Err(error) => Err(Error::Database(Box::new(error))),
    }
}

/// Whether pgmq was created as an extension. If not, the transaction is to be rolled back: the server lacks
/// it or has an old version, or the role may not create it.
async fn create_extension(transaction: &mut PgConnection) -> Result<bool, sqlx::Error> {
    let is_available =
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_available_extensions WHERE name = 'pgmq')";
    if !fetch_bool(transaction, is_available).await? {
        return Ok(false);
    }
    let created = sqlx::raw_sql("CREATE EXTENSION pgmq");
    match created.execute(&mut *transaction).await {
        Ok(_) if fetch_bool(transaction, HAS_NEW_PGMQ).await? => Ok(true),
        Ok(_) => {
            tracing::info!("the server's extension pgmq is too old; its SQL is installed instead");
            Ok(false)
        }
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

/// The error for a pgmq that others installed and may use, so that only they can update it.
async fn old_pgmq(connection: &mut PgConnection) -> Error {
    let version = "SELECT extversion FROM pg_catalog.pg_extension WHERE extname = 'pgmq'";
    let version = sqlx::query_scalar(version).fetch_optional(connection).await;
    let version: Option<String> = match version {
        Ok(version) => version,
        Err(error) => return database_error(error),
    };
    let (found, help) = match version {
        Some(version) => (
            format!("the extension pgmq {version}"),
            "its owner runs `ALTER EXTENSION pgmq UPDATE`, after an update of the package on the server if it \
             offers no newer version",
        ),
        None => (
            "a pgmq that was installed as SQL".to_owned(),
            "update it with the scripts `pgmq--VERSION--VERSION.sql` of pgmq, or remove it if nothing uses it: \
             `DROP SCHEMA pgmq CASCADE`",
        ),
    };
    Error::Config(format!(
        "the database has {found}, which is too old: expected 1.11 or newer; help: {help}"
    ))
}

async fn fetch_bool(connection: &mut PgConnection, sql: &'static str) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(sql).fetch_one(connection).await
}

async fn lock(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let lock = sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK);
    lock.execute(connection).await.map(|_| ())
}
